import datetime

import pytest

from reviews.addressees import people_of
from tests.factories.organizations import DivisionFactory, MembershipFactory, PostFactory
from tests.factories.surveys import RespondentFactory, SurveyFactory

pytestmark = pytest.mark.django_db


def test_promoters_come_before_the_rest_of_a_division():
    respondent = RespondentFactory()
    promoter = PostFactory(division=respondent.division, promoter=True).user
    PostFactory(division=respondent.division)
    PostFactory(division=respondent.division, administrator=True)
    assert people_of([respondent]) == {respondent.pk: [promoter]}


def test_all_staff_where_there_is_no_promoter_and_nobody_where_all_have_left():
    staffed, empty = RespondentFactory.create_batch(2, survey=SurveyFactory(open=True))
    people = [PostFactory(division=staffed.division).user for _ in range(2)]
    PostFactory(division=empty.division, ends_on=datetime.date(2020, 3, 31))
    assert people_of([staffed, empty]) == {staffed.pk: people, empty.pk: []}


def test_a_division_that_ended_is_answered_for_by_what_came_after_it():
    new = DivisionFactory()
    old = DivisionFactory(successor=new, ends_on=datetime.date(2026, 9, 30))
    respondent = RespondentFactory(division=old)
    person = PostFactory(division=new).user
    assert people_of([respondent]) == {respondent.pk: [person]}


def test_one_that_answers_through_another_is_asked_there():
    other = RespondentFactory()
    person = PostFactory(division=other.division).user
    respondent = RespondentFactory(survey=other.survey, answers_through=other)
    PostFactory(division=respondent.division)
    assert people_of([respondent]) == {respondent.pk: [person]}


def test_a_group_is_reached_by_those_who_write_for_it():
    respondent = RespondentFactory(group_asked=True)
    officer = MembershipFactory(organization=respondent.organization, officer=True).user
    MembershipFactory(organization=respondent.organization, viewer=True)
    assert people_of([respondent]) == {respondent.pk: [officer]}


@pytest.mark.parametrize("number", [1, 3])
def test_it_costs_the_same_for_more_respondents(number, django_assert_num_queries):
    respondents = RespondentFactory.create_batch(number, survey=SurveyFactory(open=True))
    for each in respondents:
        PostFactory(division=each.division)
    with django_assert_num_queries(2):
        people_of(respondents)
