import pytest

from kyodo.charts.axis import ticks


@pytest.mark.parametrize(
    ("value", "length", "expected"),
    [
        (0, 300, (1, 1)),
        (28.3, 300, (10, 3)),
        (72, 300, (20, 4)),
        (100, 300, (20, 5)),
        (100, 60, (100, 1)),
        (1.4e6, 300, (1_000_000, 2)),
    ],
)
def test_few_ticks_whose_numbers_have_room(value, length, expected):
    assert ticks(value, length) == expected
