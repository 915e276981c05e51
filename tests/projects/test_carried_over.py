from decimal import Decimal

import pytest

from projects.carried_over import budget_of, costs_of, goals_of, roles_of, text_of


def rows(key, *cells):
    made = [{"key": f"r{number}", "cells": each} for number, each in enumerate(cells, 1)]
    return {"key": key, "label": key, "kind": "rows", "columns": [], "rows": made}


def line(amount, source="", item="謝礼", price=None, quantity="1", **more):
    return {
        "key": "y1e1",
        "source": source,
        "source_label": "",
        "item": item,
        "note": "",
        "unit_price": amount if price is None else price,
        "quantity": quantity,
        "unit": "",
        "amount": amount,
        **more,
    }


def snapshot(*fields):
    return {"format": 1, "sections": [{"key": "all", "title": "", "fields": list(fields)}]}


def budget(*years):
    made = [
        {"number": number, "fiscal_year": 2026 + number, "income": income, "expense": expense}
        for number, (income, expense) in enumerate(years, 1)
    ]
    return snapshot({"key": "budget", "label": "収支予算", "kind": "budget", "years": made})


def test_a_text_is_taken_and_one_that_was_not_asked_is_empty():
    content = snapshot({"key": "purpose", "label": "目的", "kind": "text", "text": "話せる場。"})
    assert (text_of(content, "purpose"), text_of(content, "effect")) == ("話せる場。", "")


def test_goals_are_counted_or_in_words():
    goals = goals_of(
        snapshot(
            rows("goals", {"title": "参加者", "target": "1,200", "unit": "人"}),
            rows("wishes", {"title": "", "expected": "気軽に話せる。"}, {"title": "空", "expected": ""}),
        )
    )
    assert [(g.title, g.is_countable, g.target, g.unit, g.expected, g.position) for g in goals] == [
        ("参加者", True, Decimal(1200), "人", "", 0),
        ("気軽に話せる。", False, None, "", "気軽に話せる。", 1),
    ]


@pytest.mark.parametrize(
    ("target", "unit", "expected"),
    [("たくさん", "人", "たくさん人"), ("1.25", "", "1.25"), ("", "", "参加者")],
)
def test_a_target_that_is_no_number_stays_in_words(target, unit, expected):
    [goal] = goals_of(snapshot(rows("goals", {"title": "参加者", "target": target, "unit": unit})))
    assert (goal.is_countable, goal.target, goal.expected) == (False, None, expected)


def test_the_role_table_knows_its_sides_again():
    cells = {"item": "会場", "group_part": "準備", "city_part": "予約", "responsible": "双方", "payer": "？"}
    [role] = roles_of(snapshot(rows("roles", cells)))
    assert (role.item, role.responsible, role.payer) == ("会場", "both", "")


def test_the_years_lines_with_what_was_granted_in_place_of_what_was_asked():
    content = budget(
        ([line(1, "city")], [line(1)]),
        (
            [line(300_000, "city"), line(40_000, "own"), line(10_000, "fee")],
            [line(350_000, price=35_000, quantity="10", eligible=False), line(None)],
        ),
    )
    lines = budget_of(content, fiscal_year=2028, granted=250_000)
    assert [(each.side, each.source, each.item, each.amount, each.position) for each in lines] == [
        ("income", "city", "市の負担（決定額）", 250_000, 0),
        ("income", "own", "謝礼", 40_000, 1),
        ("income", "fee", "謝礼", 10_000, 2),
        ("expense", "", "謝礼", 350_000, 0),
    ]
    assert (lines[3].unit_price, lines[3].quantity, lines[3].is_eligible) == (35_000, Decimal(10), False)
    assert lines[0].note == "求めた額 300,000円"
    assert costs_of(lines, 250_000) == {"city_cost": 250_000, "group_cost": 40_000, "other_cost": 10_000}


def test_what_was_granted_in_full_keeps_its_lines():
    content = budget(([line(200_000, "city"), line(100_000, "city")], []))
    assert [each.amount for each in budget_of(content, fiscal_year=2027, granted=300_000)] == [
        200_000,
        100_000,
    ]


def test_another_year_falls_back_on_the_first_and_none_gives_nothing():
    assert [
        each.amount for each in budget_of(budget(([line(5, "own")], [])), fiscal_year=1999, granted=0)
    ] == [5]
    assert budget_of(snapshot(), fiscal_year=2027, granted=1) == []
    assert costs_of([], 1) == {"city_cost": 1, "group_cost": None, "other_cost": None}
