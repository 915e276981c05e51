"""Panels, assignments, scores and presentation slots of the demo."""

import datetime
import hashlib
from dataclasses import dataclass

from kyodo.wareki import in_japan
from organizations.models import User

from ..enums import Cause, Outlook
from ..models import Assignment, Call, Criterion, PanelMember, PresentationSlot, Proposal, Score
from .calls import make_slots, panel_of_demo
from .cast import Cast

COMMENTS = {
    1: "計画の根拠が読み取れませんでした。",
    2: "人数と日程に無理があるように見えます。",
    4: "準備が進んでいて、始める姿が思い浮かびます。",
    5: "声を集めたうえで組み立てられていて、説得力があります。",
}
OVERALL = {
    Outlook.FOR: "ぜひ実現してほしい提案です。",
    Outlook.NEUTRAL: "工夫しだいで、よい取り組みになります。",
    Outlook.AGAINST: "この内容のままでは、むずかしいと考えます。",
}
# How many proposals each member of the panel has scored in the stage that is open; earlier stages are complete.
PROGRESS = {"screening": (1, 12, 12, 6, 3), "presentation": (1, 4, 4, 2, 0)}
# (call, member, proposal) -> why the member steps back, and whether the office has set it.
CONFLICTS = {
    ("screening", 2, 3): (Cause.MEMBER, "昨年まで、この団体の監事でした。", False),
    ("screening", 4, 7): (Cause.ADVICE, "企画の相談に乗っていたと、団体から連絡がありました。", True),
    ("decided", 1, 0): (Cause.MONEY, "決算の確認を、仕事として引き受けていました。", False),
}
FIRST_SLOT = {"screening": 30, "presentation": 10, "deciding": -30}
DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Seat:
    """One member of one call's panel, and how far they have come."""

    member: PanelMember
    number: int
    severity: int
    progress: int | None  # None: done with everything

    def has_done(self, index: int) -> bool:
        return self.progress is None or index < self.progress


def make_screening(key: str, made: list[tuple[dict, Proposal]], cast: Cast) -> None:
    """The panel of one call, what it was given to judge, and how it has scored so far."""
    call = cast.calls[key]
    seats = _panel(key, call, cast)
    stages = list(call.stages.prefetch_related("criteria"))
    assignments, scores = [], []
    for seat in seats:
        for index, (demo, proposal) in enumerate(made):
            assignment = _assignment(key, seat, index, proposal, cast)
            given = [] if assignment.has_conflict else _given(seat, index, demo, assignment, stages)
            assignments.append(assignment)
            scores += given
            _conclude(assignment, given, stages)
    Assignment.objects.bulk_create(assignments)
    Score.objects.bulk_create(scores)
    if key in FIRST_SLOT:
        _slots(call, made, FIRST_SLOT[key], cast)


def _panel(key: str, call: Call, cast: Cast) -> list[Seat]:
    seats = []
    for number, demo in enumerate(panel_of_demo()):
        user = User.objects.filter(email=demo["email"]).first()
        if user is None:
            user = User.objects.create_user(demo["email"], None, name=demo["name"])
        member = PanelMember.objects.create(
            call=call,
            email=demo["email"],
            name=demo["name"],
            affiliation=demo["affiliation"],
            is_chair=demo.get("is_chair", False),
            user=user,
            token_hash=_token(call, demo["email"]),
            invited_at=call.opens_at + 10 * DAY,
            invited_by=cast.office,
            expires_at=call.opens_at + 24 * DAY,
            accepted_at=call.opens_at + 12 * DAY,
        )
        seats.append(Seat(member, number, demo.get("severity", 0), PROGRESS.get(key, [None] * 5)[number]))
    if key == "screening":
        PanelMember.objects.create(
            call=call,
            email="panel6@kyodo.example",
            name="例島 樹",
            affiliation="大学の教員",
            token_hash=_token(call, "panel6@kyodo.example"),
            invited_at=cast.calendar.now - 2 * DAY,
            invited_by=cast.office,
            expires_at=cast.calendar.now + 12 * DAY,
        )
    return seats


