from dataclasses import replace
from fractions import Fraction

from hypothesis import given as over
from hypothesis import strategies as st

from projects.enums import TieRule
from projects.ranking import calculate

from .table import given


def board(scores, **more):
    return calculate(given(scores, **more)).boards[0]


def ranks(scores, **more):
    return {line.entry.id: line.rank for line in board(scores, **more).lines}


def test_means_are_over_those_who_scored():
    line = board([["45", "4.", "3."]]).lines[0]
    assert [(cell.mean.value, cell.low, cell.high) for cell in line.cells] == [
        (Fraction(11, 3), 3, 4),
        (5, 5, 5),
    ]
    assert [[judge.id for judge in cell.missing] for cell in line.cells] == [[], [1, 2]]
    assert [(judge.id, [each.id for each in measures]) for judge, measures in line.gaps] == [
        (1, [1]),
        (2, [1]),
    ]
    assert (line.total.steps, line.percent.steps) == (
        "11/3×2＋5×1＝37/3（12.33）",
        "37/3÷15×100＝740/9（82.22）",
    )


def test_a_proposal_without_a_score_on_a_criterion_has_no_total_and_is_named():
    found = board([["3.", "4."], ["33", "33"]])
    assert [(line.entry.id, line.rank) for line in found.lines] == [(1, 1), (0, None)]
    last = found.lines[-1]
    assert (last.total, last.percent, [each.id for each in last.unscored]) == (None, None, [1])


def test_a_proposal_that_nobody_scored_is_named():
    line = board([["", ""], ["33", "33"]]).lines[-1]
    assert (line.entry.id, line.total, len(line.unscored), line.gaps) == (0, None, 2, ())


def test_who_is_out_is_listed_and_not_counted():
    line = board([["55", "11"]], out={(0, 1): "利害関係：会員"}).lines[0]
    assert [(judge.id, why) for judge, why in line.excluded] == [(1, "利害関係：会員")]
    assert (line.total.value, line.gaps) == (15, ())


def test_below_the_mark_is_below_and_not_on_it():
    lines = board([["33", "33"], ["32", "33"]], cutoff_percent=60).lines
    assert [[fault.key for fault in line.faults] for line in lines] == [[], ["percent"]]
    assert lines[1].faults[0].words == "56.67％で、目安の60％に届きません。"


def test_a_majority_of_lowest_marks_is_of_those_who_scored_it():
    scores = [["31", "31", "3."], ["31", "33", "3."]]
    lines = {line.entry.id: line for line in board(scores, lowest_majority=True).lines}
    assert [fault.words for fault in lines[0].faults] == [
        "「観点1」は、点を付けた2人のうち2人が1点です（過半数）。"
    ]
    assert lines[1].faults == ()
    assert [line.faults for line in board(scores).lines] == [(), ()]


def test_the_heaviest_criterion_decides_a_tie():
    found = board([["34", "34"], ["42", "42"], ["11", "11"]])
    assert [(line.entry.id, line.rank, line.is_tied) for line in found.lines] == [
        (1, 1, False),
        (0, 2, False),
        (2, 3, False),
    ]
    assert [(tie.words, tie.is_open) for tie in found.ties] == [
        (
            "合計が同じ10点の2件です。いちばん重い観点「観点0」（重み2）の平均が高いほうを上にします。"
            "「Bの提案」4、「Aの提案」3。",
            False,
        )
    ]


def test_what_is_equal_then_too_shares_a_rank_and_the_next_is_left_out():
    found = board([["33"], ["33"], ["22"]])
    assert [(line.entry.id, line.rank, line.is_tied) for line in found.lines] == [
        (0, 1, True),
        (1, 1, True),
        (2, 3, False),
    ]
    assert found.ties[0].is_open is True
    assert found.ties[0].words.endswith(
        "「Aの提案」「Bの提案」は、これも同じなので同順位です。審査委員会で話し合って決めてください。"
    )


def test_fewer_reviewers_with_a_lowest_mark_come_first():
    scores = [["31", "35"], ["33", "33"]]
    assert ranks(scores, tie=TieRule.FEWEST_LOWEST) == {0: 2, 1: 1}
    assert ranks([["15", "31"], ["33", "13"]], weights=(1, 1), tie=TieRule.FEWEST_LOWEST) == {0: 2, 1: 1}


def test_the_panel_decides_where_the_call_says_so():
    found = board([["34", "34"], ["42", "42"]], tie=TieRule.OFFICE)
    assert [line.rank for line in found.lines] == [1, 1]
    assert (
        found.ties[0].words == "合計が同じ10点の2件です。同順位です。審査委員会で話し合って決めてください。"
    )


def test_only_closed_stages_are_calculated():
    both = {"stages": (1, 2), "passed": (0,)}
    ranking = calculate(given([["35", "45"], ["31", "31"]], closed=(True, False), **both))
    assert ([each.number for each in ranking.boards], ranking.final) == ([1], None)
    assert [severity.count for severity in ranking.severities] == [2, 2]
    assert calculate(given([["35"]], closed=(False, False), **both)).result is None


