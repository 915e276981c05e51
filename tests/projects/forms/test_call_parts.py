import pytest

from kyodo.wareki import JAPAN
from projects.call_parts import BASICS, PERIOD, PROGRAMME_PARTS, SCORING, SELECTION, SLOTS
from projects.forms.part_forms import PartForms
from tests.factories.calls import (
    CallFactory,
    CriterionFactory,
    ProgrammeFactory,
    ScreeningStageFactory,
)
from tests.factories.projects import CollaborationFormFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
TYPED = {
    "title": "令和8年度の募集",
    "project_year": "令和９年度",
    "budget": "３００万円",
    "proposals_per_group": "２件",
    "origins": ["citizen"],
    "theme_kinds": ["free", "set"],
}


def refused(part, typed, **call) -> dict:
    filled = PartForms(CallFactory(draft=True, **call), part, typed)
    assert filled.is_valid() is False
    return dict(filled.form.errors)


def test_the_basics_are_read_as_typed():
    filled = PartForms(CallFactory(draft=True), BASICS, TYPED)
    assert filled.is_valid(), filled.form.errors
    values = filled.values({})
    assert (values["project_year"], values["budget"], values["proposals_per_group"]) == (2027, 3_000_000, 2)
    assert list(values) == list(BASICS.names)


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"title": " "}, "title", "募集の名前を書いてください。"),
        (
            {"project_year": "令和7年度"},
            "project_year",
            "募集の年度（令和8年度）か、それより後にしてください。",
        ),
        ({"proposals_per_group": "21"}, "proposals_per_group", "1から20までの数を入れてください。"),
        ({"origins": []}, "origins", "提案の種類を選んでください。"),
        ({"theme_kinds": []}, "theme_kinds", "テーマの種類を選んでください。"),
    ],
)
def test_basics_that_make_no_sense_are_said_at_their_field(typed, field, message):
    assert refused(BASICS, TYPED | typed) == {field: [message]}


def test_the_moments_are_read_to_the_minute_in_japan():
    typed = {"opens_at": "令和8年7月1日 9時", "closes_at": "2026/7/31 午後5時"}
    filled = PartForms(CallFactory(draft=True), PERIOD, typed)
    assert filled.is_valid(), filled.form.errors
    assert [f"{each:%m-%d %H:%M}" for each in filled.values({}).values()] == ["07-01 09:00", "07-31 17:00"]
    assert filled.values({})["opens_at"].tzinfo == JAPAN


def test_the_closing_before_the_opening_is_said_at_the_closing():
    typed = {"opens_at": "2026/7/31 17:00", "closes_at": "2026/7/31 17:00"}
    assert refused(PERIOD, typed) == {"closes_at": ["締切は、受付の始まりより後にしてください。"]}


@pytest.mark.parametrize("percent", ["101", "１２０"])
def test_a_cutoff_over_full_marks_is_refused(percent):
    typed = {"cutoff_percent": percent, "tie_rule": "office"}
    assert refused(SELECTION, typed) == {"cutoff_percent": ["0から100までの数を入れてください。"]}


def test_the_selection_is_read():
    filled = PartForms(CallFactory(draft=True), SELECTION, {"cutoff_percent": "60％", "tie_rule": "office"})
    assert filled.is_valid(), filled.form.errors
    assert filled.values({}) == {
        "cutoff_percent": 60,
        "lowest_majority_rejects": False,
        "tie_rule": "office",
        "needs_vote": False,
    }


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"presentation_minutes": "121"}, "presentation_minutes"),
        ({"slots_open_at": "2030/7/2 9:00", "slots_close_at": "2030/7/1 9:00"}, "slots_close_at"),
        ({"slots_open_at": "2026/7/2 9:00"}, "slots_open_at"),
    ],
)
def test_slots_that_make_no_sense_are_said_at_their_field(typed, field):
    assert list(refused(SLOTS, {"presentation_minutes": "10", "question_minutes": "5"} | typed)) == [field]


def test_scoring_is_due_stage_by_stage_after_the_closing():
    call = CallFactory(draft=True, closes_at=None)
    assert list(PartForms(call, SCORING).form.fields) == []
    for number in (1, 2):
        CriterionFactory(stage=ScreeningStageFactory(call=call, number=number))
    typed = {"stage_due_1": "2026/9/1 17:00", "stage_due_2": "2026/8/1 17:00"}
    filled = PartForms(call, SCORING, typed)
    assert filled.is_valid() is False
    assert dict(filled.form.errors) == {"stage_due_2": ["書類審査の採点より後にしてください。"]}
    filled = PartForms(call, SCORING, typed | {"stage_due_2": ""})
    assert filled.is_valid()
    assert [each and f"{each:%m-%d %H:%M}" for each in filled.values({}).values()] == ["09-01 17:00", None]
    early = PartForms(CriterionFactory().stage.call, SCORING, {"stage_due_1": "2026/1/1 9:00"})
    assert (early.is_valid(), list(early.form.errors)) == (False, ["stage_due_1"])


def test_a_programmes_basics():
    form = CollaborationFormFactory(name="補助")
    typed = {
        "name": "企画提案事業",
        "since_year": "H16",
        "form": str(form.pk),
        "origins": ["citizen"],
        "theme_kinds": ["free"],
    }
    filled = PartForms(ProgrammeFactory(), PROGRAMME_PARTS[0], typed)
    assert filled.is_valid(), filled.form.errors
    values = filled.values({})
    assert (values["since_year"], values["ended_year"], values["form"]) == (2004, None, form)
    ProgrammeFactory(name="企画提案事業")
    again = PartForms(ProgrammeFactory(), PROGRAMME_PARTS[0], typed | {"ended_year": "H15"})
    assert again.is_valid() is False
    assert sorted(again.form.errors) == ["ended_year", "name"]
