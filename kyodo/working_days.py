"""Days on which a city hall works: Monday to Friday. Public holidays are not known here, so a date may come early."""

import datetime as dt

SATURDAY = 5


def add_working_days(day: dt.date, number: int) -> dt.date:
    """The `number`-th working day after this day."""
    while number > 0:
        day += dt.timedelta(days=1)
        number -= day.weekday() < SATURDAY
    return day
