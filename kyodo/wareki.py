"""Japanese eras: dates and years written and read as people in a city hall write them."""

import datetime as dt
import math
import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from kyodo.text import normalise

JAPAN = ZoneInfo("Asia/Tokyo")
WEEKDAYS = "月火水木金土日"
EXAMPLE = "令和8年4月1日、R8.4.1、2026/4/1 のように入力してください。"


@dataclass(frozen=True)
class Era:
    """One era, from its first day on."""

    name: str
    letter: str
    starts_on: dt.date

    @property
    def ends_on(self) -> dt.date | None:
        """The last day; None for the era we are in."""
        later = [era.starts_on for era in ERAS if era.starts_on > self.starts_on]
        return min(later) - dt.timedelta(days=1) if later else None

    def western(self, number: int) -> int:
        """The western year of this era's `number`-th year (元年 is 1), whether or not the era lasted."""
        return self.starts_on.year + number - 1

    def year_label(self, western: int) -> str:
        """「令和元年」 for a western year."""
        number = western - self.starts_on.year + 1
        return f"{self.name}{'元' if number == 1 else number}年"


# 明治 from the day the change was proclaimed (慶応4年9月8日); the others from the cabinet orders and edicts.
ERAS = (
    Era("令和", "R", dt.date(2019, 5, 1)),
    Era("平成", "H", dt.date(1989, 1, 8)),
    Era("昭和", "S", dt.date(1926, 12, 25)),
    Era("大正", "T", dt.date(1912, 7, 30)),
    Era("明治", "M", dt.date(1868, 10, 23)),
)

_ERA_BY_SIGN = {sign: era for era in ERAS for sign in (era.name, era.name[0], era.letter)}
ERA_SIGNS = "|".join(sorted(_ERA_BY_SIGN, key=len, reverse=True))  # longest first, for a pattern


def era_of(date: dt.date) -> Era | None:
    """The era a day belongs to; None before 明治."""
    return next((era for era in ERAS if era.starts_on <= date), None)


def format_date(date: dt.date) -> str:
    """「令和8年（2026年）4月1日」; a datetime is read in Japan time."""
    date = as_date(date)
    era = era_of(date)
    year = f"{era.year_label(date.year)}（{date.year}年）" if era else f"{date.year}年"
    return f"{year}{date.month}月{date.day}日"


def format_date_short(date: dt.date) -> str:
    """「令和8年4月1日」."""
    date = as_date(date)
    era = era_of(date)
    year = era.year_label(date.year) if era else f"{date.year}年"
    return f"{year}{date.month}月{date.day}日"


def format_year(year: int) -> str:
    """「令和8年（2026年）」; a year in which the era changed carries the new one."""
    era = era_of(dt.date(year, 12, 31))
    return f"{era.year_label(year)}（{year}年）" if era else f"{year}年"


def format_datetime(moment: dt.datetime) -> str:
    """「令和8年（2026年）4月1日 22:14」 in Japan time."""
    moment = in_japan(moment)
    return f"{format_date(moment)} {moment:%H:%M}"


def in_japan(moment: dt.datetime) -> dt.datetime:
    """The moment on a clock in Japan; a naive one is taken to be there already."""
    return moment.astimezone(JAPAN) if moment.tzinfo else moment


def as_date(value: dt.date) -> dt.date:
    """The day of a date or datetime, in Japan time."""
    return in_japan(value).date() if isinstance(value, dt.datetime) else value


def _year_pattern(suffix: str) -> str:
    return rf"(?:(?P<era{suffix}>{ERA_SIGNS})\.?(?P<number{suffix}>元|\d{{1,2}})|(?P<west{suffix}>\d{{4}}))"


_YEAR = rf"{_year_pattern('')}(?:年?\({_year_pattern('2')}年?\))?"
_WEEKDAY = rf"(?:\(?(?P<weekday>[{WEEKDAYS}])(?:曜日?)?(?:・?祝日?)?\)?)?"
_FULL_DATE = re.compile(
    rf"{_YEAR}(?:年|[./・-])?(?<!\d)(?P<month>\d{{1,2}})[月./・-](?P<day>\d{{1,2}})日?{_WEEKDAY}"
)
_COMPACT_DATE = re.compile(
    r"(?:(?P<west>\d{4})|(?P<era>[RHSTM])(?P<number>\d\d))(?P<month>\d\d)(?P<day>\d\d)"
)
_YEAR_MONTH = re.compile(rf"{_YEAR}(?:年|[./・-])?(?<!\d)(?P<month>\d{{1,2}})月?")
_YEAR_ONLY = re.compile(rf"{_YEAR}年?")
_TIME_OF_DAY = re.compile(r"[Tt ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$")
_KANJI_NUMBER = re.compile("[〇一二三四五六七八九十]+(?=[年月日(])")


