"""The chart of a survey's table: the fitting kind, its numbers those of the table."""

from typing import TYPE_CHECKING

from kyodo.charts.data import Caption, Row, Series, in_words
from kyodo.charts.horizontal import horizontal
from kyodo.charts.lines import lines
from kyodo.charts.mini import mini_columns, mini_shares
from kyodo.charts.patterns import APART
from kyodo.charts.shares import shares
from kyodo.charts.svg import Svg

from ..tabulation import Table
from .plan import Kind, Plan, cell_of, n_of, plan_of

if TYPE_CHECKING:
    from ..survey_tables import Counted


def chart_of(
    counted: "Counted", *, title: str = "", id_prefix: str = "", has_heading: bool = True
) -> Svg | None:
    """An `<svg>` with n and source at its foot; None where there is nothing to draw.

    title: what it is called, the question where left out; drawn above unless `has_heading` is False, because the
    page has it there. id_prefix: something else for each chart of a page.
    """
    plan = plan_of(counted)
    if plan is None:
        return None
    caption = Caption(title or counted.title, foot_of(counted, plan), has_heading)
    look = {"caption": caption, "id_prefix": id_prefix}
    if plan.kind == Kind.SHARES:
        return shares(plan.rows, plan.series, **look)
    draw = lines if plan.kind == Kind.LINES else horizontal
    return draw(plan.rows, plan.series, unit=plan.unit, most=100 if plan.is_percent else None, **look)


def mini_of(table: Table) -> Svg | None:
    """How the answers divide, the size of a line, the most frequent in colour; None where nothing is to be seen."""
    if not table.n or all(line.is_hidden for line in table.lines):
        return None
    cells = tuple(cell_of(line, table) for line in table.lines)
    rows = [Row(line.label) for line in table.lines]
    words = in_words(rows, [Series("", cells, APART)], "%")
    draw = mini_shares if table.question.single else mini_columns
    return draw(cells, title=words, filled=table.lines.index(table.top) if table.top else None)


def foot_of(counted: "Counted", plan: Plan) -> tuple[str, ...]:
    """n and what it counts, the notes, and where the numbers come from."""
    table, survey = counted.total, counted.survey
    unit = f"（{table.question.counted}）" if table.question.counted else ""
    year = survey.year.short_label
    source = survey.title if year in survey.title else f"{survey.title}（{year}）"
    # Over the years there is no n of all: each year has its own under it.
    n = f"nは{table.question.counted}の数" if plan.kind == Kind.LINES else f"{n_of(table)}{unit}"
    return (n, *plan.notes, f"資料：{source}")
