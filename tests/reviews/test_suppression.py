from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reviews.suppression import hide_small, hide_small_crossing
from reviews.tabulation import Asked, Option, cross, tabulate

OPTIONS = tuple(Option(code, code) for code in "abcd")
SINGLE, MULTIPLE = Asked("Q", "Q", OPTIONS), Asked("Q", "Q", OPTIONS, single=False)
BY = Asked("B", "B", tuple(Option(code, code) for code in "xyz"))


def table_of(asked, **counts):
    return tabulate(asked, [((code,), count) for code, count in counts.items()])


def hidden(table):
    return [line.code for line in table.lines if line.is_hidden]


def test_a_small_cell_takes_the_next_smallest_with_it():
    assert hidden(hide_small(table_of(SINGLE, a=50, b=14, c=2, d=9), 3)) == ["c", "d"]


def test_what_nobody_gave_is_hidden_where_nothing_else_would_do():
    assert hidden(hide_small(table_of(SINGLE, a=2), 2)) == []
    assert hidden(hide_small(table_of(SINGLE, a=50, b=2), 3)) == ["a", "b"]


def test_cells_of_several_answers_do_not_add_up_so_one_is_enough():
    table = tabulate(MULTIPLE, [(("a", "b"), 14), (("a",), 36), (("c",), 2)])
    assert hidden(hide_small(table, 3)) == ["c"]


def test_projects_counted_once_add_up_where_each_gave_one_answer():
    """Such a table allows several answers, but where none gave several the small one is n without the others."""
    assert hidden(hide_small(table_of(MULTIPLE, a=50, b=14, c=2), 3)) == ["b", "c"]


def test_rows_of_projects_counted_once_add_up_where_each_stands_in_one():
    by = replace(BY, single=False)
    counts = {("a", "x"): 9, ("a", "y"): 2, ("a", "z"): 7}
    crossing = cross(MULTIPLE, by, [((code,), (value,), times) for (code, value), times in counts.items()])
    shown = hide_small_crossing(crossing, 3)
    assert [table.is_n_hidden for _, table in shown.rows] == [False, True, True]


def test_of_a_small_n_nothing_is_shown():
    table = hide_small(table_of(SINGLE, a=1, b=1), 3)
    assert (table.is_n_hidden, len(hidden(table)), table.lines[0].percent) == (True, 5, "")


def test_nothing_is_hidden_without_a_limit():
    table = table_of(SINGLE, a=1, b=1)
    assert hide_small(table, 0) == table


@given(
    st.dictionaries(
        st.tuples(st.sampled_from("abcd"), st.sampled_from("xyz")), st.integers(1, 8), min_size=1
    ),
    st.integers(1, 5),
)
def test_no_sum_of_a_published_crossing_gives_a_hidden_cell_away(cells, below):
    crossing = cross(SINGLE, BY, [((code,), (value,), times) for (code, value), times in cells.items()])
    shown = hide_small_crossing(crossing, below)
    tables = [shown.total, *(table for _, table in shown.rows)]
    for table in tables:
        assert len(hidden(table)) != 1
        assert all(line.is_hidden for line in table.lines if 0 < line.count < below)
        assert not table.is_n_hidden or len(hidden(table)) == len(table.lines)
    for number in range(len(shown.total.lines)):
        assert sum(table.lines[number].is_hidden for table in tables) != 1
    assert sum(table.is_n_hidden for table in tables) != 1


def test_the_place_of_a_hidden_answer_by_size_does_not_tell_how_many_it_is():
    """Between 9 and 9 it could only be 9, and with that n gives the small one away."""
    table = hide_small(table_of(SINGLE, a=2, b=9, c=14, d=9), 3).by_size()
    assert [line.code for line in table.lines] == ["c", "d", "a", "b", "no_answer"]
    assert hidden(table) == ["a", "b"]