def _token(call: Call, email: str) -> str:
    """Of a secret that nobody was told."""
    return hashlib.sha256(f"{call.pk} {email}".encode()).hexdigest()


def _assignment(key: str, seat: Seat, index: int, proposal: Proposal, cast: Cast) -> Assignment:
    cause, note, by_office = CONFLICTS.get((key, seat.number, index), ("", "", False))
    is_open = key in PROGRESS and proposal.stage_number == (1 if key == "screening" else 2)
    is_declared = cause or not is_open or seat.progress is None or index <= seat.progress + 1
    return Assignment(
        proposal=proposal,
        member=seat.member,
        assigned_at=proposal.call.closes_at + 4 * DAY,
        assigned_by=cast.office,
        declared_at=proposal.call.closes_at + 5 * DAY if is_declared else None,
        conflict_set_by=(cast.office if by_office else seat.member.user) if is_declared else None,
        has_conflict=bool(cause),
        conflict_cause=cause,
        conflict_note=note,
    )


def _given(seat: Seat, index: int, demo: dict, assignment: Assignment, stages) -> list[Score]:
    """What this member has given so far: all of it, nothing, or the first two criteria of where they stopped."""
    if assignment.declared_at is None:
        return []
    scores = []
    for stage in stages:
        if stage.number > assignment.proposal.stage_number:
            break
        criteria = list(stage.criteria.all())
        if not stage.is_closed and not seat.has_done(index):
            criteria = criteria[:2] if index == seat.progress else []
        if seat.number == 2 and index == 5 and not stage.is_closed:
            criteria = criteria[:-1]
        scores += [_score(seat, index, demo, assignment, criterion) for criterion in criteria]
    return scores


def _score(seat: Seat, index: int, demo: dict, assignment: Assignment, criterion: Criterion) -> Score:
    """Around what the proposal is worth, as severe as the member is, and never quite the same."""
    wobble = (index * 7 + seat.number * 3 + criterion.position * 5) % 3 - 1
    value = min(5, max(1, demo.get("merit", 3) + seat.severity * ((index + criterion.position) % 2) + wobble))
    comment = COMMENTS.get(value, "") if (index + seat.number + criterion.position) % 3 == 0 else ""
    return Score(
        assignment=assignment,
        criterion=criterion,
        value=value,
        comment=comment,
        updated_by=seat.member.user,
    )


def _conclude(assignment: Assignment, given: list[Score], stages) -> None:
    """Done with a stage when each of its criteria has a score; then the member says something of the whole."""
    scored = {score.criterion_id for score in given}
    for stage in stages:
        if all(criterion.pk in scored for criterion in stage.criteria.all()):
            assignment.finished_stage = stage.number
            assignment.finished_at = (stage.due_at or assignment.declared_at) - 3 * DAY
    if assignment.finished_stage:
        mean = sum(score.value for score in given) / len(given)
        assignment.outlook = Outlook.FOR if mean >= 4 else Outlook.NEUTRAL if mean >= 2.5 else Outlook.AGAINST
        assignment.comment = OVERALL[assignment.outlook]


def _slots(call: Call, made: list[tuple[dict, Proposal]], first: int, cast: Cast) -> None:
    slots: list[PresentationSlot] = make_slots(call, first, cast.calendar)
    for demo, proposal in made:
        if "slot" in demo:
            slot = slots[demo["slot"]]
            slot.proposal, slot.taken_by = proposal, cast.officers[proposal.organization_id]
            slot.taken_at = in_japan(call.slots_open_at) + DAY / 2
            slot.wants_online = demo.get("online", False)
            slot.save()
    if call.stages.get(number=2).is_closed:
        call.order_published_at = call.slots_close_at + DAY
        call.save(update_fields=["order_published_at"])
