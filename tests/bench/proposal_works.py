"""A hundred groups that hand in at the last minute, and five hundred letters in one PDF."""

import threading
import time
from datetime import timedelta
from random import Random

from django.utils import timezone

from kyodo.models.job import JobState
from projects.enums import ProposalState
from projects.jobs import order_letters
from projects.models import Call, Proposal, ProposalRevision

from .acts import RUSHING, Draft, drafts_in_hand, form_of
from .hands import Hand
from .load import Load
from .people import account
from .processes import cpu_ms, worker_memory_mib
from .proposal_seed import drafts
from .proposals import A_PAST_CALL, open_call
from .works import Work, run_command

RUSH_SECONDS = 20  # all hundred come within so many seconds, and the call closes within the minute
LETTERS, LETTERS_OF = A_PAST_CALL, "過去の募集0"
WORKER = ["db_worker", "--queue-name", "*", "--batch", "--no-reload", "--no-startup-delay"]
LOST, DOUBLED = 3, 7  # one in so many never sees the answer and tries again; one in so many clicks twice


def last_minute(server) -> Work:
    """Every group is answered, none is lost, none is there twice; p95 from the first click to the receipt."""
    proposals = drafts()[1 : RUSHING + 1]
    in_hand = drafts_in_hand(server, proposals)
    forms = [form_of(draft) for draft in in_hand]
    Call.objects.filter(pk=open_call().pk).update(closes_at=timezone.now() + timedelta(seconds=59))
    load, receipts, used = Load(), [None] * RUSHING, cpu_ms(server.pid)
    threads = [
        threading.Thread(target=_hand_in, args=(place, in_hand[place], forms[place], server, load, receipts))
        for place in range(RUSHING)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    _check(proposals, receipts)
    return Work(
        f"{RUSHING} groups in the last minute, p95",
        round(load.percentile(95) / 1000, 2),
        round((cpu_ms(server.pid) - used) / 1000, 1),
        round(worker_memory_mib(server.pid), 1),
        1,
    )


def _hand_in(place: int, draft: Draft, form: dict[str, str], server, load: Load, receipts: list) -> None:
    time.sleep(Random(place).uniform(0, RUSH_SECONDS))  # noqa: S311 - the same rush at every run
    path = draft.path("proposal_confirm")
    began = time.perf_counter()
    if place % LOST == 0:
        draft.hand.send_and_leave(path, form)
    elif place % DOUBLED == 0:
        twin = Hand(server.url, None)
        twin.cookie = draft.hand.cookie
        other = threading.Thread(target=twin.post, args=(path, form))
        other.start()
    receipts[place] = draft.hand.post(path, form).location
    load.times.append((time.perf_counter() - began) * 1000)
    if place % LOST and place % DOUBLED == 0:
        other.join()


def _check(proposals: list[Proposal], receipts: list[str | None]) -> None:
    keys = [proposal.pk for proposal in proposals]
    revisions = dict(
        ProposalRevision.objects.filter(proposal__in=keys).values_list("proposal", "pk").order_by("pk")
    )
    number = ProposalRevision.objects.filter(proposal__in=keys).count()
    submitted = Proposal.objects.filter(pk__in=keys, state=ProposalState.SUBMITTED).count()
    unanswered = [
        place
        for place, key in enumerate(keys)
        if f"/{revisions.get(key)}/receipt/" not in (receipts[place] or "")
    ]
    if unanswered or (number, submitted) != (len(keys), len(keys)):
        raise SystemExit(f"last minute: {unanswered} unanswered, {number} revisions, {submitted} submitted")


def letters() -> list[Work]:
    """Every decision of one call as a letter, in one PDF, by the job worker; and once more, unchanged."""
    call = Call.objects.get(title=LETTERS_OF)
    return [
        _print(call, f"{LETTERS} letters as one PDF", limit_seconds=60),
        _print(call, "the same letters again", limit_seconds=60),
    ]


def _print(call: Call, name: str, *, limit_seconds: float) -> Work:
    job = order_letters(call, by=account("coordinator"))
    work = run_command(name, WORKER, limit_seconds=limit_seconds, limit_mib=400)
    job.refresh_from_db()
    if job.state != JobState.DONE or job.result["letters"] != LETTERS:
        raise SystemExit(f"letters: {job.state} {job.result} {job.error}")
    return work