def test_both_stages_together_give_the_final_board():
    scores = [["35", "45"], ["34", "34"], ["51", "51"]]
    ranking = calculate(given(scores, stages=(1, 2), passed=(0, 1)))
    assert [line.entry.id for line in ranking.boards[0].lines] == [2, 0, 1]
    assert [line.entry.id for line in ranking.boards[1].lines] == [0, 1]
    first = ranking.final.lines[0]
    assert (first.total.steps, first.percent.steps) == ("7＋5＝12", "12÷15×100＝80")
    assert (ranking.final.parts, [part.value for part in first.parts]) == (("第1段階", "第2段階"), [7, 5])
    assert ranking.final.full.steps == "5×2＋5×1＝15"
    assert ranking.line_of(0) == first
    assert ranking.line_of(2) == ranking.boards[0].lines[0]


def test_with_one_stage_its_board_is_the_final_one():
    ranking = calculate(given([["35", "45"]]))
    assert ranking.final is ranking.boards[0] is ranking.result


def test_severity_compares_on_what_others_scored_too():
    ranking = calculate(given([["55", "33"], ["4.", ""]]))
    strict = ranking.severities[1]
    assert (strict.count, strict.own.value, strict.panel.value) == (2, 3, 4)
    assert (strict.difference.signed, ranking.severities[0].difference.signed) == ("－1.00", "＋1.00")
    assert strict.panel.steps == "8÷2＝4"


def test_a_reviewer_alone_is_compared_with_nobody():
    assert calculate(given([["55"]])).severities[0].difference is None


def test_a_stage_without_criteria_has_no_totals():
    empty = calculate(replace(given([["3"]], weights=(1,)), measures=(), marks=())).boards[0]
    assert [(line.total, line.rank) for line in empty.lines] == [(None, None)]


# --- against an independent count

digit = st.sampled_from(["1", "2", "3", "4", "5", "."])


@st.composite
def tables(draw):
    judges, weights = draw(st.integers(1, 5)), draw(st.lists(st.integers(1, 3), min_size=1, max_size=4))
    sheet = st.one_of(st.just(""), st.text(digit, min_size=len(weights), max_size=len(weights)))
    row = st.lists(sheet, min_size=judges, max_size=judges)
    scores = draw(st.lists(row, min_size=1, max_size=6))
    seats = [(entry, judge) for entry in range(len(scores)) for judge in range(judges)]
    out = draw(st.sets(st.sampled_from(seats)))
    return scores, tuple(weights), out


def counted_by_hand(scores, weights, out):
    """Totals by entry, from the strings alone."""
    totals = {}
    for entry, row in enumerate(scores):
        columns = []
        for place in range(len(weights)):
            column = [
                int(sheet[place])
                for judge, sheet in enumerate(row)
                if sheet and sheet[place] != "." and (entry, judge) not in out
            ]
            columns.append(column)
        if all(columns):
            totals[entry] = sum(
                Fraction(sum(column), len(column)) * weight
                for column, weight in zip(columns, weights, strict=True)
            )
    return totals


@over(tables())
def test_totals_and_ranks_agree_with_an_independent_count(table):
    scores, weights, out = table
    found = board(scores, weights=weights, out=dict.fromkeys(out, "利害関係"), tie=TieRule.OFFICE)
    totals = counted_by_hand(scores, weights, out)
    assert {line.entry.id: line.total.value for line in found.lines if line.total} == totals
    full = 5 * sum(weights)
    assert {line.entry.id: line.percent.value for line in found.lines if line.percent} == {
        entry: total * 100 / full for entry, total in totals.items()
    }
    assert {line.entry.id: line.rank for line in found.lines if line.rank} == {
        entry: 1 + sum(other > total for other in totals.values()) for entry, total in totals.items()
    }
    assert {line.entry.id for line in found.lines} == set(range(len(scores)))


@over(tables(), st.sampled_from([TieRule.HEAVIEST, TieRule.FEWEST_LOWEST]))
def test_a_tie_rule_never_lifts_a_smaller_total_over_a_greater(table, rule):
    scores, weights, out = table
    lines = [
        line
        for line in board(scores, weights=weights, out=dict.fromkeys(out, "利害関係"), tie=rule).lines
        if line.total
    ]
    assert [line.total.value for line in lines] == sorted((line.total.value for line in lines), reverse=True)
    for line in lines:
        same = [each for each in lines if each.rank == line.rank]
        assert line.is_tied == (len(same) > 1)
        assert line.rank == 1 + sum(each.rank < line.rank for each in lines)


@over(tables())
def test_every_step_ends_in_the_number_that_is_shown(table):
    scores, weights, out = table
    for line in board(scores, weights=weights, out=dict.fromkeys(out, "利害関係")).lines:
        figures = [line.total, line.percent, *(cell.mean for cell in line.cells)]
        for figure in filter(None, figures):
            end = figure.steps.rpartition("＝")[2]
            exact, _, rounded = end.partition("（")
            assert Fraction(exact) == figure.value
            assert rounded in ("", f"{figure.shown}）")


@over(tables())
def test_severity_agrees_with_an_independent_count(table):
    scores, weights, out = table
    ranking = calculate(given(scores, weights=weights, out=dict.fromkeys(out, "利害関係")))
    for severity in ranking.severities:
        own, panel = [], []
        for entry, row in enumerate(scores):
            for place in range(len(weights)):
                column = {
                    judge: int(sheet[place])
                    for judge, sheet in enumerate(row)
                    if sheet and sheet[place] != "." and (entry, judge) not in out
                }
                if severity.judge.id in column and len(column) > 1:
                    own.append(column[severity.judge.id])
                    panel.append(Fraction(sum(column.values()), len(column)))
        assert severity.count == len(own)
        if own:
            assert severity.difference.value == Fraction(sum(own) - sum(panel)) / len(own)
