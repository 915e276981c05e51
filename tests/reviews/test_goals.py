from decimal import Decimal

import pytest

from projects.models import Goal
from reviews.goals import is_beyond, outcome_of


def countable(target, actual):
    return Goal(is_countable=True, target=Decimal(target), actual=None if actual is None else Decimal(actual))


def in_words(met):
    return Goal(is_countable=False, expected="変わる", is_met=met)


@pytest.mark.parametrize(("actual", "beyond"), [("12", True), ("11.9", False), ("10", False), (None, False)])
def test_a_fifth_above_the_target_is_an_effect_beyond_what_was_expected(actual, beyond):
    assert is_beyond(countable("10", actual)) is beyond


def test_a_target_of_zero_is_never_exceeded():
    assert is_beyond(countable("0", "5")) is False


def test_goals_are_counted_as_met_unmet_and_open():
    outcome = outcome_of([countable("10", "15"), countable("10", "9"), countable("10", None), in_words(True)])
    assert (outcome.total, outcome.met, outcome.unmet, outcome.open, outcome.beyond) == (4, 2, 1, 1, 1)
    assert outcome.words == (
        "目標4件のうち、2件を達成しました。このうち1件は、想定以上の効果がありました。1件は、実績がまだ書かれていません。"
    )


@pytest.mark.parametrize(
    ("goals", "words"),
    [
        ([], "この年度の目標は、まだ書かれていません。"),
        ([in_words(None)], "目標1件の実績は、まだ書かれていません。"),
        ([in_words(False)], "目標1件のうち、0件を達成しました。"),
    ],
)
def test_the_outcome_is_said_in_a_sentence(goals, words):
    assert outcome_of(goals).words == words
