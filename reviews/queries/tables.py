"""A survey's numbers: the database counts equal answers, `reviews.tabulation` turns them into a table.

Only what respondents have submitted is counted. However many answers there are, the database gives back one row for
each combination of values that anybody gave.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.db.models import Count, F

from kyodo.fiscal_year import FiscalYear

from ..enums import QuestionUnit
from ..models import Question, Respondent, Survey, SurveyRow
from ..tabulation import (
    NO_ANSWER,
    NO_ANSWER_LABEL,
    Asked,
    Chosen,
    Crossing,
    Figures,
    Option,
    Table,
    both,
    cross,
    cross_once,
    figures,
    once_each,
    pairs,
    tabulate,
)
from .attributes import by_attribute
from .measuring import (
    ATTRIBUTES,
    DIVISION,
    YEAR,
    By,
    CannotCross,
    Measured,
    alike,
    by_question,
    measured,
    read_value,
    waves_of,
)

__all__ = [
    "ATTRIBUTES",
    "CannotCross",
    "attribute_table",
    "crossing_of",
    "figures_by",
    "figures_of",
    "table_of",
]


def table_of(question: Question, *, once: bool = False) -> Table:
    """One question. `once`: the rows of one project count as one, for each answer that any of them gave."""
    there = measured(question)
    value = there.value()
    if once and question.unit == QuestionUnit.PARTNER:
        keyed = there.answers.values_list("row__project_key", value).distinct().order_by()
        rows = list(once_each((key, read_value(said)) for key, said in keyed))
    else:
        counted = there.answers.values_list(value).annotate(times=Count("pk")).order_by()
        rows = [(read_value(said), times) for said, times in counted]
    return tabulate(_asked(there, rows, once), rows, small_n=question.survey.small_n)


def crossing_of(
    question: Question, *by: Question | str, once: bool = False, published: bool = False
) -> Crossing:
    """One question by another question or an attribute's name, or by two of them. `CannotCross` with a reason.

    `published`: beside the survey only waves that everybody may read.
    """
    if list(by) == [YEAR]:
        return _over_the_years(question, once=once, published=published)
    if YEAR in by:
        raise CannotCross("年度は、ほかの分け方と一緒には使えません。")
    ways = [way_of(question, each) for each in by]
    there, names = measured(question), [f"by{number}" for number in range(len(ways))]
    answers = there.answers
    for way, name in zip(ways, names, strict=True):
        answers = way.join(answers, name)
    once = once and question.unit == QuestionUnit.PARTNER
    key = "row__project_key" if once else "pk"
    asked_by, small_n = _together([way.asked for way in ways]), question.survey.small_n
    if once or any(way.is_repeated for way in ways):
        keyed = answers.values_list(key, there.value(), *names).distinct().order_by()
        rows = [(row[0], read_value(row[1]), _values(ways, row[2:])) for row in keyed]
        asked = _asked(there, [(said, 1) for _, said, _ in rows], once)
        # A project, or a respondent with several rows, may stand under several values.
        return cross_once(asked, replace(asked_by, single=False), rows, small_n=small_n)
    counted = answers.values_list(there.value(), *names).annotate(times=Count("pk")).order_by()
    rows = [(read_value(row[0]), _values(ways, row[1:-1]), row[-1]) for row in counted]
    asked = _asked(there, [(said, times) for said, _, times in rows], once=False)
    return cross(asked, asked_by, rows, small_n=small_n)


def figures_of(question: Question, *by: Question | str, published: bool = False) -> Figures:
    """A question for a number, or a scale read as numbers: of all that a crossing by `by` is about."""
    there, _ = _ways(question, by, published=published)
    steps = there.steps
    rows = there.answers.values_list(_number_of(question)).annotate(times=Count("pk")).order_by()
    counted = [(_number(steps, said), times) for said, times in rows]
    return figures(counted, asked=sum(times for _, times in counted))


def figures_by(
    question: Question, *by: Question | str, published: bool = False
) -> list[tuple[Option, Figures]]:
    """The same for each value of `by`, or pair of values, that anybody has, 無回答 being the last."""
    there, ways = _ways(question, by, published=published)
    answers, names, steps = there.answers, [f"by{number}" for number in range(len(ways))], there.steps
    for way, name in zip(ways, names, strict=True):
        answers = way.join(answers, name)
    rows = answers.values_list(_number_of(question), *names).annotate(times=Count("pk", distinct=True))
    parts: dict[str, list] = {}
    for said, *values, times in rows.order_by():
        codes = _values(ways, values)
        for code in () if codes is None else codes or (NO_ANSWER,):
            parts.setdefault(code, []).append((_number(steps, said), times))
    return [
        (option, figures(parts[option.code], asked=sum(times for _, times in parts[option.code])))
        for option in (*_together([way.asked for way in ways]).options, Option(NO_ANSWER, NO_ANSWER_LABEL))
        if option.code in parts
    ]


def attribute_table(survey: Survey, name: str, *, once: bool = False) -> Table:
    """How many partner rows each 課 has (`division`), or how many respondents each 属性 has, of those handed in.

    `once`: how many projects each 課 has.
    """
    if name == YEAR:
        raise CannotCross("年度は、設問を分けるときに使います。")
    unit = QuestionUnit.RESPONDENT if name in ("group", "experience") else QuestionUnit.PARTNER
    way = by_attribute(Question(survey=survey, unit=unit), name)
    if name not in (DIVISION, "group", "experience"):
        raise CannotCross(f"{ATTRIBUTES[name]}は、設問の記号で集計してください。")
    done = Respondent.objects.filter(survey=survey).submitted()
    if name == DIVISION:
        rows = SurveyRow.objects.filter(respondent__in=done).values_list("respondent_id")
    else:
        rows = done.values_list("group")
    of = Count("project_key", distinct=True) if once and name == DIVISION else Count("pk")
    counted = [(way.read(value), times) for value, times in rows.annotate(times=of).order_by()]
    counts = {code for said, _ in counted for code in said or ()}
    options = tuple(each for each in way.asked.options if name != DIVISION or each.code in counts)
    counted_word = ("事業" if once else "協働の相手") if name == DIVISION else "課"
    return tabulate(
        replace(way.asked, options=options, counted=counted_word), counted, small_n=survey.small_n
    )


def _ways(question: Question, by: Sequence[Question | str], *, published: bool) -> tuple[Measured, list[By]]:
    """The answers that a crossing is about, and how they are crossed: over the years, those of all waves."""
    if list(by) == [YEAR]:
        there, way = _years(question, published=published)
        return there, [way]
    return measured(question), [way_of(question, each) for each in by]


def way_of(question: Question, by: Question | str) -> By:
    """How to cross the question by another, or by an attribute's name."""
    return by_attribute(question, by) if isinstance(by, str) else by_question(question, by)


