"""A budget on paper: years side by side, each line with how it was reckoned."""

from projects.printing.budget import Across, PrintedLine, budget_sheet
from tests.projects.printing.snapshots import expense, income, year

CITY, OWN = "市の負担", "団体の自己資金"
TWO_YEARS = [
    year(
        1,
        [income("city", CITY, 90_000), income("own", OWN, 10_000)],
        [
            expense("謝礼", 10_000, "8", "回", 80_000),
            expense("印刷費", 10, "1,000", "枚", 10_000),
            expense("謝礼", 5_000, "2", "回", 10_000, eligible=False),
        ],
    ),
    year(
        2, [income("city", CITY, 20_000)], [expense("保険料", 20_000, "1", "", 20_000)], limit=None, rate=80
    ),
]


def test_years_stand_side_by_side_and_lines_of_one_name_are_added_up():
    sheet = budget_sheet(TWO_YEARS)
    assert sheet.labels == ["令和9年度", "令和10年度"]
    assert sheet.groups == [
        (
            "収入",
            [
                Across(CITY, [90_000, 20_000]),
                Across(OWN, [10_000, None]),
                Across("計", [100_000, 20_000], is_sum=True),
            ],
        ),
        (
            "支出",
            [
                Across("謝礼", [90_000, None]),
                Across("印刷費", [10_000, None]),
                Across("保険料", [None, 20_000]),
                Across("計", [100_000, 20_000], is_sum=True),
            ],
        ),
        (
            "市の負担",
            [
                Across("対象経費の計", [90_000, 20_000]),
                Across("市の負担率", ["100％", "80％"]),
                Across("市の負担の上限", [300_000, "定めなし"]),
                Across("市に求める額", [90_000, 20_000], is_sum=True),
            ],
        ),
    ]


def test_one_year_is_not_listed_twice():
    sheet = budget_sheet([year(1, [income("city", CITY, 1)], [expense("謝礼", 1, "1", "", 1)])])
    assert [title for title, _ in sheet.groups] == ["市の負担"]
    assert [side.title for side in sheet.years[0].sides] == ["収入", "支出"]


def test_a_line_says_how_its_sum_came_about_where_it_says_more_than_the_sum():
    lines = [
        expense("謝礼", 3_000, "12", "回", 36_000, note="講師"),
        expense("保険料", 5_000, "1", "", 5_000),
        expense("会場", 5_000, "1", "式", 5_000, eligible=False),
        expense("", None, None, "回", None),
        expense("交通費", 500, None, "人", None),
    ]
    expenses = budget_sheet([year(1, [], lines)]).years[0].sides[1].lines
    assert expenses == [
        PrintedLine("謝礼", "講師", "3,000円 × 12回", 36_000, "対象"),
        PrintedLine("保険料", "", "", 5_000, "対象"),
        PrintedLine("会場", "", "5,000円 × 1式", 5_000, "対象外"),
        PrintedLine("（費目なし）", "", "", None, "対象"),
        PrintedLine("交通費", "", "500円 × ？人", None, "対象"),
    ]
