"""Which of the planned answers were asked: an answer to what was not is a fault, what was and is empty is 無回答."""

from collections.abc import Iterable, Mapping, Sequence

from ..enums import QuestionUnit
from ..given import Given
from ..routing import Routed, asked_in, in_words
from .planning import PlannedRespondent, PlannedRow, PlannedUnit
from .reading import Fault

Codes = Mapping[str, Sequence[str]]


def asked_of_respondent(planned: PlannedRespondent, routed: Sequence[Routed], kept: Codes) -> set[str]:
    """Codes of the questions about the respondent. `kept`: what it chose before, where the workbook has no line."""
    answers = _own(planned, kept)
    return _asked(routed, planned.group, answers, planned.left_out, QuestionUnit.RESPONDENT)


def asked_of_row(
    planned: PlannedRespondent, row: PlannedRow, routed: Sequence[Routed], kept: Codes
) -> set[str]:
    """Codes of the questions about this partner row."""
    answers = {**_own(planned, kept), **_chosen(row.given)}
    left_out = planned.left_out | row.left_out
    return _asked(routed, planned.group, answers, left_out, QuestionUnit.PARTNER, runs=row.runs)


def answers_not_asked(unit: PlannedUnit, asked: set[str], routed: Sequence[Routed]) -> Iterable[Fault]:
    by_code = {question.code: question for question in routed}
    for code, given in unit.given.items():
        if code not in asked and not given.is_blank and unit.line is not None:
            who = in_words(by_code[code], routed)
            yield unit.line.fault(
                code, f"この行には聞いていない設問です（聞くのは、{who}）。答えを消してください。"
            )


def _asked(
    routed: Sequence[Routed],
    group: str,
    answers: Codes,
    left_out: set[str],
    unit: QuestionUnit,
    *,
    runs: bool = False,
) -> set[str]:
    questions = [question for question in routed if question.code not in left_out]
    return {each.code for each in asked_in(questions, group, answers, runs=runs) if each.unit == unit}


def _own(planned: PlannedRespondent, kept: Codes) -> Codes:
    return kept if planned.line is None else _chosen(planned.given)


def _chosen(given: Mapping[str, Given]) -> Codes:
    return {code: each.codes for code, each in given.items()}
