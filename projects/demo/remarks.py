"""What hangs on a proposal of the demo before its screening: steps, remarks, consultations, opinions, the check."""

import datetime

from ..enums import ConsultationState, ProposalState, RemarkKind
from ..models import Consultation, DivisionOpinion, Proposal, ProposalRemark
from .cast import Cast
from .history import Story, log_steps, moment_of

UNCHECKED = (
    ProposalState.DRAFT,
    ProposalState.SUBMITTED,
    ProposalState.RETURNED,
    ProposalState.WITHDRAWN,
)
NOTE = "会則と決算書で確かめました。"
MENDED = "人数と目的が合っていませんでした。"
OUTCOME = "病院の中での活動も対象になります。感染を防ぐ決まりを、先に病院と確かめてください。"


def hang_on(proposal: Proposal, demo: dict, cast: Cast) -> None:
    story = Story(
        officer=cast.officers[proposal.organization_id],
        office=cast.office,
        reason=demo.get("reason") or _first_remark(demo),
        is_revised="revised" in demo,
        is_declined=proposal.state == ProposalState.WITHDRAWN and "decision" in demo,
    )
    log_steps(proposal, story)
    if proposal.state not in UNCHECKED and "question" not in demo:
        Proposal.objects.filter(pk=proposal.pk).update(
            conditions_checked_at=moment_of("screen", proposal),
            conditions_checked_by=cast.office,
            conditions_met=True,
            conditions_note=NOTE,
        )
    _remarks(proposal, demo, cast)
    if "consultation" in demo:
        _consultation(proposal, demo, cast)
    if "opinion" in demo:
        _opinion(proposal, demo, cast)


def _first_remark(demo: dict) -> str:
    return demo["remarks"][0][1] if "remarks" in demo else MENDED


def _remarks(proposal: Proposal, demo: dict, cast: Cast) -> None:
    due = cast.calendar.at(9, cast.calendar.year, 17)
    rows = [(RemarkKind.RETURN, field, text) for field, text in demo.get("remarks", ())]
    if "question" in demo:
        rows.append((RemarkKind.QUESTION, *demo["question"]))
    ProposalRemark.objects.bulk_create(
        ProposalRemark(
            proposal=proposal,
            revision=proposal.revisions.first(),
            kind=kind,
            field=field,
            text=text,
            due_at=due,
            made_by=cast.office,
        )
        for kind, field, text in rows
    )
    for key in demo.get("revised", ()):
        ProposalRemark.objects.create(
            proposal=proposal,
            revision=proposal.revisions.get(number=1),
            kind=RemarkKind.RETURN,
            field=key,
            text=MENDED,
            due_at=moment_of("resubmit", proposal) + datetime.timedelta(days=3),
            made_by=cast.office,
            settled_at=moment_of("resubmit", proposal),
        )


def _consultation(proposal: Proposal, demo: dict, cast: Cast) -> None:
    state, wish, way, times = demo["consultation"]
    year = cast.calendar.year
    meets_at = {
        ConsultationState.ARRANGED: cast.calendar.at(3, year, 19, 30),
        ConsultationState.HELD: cast.calendar.at(-2, year, 10, 30),
    }.get(state)
    Consultation.objects.create(
        proposal=proposal,
        asked_by=proposal.started_by,
        wish=wish,
        way=way,
        wished_times=times,
        division=proposal.division if state == ConsultationState.ARRANGED else None,
        meets_at=meets_at,
        place="オンライン" if way == "online" and meets_at else "",
        outcome=OUTCOME if state == ConsultationState.HELD else "",
        state=state,
    )


def _opinion(proposal: Proposal, demo: dict, cast: Cast) -> None:
    division, answer, text = demo["opinion"]
    clerk = cast.divisions[division].posts.order_by("pk").first()
    asked_at = moment_of("check", proposal)
    answered_at = asked_at + datetime.timedelta(days=6) if answer else None
    DivisionOpinion.objects.create(
        proposal=proposal,
        division=cast.divisions[division],
        request="一緒に行うとき、課ができることと、気をつけることを聞かせてください。",
        due_on=(cast.calendar.now if not answer else answered_at).date() + datetime.timedelta(days=4),
        asked_by=cast.office,
        answer=answer,
        text=text,
        answered_at=answered_at,
        answered_by=clerk.user if answer else None,
    )
