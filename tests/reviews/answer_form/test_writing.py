import pytest

from reviews.answer_form.layout import LISTS, MARKER, PROJECTS
from reviews.enums import ExperienceGroup
from tests.factories.surveys import SurveyRowFactory
from tests.reviews.answer_form.forms import OWN, changes, empty
from tests.reviews.answering import asked

pytestmark = pytest.mark.django_db


def test_only_the_cells_for_answers_can_be_changed():
    book = empty(asked().respondent)
    assert [sheet.protection.sheet for sheet in book] == [True] * 4
    unlocked = {
        name: [cell.coordinate for line in book[name] for cell in line if not cell.protection.locked]
        for name in (PROJECTS, OWN)
    }
    assert unlocked == {PROJECTS: ["D4", "E4"], OWN: [f"E{line}" for line in range(3, 10)]}


def test_choices_drop_down_from_a_hidden_sheet():
    book = empty(asked().respondent)
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [
        (PROJECTS, "visible"),
        (OWN, "visible"),
        (LISTS, "hidden"),
        (MARKER, "hidden"),
    ]
    rules = {str(rule.sqref): rule.formula1 for rule in book[PROJECTS].data_validations.dataValidation}
    assert rules == {"D4": f"'{LISTS}'!$A$1:$A$2", "E4": "3000"}
    assert [cell.value for cell in book[LISTS]["A"]] == ["上がっている", "上がっていない"]
    assert [cell.value for cell in book[PROJECTS][4]][1:] == [
        "花だん",
        "花の会",
        "上がっている",
        "花を植える",
    ]


def test_a_division_without_projects_gets_one_sheet():
    paper = asked(group=ExperienceGroup.NEVER)
    paper.respondent.survey.questions.filter(unit="partner").update(rules=[{"groups": ["1"]}])
    assert [sheet.title for sheet in empty(paper.respondent)] == [OWN, LISTS, MARKER]
    assert changes(paper, empty(paper.respondent)) == []


def test_what_a_row_is_not_asked_cannot_be_filled():
    paper = asked(group=ExperienceGroup.BEFORE_ONLY)
    rules = [{"groups": ["1"], "or_row": "running"}]
    paper.respondent.survey.questions.filter(code="OUTCOME").update(rules=rules)
    SurveyRowFactory(respondent=paper.respondent, runs=False)
    book = empty(paper.respondent)
    assert [book[PROJECTS][f"D{line}"].protection.locked for line in (4, 5)] == [False, True]


def test_a_name_that_looks_like_a_formula_is_none():
    paper = asked()
    paper.respondent.rows.update(project_name="=SUM(A1)")
    assert empty(paper.respondent)[PROJECTS]["B4"].data_type == "s"
