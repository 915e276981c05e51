from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.tabulation import (
    NO_ANSWER,
    Asked,
    Option,
    UnknownCode,
    both,
    cross,
    cross_once,
    figures,
    group_texts,
    once_each,
    pairs,
    rounded,
    tabulate,
    tenths,
)

OPTIONS = tuple(Option(code, f"選択肢{code}", is_last=code == "other") for code in ("a", "b", "c", "other"))
SINGLE = Asked("Q", "一つ選ぶ", OPTIONS)
MULTIPLE = Asked("Q", "いくつでも選ぶ", OPTIONS, single=False)
BY = Asked("B", "分ける", (Option("x", "エックス"), Option("y", "ワイ")))
BY_MANY = Asked("B", "分ける", BY.options, single=False)

codes = st.sampled_from([option.code for option in OPTIONS])
single = st.none() | st.just(()) | codes.map(lambda code: (code,))
multiple = st.none() | st.lists(codes, unique=True).map(tuple)
values = st.none() | st.just(()) | st.sampled_from([("x",), ("y",)])
many_values = st.none() | st.lists(st.sampled_from("xy"), unique=True).map(tuple)


def counts(table):
    return {line.code: line.count for line in table.lines}


def percents(table):
    return {line.code: line.percent for line in table.lines}


def test_no_answer_is_a_row_inside_n_and_the_not_asked_are_not_counted():
    table = tabulate(SINGLE, [(("a",), 50), (("b",), 4), ((), 2), (None, 9)])
    assert table.n == 56
    assert counts(table) == {"a": 50, "b": 4, "c": 0, "other": 0, NO_ANSWER: 2}
    assert percents(table) == {"a": "89.3", "b": "7.1", "c": "0.0", "other": "0.0", NO_ANSWER: "3.6"}


def test_several_answers_may_add_up_to_more_than_a_hundred():
    table = tabulate(MULTIPLE, [(("a", "b"), 3), (("a",), 1)])
    assert percents(table) == {"a": "100.0", "b": "75.0", "c": "0.0", "other": "0.0", NO_ANSWER: "0.0"}


@pytest.mark.parametrize(
    ("count", "n", "percent"),
    [(1, 122, 8), (3, 122, 25), (1, 16, 63), (1, 8, 125), (3, 27, 111), (16, 53, 302), (0, 5, 0)],
)
def test_percent_is_rounded_half_up_from_the_integers(count, n, percent):
    assert tenths(count, n) == percent


def test_of_nobody_there_is_no_percent():
    table = tabulate(SINGLE, [(None, 4)])
    assert (table.n, table.top, percents(table)["a"]) == (0, None, "")
    assert figures([], asked=0).mean is None


def test_an_unknown_code_is_refused_wherever_it_stands():
    for rows in ([(("z",), 1)], [(("a", "z"), 1)]):
        with pytest.raises(UnknownCode):
            tabulate(MULTIPLE, rows)
    with pytest.raises(UnknownCode):
        cross(SINGLE, BY, [(("a",), ("z",), 1)])


def test_by_size_keeps_other_and_no_answer_at_the_end():
    table = tabulate(SINGLE, [(("other",), 9), ((), 8), (("b",), 2), (("c",), 5), (("a",), 2)])
    assert [line.code for line in table.by_size().lines] == ["c", "a", "b", "other", NO_ANSWER]


def test_the_top_is_the_first_of_those_most_given():
    assert tabulate(SINGLE, [(("c",), 4), (("b",), 4), ((), 9)]).top.code == "b"


def test_small_is_an_n_below_thirty():
    assert [tabulate(SINGLE, [(("a",), n)]).is_small for n in (29, 30)] == [True, False]
    assert tabulate(SINGLE, [(("a",), 29)], small_n=10).is_small is False


def test_a_crossing_has_an_n_for_each_row_and_one_for_those_who_left_the_other_open():
    crossing = cross(SINGLE, BY, [(("a",), ("x",), 3), ((), ("x",), 1), (("b",), (), 2), (("b",), None, 5)])
    assert crossing.total.n == 11
    assert [(option.code, table.n) for option, table in crossing.rows] == [("x", 4), (NO_ANSWER, 2)]
    assert percents(crossing.rows[0][1])["a"] == "75.0"


def test_rows_of_one_project_count_once_for_each_answer_that_any_of_them_gave():
    rows = [(1, ("a",)), (1, ("b",)), (1, ()), (2, ("a",)), (2, None), (3, ()), (3, ()), (4, None)]
    table = tabulate(MULTIPLE, once_each(rows))
    assert (table.n, counts(table)) == (3, {"a": 2, "b": 1, "c": 0, "other": 0, NO_ANSWER: 1})


