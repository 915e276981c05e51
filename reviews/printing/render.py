"""Many sheets into one PDF, each rendered only if it changed since it was last printed."""

import gc
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.utils.html import format_html

from kyodo.pdf import Part, merge, render_stamp
from kyodo.pdf.cache import RenderingCache
from kyodo.pdf.many import Progress, digest_of_files, fill
from kyodo.wareki import format_date
from reviews.printing.document import PrintMode, SheetDocument
from reviews.printing.fit import STYLES, fitted


@dataclass(frozen=True, slots=True)
class PrintCount:
    """What a print run did: sheets, how many of them had to be rendered anew, pages in the file."""

    sheets: int
    rendered: int
    pages: int


def print_sheets(
    documents: Iterable[SheetDocument],
    *,
    mode: PrintMode,
    printed_on: date,
    out: BinaryIO,
    title: str = "",
    progress: Progress | None = None,
    cache: RenderingCache | None = None,
    workers: int | None = None,
) -> PrintCount:
    """Write the sheets, in their order, as one tagged A4 PDF to `out`.

    `progress(done, total)` is called after each sheet and may raise to stop the run. The day of printing is
    laid over the pages when the file is put together, so a new day renders nothing anew. Many sheets are
    rendered in `workers` processes. Raises ValueError without documents.
    """
    sheets = list(documents)
    if not sheets:
        raise ValueError("印刷するふりかえりシートがありません。")
    kept = cache or RenderingCache("sheets")
    wanted = {rendering_key(sheet, mode): sheet for sheet in sheets}
    rendered = fill(kept, wanted, partial(render_sheet, mode=mode), progress=progress, workers=workers)
    pages = merge(
        (Part(sheet.title, _pdf(sheet, mode, kept)) for sheet in sheets),
        title=title or _title(sheets, mode),
        out=out,
        stamp=print_stamp(sheets[0], printed_on),
    )
    return PrintCount(len(sheets), rendered, pages)


def _pdf(sheet: SheetDocument, mode: PrintMode, cache: RenderingCache) -> bytes:
    kept = cache.get(rendering_key(sheet, mode))
    return render_sheet(sheet, mode) if kept is None else kept  # None: pruned a moment ago


def render_sheet(sheet: SheetDocument, mode: PrintMode) -> bytes:
    """Return one sheet as a part for `kyodo.pdf.merge`: tagged, without fonts and print date."""
    data = fitted(sheet, mode).write_part()
    gc.collect(1)  # a page is one large ring of references: left to itself it stays for dozens of sheets
    return data


def rendering_key(sheet: SheetDocument, mode: PrintMode) -> str:
    """Return the hash (hex) of everything that decides how the sheet looks: data, mode, templates, styles, code."""
    return sha256(f"{sheet.digest} {mode.value} {_look_digest()}".encode()).hexdigest()


@lru_cache(maxsize=1)
def _look_digest() -> str:
    """Hash the files that shape the page, the library with them, so that no version number has to be remembered."""
    base = Path(settings.BASE_DIR)
    files = [
        *(base / "templates" / "reviews" / "print").rglob("*.html"),
        *(base / "static" / name for name in STYLES),
        *(base / "kyodo" / "pdf").glob("*.py"),
        *(base / "reviews" / "printing").glob("*.py"),
        *(base / "reviews" / "charts").glob("*.py"),
        *(base / "kyodo" / "charts").glob("*.py"),
    ]
    return digest_of_files(files)


def print_stamp(sheet: SheetDocument, printed_on: date) -> bytes:
    """Return the foot that all pages of a print run share: city, portal and the day of printing."""
    html = format_html(
        '<html lang="ja"><body><p class="stamp">{}　{}　　{} 印刷</p></body></html>',
        sheet.city,
        sheet.portal,
        format_date(printed_on),
    )
    return render_stamp(html)


def _title(sheets: list[SheetDocument], mode: PrintMode) -> str:
    if len(sheets) == 1:
        return f"ふりかえりシート {sheets[0].title}"
    return f"ふりかえりシート {sheets[0].fiscal_year} {len(sheets)}件 {mode.label}"
