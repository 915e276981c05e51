import pytest

from kyodo.charts.palette import CITY, ORGANIZATION
from reviews.charts.figures import Series, Table, checked, gap_tags, in_words, radar_table, value_text

AXES = ("協働の有効性", "目的の設定", "目的の共有")


@pytest.mark.parametrize(
    ("value", "text"),
    [(4, "4"), (4.0, "4"), (3.5, "3.5"), (3.25, "3.3"), (2.96, "3"), (0, "0"), (None, "未記入")],
)
def test_value_text(value, text):
    assert value_text(value) == text


def test_table_has_a_row_for_each_axis_and_says_what_is_missing():
    series = [Series("団体", (4, None, 5)), Series("市", (3.4, 2, 1), spread=((2, 5), None, (1, 1)))]
    assert radar_table(AXES, series) == Table(
        headers=("視点", "団体", "市"),
        rows=(
            ("①協働の有効性", "4", "3.4（2〜5）"),
            ("②目的の設定", "未記入", "2"),
            ("③目的の共有", "5", "1（1〜1）"),
        ),
    )


def test_in_words_says_the_same():
    series = [Series("団体", (4, None, 5)), Series("市", (None, None, None))]
    assert in_words(AXES, series) == "団体：①協働の有効性 4、②目的の設定 未記入、③目的の共有 5。市：未記入。"


def test_series_without_a_style_get_one_by_position():
    series = [Series("団体", (1, 2, 3)), Series("市", (1, 2, 3))]
    assert [one.style for one in checked(AXES, series, 0, 5)] == [ORGANIZATION, CITY]


@pytest.mark.parametrize(
    "one",
    [
        Series("短い", (1, 2)),
        Series("上", (1, 2, 5.1)),
        Series("下", (-0.1, 2, 5)),
        Series("非数", (float("nan"), 2, 5)),
        Series("幅", (1, 2, 5), spread=((0, 6), None, None)),
        Series("幅が短い", (1, 2, 5), spread=((0, 5),)),
    ],
    ids=lambda one: one.label,
)
def test_values_that_do_not_fit_are_refused(one):
    with pytest.raises(ValueError, match="Series 0"):
        checked(AXES, [one], 0, 5)


def test_two_axes_are_no_radar():
    with pytest.raises(ValueError, match="three axes"):
        checked(AXES[:2], [], 0, 5)


def test_gap_tags_give_the_difference_of_the_first_two():
    series = [Series("団体", (5, 4, 3.5)), Series("市", (3, None, 1)), Series("合意", (1, 1, 1))]
    assert gap_tags(3, series, {0, 1, 2}) == ("差2", "差あり", "差2.5")
    assert gap_tags(3, series, {2}) == ("", "", "差2.5")
