"""Reminders of what is due between office, group and 課. Whoever was reminded of a due moment is not again."""

import datetime
from collections.abc import Callable, Iterable, Iterator

from django.urls import reverse

from kyodo.outbox import LetterTo, write_letters
from kyodo.registry import LetterKind, letter_kinds
from kyodo.wareki import format_datetime
from organizations.readers import works_in_a_division, writes_for_a_group

from ..addressees import writers_of
from ..models import DivisionOpinion, Proposal, ProposalRemark
from .checking import PROPOSAL, UNTIL, about_proposal, answer_url, opinion_letters
from .keys import still_to_write

RETURNED, QUESTION, OPINION = "returned_reminder", "question_reminder", "opinion_reminder"


@letter_kinds
def kinds() -> Iterator[LetterKind]:
    yield LetterKind(
        RETURNED,
        "出し直しの期限が近いとき",
        "出し直しの期限が近づいています：{title}",
        "{recipient}\n\n「{title}」（{call}）は、まだ出し直されていません。期限は{until}です。\n\n{url}",
        {**PROPOSAL, **UNTIL},
        reaches=writes_for_a_group,
    )
    yield LetterKind(
        QUESTION,
        "照会の期限が近いとき",
        "照会の期限が近づいています：{title}",
        "{recipient}\n\n「{title}」（{call}）への照会に、まだ答えが届いていません。期限は{until}です。\n\n{url}",
        {**PROPOSAL, **UNTIL},
        reaches=writes_for_a_group,
    )
    yield LetterKind(
        OPINION,
        "課の意見の期限が近いとき",
        "意見の期限が近づいています：{title}",
        "{recipient}\n\n「{title}」（{call}、{group}）について、{division}の意見がまだ届いていません。\n\n{request}\n\n"
        "期限は{until}です。\n\n{url}",
        {**PROPOSAL, **UNTIL, "group": "団体名", "division": "課の名前", "request": "聞きたいこと"},
        reaches=works_in_a_division,
    )


def remind_of_returns(proposals: Iterable[Proposal], days: int) -> int:
    """Says how many letters. A due moment that moves is reminded of anew."""
    return _remind_groups(
        RETURNED,
        [(proposal, proposal.open_until) for proposal in proposals],
        lambda proposal: reverse("projects:proposal", args=[proposal.pk]),
        lambda proposal, until: f"return-due:{proposal.pk}:{until:%Y%m%d%H%M}:{days}",
    )


def remind_of_questions(remarks: Iterable[ProposalRemark], days: int) -> int:
    return _remind_groups(
        QUESTION,
        [(remark, remark.due_at) for remark in remarks],
        answer_url,
        lambda remark, until: f"question-due:{remark.pk}:{days}",
    )


def remind_of_opinions(opinions: Iterable[DivisionOpinion], days: int) -> int:
    letters = opinion_letters(
        opinions,
        lambda opinion: f"opinion-due:{opinion.pk}:{opinion.due_on:%Y%m%d}:{days}",
    )
    return _write(OPINION, letters)


def _remind_groups(
    kind: str,
    waiting: list[tuple[Proposal | ProposalRemark, datetime.datetime]],
    url: Callable,
    key: Callable,
) -> int:
    proposals = {thing: thing if isinstance(thing, Proposal) else thing.proposal for thing, _ in waiting}
    people = writers_of(proposal.organization_id for proposal in proposals.values())
    letters = [
        LetterTo(
            person,
            {**about_proposal(proposals[thing]), "until": format_datetime(until)},
            url(thing),
            f"{key(thing, until)}:{person.pk}",
        )
        for thing, until in waiting
        for person in people.get(proposals[thing].organization_id, ())
    ]
    return _write(kind, letters)


def _write(kind: str, letters: Iterable[LetterTo]) -> int:
    new = still_to_write(letters)
    return len(write_letters(kind, new)) if new else 0
