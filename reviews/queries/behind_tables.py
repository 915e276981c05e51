"""What stands behind a table: the answers that one of its numbers counts, and all questions at one glance."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from ..enums import QuestionKind
from ..models import Answer, Choice, Question, Survey
from ..suppression import hide_small
from ..tabulation import Asked, Option, Table, tabulate
from .measuring import measured, options_of, read_value, value_holds
from .surveys import questions_of
from .tables import way_of


def answers_behind(question: Question, code: str, ways: Sequence[tuple[Question | str, str]] = ()):
    """The counted answers that hold `code`, among those that stand under these values: (crossed by, its code)."""
    there = measured(question)
    answers = there.answers.annotate(value=there.value())
    if code:
        answers = answers.filter(value_holds("value", code))
    for number, (by, value) in enumerate(ways):
        way, name = way_of(question, by), f"by{number}"
        answers = way.join(answers, name).filter(way.holds(name, value))
    order = ("respondent__position", "respondent_id", "row__position", "pk")
    return answers.select_related("respondent", "row", "question").order_by(*order).distinct()


@dataclass(frozen=True)
class Glance:
    """One question of the overview: its table where it has choices, else how many were asked and said something.

    None where those are so few that they may not be published.
    """

    question: Question
    table: Table | None
    n: int | None
    answered: int | None


def overview_of(survey: Survey, *, is_published: bool = False) -> list[Glance]:
    """Every present question with its table or its totals: five queries, however many questions there are."""
    counted = Answer.objects.counted().filter(question__survey=survey).order_by()
    equal: dict[str, list] = {}
    of_choices = counted.filter(question__kind__in=QuestionKind.with_choices())
    for code, codes, times in of_choices.values_list("question__code", "codes").annotate(times=Count("pk")):
        equal.setdefault(code, []).append((read_value(codes), times))
    said = Q(number__isnull=False) | ~Q(text="") | ~Q(codes="") | ~Q(cells=[])
    numbers = counted.values_list("question__code", "question__kind")
    numbers = numbers.annotate(n=Count("pk"), said=Count("pk", filter=said))
    totals = {(code, kind): (n, answered) for code, kind, n, answered in numbers}
    older: dict[str, dict[str, str]] = {}
    every = Choice.objects.filter(question__survey=survey).order_by("question__version")
    for question_code, code, label in every.values_list("question__code", "code", "label"):
        older.setdefault(question_code, {})[code] = label
    below = survey.hide_below if is_published else 0
    found = []
    for question in questions_of(survey):
        table, told = None, _told(*totals.get((question.code, question.kind), (0, 0)), below)
        if question.has_choices:
            table = _table(question, older.get(question.code, {}), equal.get(question.code, []), survey)
            table = hide_small(table, below)
        found.append(Glance(question, table, *told))
    return found


def _told(n: int, answered: int, below: int) -> tuple[int | None, int | None]:
    """n, and how many of them said something; None in place of what gives a small number away, 無回答 being one."""
    if 0 < n < below:
        return None, None
    is_small = any(0 < each < below for each in (answered, n - answered))
    return n, None if is_small else answered


def _table(question: Question, labels: dict[str, str], rows: list, survey: Survey) -> Table:
    present = options_of(question)
    there = {option.code for option in present}
    options = (*present, *(Option(code, label) for code, label in labels.items() if code not in there))
    asked = Asked(question.code, question.text, options, question.kind != QuestionKind.MULTIPLE)
    return tabulate(asked, rows, small_n=survey.small_n)
