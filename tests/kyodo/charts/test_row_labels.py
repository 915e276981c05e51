from kyodo.charts.data import Row
from kyodo.charts.frame import GAP
from kyodo.charts.labels import text_width
from kyodo.charts.row_labels import row_labels


def test_labels_stand_beside_the_bars_and_break_between_phrases():
    labels = row_labels(
        [Row("市と団体が分かり合うための決まりをつくる"), Row("その他", "n=5")], usual=13, most=17
    )
    assert labels.blocks == (("市と団体が分かり合う", "ための決まりをつくる"), ("その他", "n=5"))
    assert (labels.are_above, labels.left) == (False, 160 + GAP)


def test_a_longer_word_widens_the_column():
    labels = row_labels([Row("コミュニティセンター")], usual=5, most=12)
    assert (labels.blocks, labels.are_above) == ((("コミュニティセンター",),), False)


def test_a_word_too_long_for_any_column_puts_all_labels_above():
    word = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    labels = row_labels([Row(word, "n=3"), Row("その他")], usual=9.5, most=12)
    assert (labels.blocks, labels.left) == (((f"{word}（n=3）",), ("その他",)), 0.0)
    assert text_width(labels.blocks[0][0]) <= 32


def test_rows_without_words_take_no_room():
    assert (row_labels([Row("")], usual=9, most=12).left, row_labels([], usual=9, most=12).left) == (0.0, 0.0)
