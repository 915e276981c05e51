from decimal import Decimal

from reviews.enums import Side
from reviews.statistics_ratings import rating_file_rows, rating_grid
from reviews.summary import Mean

OLD, NEW = [(1, "共有"), (2, "達成")], [(11, "達成"), (12, "満足")]
MEAN = Mean(Decimal("3.5"), 3, 4, 6)
FOUND = {(2025, 2, Side.GROUP): MEAN, (2026, 11, Side.GROUP): Mean(Decimal("4.0"), 4, 4, 2)}


def test_axes_of_the_same_name_are_one_row_and_the_newest_order_leads():
    grid = rating_grid([2025, 2026], {2025: OLD, 2026: NEW}, FOUND)
    assert [row.axis for row in grid.rows] == ["達成", "達成", "満足", "満足", "共有", "共有"]
    assert [(cell.axis_id, cell.mean and cell.mean.n) for cell in grid.rows[0].cells] == [(2, 6), (11, 2)]
    assert grid.newest.year == 2026


def test_nothing_rated_has_no_newest_year():
    assert rating_grid([2026], {2026: NEW}, {}).newest is None


def test_a_file_gives_mean_spread_and_sheets():
    grid = rating_grid([2025], {2025: OLD}, FOUND)
    heading, rows = rating_file_rows(grid, {Side.GROUP: "団体", Side.CITY: "市"})
    assert heading == [
        "視点",
        "書いた側",
        *(f"令和7年度（{what}）" for what in ("平均", "幅の下", "幅の上", "枚数")),
    ]
    assert rows[2:] == [["達成", "団体", 3.5, 3, 4, 6], ["達成", "市", None, None, None, 0]]
