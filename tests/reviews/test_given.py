from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.enums import QuestionKind
from reviews.given import (
    MOST_TEXT,
    ChoiceOffered,
    Given,
    GivenError,
    QuestionOffered,
    choose,
    choose_by_labels,
    count,
    lay_out,
    read_cell,
    tell,
)

CHOICES = (
    ChoiceOffered("place", "活動の場所"),
    ChoiceOffered("exchange", "知り合い、情報を交わす場"),
    ChoiceOffered("short", "知り合い"),
    ChoiceOffered("other", "その他", is_other=True),
    ChoiceOffered("none", "特にない", is_exclusive=True),
)
MANY = QuestionOffered("M", QuestionKind.MULTIPLE, "いくつでも", CHOICES)
ONE = QuestionOffered("S", QuestionKind.SINGLE, "一つ", CHOICES)
NUMBER = QuestionOffered("N", QuestionKind.NUMBER, "数")
TEXT = QuestionOffered("T", QuestionKind.TEXT, "文章")
TABLE = QuestionOffered("X", QuestionKind.TABLE, "表", columns=("催し", "人数"))


def test_chosen_codes_stand_in_the_questionnaires_order():
    assert choose(MANY, ["other", "place"], words=" 車 ") == Given(("place", "other"), text="車")


@pytest.mark.parametrize(
    ("question", "codes", "words", "why"),
    [
        (MANY, ["z"], "", "選択肢にない答えです: z"),
        (ONE, ["place", "short"], "", "一つだけ選んでください。"),
        (MANY, ["none", "place"], "", "「特にない」は、ほかの答えと一緒に選べません。"),
        (MANY, ["place"], "車", "「その他」を選んだときだけ、内容を書けます。"),
    ],
)
def test_what_is_no_answer_is_refused_in_words(question, codes, words, why):
    with pytest.raises(GivenError) as refused:
        choose(question, codes, words=words)
    assert str(refused.value) == why


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("活動の場所、その他", ("place", "other")),
        ("活動の場所，その他", ("place", "other")),
        ("活動の場所\nその他", ("place", "other")),
        ("知り合い、情報を交わす場", ("exchange",)),
        ("知り合い、活動の場所", ("place", "short")),
        ("知り合い、知り合い、情報を交わす場", ("exchange", "short")),
        ("place、other", ("place", "other")),
        (" 活動の場所 、", ("place",)),
        ("、", ()),
        (None, ()),
    ],
)
def test_several_answers_stand_in_one_cell(cell, codes):
    assert read_cell(MANY, cell).codes == codes


def test_two_answers_where_one_is_asked_are_told_as_such():
    with pytest.raises(GivenError, match="一つだけ選んでください。"):
        read_cell(ONE, "活動の場所、その他")


def test_an_unknown_label_is_named():
    with pytest.raises(GivenError, match="「活動の場所と時間」は選択肢にありません。"):
        read_cell(MANY, "活動の場所と時間")


def test_labels_that_a_search_would_confuse_are_told_apart_as_written():
    question = QuestionOffered(
        "Q", QuestionKind.SINGLE, "", (ChoiceOffered("plus", "A+"), ChoiceOffered("minus", "A-"))
    )
    assert choose_by_labels(question, ["A-"]).codes == ("minus",)
    with pytest.raises(GivenError, match="「a」は、どの選択肢か分かりません。"):
        choose_by_labels(question, ["a"])


def test_a_label_that_is_another_choices_code_stands_for_itself():
    question = QuestionOffered(
        "Q", QuestionKind.SCALE, "", (ChoiceOffered("1", "5"), ChoiceOffered("5", "1"))
    )
    assert read_cell(question, 5).codes == ("1",)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("１，２００", Decimal(1200)),
        ("3.5", Decimal("3.5")),
        (0, Decimal(0)),
        (7.25, Decimal("7.25")),
        ("", None),
    ],
)
def test_numbers_are_read_as_people_write_them(text, number):
    assert count(text) == Given(number=number)


@pytest.mark.parametrize("text", ["約30", "-1", "1e30", "nan", "inf", "0.125", True])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(GivenError):
        read_cell(NUMBER, text)


def test_words_have_an_end():
    assert tell("あ" * MOST_TEXT).text == "あ" * MOST_TEXT
    with pytest.raises(GivenError, match="3,000字以内"):
        tell("あ" * (MOST_TEXT + 1))


def test_a_table_is_rows_of_its_columns():
    assert read_cell(TABLE, "まつり｜120\n\n講座").cells == (("まつり", "120"), ("講座", ""))
    with pytest.raises(GivenError, match="列は2つまでです"):
        lay_out(TABLE, [["a", "b", "c"]])


@given(st.lists(st.sampled_from((CHOICES[0], CHOICES[1], CHOICES[3])), unique=True))
def test_a_cell_of_labels_gives_what_was_chosen(chosen):
    cell = "、".join(choice.label for choice in chosen)
    assert read_cell(MANY, cell) == choose(MANY, [choice.code for choice in chosen])


@given(st.text())
def test_any_text_is_an_answer_or_refused(text):
    for question in (MANY, ONE, NUMBER, TEXT, TABLE):
        with suppress(GivenError):
            assert isinstance(read_cell(question, text), Given)
