"""What a group's own pages read of its proposals."""

import datetime
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from ..asked import Asked, asked_of
from ..completeness import Gap, find_gaps
from ..content import Content
from ..enums import CallState, ProposalState, YearState
from ..models import Attachment, Call, Project, ProjectYear, Proposal, ProposalRevision
from ..sections import Section
from ..snapshot import snapshot_of

WRITES_FOR = datetime.timedelta(seconds=90)  # after the last sign of life
RELATED = ("call", "category", "theme", "organization")


def own_proposals(user) -> QuerySet[Proposal]:
    """Those of the groups of this person: first what is still written on, then the newest."""
    in_hand = Case(When(state__in=ProposalState.writable(), then=0), default=1)
    return Proposal.objects.of_groups(user).select_related(*RELATED).order_by(in_hand, "-pk")


def own_proposal(user, proposal_id: int) -> QuerySet[Proposal]:
    """A proposal of a group of this person, with all that its pages name."""
    return Proposal.objects.of_groups(user).filter(pk=proposal_id).select_related(*RELATED)


def to_hand_in(now: datetime.datetime) -> QuerySet[Proposal]:
    """What its group writes and may hand in now (`may_be_handed_in_at`), each with its `closing`, the nearest first."""
    of_its_own = Q(open_until__gt=now, call__state__in=CallState.under_way())
    while_open = Q(state=ProposalState.DRAFT, call__in=Call.objects.open_at(now))
    its_own = Coalesce("open_until", "call__closes_at")
    later = When(state=ProposalState.DRAFT, then=Greatest(its_own, "call__closes_at"))
    rows = Proposal.objects.filter(of_its_own | while_open, state__in=ProposalState.writable())
    rows = rows.annotate(closing=Case(later, default=its_own))
    return rows.select_related("call", "organization").order_by("closing", "pk")


def own_revision(user, revision_id: int) -> QuerySet[ProposalRevision]:
    """One submission of a proposal of a group of this person."""
    found = ProposalRevision.objects.filter(pk=revision_id, proposal__in=Proposal.objects.of_groups(user))
    return found.select_related(*(f"proposal__{name}" for name in RELATED), "submitted_by")


@dataclass(frozen=True)
class SectionProgress:
    """One section as the list of sections shows it."""

    number: int
    section: Section
    gaps: tuple[Gap, ...]

    @property
    def is_complete(self) -> bool:
        return not self.gaps


@dataclass(frozen=True)
class Progress:
    """How far a proposal has been written: all that stands in it, and all that is still to be done.

    `answers`: key → (text, version).
    """

    proposal: Proposal
    asked: Asked
    answers: Mapping[str, tuple[str, int]]
    content: Content
    files: tuple[Attachment, ...]
    gaps: tuple[Gap, ...]

    @property
    def snapshot(self) -> dict:
        """What would be handed in now."""
        return snapshot_of(self.proposal, self.asked, self.content, self.files)

    @cached_property
    def sections(self) -> list[SectionProgress]:
        return [
            SectionProgress(number, section, tuple(gap for gap in self.gaps if gap.section == section.key))
            for number, section in enumerate(self.asked.pages, start=1)
        ]

    @property
    def next_section(self) -> SectionProgress:
        """Where to write on: the first section in which something is to be done."""
        return next((each for each in self.sections if each.gaps), self.sections[0])

    @property
    def complete_count(self) -> int:
        return sum(each.is_complete for each in self.sections)


def progress_of(proposal: Proposal) -> Progress:
    """Two queries where the proposal was read with `RELATED`."""
    rows = proposal.answers.values_list("key", "value", "version")
    answers = {key: (value, version) for key, value, version in rows}
    asked, content = asked_of(proposal), Content({key: value for key, (value, _) in answers.items()})
    files = tuple(proposal.attachments.present())
    gaps = find_gaps(asked, content, {file.paper for file in files})
    return Progress(proposal, asked, answers, content, files, tuple(gaps))


def continuable_projects(call: Call, organization_ids: Iterable[int]) -> QuerySet[Project]:
    """Projects of these groups that run in the year before the one that the call is for."""
    running = ProjectYear.objects.filter(
        project=OuterRef("pk"),
        fiscal_year=call.project_year - 1,
        state__in=(YearState.PREPARING, YearState.RUNNING, YearState.DONE),
        partners__organization__in=list(organization_ids),
    )
    return Project.objects.filter(Exists(running)).order_by("name", "pk")


@dataclass(frozen=True)
class Company:
    """What the others of the group do meanwhile: (who, in which section), and (who, which field) they have changed."""

    writing: tuple[tuple[str, str], ...]
    changed: tuple[tuple[str, str], ...]

    @property
    def digest(self) -> str:
        """The same for the same company: a page that shows it already need not be told again."""
        return hashlib.sha256(repr((self.writing, self.changed)).encode()).hexdigest()[:12]


def company_of(
    proposal: Proposal, asked: Asked, section: Section, user, *, since: datetime.datetime
) -> Company:
    """Who writes now, and what of this section others have changed since the page was made: two queries."""
    titles = {each.key: each.title for each in asked.pages}
    seen = proposal.writers.filter(seen_at__gt=timezone.now() - WRITES_FOR).exclude(user=user)
    writing = [(str(row.user), titles.get(row.section, "")) for row in seen.select_related("user")]
    rows = proposal.answers.filter(updated_at__gt=since).exclude(updated_by=user)
    changed = {}
    for row in rows.select_related("updated_by").order_by("updated_at"):
        label = next((each.label for each in section.fields if f"{row.key}.".startswith(f"{each.key}.")), "")
        if label:
            changed[str(row.updated_by or ""), label] = None
    return Company(tuple(writing), tuple(changed))
