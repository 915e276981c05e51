"""属性①–④: when each 課 has collaborated, as the portal's own records say, with the reason in words.

A 課 keeps what its predecessors did. The records are read once for all 課.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from kyodo.fiscal_year import FiscalYear
from organizations.models import Division
from projects.enums import YearState
from projects.models import Partner

from .enums import ExperienceGroup


@dataclass(frozen=True)
class Experience:
    """What the records say of one 課: how many partner rows in the year asked about, and the last year before it."""

    rows: int
    last_before: int | None

    @property
    def group(self) -> ExperienceGroup:
        if self.rows:
            return ExperienceGroup.NOW_ONLY if self.last_before is None else ExperienceGroup.BEFORE_AND_NOW
        return ExperienceGroup.NEVER if self.last_before is None else ExperienceGroup.BEFORE_ONLY

    def reason(self, year: FiscalYear) -> str:
        """「令和8年度に3件、それ以前は令和7年度まで」."""
        now = f"{year.short_label}に{self.rows}件" if self.rows else f"{year.short_label}は0件"
        before = (
            f"それ以前は{FiscalYear(self.last_before).short_label}まで"
            if self.last_before
            else "それ以前はなし"
        )
        return f"{now}、{before}"


def experiences(divisions: Iterable[Division], year: FiscalYear) -> dict[int, Experience]:
    """Division id → what it did, of all given 課: two queries."""
    successors = dict(Division.objects.filter(successor__isnull=False).values_list("pk", "successor_id"))
    wanted = {division.pk for division in divisions}
    rows = dict.fromkeys(wanted, 0)
    before: dict[int, int] = {}
    for division_id, fiscal_year in partner_years():
        for each in _line(division_id, successors):
            if each not in wanted:
                continue
            if fiscal_year == year.year and each == _first_wanted(division_id, successors, wanted):
                rows[each] += 1
            elif fiscal_year < year.year:
                before[each] = max(before.get(each, 0), fiscal_year)
    return {division: Experience(rows[division], before.get(division)) for division in wanted}


def partner_years():
    """(課, 年度) of every partner row that counts: what was called off never was a collaboration."""
    counted = Partner.objects.exclude(project_year__state=YearState.CANCELLED).order_by()
    return counted.values_list("project_year__division_id", "project_year__fiscal_year")


def _line(division_id: int, successors: dict[int, int]) -> list[int]:
    """The 課 and all that came after it; a circle in the records ends it."""
    line = [division_id]
    while (after := successors.get(line[-1])) and after not in line:
        line.append(after)
    return line


def _first_wanted(division_id: int, successors: dict[int, int], wanted: set[int]) -> int | None:
    """Who answers for a row of this 課: the 課 itself where it is asked, else the next that came after it."""
    return next((each for each in _line(division_id, successors) if each in wanted), None)
