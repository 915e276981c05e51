from decimal import Decimal

import pytest

from projects.forms.goals import GoalFormSet

COUNTED = {"measure": "counted", "title": "回数", "target": "１０", "unit": "回"}
WORDS = {"measure": "in_words", "title": "様子", "expected": "笑顔が増える", "met": "yes"}


def rows(*given):
    data = {"goals-TOTAL_FORMS": str(len(given)), "goals-INITIAL_FORMS": "0"}
    for index, row in enumerate(given):
        data |= {f"goals-{index}-{name}": value for name, value in row.items()}
    return GoalFormSet(data, prefix="goals")


def test_counted_and_in_words():
    formset = rows(COUNTED, WORDS, {"measure": "counted"})
    assert formset.is_valid()
    counted, words = [entry.goal for entry in formset.entries()]
    assert (counted.is_countable, counted.target, counted.unit) == (True, Decimal(10), "回")
    assert (words.is_countable, words.expected, words.is_met) == (False, "笑顔が増える", True)


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (COUNTED | {"title": ""}, "title"),
        (COUNTED | {"target": ""}, "target"),
        (COUNTED | {"target": "たくさん"}, "target"),
        (WORDS | {"expected": ""}, "expected"),
    ],
)
def test_what_is_missing_is_said_at_its_field(row, field):
    formset = rows(row)
    assert not formset.is_valid()
    assert list(formset.forms[0].errors) == [field]


def test_a_row_marked_for_removal_is_left_out():
    formset = rows(COUNTED | {"DELETE": "on"})
    assert formset.is_valid()
    assert formset.entries() == []
