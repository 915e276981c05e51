import pytest

from projects.content import Content, column_of, is_known_key
from projects.sections import SECTIONS

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
        "goals.r40.unit",
        "budget.y3e40.unit_price",
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
        "goals.r41.title",
        "goals.r0.title",
        "goals.r1.title.more",
        "budget.y4e1.item",
        "budget.y1x1.item",
        "budget.y1e41.item",
        "budget.y1e1.amount",
    ],
)
def test_keys_that_no_page_may_save(key):
    assert not is_known_key(key, SECTIONS)


def test_a_column_is_found_by_its_key():
    assert column_of(FIELDS["goals"], "unit").label == "単位"
