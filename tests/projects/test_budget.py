from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.budget import YearTerms, read_budget
from projects.content import BUDGET_COLUMNS, Content

TERMS = [YearTerms(1, 2027, 80, 300_000)]


def content(**lines) -> Content:
    """`y1e1={"item": …}` as raw answers."""
    return Content(
        {f"budget.{row}.{name}": text for row, cells in lines.items() for name, text in cells.items()}
    )


def budget(terms=TERMS, **lines):
    return read_budget(content(**lines).budget_rows(), terms)


def line(item="謝礼", unit_price="10,000", quantity="", **more):
    return {"item": item, "unit_price": unit_price, "quantity": quantity, **more}


def faults(found):
    return [(fault.key, fault.message, fault.is_missing) for fault in found.faults]


BALANCED = {
    "y1i1": line("補助金", "８０，０００円", source="city"),
    "y1i2": line("会費", "500", "40", source="fee"),
    "y1e1": line("講師の謝礼", "30,000", "3", unit="回"),
    "y1e2": line("お茶", "10000", eligible="no"),
}


def test_a_budget_adds_up():
    found = budget(**BALANCED)
    year = found.years[0]
    assert (year.income_total, year.expense_total, year.eligible_total) == (100_000, 100_000, 90_000)
    assert (year.requested, year.most, found.requested) == (80_000, 72_000, 80_000)
    assert [each.source_label for each in year.income] == ["市の負担（補助金・委託料など）", "参加費・会費"]


def test_more_than_the_citys_share_is_refused():
    assert faults(budget(**BALANCED)) == [
        ("budget.y1", "市に求める額（80,000円）が、求められる額（72,000円まで）を超えています。", False)
    ]


def test_the_limit_caps_the_share():
    found = budget([YearTerms(1, 2027, 100, 50_000)], y1e1=line("講師", "60000"))
    assert found.years[0].most == 50_000
    assert budget([YearTerms(1, 2027)], y1e1=line("講師", "60000")).years[0].most == 60_000


def test_income_and_expense_that_differ_are_named_with_both_sums():
    found = budget(y1i1=line("補助金", "1000", source="own"), y1e1=line("謝礼", "1,200"))
    assert faults(found) == [
        ("budget.y1", "収入（1,000円）と支出（1,200円）が200円ちがいます。同じ額にしてください。", False)
    ]


def test_a_half_yen_is_rounded_down():
    found = budget(y1e1=line("印刷", "33", "1.5"), y1e2=line("印刷", "33", "０．３３"))
    assert [each.amount for each in found.years[0].expense] == [49, 10]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"unit_price": ""}, ("unit_price", "単価を書いてください。", True)),
        ({"unit_price": "なし"}, ("unit_price", "単価を数字で書いてください。", False)),
        (
            {"unit_price": "百円"},
            ("unit_price", "金額を読み取れません。12,300 のように数字で入力してください。", False),
        ),
        (
            {"unit_price": "-5"},
            ("unit_price", "マイナスの金額は入力できません。0以上の金額を入力してください。", False),
        ),
        ({"quantity": "いくつか"}, ("quantity", "数字で書いてください。", False)),
        ({"quantity": "1.234"}, ("quantity", "小数は2桁までで書いてください。", False)),
        ({"quantity": "123456789"}, ("quantity", "数が大きすぎます。", False)),
        (
            {"unit_price": "999,999,999,999", "quantity": "2"},
            ("unit_price", "金額は999,999,999,999円以下にしてください。", False),
        ),
        ({"item": " "}, ("item", "費目を書いてください。", True)),
        ({"item": "あ" * 61}, ("item", "費目は60字までにしてください。", False)),
        ({"note": "𠮷" * 201}, ("note", "内訳は200字までにしてください。", False)),
    ],
)
def test_what_is_wrong_with_a_line_is_named_at_its_cell(cells, expected):
    cell, message, is_missing = expected
    found = budget(y1e1={**line(), **cells})
    assert faults(found) == [(f"budget.y1e1.{cell}", message, is_missing)]


@pytest.mark.parametrize(("source", "is_missing"), [("", True), ("state", False)])
def test_income_says_where_it_comes_from(source, is_missing):
    found = budget(y1i1=line(source=source), y1e1=line())
    assert faults(found) == [("budget.y1i1.source", "財源を選んでください。", is_missing)]


def test_a_year_without_a_line_is_missing():
    found = budget([*TERMS, YearTerms(2, 2028, 50)], **BALANCED)
    assert faults(found)[-1] == ("budget.y2", "令和10年度の収入と支出を書いてください。", True)
    assert budget().requested is None


def test_lines_of_years_that_are_not_planned_are_left_out():
    found = budget(**BALANCED, y2e1=line("あとで", "5"))
    assert [year.terms.number for year in found.years] == [1]


def test_not_eligible_alone_is_no_line():
    assert budget(y1e1={"eligible": "no"}).years[0].lines == ()


SUMS = st.integers(0, 10**6)
QUANTITIES = st.decimals(0, 9999, places=2)
LINES = st.lists(st.tuples(st.booleans(), SUMS, QUANTITIES, st.booleans(), st.booleans()), max_size=12)


@given(LINES, st.integers(0, 100), st.none() | SUMS)
def test_the_sums_are_those_of_an_independent_count(lines, rate, limit):
    cells, income, expense, eligible, asked = {}, 0, 0, 0, 0
    for number, (is_income, price, quantity, is_eligible, from_city) in enumerate(lines, start=1):
        amount = int(Fraction(price) * Fraction(quantity))
        row = line("費目", f"{price:,}", str(quantity))
        if is_income:
            income, asked = income + amount, asked + amount * from_city
            cells[f"y1i{number}"] = row | {"source": "city" if from_city else "own"}
        else:
            expense, eligible = expense + amount, eligible + amount * is_eligible
            cells[f"y1e{number}"] = row | {"eligible": "" if is_eligible else "no"}
    year = budget([YearTerms(1, 2027, rate, limit)], **cells).years[0]
    share = int(Fraction(eligible * rate, 100))
    most = share if limit is None else min(share, limit)
    assert (year.income_total, year.expense_total, year.eligible_total) == (income, expense, eligible)
    assert (year.requested, year.most) == (asked, most)
    may_stay = bool(lines) and income == expense and asked <= most
    assert bool(year.faults) != may_stay


@given(st.text(max_size=20), st.text(max_size=20))
def test_whatever_is_typed_is_a_sum_or_a_fault(unit_price, quantity):
    found = budget(y1e1={"item": "何か", "unit_price": unit_price, "quantity": quantity}).years[0]
    (read,) = found.lines
    assert (read.amount is None) == bool(read.faults)
    assert read.amount is None or isinstance(read.amount, int)
    assert read.quantity is None or isinstance(read.quantity, Decimal)


def test_every_column_of_a_line_is_read():
    assert set(BUDGET_COLUMNS) == {"source", "item", "note", "unit_price", "quantity", "unit", "eligible"}
