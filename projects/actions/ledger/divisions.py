"""The 課 that a ledger names: those the portal knows, and those to be made."""

from collections import defaultdict
from collections.abc import Iterable

from kyodo.fiscal_year import FiscalYear
from kyodo.text import search_key
from organizations.models import Division
from projects.ledger import Field

from .entries import Entry


class DivisionBook:
    """Finds each entry's 課; what it lacks is made from the first day of the entry's 年度 (`made`, unsaved).

    Entries come earliest year first. A 課 of the same name is never made twice, unless the ledger itself has it in
    several 部 of which the portal knows only others.
    """

    def __init__(self, entries: Iterable[Entry]):
        self.made: list[Division] = []
        self.by_name: dict[str, list[Division]] = defaultdict(list)
        self.codes: set[str] = set()
        self.last_position = 0
        for division in Division.objects.all():
            self.by_name[division.search_key].append(division)
            self.codes.add(division.code)
            self.last_position = max(self.last_position, division.position)
        self.departments: dict[str, set[str]] = defaultdict(set)  # of each name, as the ledger has them
        for entry in entries:
            if entry.department:
                self.departments[search_key(entry.division)].add(search_key(entry.department))

    def find(self, entry: Entry) -> Division | None:
        """The entry's 課; None (and a fault) where the ledger does not tell which of several it is."""
        year = FiscalYear(entry.year)
        name, department = search_key(entry.division), search_key(entry.department)
        known = self.by_name[name]
        if department:
            there = [each for each in known if search_key(each.department) == department]
            there = there or [each for each in known if not each.department]
            if not there and len(self.departments[name]) == 1:
                there = known  # the 課 has moved to another 部
        else:
            there = [each for each in known if _holds_in(each, year)] or known
            if len({search_key(each.department) for each in there if each.department}) > 1:
                names = "、".join(each.department for each in there)
                entry.fault(
                    Field.DIVISION,
                    f"「{entry.division}」という課がいくつかの部にあります（{names}）。部の列も入れてください。",
                )
                return None
        return min(there, key=lambda each: _distance(each, year)) if there else self._make(entry, name, year)

    def _make(self, entry: Entry, name: str, year: FiscalYear) -> Division:
        self.last_position += 1
        division = Division(
            code=self._free_code(),
            department=entry.department,
            name=entry.division,
            search_key=name[:60],
            position=self.last_position,
            starts_on=year.starts_on,
        )
        self.made.append(division)
        self.by_name[name].append(division)
        return division

    def _free_code(self) -> str:
        number = len(self.made) + 1
        while (code := f"L{number:03}") in self.codes:
            number += 1
        self.codes.add(code)
        return code


def _holds_in(division: Division, year: FiscalYear) -> bool:
    return _distance(division, year) == 0


def _distance(division: Division, year: FiscalYear) -> int:
    """Days between the 課's time and the 年度; 0 where they touch."""
    if division.starts_on > year.ends_on:
        return (division.starts_on - year.ends_on).days
    if division.ends_on and division.ends_on < year.starts_on:
        return (year.starts_on - division.ends_on).days
    return 0
