from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo.charts.placing import spread


@given(st.lists(st.tuples(st.floats(0, 500), st.floats(5, 45)), max_size=11))
def test_labels_keep_their_order_and_neither_touch_nor_leave(labels):
    labels.sort(key=lambda label: label[0])
    sizes = [size for _, size in labels]
    ends = [
        (middle - size / 2, middle + size / 2)
        for middle, size in zip(spread([middle for middle, _ in labels], sizes, 0, 500), sizes, strict=True)
    ]
    assert all(left[1] <= right[0] + 1e-6 for left, right in pairwise(ends))
    assert all(begin >= -1e-6 and end <= 500 + 1e-6 for begin, end in ends)


def test_what_has_room_stays_where_it_is_wanted():
    assert spread([50, 200, 300], [40, 40, 40], 0, 500) == [50, 200, 300]


def test_two_that_would_meet_give_way_to_both_sides():
    assert spread([100, 102], [40, 40], 0, 500) == pytest.approx([81, 121])


def test_nothing_leaves_at_the_ends():
    assert spread([5, 495], [40, 40], 0, 500) == [20, 480]
