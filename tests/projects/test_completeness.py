import pytest

from projects.asked import Asked
from projects.budget import YearTerms
from projects.completeness import find_gaps
from projects.content import Content
from projects.rulebook import Condition, PaperAsked
from projects.sections import SECTIONS, sections_of
from tests.projects.whole import WHOLE

PAPERS = (PaperAsked("rules", "会則・定款"), PaperAsked("pictures", "写真", required=False))
CONDITIONS = (
    Condition("non_profit", "もうけを目的にしていない"),
    Condition("members", "構成員の数", 5, "人"),
)
TERMS = (YearTerms(1, 2027, 90, 300_000),)


def asked(sections=SECTIONS, conditions=(), papers=()):
    return Asked(tuple(conditions), tuple(sections), tuple(papers), TERMS)


def gaps(values, wanted=None, papers=()):
    found = find_gaps(wanted or asked(), Content(values), papers)
    return [(gap.section, gap.key, gap.label, gap.message, gap.is_missing) for gap in found]


def test_a_whole_proposal_lacks_nothing():
    assert gaps(WHOLE) == []


def test_of_an_empty_one_every_required_field_is_named_once():
    assert [(key, message) for _, key, _, message, _ in gaps({})] == [
        ("name", "書いてください。"),
        ("problem", "書いてください。"),
        ("purpose", "書いてください。"),
        ("content", "書いてください。"),
        ("audience", "書いてください。"),
        ("head_count", "書いてください。"),
        ("schedule", "1行以上書いてください。"),
        ("roles", "1行以上書いてください。"),
        ("goals", "1行以上書いてください。"),
        ("wishes", "1行以上書いてください。"),
        ("effect", "書いてください。"),
        ("team", "書いてください。"),
        ("record", "書いてください。"),
        ("budget.y1", "令和9年度の収入と支出を書いてください。"),
        ("outlook", "書いてください。"),
    ]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            {"purpose": "𠮷" * 2001},
            ("purpose", "purpose", "事業の目的", "2,000字までです。1字へらしてください。", False),
        ),
        ({"purpose": " \n"}, ("purpose", "purpose", "事業の目的", "書いてください。", True)),
        (
            {"head_count": "たくさん"},
            ("people", "head_count", "人数（のべ）", "数字で書いてください。", False),
        ),
        (
            {"goals.r1.target": "1.25"},
            (
                "goals",
                "goals.r1.target",
                "数で測る目標（1行目・目標値）",
                "小数は1桁までで書いてください。",
                False,
            ),
        ),
        (
            {"goals.r3.title": "二つ目", "goals.r3.unit": "回"},
            ("goals", "goals.r3.target", "数で測る目標（2行目・目標値）", "書いてください。", True),
        ),
        (
            {"roles.r1.payer": "mayor"},
            ("roles", "roles.r1.payer", "役割分担（1行目・費用）", "選んでください。", False),
        ),
        (
            {"budget.y1e1.item": ""},
            (
                "budget",
                "budget.y1e1.item",
                "収支予算（1年目・支出1行目・費目）",
                "費目を書いてください。",
                True,
            ),
        ),
        (
            {"budget.y1e1.quantity": "2"},
            (
                "budget",
                "budget.y1",
                "収支予算（令和9年度）",
                "収入（100,000円）と支出（200,000円）が100,000円ちがいます。同じ額にしてください。",
                False,
            ),
        ),
    ],
)
def test_each_thing_is_named_where_it_stands(change, expected):
    assert gaps(WHOLE | change) == [expected]


def test_exactly_as_long_as_allowed_is_not_too_long():
    assert gaps(WHOLE | {"purpose": "𠮷" * 2000 + "\n"}) == []


def test_a_section_that_the_call_leaves_out_is_not_missed():
    wanted = asked(sections_of([{"key": "outlook", "leave_out": True}]))
    assert "outlook" not in [key for _, key, *_ in gaps({}, wanted)]


def test_a_date_that_a_call_adds_is_read():
    added = sections_of([{"key": "x_start", "title": "始める日", "kind": "date"}])
    assert gaps(WHOLE | {"x_start": "令和9年4月1日"}, asked(added)) == []
    assert [key for _, key, *_ in gaps(WHOLE | {"x_start": "来年"}, asked(added))] == ["x_start"]


def test_required_papers_are_missed_until_they_are_attached():
    wanted = asked(papers=PAPERS)
    assert gaps(WHOLE, wanted) == [("files", "files.rules", "添付", "「会則・定款」を付けてください。", True)]
    assert gaps(WHOLE, wanted, {"rules"}) == []


def test_conditions_are_asked_first():
    wanted = asked(conditions=CONDITIONS)
    assert gaps(WHOLE, wanted) == [
        ("conditions", "condition.non_profit", "もうけを目的にしていない", "選んでください。", True),
        ("conditions", "condition.members", "構成員の数", "書いてください。", True),
    ]


@pytest.mark.parametrize(
    ("profit", "members", "wrong"),
    [
        ("yes", "5", []),
        ("yes", "１２人", []),
        ("no", "5", ["応募できるのは、「はい」と答えられる団体です。迷うときは事務局に聞いてください。"]),
        ("yes", "4", ["応募には、5人以上であることが必要です。"]),
        ("maybe", "何人か", ["選んでください。", "数字で書いてください。"]),
    ],
)
def test_a_group_that_does_not_meet_a_condition_learns_it_at_once(profit, members, wrong):
    answers = {"condition.non_profit": profit, "condition.members": members}
    assert [message for *_, message, _ in gaps(WHOLE | answers, asked(conditions=CONDITIONS))] == wrong


def test_a_table_has_an_end():
    rows = {f"schedule.r{number}.{name}": "x" for number in range(2, 42) for name in ("when", "what")}
    assert gaps(WHOLE | rows) == [("schedule", "schedule", "日程", "40行までにしてください。", False)]
    lines = {f"budget.y1e{number}.item": "x" for number in range(2, 42)}
    lines |= {f"budget.y1e{number}.unit_price": "0" for number in range(2, 42)}
    assert [message for *_, message, _ in gaps(WHOLE | lines)] == ["収入も支出も、40行までにしてください。"]
