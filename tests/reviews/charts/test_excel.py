from io import BytesIO

from openpyxl import load_workbook

from reviews.charts.excel import chart_page
from reviews.charts.plan import plan_of
from tests.reviews.charts.counts import counted, crossed


def written(found):
    """The sheet of the chart as Excel would find it."""
    return load_workbook(found.write_xlsx(BytesIO()))["図"]


def rows_of(sheet):
    return [[cell.value for cell in row] for row in sheet.rows]


def test_single_answers_are_one_stacked_bar_of_a_hundred():
    sheet = written(counted({"はい": 5, "いいえ": 3}))
    assert rows_of(sheet)[:2] == [[None, "はい（%）", "いいえ（%）", "無回答（%）"], ["回答", 62.5, 37.5, 0]]
    (chart,) = sheet._charts
    assert (chart.type, chart.grouping, chart.overlap, len(chart.series)) == ("bar", "percentStacked", 100, 3)
    assert chart.series[0].val.numRef.f == "'図'!$B$2"


def test_several_answers_are_bars_in_the_order_of_the_table():
    sheet = written(counted({"人": 6, "金": 3}, single=False))
    assert rows_of(sheet)[:3] == [[None, "総計（%）"], ["人", 66.7], ["金", 33.3]]
    (chart,) = sheet._charts
    assert (chart.grouping, chart.x_axis.scaling.orientation, chart.legend) == ("clustered", "maxMin", None)


def test_a_crossing_has_a_series_for_each_value_and_the_years_a_line():
    (bars,) = written(crossed({"実績あり": {"人": 2, "金": 1}, "実績なし": {"人": 1}}, single=False))._charts
    assert (bars.grouping, len(bars.series)) == ("clustered", 3)
    (line,) = written(crossed({"令和6年度": {"人": 2}, "令和7年度": {"人": 1}}, by="year"))._charts
    assert [line.tagname, line.grouping, line.display_blanks] == ["lineChart", "standard", "gap"]


def test_what_is_hidden_is_an_empty_cell():
    sheet = written(counted({"はい": 5, "いいえ": 1}, hide_below=3))
    assert rows_of(sheet)[1] == ["回答", None, None, 0]


def test_a_table_without_answers_has_no_chart():
    empty = counted({})
    assert (plan_of(empty), chart_page(empty)) == (None, None)
    assert load_workbook(empty.write_xlsx(BytesIO())).sheetnames == ["集計", "注"]


def test_every_series_has_the_colour_and_a_pattern_like_that_of_the_picture():
    sheet = written(crossed({"ある": {f"答え{n}": n + 1 for n in range(12)}}))
    looks = [each.graphicalProperties for each in sheet._charts[0].series]
    assert [looks[0].solidFill.srgbClr, looks[1].pattFill.fgClr.srgbClr, looks[12].solidFill.srgbClr] == [
        "0017c1",
        "c74700",
        "FFFFFF",
    ]
    assert len({look.pattFill.prst for look in looks if look.pattFill}) == 11
