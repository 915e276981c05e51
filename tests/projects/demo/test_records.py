"""和光市's eleven years as its own document gives them (和光市 協働指針, 令和5年12月改定, コラム「協働の経過」)."""

import pytest

from kyodo.cities import load_city
from projects.demo.records import make_records
from projects.models import Programme
from projects.programme_table import ProgrammeTable
from projects.queries.programme_table import programme_tables

pytestmark = pytest.mark.django_db

# 年度, 申請（市民, 行政）, 市民提案で採択, 行政提案で採択; ★ is still running.
DOCUMENT = [
    (
        "平成23年度（2011年度）",
        (4, 3),
        ["介護予防普及活動事業「介護予防お知らせ隊」"],
        [
            "市民緑地 上谷津ふれあいの森の維持・管理★",
            "市民緑地 新倉ふれあいの森の維持・管理★",
            "午王山特別緑地保全地区の維持・管理★",
        ],
    ),
    (
        "平成24年度（2012年度）",
        (2, 3),
        ["市民緑地「大坂ふれあいの森」の保全と活用★"],
        ["農業体験センター及び市民農園の管理運営★"],
    ),
    (
        "平成25年度（2013年度）",
        (1, 2),
        ["吹き矢で介護予防"],
        ["子育て家庭孤立防止活動（ホームスタート）★"],
    ),
    (
        "平成26年度（2014年度）",
        (3, 1),
        ["わこう郷土かるた（わこうっちかるた）作成事業★", "和光市湧水環境調査事業"],
        [],
    ),
    (
        "平成27年度（2015年度）",
        (4, 1),
        [
            "みんなで子どもたちを守ります！～下新倉小学校区のフィールドワークと通学路安全マップづくり事業～★",
            "越後山パークライフプロジェクト",
        ],
        ["和光市運動場有効利用計画"],
    ),
    ("平成28年度（2016年度）", (0, 2), [], ["和光市自然環境マップの作成★"]),
    ("平成29年度（2017年度）", (2, 1), ["お家（うち）ごはん塾"], []),
    ("平成30年度（2018年度）", (0, 0), [], []),
    ("令和元年度（2019年度）", (3, 0), ["多文化子育て支援事業～子育て通訳サポート～★"], []),
    ("令和2年度（2020年度）", (2, 0), ["心を込めた花で明るい街づくり★"], []),
    ("令和3年度（2021年度）", (0, 0), [], []),
]


@pytest.fixture
def table() -> ProgrammeTable:
    load_city("nishitokyo")
    make_records()
    return programme_tables([Programme.objects.get(name="協働事業提案制度")])[0]


def test_the_eleven_rows_are_the_documents(table):
    rows = [
        (
            row.year.label,
            row.applied,
            *([f"{each.title}{'★' if each.is_running else ''}" for each in of] for of in row.adopted),
        )
        for row in table.rows
    ]
    assert rows == DOCUMENT


def test_thirty_four_applied_and_seventeen_were_adopted(table):
    assert (table.applied, table.applied_total) == ((21, 13), 34)
    assert (table.adopted_total, table.running) == (17, 11)


def test_the_year_under_review_and_the_last_one_say_why_they_are_empty(table):
    notes = {row.year.year: row.note for row in table.rows if row.note}
    assert notes == {
        2018: "制度を見直していたため、実施した事業はありません。",
        2021: "応募はありませんでした。制度は、この年度で終わりました。",
    }


def test_the_city_of_the_demo_stays_its_own(table):
    from kyodo.models import City

    assert City.objects.get().name == "西東京市"
