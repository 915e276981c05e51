import datetime as dt

import pytest

from kyodo.tables import Cell
from organizations.enums import ActivityField, OrganizationKind
from projects.enums import Domain, Initiator, Origin, Outcome
from projects.ledger import vocabulary
from projects.ledger.values import empty_value, one_line, read_value

BY_FIELD = {
    "origin": Origin,
    "initiator": Initiator,
    "outcome": Outcome,
    "field": ActivityField,
    "domain": Domain,
}


def read(field, value, unit=1):
    return read_value(field, Cell(1, 1, value, str(value)), unit)


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("number", "１３", "13"),
        ("form", "委　託", "委託"),
        ("form", "補助･助成 ", "補助・助成"),
        ("division", " 生涯学習 課", "生涯学習課"),
        ("name", "けやき\n学習支援", "けやき学習支援"),
        ("starts_on", "H22.4.1", dt.date(2010, 4, 1)),
        ("starts_on", 40269, dt.date(2010, 4, 1)),
        ("starts_on", dt.date(2010, 4, 1), dt.date(2010, 4, 1)),
        ("starts_on", "未定", None),
        ("city_cost", "１，２３４", 1234),
        ("city_cost", "－", None),
        ("city_cost", "０", 0),
        ("participants", "延べ１，２００人", 1200),
        ("participants", "なし", None),
        ("origin", "①協働が効果的　／　その他（要望による）", ["effective", "other"]),
        ("origin", "協働が効果的・上位計画", ["effective", "planned"]),
        ("origin", "無回答", []),
        ("initiator", "市が発案\n団体が発案\n市が発案", ["city", "group"]),
        ("outcome", "どちらとも言えない", "undecided"),
        ("outcome", "無回答", ""),
        ("outcome", "－", ""),
        ("field", "子育て", 13),
        ("domain", "Ｃ", "C"),
        ("domain", "B 市民が主体", "B"),
        ("year", "平成22年度", 2010),
        ("notes", "なし", ""),
        ("notes", "一行\r\n二行", "一行\n二行"),
    ],
)
def test_cells_become_typed_values(field, value, expected):
    assert read(field, value) == expected


def test_units_multiply():
    assert [read("city_cost", value, 1000) for value in (3019, "３，０１９", "500円", 1.5)] == [
        3_019_000,
        3_019_000,
        500,
        1_500,
    ]


@pytest.mark.parametrize("field", BY_FIELD)
def test_every_label_of_a_choice_is_understood(field):
    several = field in ("origin", "initiator")
    expected = [[choice.value] if several else choice.value for choice in BY_FIELD[field]]
    known = [choice for choice in BY_FIELD[field] if choice.label]
    assert [read(field, choice.label) for choice in known] == expected


@pytest.mark.parametrize("words", ["KINDS", "OUTCOMES", "ORIGINS", "INITIATORS", "ACTIVITY_FIELDS"])
def test_no_word_means_two_things(words):
    synonyms = [word for text in getattr(vocabulary, words).values() for word in text.split()]
    assert len(synonyms) == len(set(synonyms))


def test_the_tables_cover_the_enums():
    assert set(vocabulary.KINDS) == set(OrganizationKind)
    assert set(vocabulary.OUTCOMES) == set(Outcome)
    assert set(vocabulary.ORIGINS) == set(Origin)
    assert set(vocabulary.INITIATORS) == set(Initiator)
    assert set(vocabulary.ACTIVITY_FIELDS) == set(ActivityField)


def test_names_run_on_over_lines():
    assert one_line("けやき\n 学習\nNPO\nForum") == "けやき学習NPO Forum"


def test_blank_cells():
    assert [empty_value(field) for field in ("origin", "city_cost", "outcome", "name", "field")] == [
        [], None, "", "", None
    ]  # fmt: skip
