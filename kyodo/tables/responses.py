"""Tables as downloads."""

import tempfile
from collections.abc import Iterable, Sequence

from django.http import FileResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

from kyodo.tables.writing import Row, write_csv, write_xlsx

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_IN_MEMORY = 2 * 1024 * 1024


def csv_response(rows: Iterable[Row], header: Row, filename: str) -> StreamingHttpResponse:
    """A CSV download, streamed; `filename` may be Japanese and gets 「.csv」 where it lacks it."""
    response = StreamingHttpResponse(write_csv(rows, header), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, _named(filename, ".csv"))
    return response


def xlsx_response(
    rows: Iterable[Row],
    header: Row,
    filename: str,
    *,
    sheet_name: str = "一覧",
    widths: Sequence[float] | None = None,
) -> FileResponse:
    """An Excel download, written to a temporary file that goes when the response is closed."""
    file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - FileResponse closes it
    write_xlsx(rows, header, file=file, sheet_name=sheet_name, widths=widths)
    return FileResponse(file, as_attachment=True, filename=_named(filename, ".xlsx"), content_type=XLSX_TYPE)


def _named(filename: str, suffix: str) -> str:
    return filename if filename.lower().endswith(suffix) else filename + suffix
