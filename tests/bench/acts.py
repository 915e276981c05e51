"""What people do to a proposal, measured like a page: a field that saves itself, a file put on, handing in."""

import io
import json
import os
import re
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from uuid import uuid4

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organizations.enums import MembershipRole
from projects.demo.proposals import PAPER
from projects.forms.answers import FIELD, base_of
from projects.models import Proposal

from .hands import Answer, Hand
from .load import Load
from .measure import Figures
from .people import account
from .processes import cpu_ms, worker_memory_mib
from .proposal_seed import drafts
from .scenarios import Limits, Scenario

AT_ONCE = 4
RUSHING, HANDED_IN = 100, 60  # drafts kept for the last minute; drafts handed in at 1 client, and again at 4
MEGABYTE = 1024 * 1024
DIGEST = re.compile(rb'name="digest"[^>]*value="(\w+)"')
SAVE = Scenario("autosave", "", "member", Limits(queries=30, p95_ms=80, p95_4_ms=320))
ATTACH = Scenario("attach-1mb", "", "member", Limits(p95_ms=150, p95_4_ms=250))
SUBMIT = Scenario("submit", "", "member", Limits(p95_ms=150, p95_4_ms=250))
BOTH = Scenario("submit-with-1mb", "", "member", Limits(p95_ms=150, p95_4_ms=250))
ACTS = [SAVE, ATTACH, SUBMIT, BOTH]


@dataclass
class Draft:
    """A draft in the hands of its group's officer."""

    proposal: Proposal
    hand: Hand

    def path(self, name: str, *more) -> str:
        return reverse(f"projects:{name}", args=[self.proposal.pk, *more])


def officer_of(proposal: Proposal):
    return proposal.organization.memberships.get(role=MembershipRole.OFFICER).user


def drafts_in_hand(server, proposals: Iterable[Proposal]) -> list[Draft]:
    return [Draft(each, Hand(server.url, officer_of(each))) for each in proposals]


def big_paper() -> bytes:
    """A PDF of one megabyte, no two alike."""
    file = io.BytesIO()
    with pikepdf.open(PAPER) as pdf:
        pdf.Root.Bench = pdf.make_stream(os.urandom(MEGABYTE))
        pdf.save(file)
    return file.getvalue()


def expect(answer: Answer, status: int, what: str) -> Answer:
    if answer.status != status:
        raise SystemExit(f"{what}: status {answer.status}\n{answer.body[:2000].decode(errors='replace')}")
    return answer


class Saver:
    """Writes on in one field of one draft, each time from where the last save left it."""

    def __init__(self, draft: Draft):
        self.draft, self.number = draft, 0
        row = draft.proposal.answers.get(key="purpose")
        self.base = base_of(row.value, row.version)

    def form(self) -> dict[str, str]:
        self.number += 1
        text = f"夜に話せるようにする。{'同じ経験をした人が聞き役になる。' * 10}{self.number}"
        return {f"{FIELD}purpose": text, "bases": json.dumps({"purpose": self.base})}

    def __call__(self) -> Answer:
        path = self.draft.path("proposal_save", "purpose")
        answer = expect(self.draft.hand.post(path, self.form()), HTTPStatus.OK, "autosave")
        self.base = json.loads(answer.body)["bases"]["purpose"]
        return answer


def attach(draft: Draft) -> Answer:
    file = ("files", "会則.pdf", big_paper())
    answer = draft.hand.post(draft.path("attachments"), {"paper": "pictures"}, file)
    return expect(answer, HTTPStatus.FOUND, "attach")


def form_of(draft: Draft) -> dict[str, str]:
    """What the button on 「出す前の確認」 sends."""
    page = expect(draft.hand.get(draft.path("proposal_confirm")), HTTPStatus.OK, "confirm")
    return {"digest": DIGEST.search(page.body)[1].decode(), "submission_key": str(uuid4())}


def submit(draft: Draft, form: dict[str, str]) -> Answer:
    answer = draft.hand.post(draft.path("proposal_confirm"), form)
    if "/receipt/" not in answer.location:
        raise SystemExit(f"submit: {answer.status} {answer.location}")
    return answer


