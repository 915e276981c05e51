"""What the pages of checking read of a proposal: its text with the remarks at their fields, and what goes with it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from ..asked import asked_of
from ..enums import ProposalSource, ProposalState
from ..models import DivisionOpinion, Proposal, ProposalRemark
from ..sections import CONDITION
from ..snapshot import compose_snapshot

MOST_CONCERNED = 20
WHOLE = ""  # the field of a remark about the proposal as a whole
RELATED = ("call", "category", "theme", "organization", "division")


def readable_proposal(user, proposal_id: int) -> QuerySet[Proposal]:
    """One whose text this person may read, with all that its pages name."""
    found = Proposal.objects.readable_by(user).filter(pk=proposal_id, source=ProposalSource.ONLINE)
    return found.select_related(*RELATED)


def listed_proposal(user, proposal_id: int) -> QuerySet[Proposal]:
    """One that stands in the office's list, be it a draft that nobody there may read."""
    if not user.standing.is_coordinator:
        return Proposal.objects.none()
    return Proposal.objects.for_office_list(user).filter(pk=proposal_id).select_related(*RELATED)


def remark_of(user, proposal_id: int, remark_id: int) -> QuerySet[ProposalRemark]:
    """A remark of this very proposal, if its text may be read."""
    return ProposalRemark.objects.filter(
        pk=remark_id, proposal__in=readable_proposal(user, proposal_id)
    ).select_related("proposal__call", "proposal__category", "proposal__organization")


def opinion_of(user, opinion_id: int) -> QuerySet[DivisionOpinion]:
    """One that was asked of a 課 of this person, or by the office."""
    rows = DivisionOpinion.objects.filter(proposal__in=Proposal.objects.readable_by(user))
    if not user.standing.is_coordinator:
        rows = rows.filter(division__in=user.standing.division_ids)
    related = (f"proposal__{name}" for name in RELATED)
    return rows.filter(pk=opinion_id).select_related(*related, "division", "answered_by")


def concerned_proposals(user) -> QuerySet[Proposal]:
    """Those in hand of which the person's own 課 is the one concerned."""
    rows = Proposal.objects.readable_by(user).filter(
        division__in=user.standing.division_ids, state__in=ProposalState.under_consideration()
    )
    others = rows.exclude(organization__in=list(user.standing.memberships))
    return others.select_related("call", "organization").order_by("-submitted_at", "-pk")[:MOST_CONCERNED]


def shown_snapshot(proposal: Proposal) -> dict:
    """What was handed in last; of a draft, what stands there now."""
    newest = None if proposal.state == ProposalState.DRAFT else proposal.revisions.first()
    return newest.content if newest else compose_snapshot(proposal)


def remarks_on(proposal: Proposal) -> list[ProposalRemark]:
    """All remarks, with who made and who answered them, the open ones first."""
    rows = proposal.remarks.select_related("made_by", "answered_by", "revision")
    return sorted(rows, key=lambda remark: (remark.settled_at is not None, remark.pk))


def field_labels(proposal: Proposal) -> dict[str, str]:
    """What the proposal's call asks for, 応募の条件 included, and the whole: field key → label, in order."""
    return {WHOLE: "提案全体", **{field.key: field.label for field in asked_of(proposal).fields}}


@dataclass(frozen=True)
class ShownRemark:
    """A remark with what its field is called."""

    remark: ProposalRemark
    label: str

    @property
    def awaits_answer(self) -> bool:
        return self.remark.is_question and self.remark.settled_at is None and self.remark.answered_at is None


def shown_remarks(proposal: Proposal) -> list[ShownRemark]:
    """What its group reads of the office's remarks, the open ones first."""
    labels = field_labels(proposal)
    return [ShownRemark(remark, labels.get(remark.field, remark.field)) for remark in remarks_on(proposal)]


def first_question(proposal: Proposal) -> ProposalRemark | None:
    """Of the 照会 that the group still has to answer, the one that is due first; none is asked outside of checking."""
    if proposal.state not in ProposalState.in_checking():
        return None
    return proposal.remarks.unanswered().order_by("due_at", "pk").first()


def with_remarks(snapshot: dict, remarks: Iterable[ProposalRemark]) -> tuple[dict, list[ProposalRemark]]:
    """The snapshot with the remarks at each field and condition (`remarks`), and those that belong to none of them."""
    left: dict[str, list[ProposalRemark]] = {}
    for remark in remarks:
        left.setdefault(remark.field, []).append(remark)

    def placed(part: dict, key: str) -> dict:
        return {**part, "remarks": left.pop(key, [])}

    conditions = [placed(each, CONDITION + each["key"]) for each in snapshot["conditions"]]
    sections = [
        {**section, "fields": [placed(field, field["key"]) for field in section["fields"]]}
        for section in snapshot["sections"]
    ]
    files = left.pop("files", [])
    placed_snapshot = {**snapshot, "conditions": conditions, "sections": sections, "file_remarks": files}
    return placed_snapshot, [remark for rows in left.values() for remark in rows]
