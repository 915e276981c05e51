"""What the portal knows already: answers that the records give, shown to be confirmed. Asks no database.

A question's `source` names one of these; its choices decide what of it can be said. Nothing here is an answer until
somebody has saved it.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import islice

from kyodo.text import clean, normalise
from organizations.enums import OrganizationKind
from projects.models import Partner

from .enums import QuestionKind
from .given import ChoiceOffered, Given, QuestionOffered
from .models import Respondent

OTHER_GROUP = "other_group"  # of a question that tells NPO法人 from all others


def known_about_row(source: str, question: QuestionOffered, partner: Partner | None) -> Given:
    """What the records say of one partner row; blank where they say nothing that this question takes.

    `partner` comes with its year, project and form.
    """
    find = OF_ROW.get(source)
    return find(question, partner) if find and partner is not None else Given()


def known_about_respondent(source: str, question: QuestionOffered, respondent: Respondent) -> Given:
    """The same about the respondent, which comes with its group where it is one."""
    group = respondent.organization
    if source == "member_count" and group is not None and group.member_count is not None:
        return _number(question, group.member_count)
    return Given()


def _form(question: QuestionOffered, partner: Partner) -> Given:
    form = partner.project_year.form
    return _choice(
        question,
        lambda each: each.code == f"form_{form.pk}",
        lambda each: normalise(each.label) == normalise(form.name),
    )


def _partner_kind(question: QuestionOffered, partner: Partner) -> Given:
    label = OrganizationKind(partner.kind).label
    return _choice(
        question,
        lambda each: each.code == partner.kind or each.label == label,
        lambda each: each.code == OTHER_GROUP,
    )


def _content(question: QuestionOffered, partner: Partner) -> Given:
    return _text(question, partner.project_year.content)


def _programme(question: QuestionOffered, partner: Partner) -> Given:
    return _text(question, partner.project_year.programme)


def _origins(question: QuestionOffered, partner: Partner) -> Given:
    project = partner.project_year.project
    return _choices(question, project.origins, words=project.origin_note)


def _initiators(question: QuestionOffered, partner: Partner) -> Given:
    return _choices(question, partner.project_year.project.initiators)


def _outcome(question: QuestionOffered, partner: Partner) -> Given:
    return _choice(question, lambda each: each.code == partner.project_year.outcome)


def _participants(question: QuestionOffered, partner: Partner) -> Given:
    count = partner.project_year.participants
    return Given() if count is None else _number(question, count)


OF_ROW: Mapping[str, Callable[[QuestionOffered, Partner], Given]] = {
    "form": _form,
    "partner_kind": _partner_kind,
    "content": _content,
    "origins": _origins,
    "initiators": _initiators,
    "outcome": _outcome,
    "programme": _programme,
    "participants": _participants,
}


def _choice(question: QuestionOffered, *ways: Callable[[ChoiceOffered], bool]) -> Given:
    """The first choice that fits in the first way in which any does."""
    found = (each for fits in ways for each in question.choices if fits(each))
    return Given(codes=tuple(each.code for each in islice(found, 1)))


def _choices(question: QuestionOffered, wanted: Sequence[str], *, words: str = "") -> Given:
    """All of these that the question offers; of a question that takes one, only a single one."""
    chosen = [each for each in question.choices if each.code in wanted]
    if question.kind != QuestionKind.MULTIPLE and len(chosen) > 1:
        return Given()
    text = clean(words) if any(each.is_other for each in chosen) else ""
    return Given(codes=tuple(each.code for each in chosen), text=text)


def _text(question: QuestionOffered, text: str) -> Given:
    return Given(text=clean(text)) if question.kind == QuestionKind.TEXT else Given()


def _number(question: QuestionOffered, number: int) -> Given:
    return Given(number=Decimal(number)) if question.kind == QuestionKind.NUMBER else Given()
