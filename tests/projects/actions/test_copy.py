import datetime

import pytest
from django.core.exceptions import PermissionDenied

from kyodo.fiscal_year import FiscalYear
from projects.actions.copy import copy_years
from projects.models import ProjectYear
from tests.factories.organizations import DivisionFactory
from tests.factories.projects import GoalFactory, ProjectYearFactory

pytestmark = pytest.mark.django_db
R9 = FiscalYear(2027)


@pytest.fixture
def source(division, now):
    year = ProjectYearFactory(
        division=division,
        done=True,
        partners=2,
        starts_on=datetime.date(2026, 4, 1),
        ends_on=datetime.date(2027, 3, 31),
        content="花を植える",
        city_cost=80000,
        participants=300,
        outcome="achieved",
        result="花が咲いた",
        outlook="来年も",
    )
    GoalFactory(project_year=year, actual=12)
    GoalFactory(project_year=year, in_words=True, observed="笑顔が増えた", is_met=True)
    return year


def test_carries_over_what_was_planned_and_not_what_came_of_it(source, clerk):
    report = copy_years(years=[source], to_year=R9, by=clerk)
    copy = ProjectYear.objects.get(fiscal_year=2027)
    assert (report.created, report.already, copy.copied_from) == ([copy], [], source)
    assert (copy.state, copy.content, copy.city_cost) == ("considering", "花を植える", 80000)
    assert (copy.starts_on, copy.ends_on) == (datetime.date(2027, 4, 1), datetime.date(2028, 3, 31))
    assert (copy.participants, copy.outcome, copy.result, copy.outlook) == (None, "", "", "")
    assert [each.organization for each in copy.partners.all()] == [
        each.organization for each in source.partners.all()
    ]
    assert [(goal.actual, goal.observed, goal.is_met) for goal in copy.goals.all()] == [(None, "", None)] * 2
    assert copy.partner_names == ProjectYear.objects.get(pk=source.pk).partner_names
    assert copy.history.get().history_user == clerk


def test_a_second_time_changes_nothing(source, clerk):
    first = copy_years(years=[source], to_year=R9, by=clerk)
    second = copy_years(years=[source], to_year=R9, by=clerk)
    assert (second.created, second.already) == ([], first.created)
    assert ProjectYear.objects.count() == 2


def test_a_division_that_has_ended_hands_on(source, clerk):
    successor = DivisionFactory(starts_on=datetime.date(2027, 4, 1))
    source.division.ends_on, source.division.successor = datetime.date(2027, 3, 31), successor
    source.division.save()
    copy_years(years=[source], to_year=R9, by=clerk)
    assert ProjectYear.objects.get(fiscal_year=2027).division == successor


def test_another_divisions_project_is_refused_and_none_is_copied(source, clerk):
    foreign = ProjectYearFactory()
    with pytest.raises(PermissionDenied):
        copy_years(years=[source, foreign], to_year=R9, by=clerk)
    assert not ProjectYear.objects.filter(fiscal_year=2027).exists()


def test_february_29_becomes_the_28th(source, clerk):
    source.ends_on = datetime.date(2028, 2, 29)
    source.save()
    copy_years(years=[source], to_year=R9, by=clerk)
    assert ProjectYear.objects.get(fiscal_year=2027).ends_on == datetime.date(2029, 2, 28)


def test_costs_the_same_queries_for_one_and_for_three(division, clerk, now, django_assert_max_num_queries):
    clerk.standing  # noqa: B018 – read once a request
    counts = []
    for number in (1, 3):
        years = ProjectYearFactory.create_batch(number, division=division, partners=1)
        with django_assert_max_num_queries(15) as queries:
            copy_years(years=years, to_year=R9, by=clerk)
        counts.append(len(queries))
    assert counts[0] == counts[1]
