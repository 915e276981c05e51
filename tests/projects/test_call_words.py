import datetime

import pytest

from projects.call_values import values_of
from projects.call_words import WordChange, changes_between
from tests.factories.calls import CallFactory, CategoryFactory, CriterionFactory

BARE = {
    "categories": [],
    "conditions": [],
    "papers": [],
    "sections": [],
    "criteria": [],
    "schedule": [],
    "budget": None,
}
CRITERION = {"id": 7, "label": "課題", "question": "", "weight": 1, "stage": 1, "points": {}}


def changes(name, before, after) -> list[tuple[str, str, str]]:
    found = changes_between({**BARE, name: before}, {**BARE, name: after})
    return [(each.label, each.before, each.after) for each in found]


@pytest.mark.parametrize(
    ("name", "value", "label", "words"),
    [
        ("title", "令和8年度の募集", "募集の名前", "令和8年度の募集"),
        ("project_year", 2027, "実施の年度", "令和9年度（2027年度）"),
        ("budget", 3_000_000, "予算（円）", "3,000,000円"),
        ("proposals_per_group", 2, "1団体が出せる数", "2件"),
        ("origins", ["citizen", "city"], "提案の種類", "市民提案、行政提案"),
        ("theme_kinds", ["free"], "テーマの種類", "自由テーマ型"),
        (
            "closes_at",
            datetime.datetime(2026, 7, 31, 8, tzinfo=datetime.UTC),
            "締切",
            "令和8年（2026年）7月31日 17:00",
        ),
        ("cutoff_percent", 60, "採択の目安（満点に対する％）", "満点の60％"),
        ("cutoff_percent", 0, "採択の目安（満点に対する％）", "満点の0％"),
        ("tie_rule", "office", "同点のとき", "審査委員会で話し合って決める"),
        ("presentation_minutes", 10, "発表の時間（分）", "10分"),
    ],
)
def test_a_value_is_told_in_words(name, value, label, words):
    assert changes(name, None, value) == [(label, "（なし）", words)]


@pytest.mark.parametrize(
    ("name", "rule", "label", "words"),
    [
        (
            "categories",
            {
                "key": "new",
                "name": "新規",
                "note": "初めての事業です。",
                "max_years": 2,
                "rates": [90, 80],
                "limits": [],
                "is_continuation": True,
            },
            "部門「新規」",
            "2年まで。1年目は負担率90％、上限なし。2年目は負担率80％、上限なし。実施中の事業を続ける部門。初めての事業です",
        ),
        (
            "conditions",
            {"key": "good", "label": "社会のため", "minimum": None, "unit": "", "note": ""},
            "応募の条件",
            "社会のため。はい・いいえで答える",
        ),
        (
            "papers",
            {"key": "rules", "label": "会則", "required": False, "note": ""},
            "求める書類",
            "会則。あれば付ける",
        ),
        ("sections", {"key": "team", "leave_out": True}, "提案書の項目「体制」", "求めない"),
        ("sections", {"key": "team", "title": "人"}, "提案書の項目「体制」", "題名は「人」"),
        (
            "sections",
            {"key": "x_1", "title": "防災", "kind": "text"},
            "提案書の項目「防災」",
            "加える。文章。必ず書く",
        ),
        (
            "criteria",
            {**CRITERION, "weight": 2, "points": {"5": "大きい"}},
            "審査の観点「課題」",
            "課題。第1段階。重み2。5点は「大きい」",
        ),
        (
            "schedule",
            {"what": "公表", "on": "2026-11-02", "when": ""},
            "日程",
            "令和8年（2026年）11月2日　公表",
        ),
    ],
)
def test_a_rule_is_told_in_words_when_it_comes_and_when_it_goes(name, rule, label, words):
    assert changes(name, [], [rule]) == [(label, "（なし）", words)]
    assert changes(name, [rule], []) == [(label, words, "（なし）")]


def test_a_criterion_that_got_another_name_is_one_change():
    assert changes("criteria", [CRITERION], [{**CRITERION, "label": "困りごと"}]) == [
        ("審査の観点「困りごと」", "課題。第1段階。重み1", "困りごと。第1段階。重み1")
    ]


@pytest.mark.django_db
def test_a_call_reads_like_itself():
    call = CallFactory()
    CategoryFactory(call=call)
    CriterionFactory(stage__call=call)
    assert changes_between(values_of(call), values_of(call)) == []


def test_a_change_is_kept_as_plain_data():
    assert WordChange("締切", "前", "後").as_data() == {"label": "締切", "before": "前", "after": "後"}
