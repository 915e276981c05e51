"""Letters of the decision: 採択, 補欠 and 不採択, drafted before and released together with everything else."""

import re
from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse

from kyodo.models import Letter
from kyodo.models.letter import LetterState
from kyodo.money import format_yen
from kyodo.outbox import LetterTo, release_batch, supersede, write_letters
from kyodo.registry import BatchElsewhere, LetterKind, batches_elsewhere, letter_kinds, letters_withheld
from organizations.readers import writes_for_a_group

from ..addressees import writers_of
from ..enums import Verdict
from ..models import Call, Decision, Proposal

KIND_OF = {
    Verdict.ADOPTED: "result_adopted",
    Verdict.RESERVE: "result_reserve",
    Verdict.REJECTED: "result_rejected",
}
COMMON = {
    "title": "事業名",
    "call": "募集の名前",
    "receipt": "受付番号",
    "reason": "決定の理由",
    "comment": "講評",
}
BATCH = re.compile(r"call:([0-9]{1,18}):results")
OPENING = "{recipient}\n\n「{title}」（{call}、受付番号 {receipt}）の審査の結果をお知らせします。\n\n"
CLOSING = "\n\n理由\n{reason}\n\n講評\n{comment}\n\n通知書は、次のページで受け取れます。\n{url}"


@letter_kinds
def kinds() -> Iterator[LetterKind]:
    yield LetterKind(
        KIND_OF[Verdict.ADOPTED],
        "採択の通知",
        "審査の結果（採択）：{title}",
        OPENING + "結果：採択\n市の負担額：{granted}\n{next}" + CLOSING,
        {**COMMON, "granted": "市の負担額", "next": "このあとの流れ"},
        is_due=True,
        reaches=writes_for_a_group,
    )
    yield LetterKind(
        KIND_OF[Verdict.RESERVE],
        "補欠の通知",
        "審査の結果（補欠）：{title}",
        OPENING
        + "結果：補欠（第{rank}位）\n採択された団体が辞退したときなどに、順番に採択します。"
        + CLOSING,
        {**COMMON, "rank": "補欠の順位"},
        is_due=True,
        reaches=writes_for_a_group,
    )
    yield LetterKind(
        KIND_OF[Verdict.REJECTED],
        "不採択の通知",
        "審査の結果（不採択）：{title}",
        OPENING + "結果：不採択\n今回は採択に至りませんでした。ご提案をありがとうございました。" + CLOSING,
        COMMON,
        is_due=True,
        reaches=writes_for_a_group,
    )


def batch_of(call: Call) -> str:
    """What the office reads and releases together."""
    return f"call:{call.pk}:results"


@letters_withheld
def of_own_groups(user) -> Iterator[Q]:
    """Before the release nobody reads what is decided on a proposal of a group of their own."""
    groups = list(user.standing.memberships)
    if not groups:
        return
    untold = Proposal.objects.filter(
        organization__in=groups, decision__isnull=False, decision__released_at__isnull=True
    )
    urls = [reverse("projects:result", args=[pk]) for pk in untold.values_list("pk", flat=True)]
    if urls:
        yield Q(kind__in=KIND_OF.values(), url__in=urls)


@batches_elsewhere
def until_the_release(batch: str) -> Iterator[BatchElsewhere]:
    """No letter of a result goes out before the result itself."""
    if found := BATCH.fullmatch(batch):
        waiting = Call.objects.filter(pk=found[1], released_at__isnull=True)
        for call_id in waiting.values_list("pk", flat=True):
            url = reverse("projects:release", args=[call_id])
            yield BatchElsewhere("この通知は、結果の公表と同時に送ります。", "公表の準備へ", url)


def draft_results(call: Call, decisions: list[Decision], *, by) -> int:
    """Write the drafts of all these decisions anew, in the words of today; says how many."""
    supersede(Letter.objects.filter(batch=batch_of(call), state=LetterState.DRAFTED))
    return _write(call, decisions, draft=True, by=by)


def release_results(call: Call, decisions: list[Decision], *, by) -> int:
    """Send what was drafted and read, and to those who joined a group since then; says how many were released."""
    wanted = [letter.key for letters in _by_kind(call, decisions).values() for letter in letters]
    supersede(Letter.objects.filter(batch=batch_of(call)).exclude(key__in=wanted))
    released = release_batch(batch_of(call), by=by)
    return released + _write(call, decisions, draft=False, by=by)


def take_back_drafts(decision: Decision) -> None:
    """The decision has changed: nobody is to read what it was."""
    if decision.pk:
        supersede(Letter.objects.filter(key__startswith=f"{_key(decision)}:"))


def missing_drafts(call: Call, decisions: list[Decision]) -> int:
    """How many decisions have nobody's letter yet. Who joins a group later gets one with the release."""
    wanted = {
        letter.key.rpartition(":")[0] for letters in _by_kind(call, decisions).values() for letter in letters
    }
    there = Letter.objects.filter(batch=batch_of(call), key__isnull=False).values_list("key", flat=True)
    return len(wanted - {key.rpartition(":")[0] for key in there})


def unread_drafts(call: Call) -> int:
    found = Letter.objects.filter(batch=batch_of(call), state=LetterState.DRAFTED, read_at__isnull=True)
    return found.count()


def _write(call: Call, decisions: list[Decision], *, draft: bool, by) -> int:
    return sum(
        len(write_letters(kind, letters, batch=batch_of(call), draft=draft, by=by))
        for kind, letters in _by_kind(call, decisions).items()
    )


def _by_kind(call: Call, decisions: list[Decision]) -> dict[str, list[LetterTo]]:
    people = writers_of(decision.proposal.organization_id for decision in decisions)
    found: dict[str, list[LetterTo]] = {}
    for decision in decisions:
        proposal = decision.proposal
        about = _about(call, decision)
        url = reverse("projects:result", args=[proposal.pk])
        found.setdefault(KIND_OF[decision.verdict], []).extend(
            LetterTo(person, about, url, f"{_key(decision)}:{person.pk}")
            for person in people.get(proposal.organization_id, ())
        )
    return found


def _about(call: Call, decision: Decision) -> dict[str, str]:
    proposal = decision.proposal
    about = {
        "title": str(proposal),
        "call": call.title,
        "receipt": proposal.receipt_number or "―",
        "reason": decision.reason,
        "comment": decision.comment or "とくにありません。",
    }
    if decision.verdict == Verdict.ADOPTED:
        about |= {"granted": format_yen(decision.granted), "next": next_of(call)}
    elif decision.verdict == Verdict.RESERVE:
        about["rank"] = str(decision.reserve_rank)
    return about


def next_of(call: Call) -> str:
    """What comes after 採択, in a sentence."""
    if call.needs_vote:
        return "市の予算の議決のあと、実施が確定します。確定したら、あらためてお知らせします。"
    return "手続きが済むと、実施が確定します。確定したら、あらためてお知らせします。"


def _key(decision: Decision) -> str:
    return f"result:{decision.pk}"
