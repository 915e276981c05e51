"""The pictures of this app: which series they draw. The drawing itself is `kyodo.charts`."""

from kyodo.charts.bars import Bars, stacked_bars
from kyodo.charts.palette import CITY, ORGANIZATION
from kyodo.charts.svg import Svg

from .programme_table import ORIGINS, ProgrammeTable

# For each origin its colour, and the patterns of what was adopted and of what was not.
LOOKS = ((ORGANIZATION.colour, "solid", "stripes"), (CITY.colour, "dots", "cross"))


def programme_picture(table: ProgrammeTable, *, id_prefix: str = "") -> Svg:
    """Applications by year as bars, each cut into what was adopted of 市民提案 and of 行政提案, and what was not."""
    series = []
    for place, origin in enumerate(ORIGINS):
        colour, chosen, rest = LOOKS[place]
        adopted = tuple(len(row.adopted[place]) for row in table.rows)
        applied = (row.applied[place] for row in table.rows)
        left = tuple(number - taken for number, taken in zip(applied, adopted, strict=True))
        series.append(Bars(f"{origin.label}：採択", adopted, colour, chosen))
        series.append(Bars(f"{origin.label}：不採択など", left, colour, rest))
    return stacked_bars(
        [row.year.short_label for row in table.rows],
        series,
        title=f"{table.programme}の申請と採択",
        id_prefix=id_prefix,
    )
