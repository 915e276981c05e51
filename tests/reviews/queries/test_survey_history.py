import datetime

import pytest

from kyodo.fiscal_year import FiscalYear
from organizations.models import Division
from reviews.actions.answering import submit_answers
from reviews.actions.questions import change_question, change_rules, mark_of, remove_question
from reviews.actions.respondents import set_group, set_through
from reviews.actions.running import open_survey, remind_missing, return_answers
from reviews.actions.surveys import make_survey
from reviews.enums import ExperienceGroup
from reviews.models import Respondent
from reviews.queries.survey_history import survey_events
from tests.factories.organizations import DivisionFactory, PostFactory
from tests.factories.projects import CollaborationFormFactory
from tests.factories.surveys import QuestionFactory, RespondentFactory, SurveyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    return PostFactory(coordinator=True, user__name="見本 秋代").user


@pytest.fixture
def survey(at, coordinator):
    """Made on 4 January and opened on the 5th: 公園課 with its 協働推進員, and the office's own 課."""
    at(2027, 1, 4)
    PostFactory(promoter=True, division=DivisionFactory(name="公園課"))
    CollaborationFormFactory.create_batch(2)
    survey = make_survey(template="yearly", year=FiscalYear(2026), by=coordinator)
    at(2027, 1, 5)
    return open_survey(survey, due_on=datetime.date(2027, 1, 31), by=coordinator)


def told(survey):
    return [(event.who, event.what, event.reason) for event in survey_events(survey)]


def park_of(survey) -> Respondent:
    return survey.respondents.get(division=Division.objects.get(name="公園課"))


def test_a_survey_is_told_from_its_making_on(survey, coordinator):
    assert sorted(told(survey)[-2:]) == [
        ("見本 秋代", "実態調査を登録しました", ""),
        ("見本 秋代", "調査票から7問を入れました", ""),
    ]
    assert ("見本 秋代", "実態調査の状態を変えました", "") in told(survey)
    assert ("見本 秋代", "回答のお願いを2人に送りました", "") in told(survey)


def test_another_group_and_another_division_are_told_with_the_reason(survey, coordinator, at):
    at(2027, 1, 6)
    park = park_of(survey)
    set_group(park, group=ExperienceGroup.BEFORE_ONLY, reason="平成の事業が記録にありません", by=coordinator)
    at(2027, 1, 7)
    other = survey.respondents.exclude(pk=park.pk).get()
    set_through(park, through=other, by=coordinator)
    at(2027, 1, 8)
    set_through(park, through=None, by=coordinator)
    label = ExperienceGroup.BEFORE_ONLY.label
    assert [each for each in told(survey) if "公園課" in each[1]] == [
        ("見本 秋代", "公園課が、自分で回答することにしました", ""),
        ("見本 秋代", f"公園課の回答を、{other.name}が代わりに出すことにしました", ""),
        ("見本 秋代", f"公園課の属性を「{label}」にしました", "平成の事業が記録にありません"),
    ]


def test_what_is_handed_in_and_returned_and_who_is_reminded(survey, coordinator, at):
    at(2027, 1, 10)
    park = park_of(survey)
    submit_answers(park, by=coordinator, is_proxy=True)
    at(2027, 1, 11)
    return_answers(park, reason="人数を確かめてください", by=coordinator)
    at(2027, 1, 20)
    remind_missing(survey)
    assert told(survey)[:3] == [
        ("自動", "催促を2人に送りました", ""),
        ("見本 秋代", "公園課の回答を戻しました", "人数を確かめてください"),
        ("見本 秋代", "公園課の回答を出しました", ""),
    ]


def test_questions_that_change_and_go(survey, coordinator, at):
    at(2027, 1, 6)
    question = survey.questions.get(code="D_TROUBLE")
    change_rules(question, [{"groups": ["1", "2"]}], by=coordinator)
    at(2027, 1, 7)
    remove_question(survey.questions.get(code="D_WISH"), by=coordinator)
    gone, changed, *_ = survey_events(survey)
    assert gone.what == "設問「D_WISH」を削除しました"
    assert (changed.what, [(each.label, each.before, each.after) for each in changed.changes]) == (
        "設問「D_TROUBLE」を変更しました",
        [("だれに聞くか", "（なし）", "属性①・②の課")],
    )


def test_a_new_version_is_told_as_one(survey, coordinator, at):
    at(2027, 1, 6)
    submit_answers(park_of(survey), by=coordinator, is_proxy=True)
    question = survey.questions.get(code="D_TROUBLE")
    fields = {"text": "困りごとを書いてください。"}
    change_question(question, base=mark_of(question), choices=[], by=coordinator, **fields)
    newest = next(event for event in survey_events(survey) if event.changes)
    assert (newest.what, newest.changes[0].after) == (
        "設問「D_TROUBLE」の第2版を変更しました",
        "困りごとを書いてください。",
    )


@pytest.mark.parametrize("rows", [1, 3])
def test_costs_the_same_queries_for_one_and_for_three(rows, coordinator, django_assert_num_queries):
    survey = SurveyFactory(open=True)
    QuestionFactory.create_batch(rows, survey=survey, words=True)
    for respondent in RespondentFactory.create_batch(rows, survey=survey):
        set_group(respondent, group=ExperienceGroup.NEVER, reason="記録のとおり", by=coordinator)
        submit_answers(respondent, by=coordinator, is_proxy=True)
    survey_events(survey)
    with django_assert_num_queries(9):
        survey_events(survey)
