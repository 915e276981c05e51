"""When things of the demo happen: counted from today, or on a day of a fiscal year."""

import datetime
from dataclasses import dataclass

from kyodo.fiscal_year import FiscalYear
from kyodo.wareki import JAPAN


@dataclass(frozen=True)
class Calendar:
    """The day on which the demo is made. A day is given as a number from today, or as "11-20" of a fiscal year."""

    today: datetime.date

    @property
    def year(self) -> int:
        return FiscalYear.of(self.today).year

    def day(self, given: int | str, year: int) -> datetime.date:
        if isinstance(given, int):
            return self.today + datetime.timedelta(days=given)
        month, day = map(int, given.split("-"))
        return datetime.date(year if month >= 4 else year + 1, month, day)

    def at(self, given: int | str, year: int, hour: int = 10, minute: int = 0) -> datetime.datetime:
        return datetime.datetime.combine(self.day(given, year), datetime.time(hour, minute), tzinfo=JAPAN)

    @property
    def now(self) -> datetime.datetime:
        """This morning: nothing that has happened is later."""
        return self.at(0, self.year, hour=0)
