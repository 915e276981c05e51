import pytest

from projects.rulebook import (
    CategoryRule,
    Condition,
    CriterionRule,
    Fault,
    Milestone,
    PaperAsked,
    RulebookError,
    faults_of,
)

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


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: type(rule).__name__)
def test_what_makes_sense_has_no_fault(rule):
    assert faults_of([rule]) == []


@pytest.mark.parametrize(
    ("rule", "part"),
    [
        (Condition("members", ""), "label"),
        (Condition("構成員", "構成員"), "key"),
        (Condition("a.b", "構成員"), "key"),
        (Condition("members", "構成員", minimum=0, unit="人"), "minimum"),
        (Condition("members", "構成員", minimum=5), "unit"),
        (Condition("members", "構成員", unit="人"), "minimum"),
        (PaperAsked("rules", " "), "label"),
        (CategoryRule("new", ""), "name"),
        (CategoryRule("new", "新規", max_years=4), "max_years"),
        (CategoryRule("new", "新規", max_years=3, rates=[100, 80]), "rates"),
        (CategoryRule("new", "新規", max_years=1, limits=[1, 2]), "limits"),
        (CategoryRule("new", "新規", rates=[101]), "rates"),
        (CategoryRule("new", "新規", limits=[0]), "limits"),
        (CriterionRule(""), "label"),
        (CriterionRule("課題", weight=11), "weight"),
        (CriterionRule("課題", stage=3), "stage"),
        (CriterionRule("課題", points={"6": "最高"}), "points"),
        (Milestone("", when="7月"), "what"),
        (Milestone("締切"), "when"),
        (Milestone("締切", on="2026-07-31", when="7月"), "when"),
        (Milestone("締切", on="7月31日"), "on"),
    ],
)
def test_what_makes_no_sense_is_said_at_its_part(rule, part):
    assert [fault.part for fault in faults_of([rule])] == [part]


def test_two_rows_may_not_share_a_key_or_a_name():
    rows = [PaperAsked("rules", "会則"), PaperAsked("rules", "定款"), PaperAsked("articles", "会則")]
    assert faults_of(rows) == [
        Fault(1, "key", "「rules」が二つあります。"),
        Fault(2, "label", "「会則」が二つあります。"),
    ]


def test_two_things_may_happen_on_one_day():
    assert faults_of([Milestone("締切", on="2026-07-31"), Milestone("説明会", on="2026-07-31")]) == []
