"""Filters that write dates, 年度 and sums of money as people read them; nothing is written for None."""

import datetime as dt

from django import template
from django.utils import timezone

from kyodo import money
from kyodo import time_left as left
from kyodo.fiscal_year import FiscalYear
from kyodo.wareki import format_date, format_date_short, format_datetime, format_year

register = template.Library()


@register.filter
def wareki(date: dt.date | None) -> str:
    """「令和8年（2026年）4月1日」."""
    return format_date(date) if date else ""


@register.filter
def wareki_short(date: dt.date | None) -> str:
    """「令和8年4月1日」."""
    return format_date_short(date) if date else ""


@register.filter
def wareki_datetime(moment: dt.datetime | None) -> str:
    """「令和8年（2026年）4月1日 22:14」."""
    return format_datetime(moment) if moment else ""


@register.filter
def time_left(moment: dt.datetime | None) -> str:
    """「あと3日4時間」 until a moment; nothing when it is over."""
    return left.time_left(moment, timezone.now()) if moment else ""


@register.filter
def wareki_year(year: int | None) -> str:
    """「令和8年（2026年）」 for a calendar year."""
    return format_year(year) if year else ""


@register.filter
def fiscal_year(year: int | FiscalYear | None) -> str:
    """「令和8年度（2026年度）」 for a `FiscalYear` or the western year in which it starts."""
    return _fiscal_year(year).label if year else ""


@register.filter
def fiscal_year_short(year: int | FiscalYear | None) -> str:
    """「令和8年度」."""
    return _fiscal_year(year).short_label if year else ""


@register.filter
def yen(amount: int | None) -> str:
    """「1,234円」; a sum of nothing is 「0円」."""
    return money.format_yen(amount) if isinstance(amount, int) else ""


def _fiscal_year(year: int | FiscalYear) -> FiscalYear:
    return year if isinstance(year, FiscalYear) else FiscalYear(year)
