"""Calls and proposals in the portal that is measured: one call open, two in screening, the others long over."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from uuid import UUID

from django.utils import timezone

from organizations.enums import OrganizationState
from organizations.models import Organization
from projects.actions.answers import search_key_of
from projects.actions.calls import create_call
from projects.actions.submission import receipt_number
from projects.enums import CallState, ProposalState, Verdict, YearState
from projects.models import Call, Decision, Programme, ProjectYear, Proposal, ProposalRevision

from . import words
from .people import account, divisions

IN_OPEN_CALL, IN_SCREENING, A_PAST_CALL = 500, 60, 500
READY = 230  # drafts of the open call that lack nothing: each of a group of its own
OPEN_STATES = (
    *[ProposalState.DRAFT] * 240,
    *[ProposalState.SUBMITTED] * 110,
    *[ProposalState.CHECKING] * 100,
    *[ProposalState.RETURNED] * 40,
    *[ProposalState.WITHDRAWN] * 10,
)
PAST_STATES = (*[ProposalState.REJECTED] * 13, *[ProposalState.CONFIRMED] * 6, ProposalState.RESERVE)
VERDICTS = {
    ProposalState.REJECTED: Verdict.REJECTED,
    ProposalState.CONFIRMED: Verdict.ADOPTED,
    ProposalState.RESERVE: Verdict.RESERVE,
}
REASON = "地域の課題に合い、役割分担も確かである。"
DAY = timedelta(days=1)


@dataclass
class Batch:
    """Rows of some proposals, each with its primary key."""

    proposals: list[Proposal] = field(default_factory=list)
    revisions: list[ProposalRevision] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)


def make_calls() -> None:
    """Open, in screening, and with its first stage closed."""
    by = account("coordinator")
    programme = Programme.objects.get(key="npo-kikaku")
    year, now = timezone.localdate().year, timezone.now()
    for title, state, opens, closes in (
        ("後期募集", CallState.PUBLISHED, now - 20 * DAY, now + 10 * DAY),
        ("前期募集", CallState.SCREENING, now - 90 * DAY, now - 40 * DAY),
        ("特別募集", CallState.SCREENING, now - 150 * DAY, now - 100 * DAY),
    ):
        call = create_call(programme, fiscal_year=year, by=by, title=title)
        _stand(call, state, opens, closes)


def _stand(call: Call, state: CallState, opens: datetime, closes: datetime, released=None) -> None:
    """Put a new call where it stands; no person took the steps that led there."""
    row = Call(
        **{each.attname: getattr(call, each.attname) for each in Call._meta.concrete_fields}
        | {"state": state, "opens_at": opens, "closes_at": closes, "released_at": released}
    )
    row.published_at = opens
    row.save()


def open_call() -> Call:
    return Call.objects.get(title="後期募集")


def scored_call() -> Call:
    """Where the reviewers are at work."""
    return Call.objects.get(title="前期募集")


def ranked_call() -> Call:
    """Where all scores of the first stage are in."""
    return Call.objects.get(title="特別募集")


class ProposalMaker:
    """Makes the same rows at every run: each proposal draws from a generator of its own number."""

    def __init__(self, keys: dict[type, int], content: dict):
        self.keys, self.content = keys, content
        self.office, self.second = account("coordinator"), account("second")
        self.divisions = divisions()
        registered = Organization.objects.filter(state=OrganizationState.REGISTERED)
        self.groups = list(registered.order_by("pk").only("pk", "name"))
        self.officer = account("member")
        self.now = timezone.now()
        taken = Proposal.objects.filter(project__isnull=False).values("project")
        free = ProjectYear.objects.filter(state=YearState.DONE).exclude(pk__in=taken)
        self.years = iter(free.order_by("pk").values_list("pk", flat=True).iterator())

    def key(self, model) -> int:
        self.keys[model] += 1
        return self.keys[model] - 1

    def present(self) -> Batch:
        """The proposals of the three calls that are under way."""
        batch = Batch()
        call = open_call()
        for number in range(IN_OPEN_CALL):
            self._add(batch, call, number, OPEN_STATES[number % len(OPEN_STATES)])
        for call in (scored_call(), ranked_call()):
            for number in range(IN_SCREENING):
                self._add(batch, call, number, ProposalState.SCREENING)
        return batch

    def past(self, count: int) -> Iterator[Batch]:
        """So many more in calls that are over, a call at a time."""
        numbers = iter(range(count))
        while chunk := list(islice(numbers, A_PAST_CALL)):
            batch, call = Batch(), self._past_call()
            for number in chunk:
                self._add(batch, call, number, PAST_STATES[number % len(PAST_STATES)])
            yield batch

    def _past_call(self) -> Call:
        there = Call.objects.filter(state=CallState.ENDED).count()
        year = self.now.year - 1 - there // 2
        call = create_call(
            Programme.objects.get(key="npo-kikaku"),
            fiscal_year=year,
            by=self.office,
            title=f"過去の募集{there}",
        )
        closes = self.now - (300 + 180 * there) * DAY
        _stand(call, CallState.ENDED, closes - 60 * DAY, closes, closes + 90 * DAY)
        return Call.objects.get(pk=call.pk)

    def _add(self, batch: Batch, call: Call, number: int, state: ProposalState) -> None:
        pk = self.key(Proposal)
        random = words.draw(pk)
        group = self.groups[number % len(self.groups)]
        name, _, _ = words.theme(random)
        title = f"{random.choice(words.PLACES)}{name}{random.choice(words.KINDS)}"
        is_handed_in = state != ProposalState.DRAFT
        at = call.opens_at + (min(call.closes_at, self.now) - call.opens_at) * (number % 97 / 100)
        proposal = Proposal(
            pk=pk,
            call=call,
            category=self._category(call),
            organization=group,
            division=self.divisions[number % len(self.divisions)],
            title=title,
            years=1,
            state=state,
            requested=random.randint(50, 300) * 1000,
            started_by=self.officer,
            submitted_at=at if is_handed_in else None,
            submitted_by=self.officer if is_handed_in else None,
            open_until=self.now + 12 * DAY if state == ProposalState.RETURNED else None,
            project_id=next(self.years) if state == ProposalState.CONFIRMED else None,
            state_changed_at=at,
            search_key=search_key_of(title, group),
        )
        batch.proposals.append(proposal)
        if is_handed_in:
            batch.revisions.append(self._revision(proposal))
        if state in VERDICTS:
            batch.decisions.append(self._decision(proposal, VERDICTS[state]))

    def _category(self, call: Call):
        if not hasattr(call, "first_category"):
            call.first_category = call.categories.get(key="challenge")
        return call.first_category

    def _revision(self, proposal: Proposal) -> ProposalRevision:
        pk = self.key(ProposalRevision)
        return ProposalRevision(
            pk=pk,
            proposal=proposal,
            number=1,
            receipt_number=receipt_number(proposal, 1),
            submission_key=UUID(int=pk),
            content={**self.content, "title": proposal.title},
            digest=f"{pk:064x}",
            submitted_at=proposal.submitted_at,
            submitted_by=self.officer,
        )

    def _decision(self, proposal: Proposal, verdict: Verdict) -> Decision:
        released = proposal.call.released_at
        return Decision(
            pk=self.key(Decision),
            proposal=proposal,
            verdict=verdict,
            reserve_rank=1 if verdict == Verdict.RESERVE else None,
            granted=proposal.requested if verdict == Verdict.ADOPTED else None,
            reason=REASON,
            comment=words.COMMENTS[0],
            entered_by=self.office,
            entered_at=released - DAY,
            read_by=self.second,
            read_at=released - DAY / 2,
            released_at=released,
        )
