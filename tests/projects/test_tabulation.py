import pytest

from projects.tabulation import Category, Count, tabulate

CATEGORIES = [
    Category("b", "乙", 1),
    Category("a", "甲", 1),
    Category("z", "末", 2, always=True),
    Category("x", "無"),
]


def test_counts_by_position_then_size_then_label():
    assert tabulate("abbzz", CATEGORIES) == [Count("b", "乙", 2), Count("a", "甲", 1), Count("z", "末", 2)]
    assert tabulate("ab", CATEGORIES) == [Count("b", "乙", 1), Count("a", "甲", 1), Count("z", "末", 0)]


def test_only_rows_that_always_stand_show_zero():
    assert tabulate([], CATEGORIES) == [Count("z", "末", 0)]


def test_a_value_without_a_category_is_an_error():
    with pytest.raises(ValueError, match="values without a category"):
        tabulate("q", CATEGORIES)
