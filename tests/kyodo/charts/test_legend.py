from itertools import combinations

from kyodo.charts.legend import Entry, draw_legend, legend_height, place_legend
from kyodo.charts.palette import CITY, ORGANIZATION


def test_two_short_entries_share_a_row_round_the_middle():
    first, second = (
        item.box for item in place_legend((Entry("団体", ORGANIZATION), Entry("団体", CITY)), 400, 13)
    )
    assert (first.y, second.y) == (0, 0)
    assert first.x == -second.right


def test_many_long_entries_wrap_into_rows_without_touching():
    entries = tuple(Entry(f"第{number}回の評価を行った団体と市の平均", ORGANIZATION) for number in range(7))
    items = place_legend(entries, 300, 13)
    assert [pair for pair in combinations(items, 2) if pair[0].box.overlaps(pair[1].box)] == []
    assert max(item.box.right for item in items) <= 150
    assert min(item.box.x for item in items) >= -150
    assert legend_height(items) == max(item.box.bottom for item in items)


def test_a_remark_has_no_sample_line():
    items = place_legend((Entry("線の切れ目は未記入"),), 300, 13)
    drawn = draw_legend(items, 0.0, 13.0, 4.0)
    assert ("<line" in drawn, "線の切れ目は未記入" in drawn) == (False, True)


def test_no_entries_take_no_room():
    assert legend_height(place_legend((), 300, 13)) == 0
