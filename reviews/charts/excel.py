"""The chart of a survey's table as a sheet for Excel: its numbers, and beside them a chart of Excel's own."""

from decimal import Decimal
from typing import TYPE_CHECKING

from openpyxl.chart import BarChart, LineChart, Reference, Series
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.fill import ColorChoice, PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.utils import get_column_letter

from kyodo.charts.data import Cell
from kyodo.charts.data import Series as Drawn
from kyodo.charts.patterns import EMPTY, Fill
from kyodo.tables import Page

from .plan import Kind, Plan, plan_of
from .tables import foot_of

if TYPE_CHECKING:
    from ..survey_tables import Counted

SHEET = "図"
_WIDTH, _ROW, _FRAME = 20.0, 0.75, 6.0  # cm
_HIGHEST = 60.0
# Excel's patterns that come nearest to those of `kyodo.charts.patterns`.
_PATTERNS = {
    "stripes": "wdUpDiag",
    "dots": "pct75",
    "cross": "openDmnd",
    "lines": "narHorz",
    "spots": "lgConfetti",
    "bold": "dkUpDiag",
    "grid": "smGrid",
    "back": "wdDnDiag",
    "rungs": "dkHorz",
    "columns": "narVert",
    "zigzag": "zigZag",
}


def chart_page(counted: "Counted") -> Page | None:
    """None where there is nothing to draw. What is hidden is an empty cell, so that no program takes it for 0."""
    plan = plan_of(counted)
    if plan is None:
        return None
    heading = ["", *(f"{one.label}（{plan.unit}）" if plan.unit else one.label for one in plan.series)]
    rows = [
        [
            f"{row.label} {row.note}".strip() or "回答",
            *(
                None if one.cells[place].value is None else float(one.cells[place].text)
                for one in plan.series
            ),
        ]
        for place, row in enumerate(plan.rows)
    ]
    about = [[], *([line] for line in foot_of(counted, plan))]
    return Page(SHEET, [heading], [*rows, *about], draw=lambda sheet: _add_chart(sheet, plan, counted.title))


def _number(cell: Cell) -> Decimal | None:
    """As it is written, so that both charts say the same."""
    return None if cell.value is None else Decimal(cell.text.replace(",", ""))


def _add_chart(sheet, plan: Plan, title: str) -> None:
    chart = _line_chart() if plan.kind == Kind.LINES else _bar_chart(plan)
    chart.title, chart.height, chart.width = title, _height(plan), _WIDTH
    chart.title.overlay = False
    last = len(plan.rows) + 1
    names = Reference(sheet, min_col=1, min_row=2, max_row=last)
    for place, one in enumerate(plan.series):
        values = Reference(sheet, min_col=place + 2, min_row=1, max_row=last)
        chart.append(_styled(Series(values, title_from_data=True), one, plan.kind))
    chart.set_categories(names)
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.legend = chart.legend if len(plan.series) > 1 else None
    if chart.legend:
        chart.legend.position = "b"
    chart.display_blanks = "gap"
    if plan.is_percent:
        chart.y_axis.scaling.min = 0
    chart.dataLabels = _values_shown(plan.kind)
    chart.varyColors = False
    sheet.add_chart(chart, f"{get_column_letter(len(plan.series) + 3)}1")


def _height(plan: Plan) -> float:
    if plan.kind == Kind.LINES:
        return 10.0
    bars = len(plan.rows) * (1 if plan.kind == Kind.SHARES else len(plan.series) + 0.5)
    return min(_FRAME + _ROW * bars, _HIGHEST)


def _bar_chart(plan: Plan) -> BarChart:
    """Horizontal, the first row on top."""
    chart = BarChart()
    chart.type, chart.gapWidth = "bar", 50
    chart.grouping = "clustered"
    if plan.kind == Kind.SHARES:
        chart.grouping, chart.overlap = "percentStacked", 100
    chart.x_axis.scaling.orientation = "maxMin"
    chart.y_axis.crosses = "max"
    return chart


def _line_chart() -> LineChart:
    chart = LineChart()
    chart.grouping = "standard"
    return chart


def _values_shown(kind: Kind) -> DataLabelList:
    """Inside a piece of a bar on a ground of paper, so that no pattern runs through them."""
    shown = DataLabelList()
    if kind == Kind.SHARES:
        shown.spPr = GraphicalProperties(solidFill="FFFFFF", ln=LineProperties(noFill=True))
    shown.showVal = True
    shown.showSerName = shown.showCatName = shown.showLegendKey = shown.showPercent = False
    return shown


def _styled(series: Series, one: Drawn, kind: Kind) -> Series:
    colour = one.fill.colour.lstrip("#")
    if kind == Kind.LINES:
        series.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=colour, w=28_000))
        series.marker.symbol, series.smooth = "circle", False
        series.marker.graphicalProperties = GraphicalProperties(solidFill=colour)
        return series
    series.graphicalProperties = _filled(one.fill, colour)
    series.graphicalProperties.line = LineProperties(solidFill=colour)
    return series


def _filled(fill: Fill, colour: str) -> GraphicalProperties:
    if fill.pattern in ("solid", EMPTY):
        return GraphicalProperties(solidFill="FFFFFF" if fill.pattern == EMPTY else colour)
    paper, ink = ColorChoice(srgbClr="FFFFFF"), ColorChoice(srgbClr=colour)
    return GraphicalProperties(
        pattFill=PatternFillProperties(_PATTERNS[fill.pattern], fgClr=ink, bgClr=paper)
    )
