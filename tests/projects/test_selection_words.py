import pytest

from projects.enums import TieRule
from projects.selection_words import StageRules, selection_rules

PAPER = StageRules(1, "書類審査", [{"label": "課題", "weight": 2}, {"label": "予算", "weight": 1}])
TALK = StageRules(2, "公開プレゼンテーション", [{"label": "効果", "weight": 2}])
ALWAYS = [
    "審査委員は、観点ごとに1点から5点を付けます。点に重みを掛けて足し、委員の平均で比べます。",
    "利害関係のある委員は、その提案を審査しません。付いていない点を、0点とは数えません。",
]


def rules(*stages, **given) -> list[str]:
    given = {
        "cutoff_percent": None,
        "lowest_majority_rejects": False,
        "tie_rule": TieRule.OFFICE,
        "needs_vote": False,
    } | given
    return list(selection_rules(stages or (PAPER,), **given))


def test_what_holds_for_every_call():
    assert rules() == [*ALWAYS, "合計の平均が同じときは、審査委員会で話し合って決めます。"]


@pytest.mark.parametrize(
    ("percent", "words"),
    [
        (60, "平均が満点の60％（15点のうち9点）に届かない提案は、採択しません。"),
        (50, "平均が満点の50％（15点のうち7.5点）に届かない提案は、採択しません。"),
    ],
)
def test_the_cutoff_is_told_in_marks_too(percent, words):
    assert rules(cutoff_percent=percent)[2] == words


def test_two_stages_are_added_up():
    told = rules(PAPER, TALK, cutoff_percent=60, tie_rule=TieRule.HEAVIEST)
    assert told[2:] == [
        "書類審査と公開プレゼンテーションの点を足して決めます。",
        "平均が満点の60％（25点のうち15点）に届かない提案は、採択しません。",
        "合計の平均が同じときは、いちばん重い観点「課題」「効果」の平均が高いほうを上にします。",
    ]


def test_the_other_rules():
    told = rules(lowest_majority_rejects=True, tie_rule=TieRule.FEWEST_LOWEST, needs_vote=True)
    assert told[2:] == [
        "過半数の委員が1点を付けた観点が一つでもある提案は、合計が高くても採択しません。",
        "合計の平均が同じときは、1点を付けた委員が少ないほうを上にします。",
        "採択された事業は、翌年度の予算が議会で認められると、実施が決まります。",
    ]
