import datetime

import pytest

from projects.call_gaps import gaps_of, part_states

NOW = datetime.datetime(2026, 7, 1, 1, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)
WHOLE = {
    "summary": "あらまし",
    "body": "内容",
    "origins": ["citizen"],
    "theme_kinds": ["free"],
    "opens_at": NOW,
    "closes_at": NOW + DAY,
    "categories": [{"key": "new"}],
    "conditions": [{"key": "members"}],
    "papers": [{"key": "rules"}],
    "criteria": [{"stage": 1}],
    "cutoff_percent": 60,
    "schedule": [{"what": "公表"}],
    "slots_open_at": None,
    "stage_due_1": NOW + DAY,
    "stage_due_2": NOW + DAY,
}


def gaps(**changed):
    themes = changed.pop("themes", 0)
    found = gaps_of(WHOLE | changed, now=NOW, themes=themes)
    return [(gap.part, gap.blocks) for gap in found]


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, []),
        ({"summary": ""}, [("basics", True)]),
        ({"body": ""}, [("basics", False)]),
        ({"origins": []}, [("basics", True)]),
        ({"theme_kinds": []}, [("basics", True)]),
        ({"theme_kinds": ["set"]}, [("basics", False)]),
        ({"theme_kinds": ["set"], "themes": 1}, []),
        ({"opens_at": None}, [("period", True)]),
        ({"closes_at": NOW}, [("period", True)]),
        ({"categories": []}, [("categories", True)]),
        ({"conditions": []}, [("conditions", False)]),
        ({"papers": []}, [("papers", False)]),
        ({"criteria": []}, [("criteria", True)]),
        ({"criteria": [{"stage": 2}]}, [("slots", False)]),
        ({"criteria": [{"stage": 2}], "slots_open_at": NOW}, []),
        ({"stage_due_1": None}, [("scoring", False)]),
        ({"stage_due_2": None}, []),
        ({"cutoff_percent": None}, [("selection", False)]),
        ({"cutoff_percent": 0}, []),
        ({"schedule": []}, [("schedule", False)]),
    ],
)
def test_what_is_missing_and_what_stops_the_publishing(changed, found):
    assert gaps(**changed) == found


def test_each_part_says_whether_it_is_complete():
    states = part_states({**WHOLE, "papers": []}, now=NOW, themes=0)
    assert [state.part.key for state in states if not state.complete] == ["papers"]
    assert len(states) == 11
