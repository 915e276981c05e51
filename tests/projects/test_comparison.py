import copy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projects.comparison import compare_snapshots
from projects.models import Proposal
from projects.snapshot import compose_snapshot
from tests.factories.proposals import AttachmentFactory, ProposalFactory
from tests.projects.whole import WHOLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def before():
    conditions = [{"key": "members", "label": "構成員の数", "minimum": 5, "unit": "人"}]
    proposal = ProposalFactory(
        title=WHOLE["name"], answers=WHOLE | {"condition.members": "8"}, call__conditions=conditions
    )
    AttachmentFactory(proposal=proposal, name="会則.pdf")
    return compose_snapshot(Proposal.objects.get(pk=proposal.pk))


@pytest.fixture
def after(before):
    return copy.deepcopy(before)


def field_in(snapshot, key):
    return next(field for part in snapshot["sections"] for field in part["fields"] if field["key"] == key)


def compared(before, after, key):
    sections = compare_snapshots(before, after)
    return next(field for part in sections for field in part.fields if field.key == key)


def changed_fields(before, after):
    sections = compare_snapshots(before, after)
    return [field.key for part in sections for field in part.fields if field.is_changed]


def side(pieces):
    return "".join(piece.text for piece in pieces)


def test_the_same_twice_shows_everything_and_no_change(before):
    sections = compare_snapshots(before, before)
    assert [part.key for part in sections] == [
        "frame",
        *(part["key"] for part in before["sections"]),
    ]
    assert [part.key for part in sections if part.is_changed] == []


def test_a_changed_text_stands_beside_the_old_one(before, after):
    field_in(after, "purpose")["text"] = "新しい目的。"
    assert changed_fields(before, after) == ["purpose"]
    (pair,) = compared(before, after, "purpose").pairs
    assert (side(pair.left), side(pair.right)) == (WHOLE["purpose"], "新しい目的。")


def test_a_number_stands_with_its_unit(before, after):
    field_in(after, "head_count")["text"] = "240"
    (pair,) = compared(before, after, "head_count").pairs
    assert (side(pair.left), side(pair.right)) == ("120人", "240人")


def test_rows_are_matched_by_their_keys(before, after):
    rows = field_in(after, "schedule")["rows"]
    first = field_in(before, "schedule")["rows"][0]
    rows.append({"key": "r9", "cells": {**first["cells"], "what": "片付け"}})
    del rows[0]
    (table,) = compared(before, after, "schedule").tables
    assert table.columns == ("時期", "すること", "場所")
    assert [row.mark for row in table.rows] == ["削除", *[""] * (len(table.rows) - 2), "追加"]
    assert side(table.rows[-1].cells[1].right) == "片付け"
    assert table.rows[-1].cells[1].left == ()


def test_a_changed_cell_marks_its_row(before, after):
    field_in(after, "goals")["rows"][0]["cells"]["target"] = "99"
    (table,) = compared(before, after, "goals").tables
    assert table.rows[0].mark == "変更"
    assert [cell.is_changed for cell in table.rows[0].cells] == [False, True, False]


def test_a_budget_shows_its_lines_and_its_sums(before, after):
    year = field_in(after, "budget")["years"][0]
    year["expense"][0]["eligible"] = not year["expense"][0]["eligible"]
    year["requested"] = 123_456
    field = compared(before, after, "budget")
    income, expense = field.tables
    assert (income.is_changed, expense.is_changed) == (False, True)
    assert income.title.endswith("の収入")
    assert [pair.label for pair in field.pairs if pair.is_changed] == [
        f"{income.title.removesuffix('の収入')}の市に求める額"
    ]
    assert side(field.pairs[-1].right) == "123,456円"


def test_conditions_the_group_and_the_kind_are_compared_too(before, after):
    after["conditions"][0]["answer"] = "12"
    after["organization"]["member_count"] = 12
    after["category"]["years"] = 3
    after["theme"] = {"id": 1, "title": "夜の居場所"}
    assert changed_fields(before, after) == ["about", "conditions", "group"]
    (pair,) = compared(before, after, "conditions").pairs
    assert (side(pair.left), side(pair.right)) == ("8人", "12人")


def test_a_file_that_was_replaced_is_one_gone_and_one_added(before, after):
    after["attachments"][0]["id"] += 1
    (table,) = compared(before, after, "files").tables
    assert sorted(row.mark for row in table.rows) == ["削除", "追加"]


def test_a_section_that_only_one_side_has_stands_opposite_nothing(before, after):
    gone = next(part for part in after["sections"] if part["key"] == "team")
    after["sections"].remove(gone)
    keys = [part.key for part in compare_snapshots(before, after)]
    assert keys.index("team") == keys.index("effect") + 1
    (pair,) = compared(before, after, "team").pairs
    assert (side(pair.left), pair.right) == (WHOLE["team"], ())
    assert compared(after, before, "team").pairs[0].left == ()


def test_a_field_that_is_asked_in_another_way_is_shown_twice(before, after):
    field = field_in(after, "audience")
    field.clear()
    field.update({"key": "audience", "label": "対象", "kind": "rows", "columns": [], "rows": []})
    people = next(part for part in compare_snapshots(before, after) if part.key == "people")
    assert [field.key for field in people.fields] == ["audience", "audience", "head_count"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(data=st.data())
def test_reassembling_each_side_gives_both_snapshots_texts(before, data):
    after = copy.deepcopy(before)
    texts = [field for part in after["sections"] for field in part["fields"] if "text" in field]
    for field in texts:
        field["text"] = data.draw(st.just(field["text"]) | st.text(max_size=40))
    found = {field.key: field for part in compare_snapshots(before, after) for field in part.fields}
    for field in texts:
        (pair,) = found[field["key"]].pairs
        old = field_in(before, field["key"])
        assert side(pair.left) == (f"{old['text']}{old['unit']}" if old["text"] else "")
        assert side(pair.right) == (f"{field['text']}{field['unit']}" if field["text"] else "")
