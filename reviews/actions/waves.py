"""The next wave of a survey: the present questions of the last one, asked again about another 年度."""

from django.db import transaction

from kyodo.fiscal_year import FiscalYear

from ..models import Choice, Question, Survey, TextCategory
from ..queries.surveys import questions_of
from .surveys import add_respondents

# Addresses of their own below that of all surveys.
RESERVED = {"blocks", "new", "questions", "respondents"}
KEPT = ("audience", "template", "introduction", "small_n", "hide_below", "counts_projects_once")
ASKED = (
    "code",
    "section",
    "unit",
    "kind",
    "text",
    "note",
    "unit_label",
    "columns",
    "is_required",
    "rules",
    "source",
    "position",
)
OFFERED = ("code", "label", "is_other", "is_exclusive", "position")


@transaction.atomic
def copy_wave(previous: Survey, *, year: FiscalYear, title: str = "", by) -> Survey:
    """A survey in 作成 with the last wave's present questions, and respondents out of today's records."""
    survey = Survey(
        code=free_code(f"{previous.template or 'survey'}-{year.year}"),
        title=title or f"{previous.title}（{year.short_label}）",
        fiscal_year=year.year,
        previous=previous,
        **{name: getattr(previous, name) for name in KEPT},
    )
    survey._history_user = by
    survey.save()
    for question in questions_of(previous):
        copied = copy_question(question, survey=survey, by=by)
        headings = question.categories.values_list("label", "position")
        TextCategory.objects.bulk_create(
            TextCategory(question=copied, label=label, position=place) for label, place in headings
        )
    add_respondents(survey, by=by)
    return survey


def copy_question(question: Question, *, survey: Survey, by, **changed) -> Question:
    """The question with its choices in another survey, or as the next version in its own (`changed`: its fields)."""
    copied = Question(survey=survey, **{name: getattr(question, name) for name in ASKED} | changed)
    copied._history_user = by
    copied.save()
    Choice.objects.bulk_create(
        Choice(question=copied, **{name: getattr(choice, name) for name in OFFERED})
        for choice in question.choices.all()
    )
    return copied


def free_code(wanted: str) -> str:
    """The code itself, or with the first number that makes it nobody else's: yearly-2026-2."""
    taken = RESERVED | set(Survey.objects.filter(code__startswith=wanted).values_list("code", flat=True))
    number = 1
    while (code := wanted if number == 1 else f"{wanted}-{number}") in taken:
        number += 1
    return code
