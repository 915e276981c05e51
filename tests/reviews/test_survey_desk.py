import datetime

import pytest
from django.contrib.auth.models import AnonymousUser

from reviews.survey_desk import answer_tasks, survey_doors, survey_tasks
from tests.factories.organizations import MembershipFactory, PostFactory
from tests.factories.surveys import QuestionFactory, RespondentFactory, SurveyFactory

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2027, 2, 1)


def lines(tasks) -> list[tuple]:
    return [(task.what, task.record, task.due_on, task.note) for task in tasks]


def test_a_division_is_asked_until_it_has_submitted():
    post = PostFactory()
    waiting = RespondentFactory(division=post.division)
    writing = RespondentFactory(division=post.division, writing=True)
    RespondentFactory(division=post.division, submitted=True)
    RespondentFactory(division=post.division, survey=SurveyFactory(closed=True))
    RespondentFactory()
    due_on = waiting.survey.due_on
    assert lines(answer_tasks(post.user, TODAY)) == [
        ("実態調査に答える", f"{waiting.survey.title}（{waiting.name}）", due_on, ""),
        ("実態調査に答える", f"{writing.survey.title}（{writing.name}）", due_on, "書きかけです"),
    ]


def test_a_group_is_asked_as_well():
    respondent = RespondentFactory(group_asked=True)
    member = MembershipFactory(organization=respondent.organization)
    assert len(lines(answer_tasks(member.user, TODAY))) == 1


def test_the_office_closes_what_is_over_and_hears_what_keeps_a_survey_from_opening():
    over = SurveyFactory(open=True)
    SurveyFactory(open=True, due_on=TODAY)
    preparing = RespondentFactory(survey=SurveyFactory(fiscal_year=2027)).survey
    coordinator = PostFactory(coordinator=True).user
    assert lines(survey_tasks(coordinator, TODAY)) == [
        ("実態調査を締め切る", over.title, over.due_on, ""),
        ("実態調査の受付を始める", preparing.title, None, "直すところが1件あります"),
    ]
    QuestionFactory(survey=preparing, words=True)
    assert lines(survey_tasks(coordinator, TODAY))[1][3] == ""
    assert lines(survey_tasks(PostFactory().user, TODAY)) == []


def test_the_door_is_open_to_citizens_too():
    door = next(iter(survey_doors()))
    people = (PostFactory().user, MembershipFactory().user, AnonymousUser())
    assert [door.may(user) for user in people] == [True, True, True]


@pytest.mark.parametrize("number", [1, 3])
def test_the_desk_costs_the_same_with_more_surveys(number, django_assert_num_queries):
    user = PostFactory(coordinator=True).user
    division = user.posts.get().division
    RespondentFactory.create_batch(number, division=division)
    SurveyFactory.create_batch(number)
    user.standing  # noqa: B018 – read once a request
    with django_assert_num_queries(4):
        list(answer_tasks(user, TODAY))
        list(survey_tasks(user, TODAY))
