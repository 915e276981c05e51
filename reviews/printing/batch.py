"""Sheets of the database to one PDF: what the views, the job and the command share."""

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, BinaryIO

from django.utils import timezone

from reviews.models import Sheet
from reviews.models.sheet import SheetQuerySet
from reviews.printing.compose import compose
from reviews.printing.document import PrintMode
from reviews.printing.readers import Reader

if TYPE_CHECKING:
    from reviews.printing.render import PrintCount

ORDER = ("-fiscal_year", "number")
SUFFIX = {PrintMode.FILLED: "", PrintMode.COMPARISON: "_前年との比較", PrintMode.BLANK: "_空欄"}
NOT_IN_FILE_NAMES = re.compile(r'[\x00-\x1f\x7f\\/:*?"<>|]+')
LONGEST_NAME = 40


def in_print_order(sheets: SheetQuerySet) -> SheetQuerySet:
    """Newest year first, then by number, with what `compose` reads of other records."""
    return sheets.select_related("project_year").order_by(*ORDER)


def write_pdf(
    sheets: Sequence[Sheet],
    *,
    mode: PrintMode,
    reader: Reader,
    out: BinaryIO,
    progress: Callable[[int, int], None] | None = None,
) -> "PrintCount":
    """Write the sheets as this reader may see them, dated today; ValueError where there are none."""
    # WeasyPrint and its fonts take 40 MB: a web worker loads them with its first print, and not before.
    from reviews.printing.render import print_sheets

    documents = compose(sheets, mode=mode, reader=reader)
    return print_sheets(documents, mode=mode, printed_on=timezone.localdate(), out=out, progress=progress)


def file_name(sheets: Sequence[Sheet], mode: PrintMode) -> str:
    """「ふりかえりシート_令和7年度_No003_介護する人の茶話会.pdf」, or with the number of sheets for several."""
    years = {sheet.fiscal_year for sheet in sheets}
    parts = [sheets[0].year.short_label] if len(years) == 1 else []
    if len(sheets) == 1:
        name = NOT_IN_FILE_NAMES.sub(" ", sheets[0].project_name).strip()
        parts += [f"No{sheets[0].number:03}", name[:LONGEST_NAME]]
    else:
        parts.append(f"{len(sheets)}件")
    return "_".join(["ふりかえりシート", *parts]) + f"{SUFFIX[mode]}.pdf"
