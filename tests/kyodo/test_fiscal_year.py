import datetime as dt
import re

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from kyodo.fiscal_year import FiscalYear, parse_fiscal_year


def test_a_fiscal_year_runs_from_april_to_march():
    year = FiscalYear(2026)
    assert (year.starts_on, year.ends_on) == (dt.date(2026, 4, 1), dt.date(2027, 3, 31))
    assert (year.previous, year.next) == (FiscalYear(2025), FiscalYear(2027))


@pytest.mark.parametrize(
    ("year", "label", "short_label"),
    [
        (2026, "令和8年度（2026年度）", "令和8年度"),
        (2019, "令和元年度（2019年度）", "令和元年度"),
        (2018, "平成30年度（2018年度）", "平成30年度"),
        (1989, "平成元年度（1989年度）", "平成元年度"),
        (1988, "昭和63年度（1988年度）", "昭和63年度"),
        (1926, "大正15年度（1926年度）", "大正15年度"),
        (1912, "明治45年度（1912年度）", "明治45年度"),
        (1868, "1868年度", "1868年度"),
    ],
)
def test_labels(year, label, short_label):
    assert (FiscalYear(year).label, FiscalYear(year).short_label) == (label, short_label)


@pytest.mark.parametrize(
    ("year", "sign"), [(2026, "R8"), (2019, "R1"), (2018, "H30"), (1989, "H1"), (1926, "T15"), (1868, "1868")]
)
def test_signs(year, sign):
    assert FiscalYear(year).sign == sign


def test_fiscal_years_sort_and_are_limited():
    assert sorted([FiscalYear(2026), FiscalYear(2024)]) == [FiscalYear(2024), FiscalYear(2026)]
    with pytest.raises(ValueError, match="1868年度から9998年度まで"):
        FiscalYear(1500)


@pytest.mark.parametrize(
    ("moment", "year"),
    [
        (dt.date(2026, 3, 31), 2025),
        (dt.date(2026, 4, 1), 2026),
        (dt.datetime(2026, 3, 31, 14, 59, tzinfo=dt.UTC), 2025),
        (dt.datetime(2026, 3, 31, 15, 0, tzinfo=dt.UTC), 2026),
    ],
)
def test_of_reads_days_in_japan(moment, year):
    assert FiscalYear.of(moment) == FiscalYear(year)


def test_current_turns_at_midnight_in_japan():
    with time_machine.travel(dt.datetime(2026, 3, 31, 15, 0, tzinfo=dt.UTC), tick=False):
        assert FiscalYear.current() == FiscalYear(2026)


@given(st.dates(min_value=dt.date(1869, 1, 1), max_value=dt.date(9998, 12, 31)))
def test_a_day_lies_in_its_own_fiscal_year_only(day):
    year = FiscalYear.of(day)
    assert day in year
    assert day not in year.next


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("平成２２年度", 2010),
        ("H22", 2010),
        ("h22年度", 2010),
        ("2010年度", 2010),
        ("２０１０", 2010),
        ("FY2010", 2010),
        (2010, 2010),
        (2010.0, 2010),
        ("令和元年度", 2019),
        ("平成31年度", 2019),
        ("平成元年度", 1989),
        ("昭和64年度", 1989),
        ("昭和63年度", 1988),
        ("令和六年度", 2024),
        ("令和 8 年度", 2026),
        ("令和8年度（2026年度）", 2026),
        ("2026年度（令和8年度）", 2026),
        (FiscalYear(2026), 2026),
    ],
)
def test_parse(text, year):
    assert parse_fiscal_year(text) == FiscalYear(year)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "年度を入力してください。"),
        (None, "年度を入力してください。"),
        (22, "年度は元号か西暦4桁で書いてください。令和8年度、R8、2026年度 のように入力してください。"),
        ("8年度", "年度は元号か西暦4桁で書いてください。令和8年度、R8、2026年度 のように入力してください。"),
        ("来年度", "年度を読み取れません。令和8年度、R8、2026年度 のように入力してください。"),
        ("2026年4月", "年度を読み取れません。令和8年度、R8、2026年度 のように入力してください。"),
        ("令和7年度（2026年度）", "元号の年度と西暦の年度が合いません。どちらかを直してください。"),
        ("平成32年度", "平成は平成31年（2019年）4月30日までです。令和2年（2020年）ではありませんか。"),
        ("令和0年度", "令和0年という年はありません。最初の年は令和元年です。"),
        ("1500年度", "年度は1868年度から9998年度までで入力してください。"),
    ],
)
def test_parse_refuses(text, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        parse_fiscal_year(text)


@given(st.integers(min_value=1868, max_value=2117).map(FiscalYear))
def test_what_is_written_is_read_back(year):
    assert parse_fiscal_year(year.label) == parse_fiscal_year(year.short_label) == year
