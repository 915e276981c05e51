"""年度: the Japanese fiscal year, from April 1 to March 31."""

import datetime as dt
import re
from dataclasses import dataclass

from kyodo import wareki

FIRST_YEAR, LAST_YEAR = 1868, 9998

_YEAR = rf"((?:{wareki.ERA_SIGNS})\.?(?:元|\d{{1,2}})|\d{{4}})"
_LABEL = re.compile(rf"(?:FY)?{_YEAR}(?:年度?|度)?(?:\({_YEAR}(?:年度?)?\)(?:年度?)?)?")
_EXAMPLE = "令和8年度、R8、2026年度 のように入力してください。"


@dataclass(frozen=True, order=True)
class FiscalYear:
    """One 年度, named by the western year in which it starts."""

    year: int

    def __post_init__(self):
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise ValueError(f"年度は{FIRST_YEAR}年度から{LAST_YEAR}年度までで入力してください。")

    def __str__(self):
        return self.label

    def __contains__(self, date: dt.date) -> bool:
        return self.starts_on <= wareki.as_date(date) <= self.ends_on

    @property
    def starts_on(self) -> dt.date:
        """April 1."""
        return dt.date(self.year, 4, 1)

    @property
    def ends_on(self) -> dt.date:
        """March 31 of the next calendar year."""
        return dt.date(self.year + 1, 3, 31)

    @property
    def label(self) -> str:
        """「令和8年度（2026年度）」."""
        return f"{self.short_label}（{self.year}年度）" if self._era else self.short_label

    @property
    def short_label(self) -> str:
        """「令和8年度」."""
        return f"{self._era.year_label(self.year)}度" if self._era else f"{self.year}年度"

    @property
    def sign(self) -> str:
        """「R8」, as numbers and file names have it; the western year before 明治."""
        era = self._era
        return f"{era.letter}{self.year - era.starts_on.year + 1}" if era else str(self.year)

    @property
    def next(self) -> "FiscalYear":
        """The year after."""
        return FiscalYear(self.year + 1)

    @property
    def previous(self) -> "FiscalYear":
        """The year before."""
        return FiscalYear(self.year - 1)

    @property
    def _era(self) -> wareki.Era | None:
        # The era of April 1, but 2019年度 was called 令和元年度 for all of it once 令和 had begun.
        return wareki.era_of(dt.date(2019, 5, 1) if self.year == 2019 else self.starts_on)

    @classmethod
    def of(cls, date: dt.date) -> "FiscalYear":
        """The 年度 a day lies in; a datetime is read in Japan time."""
        date = wareki.as_date(date)
        return cls(date.year if date.month >= 4 else date.year - 1)

    @classmethod
    def current(cls) -> "FiscalYear":
        """Today's 年度 in Japan."""
        return cls.of(dt.datetime.now(wareki.JAPAN))


def parse_fiscal_year(value: object) -> FiscalYear:
    """The 年度 of 「平成２２年度」, 「H22」, 「2010年度」, 「令和8年度（2026年度）」 or the number 2010.

    Both 平成31年度 and 令和元年度 are 2019, as documents of that year wrote either.
    Raises ValueError with a Japanese message.
    """
    if isinstance(value, FiscalYear):
        return value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = wareki.readable("" if value is None else str(value))
    if not text:
        raise ValueError("年度を入力してください。")
    if re.fullmatch(r"\d{1,3}(?:年度?)?", text):
        raise ValueError(f"年度は元号か西暦4桁で書いてください。{_EXAMPLE}")
    match = _LABEL.fullmatch(text)
    if match is None:
        raise ValueError(f"年度を読み取れません。{_EXAMPLE}")
    years = {wareki.parse_year(part) for part in match.groups() if part}
    if len(years) > 1:
        raise ValueError("元号の年度と西暦の年度が合いません。どちらかを直してください。")
    return FiscalYear(years.pop())