def together(queues: Sequence[Sequence[Callable[[], Answer]]]) -> Load:
    """Each queue is one client that does one thing after the other; all clients at once. Times in the queues' order."""
    answers: list[list[Answer]] = [[] for _ in queues]
    faults: list[BaseException] = []

    def work(place: int) -> None:
        try:
            answers[place] += (do() for do in queues[place])
        except (SystemExit, OSError) as error:
            faults.append(error)

    threads = [threading.Thread(target=work, args=(place,)) for place in range(len(queues))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise SystemExit(str(faults[0]))
    every = [answer for of_one in answers for answer in of_one]
    return Load([answer.ms for answer in every], len(every[-1].body))


def measure_acts(*, rows: int, server, database_pid: int, requests: int) -> list[Figures]:
    """Autosaves first; then files and submissions, which use their drafts up."""
    pids = (server.pid, database_pid)
    there = drafts()
    savers = [Saver(draft) for draft in drafts_in_hand(server, there[: AT_ONCE + 1])]
    together([[savers[0]] * 20, *([saver] * 20 for saver in savers[1:])])
    before = cpu_ms(*pids)
    alone = together([[savers[0]] * requests])
    cost = (cpu_ms(*pids) - before) / requests
    crowd = together([[saver] * (requests // AT_ONCE) for saver in savers[1:]])
    found = [_figures(SAVE, rows, server, alone, crowd, cost, _queries_of_save(savers[0]))]
    first = 1 + RUSHING
    one = _hand_in(server, pids, there[first : first + HANDED_IN], 1)
    four = _hand_in(server, pids, there[first + HANDED_IN : first + 2 * HANDED_IN], AT_ONCE)
    queries = _queries_of_submission(there[first + 2 * HANDED_IN])
    for place, act in enumerate((ATTACH, SUBMIT, BOTH)):
        (alone, cost), (crowd, _) = one[place], four[place]
        found.append(_figures(act, rows, server, alone, crowd, cost, queries[place]))
    return found


def _hand_in(server, pids, proposals: list[Proposal], clients: int) -> list[tuple[Load, float]]:
    """(times, CPU-ms a time) of the files, of the submissions, and of both for each proposal."""
    in_hand = drafts_in_hand(server, proposals)
    shares = [in_hand[number::clients] for number in range(clients)]
    before = cpu_ms(*pids)
    files = together([[lambda draft=draft: attach(draft) for draft in share] for share in shares])
    between = cpu_ms(*pids)
    forms = {id(draft): form_of(draft) for draft in in_hand}
    start = cpu_ms(*pids)
    given = together(
        [[lambda draft=draft: submit(draft, forms[id(draft)]) for draft in share] for share in shares]
    )
    end = cpu_ms(*pids)
    costs = ((between - before) / len(proposals), (end - start) / len(proposals))
    both = Load([one + other for one, other in zip(files.times, given.times, strict=True)], given.bytes)
    return [(files, costs[0]), (given, costs[1]), (both, sum(costs))]


def _figures(act, rows, server, alone: Load, crowd: Load, cost: float, queries: int) -> Figures:
    return Figures(
        scenario=act.name,
        rows=rows,
        queries=queries,
        bytes=alone.bytes,
        p50_1=round(alone.percentile(50), 1),
        p95_1=round(alone.percentile(95), 1),
        p50_4=round(crowd.percentile(50), 1),
        p95_4=round(crowd.percentile(95), 1),
        cpu_ms=round(cost, 1),
        worker_mib=round(worker_memory_mib(server.pid), 1),
    )


def _queries_of_save(saver: Saver) -> int:
    client = _client(account("member"))
    return _counted(lambda: client.post(saver.draft.path("proposal_save", "purpose"), saver.form()))


def _queries_of_submission(proposal: Proposal) -> tuple[int, int, int]:
    client = _client(officer_of(proposal))
    draft = Draft(proposal, None)
    files = {"paper": "pictures", "files": SimpleUploadedFile("会則.pdf", big_paper())}
    attaching = _counted(lambda: client.post(draft.path("attachments"), files))
    page = client.get(draft.path("proposal_confirm"))
    form = {"digest": DIGEST.search(page.content)[1].decode(), "submission_key": str(uuid4())}
    submitting = _counted(lambda: client.post(draft.path("proposal_confirm"), form))
    return attaching, submitting, attaching + submitting


def _client(user) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    client.get(reverse("desk"))
    return client


def _counted(act) -> int:
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)
