import pytest

from projects.rulebook import CategoryRule, Condition, CriterionRule, Milestone, PaperAsked, RulebookError

RULES = [
    Condition("members", "構成員", minimum=5, unit="人"),
    PaperAsked("rules", "会則"),
    CategoryRule("new", "新規", max_years=3, rates=[100, 80, 50], limits=[300_000, 240_000, 150_000]),
    CriterionRule("課題の大きさ", weight=3, points={"1": "小さい", "5": "大きい"}),
    Milestone("締切", on="2026-10-30"),
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: type(rule).__name__)
def test_what_is_stored_is_read_back(rule):
    assert type(rule).read([rule.as_data()]) == [rule]


def test_a_rule_with_an_unknown_part_is_named():
    with pytest.raises(RulebookError, match="Condition"):
        Condition.read([{"key": "members", "label": "構成員", "colour": "red"}])


def test_a_rule_without_a_needed_part_is_named():
    with pytest.raises(RulebookError, match="PaperAsked"):
        PaperAsked.read([{"key": "rules"}])
