"""Letters about what comes after the result: 補欠 that moves up or ends, the vote, the confirmation, a refusal."""

from collections.abc import Iterator

from django.urls import reverse

from kyodo.outbox import LetterTo, write_letters
from kyodo.registry import LetterKind, letter_kinds
from organizations.readers import runs_the_programmes, writes_for_a_group

from ..addressees import coordinators, writers_of
from ..models import Proposal

PROMOTED, RESERVE_CLOSED, VOTED_DOWN = "reserve_promoted", "reserve_closed", "budget_voted_down"
CONFIRMED, DECLINED = "proposal_confirmed", "adoption_declined"
PROPOSAL = {"title": "事業名", "call": "募集の名前"}
WITH_REASON = {**PROPOSAL, "reason": "理由"}


KINDS = (
    LetterKind(
        PROMOTED,
        "補欠から採択になったとき",
        "補欠から採択になりました：{title}",
        "{recipient}\n\n補欠だった「{title}」（{call}）は、採択になりました。\n\n理由\n{reason}\n\n{url}",
        WITH_REASON,
        is_due=True,
        reaches=writes_for_a_group,
    ),
    LetterKind(
        RESERVE_CLOSED,
        "補欠が終わったとき",
        "補欠の扱いが終わりました：{title}",
        "{recipient}\n\n補欠だった「{title}」（{call}）は、採択に至りませんでした。\n\n理由\n{reason}\n\n{url}",
        WITH_REASON,
        is_due=True,
        reaches=writes_for_a_group,
    ),
    LetterKind(
        VOTED_DOWN,
        "予算が認められなかったとき",
        "予算が認められませんでした：{title}",
        "{recipient}\n\n採択された「{title}」（{call}）は、市の予算が認められず、実施できなくなりました。\n\n"
        "理由\n{reason}\n\n{url}",
        WITH_REASON,
        is_due=True,
        reaches=writes_for_a_group,
    ),
    LetterKind(
        CONFIRMED,
        "実施が確定したとき",
        "実施が決まりました：{title}",
        "{recipient}\n\n「{title}」（{call}）の実施が確定しました。担当は{division}です。\n\n"
        "目標と役割分担を、提案から事業の記録に写しました。次のページで確かめてください。\n\n{url}",
        {**PROPOSAL, "division": "担当の課"},
        is_due=True,
        reaches=writes_for_a_group,
    ),
    LetterKind(
        DECLINED,
        "採択を辞退されたとき",
        "辞退の届け：{title}",
        "{recipient}\n\n{organization}から、「{title}」（{call}）を辞退する届けがありました。\n\n理由\n{reason}\n\n{url}",
        {**WITH_REASON, "organization": "団体"},
        reaches=runs_the_programmes,
    ),
)


@letter_kinds
def kinds() -> Iterator[LetterKind]:
    yield from KINDS


def tell_promoted(proposal: Proposal, reason: str, *, by) -> None:
    _to_group(PROMOTED, proposal, {"reason": reason}, by)


def tell_reserve_closed(proposal: Proposal, reason: str, *, by) -> None:
    _to_group(RESERVE_CLOSED, proposal, {"reason": reason}, by)


def tell_voted_down(proposal: Proposal, reason: str, *, by) -> None:
    _to_group(VOTED_DOWN, proposal, {"reason": reason}, by)


def tell_confirmed(proposal: Proposal, *, by) -> None:
    """The letter leads to the project that came out of the proposal."""
    url = reverse("projects:detail", args=[proposal.project.project_id])
    _to_group(CONFIRMED, proposal, {"division": str(proposal.project.division)}, by, url)


def tell_declined(proposal: Proposal, reason: str, *, by) -> None:
    """The office learns of it: another group may move up."""
    about = {**_about(proposal), "reason": reason, "organization": str(proposal.organization)}
    url = reverse("projects:adoptions", args=[proposal.call_id])
    write_letters(DECLINED, [LetterTo(person, about, url) for person in coordinators()], by=by)


def _to_group(kind: str, proposal: Proposal, more: dict, by, url: str = "") -> None:
    about = {**_about(proposal), **more}
    url = url or reverse("projects:result", args=[proposal.pk])
    people = writers_of([proposal.organization_id]).get(proposal.organization_id, ())
    letters = [LetterTo(person, about, url, f"{kind}:{proposal.pk}:{person.pk}") for person in people]
    write_letters(kind, letters, by=by)


def _about(proposal: Proposal) -> dict[str, str]:
    return {"title": str(proposal), "call": proposal.call.title}