def parse_date(value: object, *, excel_epoch: int = 1900) -> dt.date:
    """The day meant by a date, a datetime (Japan time), an Excel serial, or text in 和暦 or western years.

    Raises ValueError with a Japanese message that says what is wrong and, where it can, what was meant.
    """
    if isinstance(value, dt.date):
        return as_date(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_number(value, excel_epoch)
    text = readable(_TIME_OF_DAY.sub("", normalise(str(value or ""))))
    if not text:
        raise ValueError("日付を入力してください。")
    match = _FULL_DATE.fullmatch(text) or _COMPACT_DATE.fullmatch(text)
    if match is None:
        if _YEAR_MONTH.fullmatch(text) or _YEAR_ONLY.fullmatch(text):
            raise ValueError(f"年・月・日をすべて入力してください。{EXAMPLE}")
        if re.fullmatch(r"\d{1,2}[./-]\d{1,2}[./-]\d{1,2}", text):
            raise ValueError(f"年は元号か西暦4桁で書いてください。{EXAMPLE}")
        raise ValueError(f"日付を読み取れません。{EXAMPLE}")
    return _from_match(match)


def parse_year_month(value: str) -> tuple[int, int]:
    """(western year, month) from 「令和6年4月」, 「R6.4」 or 「2024/4」; ValueError in Japanese."""
    match = _YEAR_MONTH.fullmatch(readable(value))
    if match is None:
        raise ValueError("年と月を読み取れません。令和8年4月、R8.4、2026/4 のように入力してください。")
    year, month = _year(match), int(match["month"])
    _check_month(month)
    if era := _era(match):
        _check_era(era, dt.date(year, month, 1), _last_of_month(year, month))
    return year, month


def parse_year(value: str) -> int:
    """The western year of 「令和8年」, 「R8」, 「令和元」 or 「2026」; ValueError in Japanese."""
    match = _YEAR_ONLY.fullmatch(readable(value))
    if match is None:
        raise ValueError("年を読み取れません。令和8年、R8、2026 のように入力してください。")
    year = _year(match)
    if era := _era(match):
        _check_era(era, dt.date(year, 1, 1), dt.date(year, 12, 31))
    return year


def readable(text: str) -> str:
    """Normalised, upper case, without blanks, and with 「六年」 as 「6年」."""
    return _KANJI_NUMBER.sub(lambda found: _kanji_number(found[0]), "".join(normalise(text).upper().split()))


def _kanji_number(text: str) -> str:
    if "十" in text:
        tens, _, ones = text.partition("十")
        text = f"{tens or '一'}{ones or '〇'}"
    return "".join(str("〇一二三四五六七八九".find(digit)) if digit != "十" else "?" for digit in text)


def _from_number(number: float, excel_epoch: int) -> dt.date:
    if not math.isfinite(number):
        raise ValueError(f"日付を読み取れません。{EXAMPLE}")
    serial = math.floor(number)
    if serial == number and 1868 <= serial <= 2100:
        raise ValueError(f"年だけが入っています。年・月・日をすべて入力してください。{EXAMPLE}")
    if match := _COMPACT_DATE.fullmatch(str(serial)):
        return _from_match(match)
    return from_excel_serial(serial, excel_epoch=excel_epoch)


def from_excel_serial(serial: int, *, excel_epoch: int = 1900) -> dt.date:
    """The day of an Excel serial; in the 1900 system day 60 is a 2月29日 that never was."""
    if excel_epoch == 1904:
        first, base = 0, dt.date(1904, 1, 1)
    elif excel_epoch == 1900:
        first, base = 1, dt.date(1899, 12, 30 if serial > 60 else 31)
    else:
        raise TypeError("excel_epoch is 1900 or 1904")
    if serial < first or (excel_epoch == 1900 and serial == 60) or serial > (dt.date.max - base).days:
        raise ValueError(f"{serial} は日付として読み取れません。{EXAMPLE}")
    return base + dt.timedelta(days=serial)


def _from_match(match: re.Match[str]) -> dt.date:
    year, month, day = _year(match), int(match["month"]), int(match["day"])
    _check_month(month)
    try:
        date = dt.date(year, month, day)
    except ValueError:
        raise ValueError(f"{year}年{month}月{day}日という日はありません。") from None
    if era := _era(match):
        _check_era(era, date, date)
    weekday = match.groupdict().get("weekday")
    if weekday and weekday != WEEKDAYS[date.weekday()]:
        actual = WEEKDAYS[date.weekday()]
        raise ValueError(
            f"曜日が合いません。{format_date(date)}は{actual}曜日です。日付か曜日を直してください。"
        )
    return date


def _era(match: re.Match[str]) -> Era | None:
    groups = match.groupdict()
    return _ERA_BY_SIGN.get(groups.get("era") or groups.get("era2") or "")


def _year(match: re.Match[str]) -> int:
    groups = match.groupdict()
    year = _western(groups, "")
    if (groups.get("west2") or groups.get("era2")) and _western(groups, "2") != year:
        raise ValueError("元号の年と西暦の年が合いません。どちらかを直してください。")
    return year


def _western(groups: dict[str, str | None], suffix: str) -> int:
    if west := groups.get(f"west{suffix}"):
        if int(west) == 0:
            raise ValueError("0年という年はありません。")
        return int(west)
    era, number = _ERA_BY_SIGN[groups[f"era{suffix}"]], groups[f"number{suffix}"]
    if number.strip("0") == "":
        raise ValueError(f"{era.name}0年という年はありません。最初の年は{era.name}元年です。")
    return era.western(1 if number == "元" else int(number))


def _check_month(month: int) -> None:
    if not 1 <= month <= 12:
        raise ValueError(f"{month}月という月はありません。月は1から12で入力してください。")


def _last_of_month(year: int, month: int) -> dt.date:
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


def _check_era(era: Era, first: dt.date, last: dt.date) -> None:
    """Refuse a span of days that lies wholly outside the era, and name the era it lies in."""
    if era.ends_on and first > era.ends_on:
        limit = f"{era.name}は{_era_day(era, era.ends_on)}までです。"
    elif last < era.starts_on:
        limit = f"{era.name}は{_era_day(era, era.starts_on)}からです。"
    else:
        return
    meant = format_date(first) if first == last else format_year(first.year)
    raise ValueError(f"{limit}{meant}ではありませんか。")


def _era_day(era: Era, date: dt.date) -> str:
    return f"{era.year_label(date.year)}（{date.year}年）{date.month}月{date.day}日"
