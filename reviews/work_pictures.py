"""業務の洗い出し as a chart: how each 課 marked its work."""

from collections.abc import Sequence

from kyodo.charts.bars import Bars, stacked_bars
from kyodo.charts.palette import SERIES
from kyodo.charts.svg import Svg
from kyodo.fiscal_year import FiscalYear

from .queries.work import DivisionWork


def work_picture(found: Sequence[DivisionWork], year: FiscalYear) -> Svg | None:
    """One bar a 課 that has listed something; None where nobody has."""
    rows = [each for each in found if each.rows]
    if not rows:
        return None
    series = [
        Bars("できる", tuple(each.yes for each in rows), SERIES[0].colour),
        Bars("条件つきでできる", tuple(each.conditional for each in rows), SERIES[0].colour, "stripes"),
        Bars("できない", tuple(each.no for each in rows), SERIES[1].colour, "dots"),
        Bars("まだ決めていない", tuple(each.unmarked for each in rows), SERIES[5].colour, "cross"),
    ]
    title = f"{year.short_label}の業務と、協働できるかどうか"
    return stacked_bars([each.division.name for each in rows], series, title=title, id_prefix="work-")