def _asked(there: Measured, rows: Iterable[tuple[Chosen, int]], once: bool) -> Asked:
    used = {code for said, _ in rows for code in said or ()}
    asked = there.asked(used)
    return replace(asked, single=False, counted="事業") if once and asked.counted == "協働の相手" else asked


def _together(asked: Sequence[Asked]) -> Asked:
    if len(asked) > 2:
        raise CannotCross("分け方は二つまでです。")
    return asked[0] if len(asked) == 1 else both(*asked)


def _values(ways: Sequence[By], values: Sequence[object]) -> Chosen:
    said = [way.read(value) for way, value in zip(ways, values, strict=True)]
    return said[0] if len(said) == 1 else pairs(*said)


def _number_of(question: Question) -> str:
    return "codes" if question.has_choices else "number"


def _number(steps: Mapping[str, int], said):
    return steps.get(said) if isinstance(said, str) else said


def _over_the_years(question: Question, *, once: bool, published: bool) -> Crossing:
    """The same question in every wave of the questionnaire, by its code."""
    there, way = _years(question, published=published)
    answers, read, small_n = way.join(there.answers, YEAR), there.reader(), question.survey.small_n
    if once and question.unit == QuestionUnit.PARTNER:
        keyed = answers.values_list("row__project_key", there.value(), YEAR).distinct().order_by()
        rows = [((key, wave), read(said), way.read(wave)) for key, said, wave in keyed]
        asked = _asked(there, [(said, 1) for _, said, _ in rows], once)
        return cross_once(asked, way.asked, rows, small_n=small_n)
    counted = answers.values_list(there.value(), YEAR).annotate(times=Count("pk")).order_by()
    rows = [(read(said), way.read(wave), times) for said, wave, times in counted]
    asked = _asked(there, [(said, times) for said, _, times in rows], once=False)
    return cross(asked, way.asked, rows, small_n=small_n)


def _years(question: Question, *, published: bool) -> tuple[Measured, By]:
    """The question in every wave, the newest first, and how its answers are told apart."""
    waves = list(waves_of(question.survey, published=published))
    every = alike(question).filter(survey__in=waves).order_by("-survey__fiscal_year", "-version")
    options = tuple(Option(str(wave.pk), FiscalYear(wave.fiscal_year).short_label) for wave in waves)
    way = By(
        Asked(YEAR, ATTRIBUTES[YEAR], options),
        lambda answers, name: answers.annotate(**{name: F("question__survey_id")}),
        lambda wave: (str(wave),),
    )
    return Measured(question, tuple(every.prefetch_related("choices", "categories"))), way
