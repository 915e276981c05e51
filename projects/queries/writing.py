"""What a group's own pages read of its proposals."""

from dataclasses import dataclass

from django.db.models import Case, QuerySet, When

from ..asked import Asked, asked_of
from ..completeness import Gap, find_gaps
from ..content import Content
from ..enums import ProposalState
from ..models import Proposal, ProposalRevision
from ..sections import Section
from ..snapshot import content_of

RELATED = ("call", "category", "theme", "organization")


def own_proposals(user) -> QuerySet[Proposal]:
    """Those of the groups of this person: first what is still written on, then the newest."""
    in_hand = Case(When(state__in=ProposalState.writable(), then=0), default=1)
    return Proposal.objects.of_groups(user).select_related(*RELATED).order_by(in_hand, "-pk")


def own_proposal(user, proposal_id: int) -> QuerySet[Proposal]:
    """A proposal of a group of this person, with all that its pages name."""
    return Proposal.objects.of_groups(user).filter(pk=proposal_id).select_related(*RELATED)


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
    """How far a proposal has been written: all that stands in it, and all that is still to be done."""

    asked: Asked
    content: Content
    gaps: tuple[Gap, ...]

    @property
    def sections(self) -> list[SectionProgress]:
        return [
            SectionProgress(number, section, tuple(gap for gap in self.gaps if gap.section == section.key))
            for number, section in enumerate(self.asked.pages, start=1)
        ]


def progress_of(proposal: Proposal) -> Progress:
    """Two queries where the proposal was read with `RELATED`."""
    asked, content = asked_of(proposal), content_of(proposal)
    papers = set(proposal.attachments.present().values_list("paper", flat=True))
    return Progress(asked, content, tuple(find_gaps(asked, content, papers)))
