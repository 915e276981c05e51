import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo import wareki

EXAMPLE = "令和8年4月1日、R8.4.1、2026/4/1 のように入力してください。"
# 令和100年 has three digits: parsing stops before it, as nobody writes such a date today.
DAYS = st.dates(min_value=dt.date(1868, 1, 1), max_value=dt.date(2117, 12, 31))


@pytest.mark.parametrize(
    ("date", "long", "short"),
    [
        (dt.date(2026, 4, 1), "令和8年（2026年）4月1日", "令和8年4月1日"),
        (dt.date(2019, 5, 1), "令和元年（2019年）5月1日", "令和元年5月1日"),
        (dt.date(2019, 4, 30), "平成31年（2019年）4月30日", "平成31年4月30日"),
        (dt.date(1989, 1, 8), "平成元年（1989年）1月8日", "平成元年1月8日"),
        (dt.date(1989, 1, 7), "昭和64年（1989年）1月7日", "昭和64年1月7日"),
        (dt.date(1926, 12, 25), "昭和元年（1926年）12月25日", "昭和元年12月25日"),
        (dt.date(1926, 12, 24), "大正15年（1926年）12月24日", "大正15年12月24日"),
        (dt.date(1912, 7, 30), "大正元年（1912年）7月30日", "大正元年7月30日"),
        (dt.date(1912, 7, 29), "明治45年（1912年）7月29日", "明治45年7月29日"),
        (dt.date(1868, 10, 23), "明治元年（1868年）10月23日", "明治元年10月23日"),
        (dt.date(1868, 10, 22), "1868年10月22日", "1868年10月22日"),
    ],
)
def test_eras_begin_and_end_on_their_days(date, long, short):
    assert (wareki.format_date(date), wareki.format_date_short(date)) == (long, short)


def test_a_moment_is_shown_on_the_clock_in_japan():
    moment = dt.datetime(2026, 3, 31, 15, 14, tzinfo=dt.UTC)
    assert wareki.format_datetime(moment) == "令和8年（2026年）4月1日 00:14"
    assert wareki.format_date(moment) == "令和8年（2026年）4月1日"


@pytest.mark.parametrize(
    ("year", "label"),
    [(2026, "令和8年（2026年）"), (2019, "令和元年（2019年）"), (1867, "1867年")],
)
def test_format_year(year, label):
    assert wareki.format_year(year) == label


@pytest.mark.parametrize(
    "value",
    [
        dt.date(2024, 4, 1),
        dt.datetime(2024, 3, 31, 15, 0, tzinfo=dt.UTC),
        45383,
        45383.75,
        20240401,
        "R6.4.1",
        "r6/4/1",
        "R06-04-01",
        "R060401",
        "R6・4・1",
        "令6.4.1",
        "令和６年４月１日",
        "令和 6年 4月 1日",
        "令和六年四月一日",
        "㋿６年４月１日",
        "２０２４／４／１",
        "2024/4/1",
        "2024-04-01",
        "2024.4.1",
        "２０２４ー４ー１",
        "20240401",
        "2024年4月1日",
        "2024年4月1日（月）",
        "令和6年4月1日月曜日",
        "令和6年4月1日（月・祝）",
        "令和6年（2024年）4月1日",
        "2024年（令和6年）4月1日",
        "令和6(2024)年4月1日",
        "2024-04-01 00:00:00",
        "2024-04-01T09:30",
    ],
)
def test_one_day_in_many_spellings(value):
    assert wareki.parse_date(value) == dt.date(2024, 4, 1)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("令和元年5月1日", dt.date(2019, 5, 1)),
        ("㍻31年4月30日", dt.date(2019, 4, 30)),
        ("S64.1.7", dt.date(1989, 1, 7)),
        ("令和六年十二月二十一日", dt.date(2024, 12, 21)),
        ("昭和三十年十月十日", dt.date(1955, 10, 10)),
        ("M5.8.3", dt.date(1872, 8, 3)),
    ],
)
def test_other_days(text, date):
    assert wareki.parse_date(text) == date


