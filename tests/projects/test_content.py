from decimal import Decimal

import pytest

from projects.content import Content, column_of, is_known_key, label_of, read_number, write_number
from projects.rulebook import Condition
from projects.sections import SECTIONS, conditions_section

FIELDS = {field.key: field for section in SECTIONS for field in section.fields}


def test_a_text_that_nobody_wrote_is_empty():
    assert Content({"purpose": "集まる場"}).text("purpose") == "集まる場"
    assert Content({}).text("purpose") == ""


def test_rows_come_in_the_order_of_their_numbers_with_every_column():
    content = Content(
        {"goals.r10.title": "講座", "goals.r2.title": "集まり", "goals.r2.target": "12", "goals.r2.unit": ""}
    )
    assert [(row.key, dict(row.cells)) for row in content.rows(FIELDS["goals"])] == [
        ("r2", {"title": "集まり", "target": "12", "unit": ""}),
        ("r10", {"title": "講座", "target": "", "unit": ""}),
    ]


def test_a_row_without_a_word_is_no_row():
    assert Content({"goals.r1.title": "", "goals.r1.target": "  "}).rows(FIELDS["goals"]) == []


def test_the_budget_comes_by_year_with_income_first():
    keys = ["y2i1", "y1e2", "y1e1", "y1i1"]
    content = Content({f"budget.{key}.item": key for key in keys})
    assert [row.key for row in content.budget_rows()] == ["y1i1", "y1e1", "y1e2", "y2i1"]


@pytest.mark.parametrize(
    "key",
    [
        "purpose",
        "goals.r1.title",
        "goals.r999.unit",
        "budget.y3e999.unit_price",
        "budget.y1i1.source",
    ],
)
def test_keys_that_a_page_may_save(key):
    assert is_known_key(key, SECTIONS)


@pytest.mark.parametrize(
    "key",
    [
        "",
        "state",
        "organization",
        "files",
        "purpose.r1.title",
        "goals",
        "goals.r1",
        "goals.r1.score",
        "goals.r1000.title",
        "goals.r0.title",
        "goals.r1.title.more",
        "budget.y4e1.item",
        "budget.y1x1.item",
        "budget.y1e1000.item",
        "budget.y1e1.amount",
    ],
)
def test_keys_that_no_page_may_save(key):
    assert not is_known_key(key, SECTIONS)


def test_a_column_is_found_by_its_key():
    assert column_of(FIELDS["goals"], "unit").label == "単位"


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("purpose", "事業の目的"),
        ("goals.r2.target", "数で測る目標（2行目・目標値）"),
        ("budget.y1i2.source", "収支予算（1年目・収入2行目・財源）"),
        ("budget.y3e12.unit_price", "収支予算（3年目・支出12行目・単価）"),
    ],
)
def test_a_field_and_a_cell_have_a_name(key, label):
    assert label_of(key, SECTIONS) == label


def test_the_answer_to_a_condition_is_a_field_of_its_own():
    section = conditions_section([Condition("members", "構成員の数", 5, "人"), Condition("open", "公開する")])
    assert label_of("condition.members", [section]) == "構成員の数"
    assert not is_known_key("condition.age", [section])
    assert not is_known_key("condition.open", SECTIONS)


@pytest.mark.parametrize(
    ("text", "number", "shown"),
    [
        ("120", "120", "120"),
        ("１，２００人", "1200", "1,200"),
        (" 1.50 ", "1.5", "1.5"),
        ("007", "7", "7"),
        ("0", "0", "0"),
        ("95 %", "95", "95"),
    ],
)
def test_numbers_are_read_as_people_write_them(text, number, shown):
    assert read_number(text) == Decimal(number)
    assert write_number(read_number(text)) == shown


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "数字で書いてください。"),
        ("約30", "数字で書いてください。"),
        ("-3", "数字で書いてください。"),
        ("1,20", "数字で書いてください。"),
        ("1e5", "数字で書いてください。"),
        ("三", "数字で書いてください。"),
        ("1.234", "小数は2桁までで書いてください。"),
        ("1" * 12, "数が大きすぎます。"),
    ],
)
def test_what_is_no_number_says_so(text, message):
    with pytest.raises(ValueError, match=message):
        read_number(text)


def test_whole_numbers_only_where_no_decimals_are_taken():
    with pytest.raises(ValueError, match="整数で書いてください"):
        read_number("1.5", places=0)


def test_a_row_is_named_by_the_line_on_which_people_see_it():
    content = Content({"goals.r1.title": "", "goals.r7.title": "集まり", "goals.r19.title": "講座"})
    assert label_of("goals.r19.target", SECTIONS, content) == "数で測る目標（2行目・目標値）"
    assert label_of("goals.r20.target", SECTIONS, content) == "数で測る目標（20行目・目標値）"
    budget = Content({"budget.y1e9.item": "謝礼", "budget.y1i3.item": "会費", "budget.y2e4.item": "会場"})
    assert label_of("budget.y1e9.unit", SECTIONS, budget) == "収支予算（1年目・支出1行目・単位）"
