import datetime as dt

import pytest
from django.template import Context, Template

from kyodo.fiscal_year import FiscalYear

DAY = dt.date(2026, 4, 1)
MOMENT = dt.datetime(2026, 4, 1, 13, 14, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("name", "value", "written"),
    [
        ("wareki", DAY, "令和8年（2026年）4月1日"),
        ("wareki", MOMENT, "令和8年（2026年）4月1日"),
        ("wareki_short", DAY, "令和8年4月1日"),
        ("wareki_datetime", MOMENT, "令和8年（2026年）4月1日 22:14"),
        ("wareki_year", 2026, "令和8年（2026年）"),
        ("fiscal_year", 2026, "令和8年度（2026年度）"),
        ("fiscal_year", FiscalYear(2026), "令和8年度（2026年度）"),
        ("fiscal_year_short", 2026, "令和8年度"),
        ("yen", 1234567, "1,234,567円"),
        ("yen", 0, "0円"),
        *[
            (name, None, "")
            for name in ("wareki", "wareki_short", "wareki_datetime", "wareki_year", "fiscal_year", "yen")
        ],
        ("fiscal_year_short", "", ""),
    ],
)
def test_filters(name, value, written):
    template = Template(f"{{% load kyodo_values %}}{{{{ value|{name} }}}}")
    assert template.render(Context({"value": value})) == written


def test_the_time_that_is_left_from_now_on(at):
    now = at(2026, 7, 31, 16, 48)
    template = Template("{% load kyodo_values %}{{ until|time_left }}{{ nothing|time_left }}")
    context = Context({"until": now + dt.timedelta(minutes=12), "nothing": None})
    assert template.render(context) == "あと12分"
