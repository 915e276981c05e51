import datetime

import pytest

from projects.call_parts import CONDITIONS, PAPERS, SCHEDULE
from projects.forms.part_forms import PartForms
from tests.factories.calls import ProgrammeFactory

pytestmark = pytest.mark.django_db


def forms(part, *rows, **stored):
    """The part's forms with what somebody typed into its rows."""
    data = {"rows-TOTAL_FORMS": str(len(rows)), "rows-INITIAL_FORMS": "0"}
    for index, row in enumerate(rows):
        data |= {f"rows-{index}-{name}": value for name, value in row.items()}
    return PartForms(ProgrammeFactory(**stored), part, data)


def errors(filled) -> list[dict]:
    assert filled.is_valid() is False
    return [dict(row.errors) for row in filled.form.forms]


def test_conditions_are_read_as_typed_and_blank_rows_are_left_out():
    filled = forms(
        CONDITIONS,
        {"key": "members", "label": "構成員の数", "minimum": "５人", "unit": "人", "note": "市民でなくても"},
        {"label": "もうけを目的にしない"},
        {"label": "", "minimum": ""},
        {"label": "やめる条件", "key": "old", "DELETE": "on"},
    )
    assert filled.is_valid(), filled.form.errors
    stored, new = filled.values({})["conditions"]
    assert stored == {
        "key": "members",
        "label": "構成員の数",
        "minimum": 5,
        "unit": "人",
        "note": "市民でなくても",
    }
    assert (new["label"], new["minimum"], new["key"][0]) == ("もうけを目的にしない", None, "c")


@pytest.mark.parametrize(
    ("row", "field", "message"),
    [
        ({"label": "", "note": "説明だけ"}, "label", "条件を書いてください。"),
        ({"label": "人数", "minimum": "5"}, "unit", "数で答える条件には、単位を書いてください。例：人"),
        ({"label": "人数", "minimum": "五"}, "minimum", "0以上の整数で入力してください。"),
        ({"label": "人数", "minimum": "0", "unit": "人"}, "minimum", "1以上の数を入れてください。"),
        (
            {"label": "人数", "key": "人数"},
            "label",
            "記号は、半角の英小文字・数字で30字までにしてください。",
        ),
    ],
)
def test_a_condition_that_makes_no_sense_is_said_at_its_field(row, field, message):
    assert errors(forms(CONDITIONS, row)) == [{field: [message]}]


def test_two_rows_of_one_name_or_key_are_said_at_the_second():
    assert errors(forms(PAPERS, {"label": "会則"}, {"label": "会則"})) == [
        {},
        {"label": ["「会則」が二つあります。"]},
    ]
    twice = forms(PAPERS, {"label": "会則", "key": "a"}, {"label": "定款", "key": "a"})
    assert errors(twice) == [{}, {"label": ["「a」が二つあります。"]}]


def test_a_paper_is_asked_for_or_wished_for():
    filled = forms(PAPERS, {"label": "会則", "required": "on"}, {"label": "写真"})
    assert filled.is_valid()
    assert [(each["label"], each["required"]) for each in filled.values({})["papers"]] == [
        ("会則", True),
        ("写真", False),
    ]


def test_a_new_rule_gets_a_key_that_none_ever_had():
    filled = forms(PAPERS, {"label": "会則", "key": "rules"}, {"label": "写真"}, {"label": "名簿"})
    assert filled.is_valid()
    first, *new = [each["key"] for each in filled.values({})["papers"]]
    assert (first, len(set(new)), [key[0] for key in new]) == ("rules", 2, ["p", "p"])
    assert [each["key"] for each in filled.values({})["papers"]] == [first, *new]


def test_a_milestone_has_a_day_or_words():
    filled = forms(
        SCHEDULE,
        {"what": "結果の公表", "on_year": "令和８年１１月２日"},
        {"what": "事業の始まり", "when": "翌年4月"},
    )
    assert filled.is_valid(), filled.form.errors
    assert filled.values({})["schedule"] == [
        {"what": "結果の公表", "on": "2026-11-02", "when": ""},
        {"what": "事業の始まり", "on": "", "when": "翌年4月"},
    ]
    assert list(errors(forms(SCHEDULE, {"what": "結果の公表"}))[0]) == ["when"]


def test_what_is_stored_is_shown_as_it_was_written():
    stored = [{"what": "結果の公表", "on": "2026-11-02", "when": ""}]
    shown = PartForms(ProgrammeFactory(schedule=stored), SCHEDULE)
    assert shown.form.forms[0]["on"].value() == datetime.date(2026, 11, 2)
    assert shown.has_rows is True
