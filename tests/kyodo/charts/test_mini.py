from kyodo.charts.mini import mini_columns, mini_shares
from tests.kyodo.charts.drawn import SVG, Drawn
from tests.kyodo.charts.random_charts import cell_of


def boxes(svg):
    return [
        (each.get("fill"), round(float(each.get("width")) + 1), float(each.get("height")))
        for each in Drawn(svg).root.iter(f"{SVG}rect")
    ]


def test_one_answer_is_filled_and_noughts_are_nowhere():
    svg = mini_shares(list(map(cell_of, (25.0, 75.0, 0.0))), title="はい 25.0%、いいえ 75.0%", filled=1)
    assert boxes(svg) == [("#ffffff", 40, 16.0), ("#0017c1", 120, 16.0)]
    assert Drawn(svg).root.get("aria-label") == "はい 25.0%、いいえ 75.0%"


def test_what_is_hidden_is_the_rest_of_the_bar_and_no_column():
    cells = list(map(cell_of, (75.0, None, None)))
    assert boxes(mini_shares(cells, title="", filled=0)) == [("#0017c1", 120, 16.0), ("#ffffff", 40, 16.0)]
    assert boxes(mini_columns(cells, title="", filled=0)) == [("#0017c1", 14, 18.0)]


def test_nothing_is_still_a_picture():
    assert (boxes(mini_shares([], title="")), boxes(mini_columns([], title=""))) == ([], [])
