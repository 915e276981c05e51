from reviews.report_tables import Grid, grid_of
from reviews.suppression import hide_small
from reviews.survey_tables import Counted
from reviews.tabulation import Asked, Option, cross, figures, tabulate

ASKED = Asked(
    "Q", "続けますか。", (Option("a", "はい"), Option("b", "いいえ"), Option("c", "未定")), counted="課"
)
BY = Asked("experience", "実績", (Option("yes", "実績あり"), Option("no", "実績なし")))
MANY = Asked("form", "形", tuple(Option(str(each), f"形{each}") for each in range(5)))


class Question:
    """As far as a grid looks at it."""

    def __init__(self, *, has_choices: bool):
        self.has_choices = has_choices


def counted(result, **more) -> Counted:
    return Counted(None, Question(has_choices=not more), result, **more)


def test_a_table_has_counts_and_percents_and_tells_no_hidden_cell():
    table = hide_small(tabulate(ASKED, [(("a",), 9), (("b",), 6), (("c",), 1)]), 2)
    assert grid_of(counted(table)).rows == (
        ("はい", ("9", "56.3%")),
        ("いいえ", ("－", "－")),
        ("未定", ("－", "－")),
        ("無回答", ("0", "0.0%")),
    )


def test_without_answers_there_is_no_percent():
    assert grid_of(counted(tabulate(ASKED, []))).rows[0] == ("はい", ("0", "－"))


def test_a_crossing_stands_so_that_it_is_narrow():
    few = cross(ASKED, BY, [(("a",), ("yes",), 3), (("b",), ("no",), 1)])
    assert grid_of(counted(few)) == Grid(
        ("", "総計（n=4）", "実績あり（n=3）", "実績なし（n=1）"),
        (
            ("はい", ("75.0（3）", "100.0（3）", "0.0（0）")),
            ("いいえ", ("25.0（1）", "0.0（0）", "100.0（1）")),
            ("未定", ("0.0（0）", "0.0（0）", "0.0（0）")),
            ("無回答", ("0.0（0）", "0.0（0）", "0.0（0）")),
        ),
        is_wide=True,
    )
    many = cross(ASKED, MANY, [(("a",), (str(each),), 1) for each in range(5)])
    grid = grid_of(counted(many))
    assert (grid.head, len(grid.rows)) == (("形", "n", "はい", "いいえ", "未定", "無回答"), 6)
    assert grid.rows[1] == ("形0", ("1", "100.0（1）", "0.0（0）", "0.0（0）", "0.0（0）"))


def test_numbers_show_their_figures():
    table = tabulate(Asked("N", "何人ですか。", (Option("given", "回答あり"),)), [(("given",), 2)])
    grid = grid_of(counted(table, figures=figures([(2, 1), (4, 1)], asked=2)))
    assert grid.head == ("", "n", "回答", "無回答", "合計", "平均", "標準偏差", "最小", "最大")
    assert grid.rows == (("総計", ("2", "2", "0", "6.00", "3.00", "1.00", "2.00", "4.00")),)
