"""A survey's report on A4: title, contents with page numbers, list of 図表, chapters with charts and their tables."""

import re

from kyodo.charts.svg import Svg
from kyodo.models import City
from kyodo.pdf import lay_out
from reviews.enums import ReportState
from reviews.report_document import Piece, ReportDocument
from reviews.report_tables import Grid, grid_of

WIDTH, WIDE, HEIGHT = 98, 150, 122  # mm: beside its table, above it, and never higher
VIEW_BOX = re.compile(r'viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"')
TEMPLATE = "reviews/print/report.html"
STYLES = ("print/base.css", "print/report.css")


def print_report(document: ReportDocument) -> tuple[bytes, int]:
    """The tagged PDF and how many pages it has."""
    context = {
        "document": document,
        "pieces": [_on_paper(piece) for piece in document.pieces],
        "city": City.current(),
        "is_draft": document.report.state == ReportState.DRAFT,
    }
    layout = lay_out(TEMPLATE, context, title=document.report.title, stylesheets=STYLES)
    return layout.write(), layout.page_count


def _on_paper(piece: Piece) -> tuple[Piece, Grid | None, Svg | None]:
    """The block, its table, and its chart in a size that leaves room for the table on the same page."""
    grid = grid_of(piece.counted) if piece.has_numbers and not piece.quotes else None
    chart = _sized(piece.chart, WIDE if grid and grid.is_wide else WIDTH) if piece.chart else None
    return piece, grid, chart


def _sized(chart: Svg, width: float) -> Svg:
    across, down = map(float, VIEW_BOX.search(chart).groups())
    width = min(width, HEIGHT * across / down)
    return Svg(
        chart.replace("<svg ", f'<svg width="{width:.1f}mm" height="{width * down / across:.1f}mm" ', 1)
    )
