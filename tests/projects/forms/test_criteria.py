import pytest

from projects.call_parts import CRITERIA
from projects.forms.part_forms import PartForms
from tests.factories.calls import CallFactory, CriterionFactory
from tests.factories.proposals import AssignmentFactory, ProposalFactory, ScoreFactory

pytestmark = pytest.mark.django_db
NEW = {"label": "課題", "weight": "2", "stage": "1"}


def forms(*rows, call=None):
    data = {"rows-TOTAL_FORMS": str(len(rows)), "rows-INITIAL_FORMS": "0"}
    for index, row in enumerate(rows):
        data |= {f"rows-{index}-{name}": value for name, value in row.items()}
    return PartForms(call or CallFactory(draft=True), CRITERIA, data)


def values(filled) -> list[dict]:
    assert filled.is_valid(), filled.form.errors
    return filled.values({})["criteria"]


def test_a_criterion_is_read_with_what_its_points_mean():
    assert values(forms({**NEW, "point_1": "小さい", "point_5": "大きい", "question": "困りごとは？"})) == [
        {
            "label": "課題",
            "question": "困りごとは？",
            "weight": 2,
            "stage": 1,
            "points": {"1": "小さい", "5": "大きい"},
        }
    ]


def test_a_stored_criterion_keeps_its_id_and_a_foreign_id_is_dropped():
    criterion, foreign = CriterionFactory(), CriterionFactory()
    call = criterion.stage.call
    known, unknown = ({**NEW, "id": str(each.pk), "label": str(each)} for each in (criterion, foreign))
    assert [each.get("id") for each in values(forms(known, unknown, call=call))] == [criterion.pk, None]


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"weight": "11"}, "weight", "重みは1から10までにしてください。"),
        ({"weight": "0"}, "weight", "重みは1から10までにしてください。"),
        ({"weight": ""}, "weight", "重みを入れてください。"),
        ({"label": "", "question": "問い"}, "label", "観点の名前を書いてください。"),
    ],
)
def test_a_criterion_that_makes_no_sense_is_said_at_its_field(typed, field, message):
    filled = forms({**NEW, **typed})
    assert filled.is_valid() is False
    assert dict(filled.form.forms[0].errors) == {field: [message]}


def test_two_criteria_of_one_name_are_said_at_the_second():
    filled = forms(NEW, NEW)
    assert filled.is_valid() is False
    assert dict(filled.form.forms[1].errors) == {"label": ["「課題」が二つあります。"]}


def test_a_criterion_with_scores_says_so_and_cannot_be_removed():
    criterion = CriterionFactory()
    call = criterion.stage.call
    proposal = ProposalFactory(submitted=True, call=call)
    ScoreFactory(assignment=AssignmentFactory(proposal=proposal), criterion=criterion)
    row = PartForms(call, CRITERIA).form.forms[0]
    assert (row.is_settled, "DELETE" in row.fields) == (True, False)
    left = forms(NEW, call=call)
    assert left.is_valid() is False
    assert left.form.non_form_errors() == ["採点のある観点は、外せません。"]


def test_what_belongs_to_a_closed_stage_is_shown_and_stays_as_it_is():
    criterion = CriterionFactory(stage__closed=True, label="課題")
    row = {**NEW, "id": str(criterion.pk), "label": "書きかえ"}
    assert [each["label"] for each in values(forms(row, call=criterion.stage.call))] == ["課題"]
