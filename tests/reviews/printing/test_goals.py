from decimal import Decimal

import pytest
from django.utils import timezone

from reviews.models import Sheet
from reviews.printing.document import GoalLine
from tests.factories.projects import GoalFactory
from tests.factories.reviews import SheetFactory
from tests.reviews.printing.composed import document, finalised

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet():
    return SheetFactory(final=True)


def test_counted_and_worded_ones(sheet):
    GoalFactory(project_year=sheet.project_year, target=Decimal(1200), actual=Decimal("1000.5"), unit="人")
    GoalFactory(
        in_words=True, project_year=sheet.project_year, title="担い手", observed="増えた。", is_met=True
    )
    GoalFactory(project_year=sheet.project_year, title="まだ")

    assert document(sheet).goals == (
        GoalLine("講座を開いた回数", "1,200人", "1,000.5人（未達成）"),
        GoalLine("担い手", "参加した人が、次の担い手になっている。", "増えた。（達成）"),
        GoalLine("まだ", "10回", ""),
    )


def test_a_finished_sheet_keeps_those_of_its_day(sheet, at):
    at(2027, 6, 1)
    kept, removed = GoalFactory.create_batch(2, project_year=sheet.project_year, actual=Decimal(10))
    at(2027, 6, 10)
    Sheet.objects.filter(pk=sheet.pk).update(created_at=timezone.now())
    finalised(sheet, 2027, 6, 10, 13)
    before = document(sheet)
    at(2027, 6, 20)
    kept.actual = Decimal(99)
    kept.save()
    removed.delete()
    GoalFactory(project_year=sheet.project_year, title="あとから")

    assert (
        document(sheet).goals == before.goals == (GoalLine("講座を開いた回数", "10回", "10回（達成）"),) * 2
    )


def test_an_open_sheet_shows_todays(at):
    at(2027, 5, 1)
    sheet = SheetFactory()
    goal = GoalFactory(project_year=sheet.project_year)
    goal.actual = Decimal(12)
    goal.save()

    assert document(sheet).goals == (GoalLine("講座を開いた回数", "10回", "12回（達成）"),)


def test_a_sheet_entered_after_its_day_knows_what_stood_when_it_was_entered(at):
    at(2027, 8, 1)
    sheet = SheetFactory(final=True)
    GoalFactory(project_year=sheet.project_year)
    finalised(sheet, 2027, 6, 10)

    assert document(sheet).goals == (GoalLine("講座を開いた回数", "10回", ""),)


def test_a_goal_whose_beginning_nobody_recorded_is_taken_as_it_is(sheet, at):
    at(2027, 8, 1)
    goal = GoalFactory(project_year=sheet.project_year)
    goal.history.all().delete()
    finalised(sheet, 2027, 6, 10)

    assert len(document(sheet).goals) == 1