@pytest.mark.parametrize(
    ("serial", "epoch", "date"),
    [
        (1, 1900, dt.date(1900, 1, 1)),
        (59, 1900, dt.date(1900, 2, 28)),
        (61, 1900, dt.date(1900, 3, 1)),
        (0, 1904, dt.date(1904, 1, 1)),
        (43921, 1904, dt.date(2024, 4, 1)),
    ],
)
def test_excel_serials(serial, epoch, date):
    assert wareki.parse_date(serial, excel_epoch=epoch) == date


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("", "日付を入力してください。"),
        (None, "日付を入力してください。"),
        ("春ごろ", f"日付を読み取れません。{EXAMPLE}"),
        (True, f"日付を読み取れません。{EXAMPLE}"),
        (float("nan"), f"日付を読み取れません。{EXAMPLE}"),
        (float("inf"), f"日付を読み取れません。{EXAMPLE}"),
        (60, f"60 は日付として読み取れません。{EXAMPLE}"),
        (0, f"0 は日付として読み取れません。{EXAMPLE}"),
        (-1, f"-1 は日付として読み取れません。{EXAMPLE}"),
        (10**12, f"{10**12} は日付として読み取れません。{EXAMPLE}"),
        (2024, f"年だけが入っています。年・月・日をすべて入力してください。{EXAMPLE}"),
        ("2024/4", f"年・月・日をすべて入力してください。{EXAMPLE}"),
        ("R6", f"年・月・日をすべて入力してください。{EXAMPLE}"),
        ("24/4/1", f"年は元号か西暦4桁で書いてください。{EXAMPLE}"),
        ("2024年2月30日", "2024年2月30日という日はありません。"),
        ("2023/2/29", "2023年2月29日という日はありません。"),
        ("2024/13/1", "13月という月はありません。月は1から12で入力してください。"),
        ("0000/1/1", "0年という年はありません。"),
        ("令和0年1月1日", "令和0年という年はありません。最初の年は令和元年です。"),
        (
            "昭和99年4月1日",
            "昭和は昭和64年（1989年）1月7日までです。令和6年（2024年）4月1日ではありませんか。",
        ),
        (
            "令和元年4月30日",
            "令和は令和元年（2019年）5月1日からです。平成31年（2019年）4月30日ではありませんか。",
        ),
        (
            "平成31年5月1日",
            "平成は平成31年（2019年）4月30日までです。令和元年（2019年）5月1日ではありませんか。",
        ),
        ("令和9年（2026年）4月1日", "元号の年と西暦の年が合いません。どちらかを直してください。"),
        (
            "令和6年4月1日（火）",
            "曜日が合いません。令和6年（2024年）4月1日は月曜日です。日付か曜日を直してください。",
        ),
    ],
)
def test_parse_date_refuses(value, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        wareki.parse_date(value)


@given(DAYS)
def test_what_is_written_is_read_back(day):
    assert wareki.parse_date(wareki.format_date(day)) == day
    assert wareki.parse_date(wareki.format_date_short(day)) == day


@given(st.text(max_size=20))
def test_any_text_gives_a_date_or_a_message(text):
    try:
        outcome = wareki.parse_date(text)
    except ValueError as refused:
        outcome = str(refused)[-1]
    assert isinstance(outcome, dt.date) or outcome == "。"


@pytest.mark.parametrize(
    ("text", "year_month"),
    [("令和6年4月", (2024, 4)), ("R6.4", (2024, 4)), ("２０２４／４", (2024, 4)), ("平成31年4月", (2019, 4))],
)
def test_parse_year_month(text, year_month):
    assert wareki.parse_year_month(text) == year_month


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2024", "年と月を読み取れません。令和8年4月、R8.4、2026/4 のように入力してください。"),
        ("2024/13", "13月という月はありません。月は1から12で入力してください。"),
        ("平成31年5月", "平成は平成31年（2019年）4月30日までです。令和元年（2019年）ではありませんか。"),
    ],
)
def test_parse_year_month_refuses(text, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        wareki.parse_year_month(text)


@pytest.mark.parametrize(
    ("text", "year"), [("令和8年", 2026), ("R8", 2026), ("令和元", 2019), ("２０２６", 2026)]
)
def test_parse_year(text, year):
    assert wareki.parse_year(text) == year