@given(st.lists(st.tuples(single, st.integers(0, 5))))
def test_a_single_answers_lines_add_up_to_n(rows):
    table = tabulate(SINGLE, rows)
    assert table.n == sum(times for chosen, times in rows if chosen is not None)
    assert sum(line.count for line in table.lines) == table.n


@given(st.lists(multiple))
def test_a_table_agrees_with_counting_one_by_one(rows):
    table = tabulate(MULTIPLE, [(chosen, 1) for chosen in rows])
    asked = [chosen for chosen in rows if chosen is not None]
    expected = {option.code: len([1 for chosen in asked if option.code in chosen]) for option in OPTIONS}
    expected[NO_ANSWER] = len([1 for chosen in asked if not chosen])
    assert counts(table) == expected
    assert [line.percent for line in table.lines] == [
        str((Decimal(count) * 100 / len(asked)).quantize(Decimal("0.1"), ROUND_HALF_UP)) if asked else ""
        for count in expected.values()
    ]


@given(st.lists(st.tuples(multiple, many_values)))
def test_a_crossings_rows_agree_with_counting_one_by_one(rows):
    crossing = cross(MULTIPLE, BY_MANY, [(chosen, other, 1) for chosen, other in rows])
    assert crossing.total == tabulate(MULTIPLE, [(chosen, 1) for chosen, _ in rows])
    found = {option.code: table for option, table in crossing.rows}
    for code in ("x", "y", NO_ANSWER):
        there = [
            chosen
            for chosen, other in rows
            if other is not None and (code in other or (code == NO_ANSWER and not other))
        ]
        expected = tabulate(MULTIPLE, [(chosen, 1) for chosen in there])
        assert found.get(code) == (expected if expected.n else None)


@given(st.lists(st.tuples(single, values)))
def test_the_rows_of_a_crossing_by_a_single_answer_add_up_to_those_asked_both(rows):
    crossing = cross(SINGLE, BY, [(chosen, other, 1) for chosen, other in rows])
    assert sum(table.n for _, table in crossing.rows) == len(
        [1 for chosen, other in rows if chosen is not None and other is not None]
    )


@given(st.lists(st.tuples(st.integers(1, 4), multiple, values)))
def test_counting_once_agrees_with_looking_at_each_key(rows):
    crossing = cross_once(MULTIPLE, BY, rows)

    def expected(there):
        keys = {key for key, chosen, _ in there if chosen is not None}
        found = [{code for key, chosen, _ in there if key == each for code in chosen or ()} for each in keys]
        return tabulate(MULTIPLE, [(tuple(chosen), 1) for chosen in found])

    assert crossing.total == expected(rows)
    for option, table in crossing.rows:
        wanted = () if option.code == NO_ANSWER else (option.code,)
        assert table == expected([row for row in rows if row[2] == wanted])


@given(st.lists(st.tuples(multiple, values, many_values)))
def test_crossing_by_two_things_agrees_with_counting_one_by_one(rows):
    asked = both(BY, BY_MANY)
    crossing = cross(MULTIPLE, asked, [(chosen, pairs(one, two), 1) for chosen, one, two in rows])
    there = [row for row in rows if row[1] == ("x",) and row[2] is not None and "y" in row[2]]
    expected = tabulate(MULTIPLE, [(chosen, 1) for chosen, _, _ in there])
    assert {option.code: table for option, table in crossing.rows}.get("x/y") == (
        expected if expected.n else None
    )


def test_the_mean_and_spread_of_numbers_leave_out_who_gave_none():
    found = figures([(Decimal("2"), 2), (Decimal("5"), 1), (None, 3)], asked=6)
    assert (found.n, found.answered, found.no_answer, found.total) == (6, 3, 3, 9)
    assert (found.mean, found.low, found.high) == (3, 2, 5)
    assert found.deviation == Decimal(2).sqrt()


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Fraction(5, 4), 1, "1.3"),
        (Fraction(-5, 4), 1, "-1.2"),
        (Fraction(1234567), 0, "1,234,567"),
        (Fraction(1, 3), 2, "0.33"),
        (Fraction(999, 1000), 2, "1.00"),
    ],
)
def test_an_exact_number_is_rounded_half_up(value, places, text):
    assert rounded(value, places) == text


def test_texts_stand_under_their_headings_and_the_others_last():
    texts = [(2, "に"), (None, "なし"), (1, "いち"), (9, "知らない見出し"), (2, "ふたつめ")]
    assert group_texts(texts, [1, 2, 3]) == [
        (1, ["いち"]),
        (2, ["に", "ふたつめ"]),
        (None, ["なし", "知らない見出し"]),
    ]
