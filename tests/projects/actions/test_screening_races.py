"""Screening in the same moment: two windows of one reviewer, a score and the closing, two people who assign."""

import itertools

import pytest

from projects.actions.assignments import assign_evenly
from projects.actions.scoring import FieldEdit, ScoringRefused, save_scores
from projects.actions.stages import close_stage
from projects.models import Assignment, Score
from projects.queries.ranking import ranking_of
from tests.factories.organizations import PostFactory
from tests.harness.threads import at_once
from tests.projects.panels import screening

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_windows_give_one_score_and_one_of_them_is_asked():
    round_ = screening()
    key, values = round_.criteria[0].pk, itertools.count(3)

    def save():
        edit = {"value": FieldEdit(0, next(values))}
        return len(save_scores(round_.assignment, {key: edit}, by=round_.reviewer).clashes)

    assert sorted(at_once(save)) == [0, 1]
    assert Score.objects.count() == 1


def test_a_score_is_counted_or_refused_when_the_stage_closes():
    round_, office = screening(weights=(1,)), PostFactory(coordinator=True).user
    hands = itertools.count()

    def act():
        if next(hands):
            close_stage(round_.stage, reason="期限", by=office)
            return "closed"
        try:
            save_scores(
                round_.assignment, {round_.criteria[0].pk: {"value": FieldEdit(0, 4)}}, by=round_.reviewer
            )
        except ScoringRefused:
            return "refused"
        return "saved"

    said = at_once(act)
    line = ranking_of(round_.call).boards[0].lines[0]
    assert ("saved" in said) == (line.total is not None)


def test_two_people_who_assign_give_everybody_as_many_as_were_asked_for():
    round_, office = screening(proposals=3, members=3), PostFactory(coordinator=True).user
    Assignment.objects.all().delete()
    assert sorted(at_once(lambda: assign_evenly(round_.call, each=2, by=office))) == [0, 6]
    assert Assignment.objects.count() == 6
