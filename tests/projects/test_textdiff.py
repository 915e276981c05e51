import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.textdiff import MOST_PAIRS, compare_texts

LETTERS = st.characters(codec="utf-8") | st.sampled_from("のをに。、\n夜茶話会カフェ𠮷👨‍👩‍👧")
TEXTS = st.text(LETTERS, max_size=120)


@st.composite
def edited(draw):
    """A text, and the same with some stretches replaced."""
    parts = draw(st.lists(TEXTS, max_size=6))
    other = [draw(st.just(part) | TEXTS) for part in parts]
    return "".join(parts), "".join(other)


def joined(pieces, *, only_same=False):
    return "".join(piece.text for piece in pieces if not (only_same and piece.is_changed))


@given(edited())
def test_the_pieces_of_each_side_give_its_text_again(texts):
    left, right = compare_texts(*texts)
    assert (joined(left), joined(right)) == texts
    assert all(piece.text for piece in (*left, *right))


@given(edited())
def test_what_is_unchanged_is_the_same_on_both_sides(texts):
    left, right = compare_texts(*texts)
    assert joined(left, only_same=True) == joined(right, only_same=True)


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text):
    left, right = compare_texts(text, text)
    assert left == right
    assert not any(piece.is_changed for piece in left)


@given(TEXTS, TEXTS.filter(bool))
def test_what_only_one_side_has_is_marked_there(text, more):
    left, right = compare_texts("", text)
    assert (left, [piece.is_changed for piece in right]) == ((), [True] if text else [])
    left, right = compare_texts(text, text + more)
    assert any(piece.is_changed for piece in right)


def marked(pieces):
    return "".join(f"[{piece.text}]" if piece.is_changed else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        (
            "夜に話せる場をつくる。参加費は無料です。",
            "夜に話せる居場所をつくる。参加費は無料です。",
            ("夜に話せる[場]をつくる。参加費は無料です。", "夜に話せる[居場所]をつくる。参加費は無料です。"),
        ),
        (
            "月に1回開きます。",
            "月に1回開きます。雨の日は休みます。",
            ("月に1回開きます。", "月に1回開きます。[雨の日は休みます。]"),
        ),
        ("参加者は30人です。", "参加者は45人です。", ("参加者は[30]人です。", "参加者は[45]人です。")),
        ("公園を直す。", "図書館で読みます！", ("[公園を直す。]", "[図書館で読みます！]")),
    ],
)
def test_changed_words_are_marked(old, new, shown):
    assert tuple(map(marked, compare_texts(old, new))) == shown


def test_a_very_long_text_is_compared_from_both_ends_alone():
    old, new = "\n" * MOST_PAIRS, "あ\n" * 600
    left, right = compare_texts(f"はじめ。{old}おわり。", f"はじめ。{new}おわり。")
    assert (joined(left), joined(right)) == (f"はじめ。{old}おわり。", f"はじめ。{new}おわり。")
