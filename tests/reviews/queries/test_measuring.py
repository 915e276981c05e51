import pytest

from kyodo.fiscal_year import FiscalYear
from reviews.actions.surveys import make_survey
from reviews.enums import RespondentState, SurveyState
from reviews.queries.behind_tables import answers_behind
from reviews.queries.measuring import waves_of
from reviews.queries.tables import crossing_of, figures_by, figures_of, table_of
from tests.factories.surveys import (
    AnswerFactory,
    ChoiceFactory,
    QuestionFactory,
    RespondentFactory,
    SurveyFactory,
    SurveyRowFactory,
    TextCategoryFactory,
)

pytestmark = pytest.mark.django_db


def test_the_steps_of_a_scale_are_numbers_whatever_their_codes_are():
    """The office's page gives the choices of its questions codes of its own: c1, c2, c3."""
    question = QuestionFactory(scale=True, choices=["できなかった", "どちらともいえない", "できた"])
    by = QuestionFactory(survey=question.survey)
    ChoiceFactory(question=by, code="a", label="ある")
    for code, other in (("c1", "a"), ("c3", "a"), ("c3", ""), ("", "")):
        respondent = RespondentFactory(survey=question.survey, state=RespondentState.SUBMITTED)
        AnswerFactory(respondent=respondent, question=question, codes=code)
        AnswerFactory(respondent=respondent, question=by, codes=other)
    found = figures_of(question)
    assert (found.n, found.answered, found.total, found.low, found.high) == (4, 3, 7, 1, 3)
    parts = [(option.label, each.n, each.answered, each.total) for option, each in figures_by(question, by)]
    assert parts == [("ある", 2, 2, 4), ("無回答", 2, 1, 3)]


def test_answers_to_a_version_of_another_kind_are_no_answers_to_this_one():
    """Words cannot be read as a number: they would all stand as 無回答."""
    survey = SurveyFactory(state=SurveyState.OPEN)
    new = QuestionFactory(survey=survey, code="Q", version=2, number=True)
    old = QuestionFactory(survey=survey, code="Q", version=1, words=True, replaced_by=new)
    AnswerFactory(respondent__survey=survey, question=old, text="三つほど", is_counted=True)
    AnswerFactory(respondent__survey=survey, question=new, number=3, is_counted=True)
    assert [(line.label, line.count) for line in table_of(new).lines] == [("回答あり", 1), ("無回答", 0)]
    assert (figures_of(new).n, figures_of(new).no_answer) == (1, 0)


def test_headings_of_the_same_name_are_one_over_the_years():
    tables = {}
    for year, label in ((2025, "人手"), (2026, "人手"), (2024, "お金")):
        survey = SurveyFactory(fiscal_year=year, template="yearly")
        tables[year] = QuestionFactory(survey=survey, code="Q", words=True)
        heading = TextCategoryFactory(question=tables[year], label=label)
        respondent = RespondentFactory(survey=survey, state=RespondentState.SUBMITTED)
        AnswerFactory(respondent=respondent, question=tables[year], text="…", category=heading)
    crossing = crossing_of(tables[2026], "year")
    assert [(line.label, line.count) for line in crossing.total.lines] == [
        ("人手", 2),
        ("未分類", 0),
        ("お金（前の版）", 1),
        ("無回答", 0),
    ]


@pytest.mark.parametrize("by", ["form", "partner_kind"])
def test_rows_of_which_the_records_say_nothing_have_a_row_of_their_own(by):
    question = QuestionFactory(of_partner=True, choices=["はい"])
    row = SurveyRowFactory(respondent__survey=question.survey, respondent__submitted=True)
    answer = AnswerFactory(question=question, respondent=row.respondent, row=row, codes="c1")
    ((option, table),) = crossing_of(question, by).rows
    assert (option.label, table.n) == ("記録なし", 1)
    assert list(answers_behind(question, "c1", [(by, option.code)])) == [answer]


def test_the_waves_of_a_survey_are_those_before_it_of_the_same_questionnaire():
    """A report of one year says the same when the next year has come."""
    last, present, _ = (SurveyFactory(fiscal_year=year, template="yearly") for year in (2024, 2025, 2026))
    SurveyFactory(fiscal_year=2024, template="wako_groups")
    assert waves_of(present) == [last, present]
    assert waves_of(present, published=True) == [present]


def test_blank_questionnaires_have_nothing_in_common_unless_one_was_made_from_the_other():
    SurveyFactory(fiscal_year=2023, template="blank")
    first = SurveyFactory(fiscal_year=2024, template="blank")
    second = SurveyFactory(fiscal_year=2025, template="blank", previous=first)
    assert waves_of(second) == [first, second]
    made = make_survey(template="blank", year=FiscalYear(2026), by=None)
    assert (made.previous, waves_of(made)) == (None, [made])
