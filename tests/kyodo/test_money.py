import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo.money import MAX_YEN, format_yen, parse_yen

UNREADABLE = "金額を読み取れません。12,300 のように数字で入力してください。"
NEGATIVE = "マイナスの金額は入力できません。0以上の金額を入力してください。"
FRACTION = "1円に満たない端数は入力できません。円の単位で入力してください。"
TOO_MUCH = "金額が大きすぎます。999,999,999,999円以下で入力してください。"


@pytest.mark.parametrize(
    ("value", "yen"),
    [
        ("１，２３４円", 1234),
        ("1,234", 1234),
        ("1、234", 1234),
        (" 1 234 ", 1234),
        ("￥1,000", 1000),
        ("金1,000円也", 1000),
        ("3,019千円", 3_019_000),
        ("1.5万円", 15_000),
        ("５百万円", 5_000_000),
        ("2億", 200_000_000),
        ("0", 0),
        (0, 0),
        (1234.0, 1234),
        (Decimal("1234.00"), 1234),
        *[(nothing, None) for nothing in ("－", "-", "ー", "―", "なし", "無し", "該当なし", "", "　", None)],
    ],
)
def test_parse_yen(value, yen):
    assert parse_yen(value) == yen


@pytest.mark.parametrize(
    ("value", "yen"),
    [
        ("3,019", 3_019_000),
        (3019, 3_019_000),
        (3.019, 3019),
        ("3,019円", 3019),
        ("3,019千円", 3_019_000),
        ("－", None),
    ],
)
def test_a_column_in_thousands(value, yen):
    assert parse_yen(value, unit=1000) == yen


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("-5", NEGATIVE),
        ("−5", NEGATIVE),
        ("△5", NEGATIVE),
        ("▲1,000円", NEGATIVE),
        ("(5)", NEGATIVE),
        ("￥-5", NEGATIVE),
        (-5, NEGATIVE),
        ("1.5", FRACTION),
        (0.1, FRACTION),
        ("1,23", UNREADABLE),
        ("約5万円", UNREADABLE),
        ("百", UNREADABLE),
        (True, UNREADABLE),
        (float("nan"), UNREADABLE),
        (1e300, TOO_MUCH),
        ("9999億9999万", UNREADABLE),
        (MAX_YEN + 1, TOO_MUCH),
    ],
)
def test_parse_yen_refuses(value, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        parse_yen(value)


@given(st.integers(min_value=0, max_value=MAX_YEN))
def test_what_is_written_is_read_back(amount):
    assert parse_yen(format_yen(amount)) == amount


def test_format_yen():
    assert (format_yen(1234567), format_yen(0)) == ("1,234,567円", "0円")
