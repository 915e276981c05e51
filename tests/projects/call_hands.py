"""What the tests of calls do with a call: change a part of it, open it for a month, publish it."""

import datetime

from django.utils import timezone

from projects.actions.calls import change_call, publish_call
from projects.call_parts import PERIOD
from projects.call_values import fingerprint, values_of

RULES = {
    "purpose": "団体の力を地域に生かします。",
    "audience": "市内で活動する団体です。",
    "categories": [
        {"key": "new", "name": "新規", "max_years": 2, "rates": [90, 80], "limits": [300_000, 200_000]}
    ],
    "conditions": [{"key": "members", "label": "構成員の数", "minimum": 5, "unit": "人"}],
    "papers": [{"key": "rules", "label": "会則"}],
    "criteria": [
        {"label": "課題", "weight": 2, "points": {"1": "小さい", "5": "大きい"}},
        {"label": "効果", "stage": 2},
    ],
    "sections": [{"key": "team", "leave_out": True}],
    "schedule": [{"what": "結果の公表", "when": "11月"}],
}


def opened(call, by, **moments):
    now = timezone.now()
    values = {"opens_at": now, "closes_at": now + datetime.timedelta(days=30)} | moments
    return change(call, PERIOD, values, by)


def change(call, part, values, by, **more):
    return change_call(call, part=part, values=values, base=fingerprint(values_of(call), part), by=by, **more)


def publish(call, by):
    opened(call, by)
    return publish_call(call, by=by)
