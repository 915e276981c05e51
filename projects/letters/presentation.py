"""Letters about the slots of the 公開プレゼンテーション."""

from collections.abc import Iterable, Iterator

from django.urls import reverse

from kyodo.outbox import LetterTo, write_letters
from kyodo.registry import LetterKind, letter_kinds
from kyodo.wareki import format_datetime
from organizations.readers import writes_for_a_group

from ..addressees import writers_of
from ..models import PresentationSlot, Proposal
from .keys import still_to_write

OPEN, REMINDER, CHOSEN, MOVED = "slots_open", "slots_reminder", "slot_chosen", "slot_moved"
PROPOSAL = {"title": "事業名", "call": "募集の名前"}
SLOT = {**PROPOSAL, "when": "発表の日時", "where": "会場・接続先"}


@letter_kinds
def kinds() -> Iterator[LetterKind]:
    yield LetterKind(
        OPEN,
        "発表の枠の受付",
        "発表の枠を選べます：{title}",
        "{recipient}\n\n「{title}」（{call}）は、公開プレゼンテーションに進みました。\n\n"
        "発表の枠を、{until}までに選んでください。夜間・土曜・オンラインの枠があるときは、それも選べます。"
        "早い者順です。\n\n{url}",
        {**PROPOSAL, "until": "枠を選ぶ期限"},
        reaches=writes_for_a_group,
    )
    yield LetterKind(
        REMINDER,
        "発表の枠の期限が近いとき",
        "発表の枠をまだ選んでいません：{title}",
        "{recipient}\n\n「{title}」（{call}）の発表の枠が、まだ決まっていません。\n\n"
        "期限は{until}です。次のページで選んでください。\n\n{url}",
        {**PROPOSAL, "until": "枠を選ぶ期限"},
        reaches=writes_for_a_group,
    )
    yield LetterKind(
        CHOSEN,
        "発表の枠が決まったとき",
        "発表は{when}です：{title}",
        "{recipient}\n\n「{title}」（{call}）の発表の枠が決まりました。\n\n"
        "日時：{when}\n場所：{where}\n\n受付の期限までは、次のページで変えられます。\n\n{url}",
        SLOT,
        reaches=writes_for_a_group,
    )
    yield LetterKind(
        MOVED,
        "発表の枠を事務局が移したとき",
        "発表の日時・場所が変わりました：{title}",
        "{recipient}\n\n「{title}」（{call}）の発表の枠を、次のように移しました。\n\n"
        "新しい枠：{when}　{where}\nこれまで：{before}\n理由：{reason}\n\n"
        "都合がわるいときは、すぐに{office}へ知らせてください。\n\n{url}",
        {**SLOT, "before": "これまでの日時と場所", "reason": "移した理由"},
        is_due=True,
        reaches=writes_for_a_group,
    )


def open_letters(proposals: Iterable[Proposal]) -> int:
    """Tell these groups that they may choose; whoever was told is not told again. Says how many letters."""
    return _write_once(OPEN, proposals, lambda proposal: f"slots-open:{proposal.pk}")


def reminder_letters(proposals: Iterable[Proposal]) -> int:
    """Remind these groups of the closing day, once for each closing day."""
    key = "slots-reminder:{0.pk}:{0.call.slots_close_at:%Y%m%d%H%M}"
    return _write_once(REMINDER, proposals, key.format)


def _write_once(kind: str, proposals: Iterable[Proposal], key_of) -> int:
    proposals = list(proposals)
    people = writers_of(proposal.organization_id for proposal in proposals)
    letters = [
        LetterTo(
            person,
            {**_about(proposal), "until": format_datetime(proposal.call.slots_close_at)},
            reverse("projects:choose_slot", args=[proposal.pk]),
            f"{key_of(proposal)}:{person.pk}",
        )
        for proposal in proposals
        for person in people.get(proposal.organization_id, ())
    ]
    new = still_to_write(letters)
    return len(write_letters(kind, new)) if new else 0


def tell_chosen(slot: PresentationSlot, *, by) -> None:
    """The group has its slot in writing."""
    _write(CHOSEN, slot, {}, by)


def tell_moved(slot: PresentationSlot, *, before: PresentationSlot, reason: str, by) -> None:
    """The office has moved a slot together with its group."""
    _write(MOVED, slot, {"before": f"{when(before)}　{before.where}", "reason": reason}, by)


def _write(kind: str, slot: PresentationSlot, more: dict, by) -> None:
    proposal = slot.proposal
    about = {**_about(proposal), "when": when(slot), "where": slot.where, **more}
    url = reverse("projects:choose_slot", args=[proposal.pk])
    people = writers_of([proposal.organization_id]).get(proposal.organization_id, ())
    write_letters(kind, [LetterTo(person, about, url) for person in people], by=by)


def when(slot: PresentationSlot) -> str:
    return f"{format_datetime(slot.starts_at)}から"


def _about(proposal: Proposal) -> dict[str, str]:
    return {"title": str(proposal), "call": proposal.call.title}
