"""Letters about a proposal from its draft to its receipt: the receipt, the reminder, the withdrawal."""

from collections.abc import Iterable, Iterator

from django.urls import reverse

from kyodo.outbox import LetterTo, write_letters
from kyodo.registry import LetterKind, letter_kinds
from kyodo.wareki import format_datetime
from organizations.readers import runs_the_programmes, writes_for_a_group

from ..addressees import coordinators, impartial, writers_of
from ..models import Proposal, ProposalRevision
from .checking import PROPOSAL, about_proposal
from .keys import still_to_write

RECEIPT, ARRIVED, REMINDER = "proposal_receipt", "proposal_arrived", "proposal_reminder"
WITHDRAWN, TAKEN_BACK = "proposal_withdrawn", "proposal_taken_back"
OF_GROUP = {**PROPOSAL, "group": "団体名"}
SUBMISSION = {**OF_GROUP, "number": "受付番号", "when": "出した日時"}


@letter_kinds
def kinds_for_groups() -> Iterator[LetterKind]:
    yield LetterKind(
        RECEIPT,
        "提案書の受付",
        "提案書を受け付けました（受付番号 {number}）",
        "{recipient}\n\n{group}の提案書を受け付けました。\n\n"
        "事業名：{title}\n募集：{call}\n受付番号：{number}\n出した日時：{when}\n\n"
        "出した内容とその印刷用のPDFは、次のページで読めます。\n{url}",
        SUBMISSION,
        is_due=True,
        reaches=writes_for_a_group,
    )
    yield LetterKind(
        REMINDER,
        "書きかけの提案の締切が近いとき",
        "{until}に締め切ります：{title}",
        "{recipient}\n\n{group}の提案書「{title}」（{call}）は、まだ書いている途中です。\n\n"
        "締切は{until}です。過ぎると出せません。出すボタンを押せるのは、団体の役員です。\n"
        "続きは、次のページで書けます。\n\n{url}",
        {**OF_GROUP, "until": "締切"},
        reaches=writes_for_a_group,
    )
    yield LetterKind(
        WITHDRAWN,
        "提案の取下げ",
        "提案を取り下げました：{title}",
        "{recipient}\n\n{group}の提案「{title}」（{call}）を取り下げました。\n\n理由：{reason}\n\n{url}",
        {**OF_GROUP, "reason": "取り下げた理由"},
        is_due=True,
        reaches=writes_for_a_group,
    )


@letter_kinds
def kinds_for_the_office() -> Iterator[LetterKind]:
    yield LetterKind(
        ARRIVED,
        "提案書が届いたとき（事務局へ）",
        "提案書が届きました：{title}",
        "{recipient}\n\n{group}から提案書が届きました。\n\n"
        "事業名：{title}\n募集：{call}\n受付番号：{number}\n出した日時：{when}\n\n{url}",
        SUBMISSION,
        reaches=runs_the_programmes,
    )
    yield LetterKind(
        TAKEN_BACK,
        "提案が取り下げられたとき（事務局へ）",
        "提案が取り下げられました：{title}",
        "{recipient}\n\n{group}が、提案「{title}」（{call}）を取り下げました。\n\n理由：{reason}\n\n{url}",
        {**OF_GROUP, "reason": "取り下げた理由"},
        reaches=runs_the_programmes,
    )


def tell_submitted(revision: ProposalRevision, *, by) -> None:
    """Whoever writes for the group has the receipt; the office hears of it."""
    proposal = revision.proposal
    about = {
        **_about(proposal),
        "number": revision.receipt_number,
        "when": format_datetime(revision.submitted_at),
    }
    receipt = reverse("projects:receipt", args=[revision.pk])
    people = _writers(proposal, by)
    write_letters(
        RECEIPT,
        [LetterTo(each, about, receipt, f"receipt:{revision.pk}:{each.pk}") for each in people],
        by=by,
    )
    write_letters(ARRIVED, _to_office(proposal, about), by=by)


def tell_withdrawn(proposal: Proposal, *, reason: str, by) -> None:
    """The group has it in writing; the office hears of what had been handed in."""
    about = {**_about(proposal), "reason": reason}
    own = reverse("projects:proposal", args=[proposal.pk])
    write_letters(WITHDRAWN, [LetterTo(each, about, own) for each in _writers(proposal, by)], by=by)
    if proposal.submitted_at:
        write_letters(TAKEN_BACK, _to_office(proposal, about), by=by)


def reminder_letters(proposals: Iterable[Proposal], *, days: int) -> int:
    """Tell whoever writes for these groups that so many days are left: once for each closing. Says how many letters."""
    proposals = list(proposals)
    people = writers_of(proposal.organization_id for proposal in proposals)
    letters = [
        LetterTo(
            person,
            {**_about(proposal), "until": format_datetime(proposal.closes_at)},
            reverse("projects:proposal", args=[proposal.pk]),
            f"proposal-reminder:{proposal.pk}:{proposal.closes_at:%Y%m%d%H%M}:{days}:{person.pk}",
        )
        for proposal in proposals
        for person in people.get(proposal.organization_id, ())
    ]
    new = still_to_write(letters)
    return len(write_letters(REMINDER, new)) if new else 0


def _writers(proposal: Proposal, by) -> list:
    """Those who write for the group, and whoever has just done it."""
    people = writers_of([proposal.organization_id]).get(proposal.organization_id, [])
    return people if by in people else [*people, by]


def _to_office(proposal: Proposal, about: dict) -> list[LetterTo]:
    url = reverse("projects:check_proposal", args=[proposal.pk])
    people = impartial(coordinators(), proposal.organization_id)
    return [LetterTo(each, about, url) for each in people]


def _about(proposal: Proposal) -> dict[str, str]:
    return {**about_proposal(proposal), "group": proposal.organization.name}
