import datetime as dt

import pytest

from kyodo.working_days import add_working_days


@pytest.mark.parametrize(
    ("day", "number", "then"),
    [
        ("2026-07-01", 5, "2026-07-08"),
        ("2026-07-03", 1, "2026-07-06"),
        ("2026-07-04", 1, "2026-07-06"),
        ("2026-07-04", 0, "2026-07-04"),
    ],
)
def test_saturdays_and_sundays_do_not_count(day, number, then):
    assert add_working_days(dt.date.fromisoformat(day), number) == dt.date.fromisoformat(then)
