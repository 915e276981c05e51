import datetime

import pytest

from kyodo.time_left import time_left

UNTIL = datetime.datetime(2026, 7, 31, 8, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("left", "words"),
    [
        ({"days": 45, "hours": 3}, "あと45日"),
        ({"days": 10}, "あと10日"),
        ({"days": 9, "hours": 23, "minutes": 59}, "あと9日23時間"),
        ({"days": 3, "hours": 4}, "あと3日4時間"),
        ({"hours": 23, "minutes": 5}, "あと23時間5分"),
        ({"minutes": 12, "seconds": 59}, "あと12分"),
        ({"seconds": 59}, "あと1分もありません"),
        ({}, ""),
        ({"seconds": -1}, ""),
    ],
)
def test_the_time_that_is_left_is_rounded_down(left, words):
    assert time_left(UNTIL, UNTIL - datetime.timedelta(**left)) == words
