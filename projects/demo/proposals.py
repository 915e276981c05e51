"""The proposals of the demo (`proposals_now.toml`, `proposals_past.toml`), with what hangs on each of them."""

import datetime
import tomllib
from pathlib import Path
from uuid import uuid4

from django.core.files.base import ContentFile

from kyodo.uploads import CheckedFile, check_upload
from kyodo.wareki import JAPAN

from ..actions.answers import search_key_of
from ..actions.submission import receipt_number
from ..asked import asked_of
from ..budget import read_budget
from ..content import Content
from ..enums import ProposalOrigin, ProposalState, ThemeKind
from ..models import Attachment, Call, Project, Proposal, ProposalAnswer, ProposalRevision
from ..snapshot import compose_snapshot, digest_of
from .answers import answers_of
from .calendar import Calendar
from .cast import Cast
from .deciding import project_year_of
from .history import moment_of
from .remarks import hang_on

DATA = ("proposals_past.toml", "proposals_now.toml")
PAPER = Path(__file__).with_name("paper.pdf")


def make_proposals(cast: Cast) -> list[tuple[dict, Proposal]]:
    """Every proposal with what the data says of it, oldest call first."""
    files = [Path(__file__).with_name(name).read_text(encoding="utf-8") for name in DATA]
    demos = [demo for text in files for demo in tomllib.loads(text)["proposals"]]
    paper = check_upload(ContentFile(PAPER.read_bytes(), name=PAPER.name))
    made = []
    for index, demo in enumerate(demos):
        proposal = _proposal(demo, index, cast)
        _write(proposal, demo)
        if proposal.submitted_at:
            _attach(proposal, paper)
            _hand_in(proposal, demo)
        hang_on(proposal, demo, cast)
        made.append((demo, proposal))
    return made


def _proposal(demo: dict, index: int, cast: Cast) -> Proposal:
    call, group = cast.calls[demo["call"]], cast.groups[demo["group"]]
    officer, theme = cast.officers[group.pk], cast.themes.get(demo.get("theme"))
    is_handed_in = demo["state"] != ProposalState.DRAFT
    proposal = Proposal(
        call=call,
        category=call.categories.get(key=demo.get("category", "challenge")),
        theme=theme,
        theme_kind=ThemeKind.SET if theme else ThemeKind.FREE,
        origin=ProposalOrigin.CITY if theme and theme.is_city_proposal else ProposalOrigin.CITIZEN,
        organization=group,
        division=cast.divisions[demo["division"]],
        title=demo["name"],
        years=demo.get("years", 1),
        year_number=demo.get("year_number", 1),
        continues=Project.objects.filter(name=demo["continues"]).first() if "continues" in demo else None,
        state=demo["state"],
        stage_number=demo.get("stage", 1),
        started_by=officer,
        submitted_at=_submitted_at(call, index, cast.calendar) if is_handed_in else None,
        submitted_by=officer if is_handed_in else None,
        search_key=search_key_of(demo["name"], group),
    )
    if proposal.state == ProposalState.RETURNED:
        proposal.open_until = cast.calendar.at(9, cast.calendar.year, 17)
    proposal.project = project_year_of(proposal, demo, cast)
    proposal._history_user = officer
    proposal._history_date = proposal.submitted_at or call.opens_at
    proposal.save()
    return proposal


def _submitted_at(call: Call, index: int, calendar: Calendar) -> datetime.datetime:
    """Some evening while the call was open, and some days ago."""
    last = min(call.closes_at, calendar.now - datetime.timedelta(days=4))
    day = call.opens_at + (last - call.opens_at) * ((index * 7 % 10 + 1) / 12)
    return day.astimezone(JAPAN).replace(hour=19 + index % 4, minute=index * 13 % 60, second=0)


def _write(proposal: Proposal, demo: dict) -> None:
    asked = asked_of(proposal)
    answers = answers_of(demo, asked, proposal.organization)
    ProposalAnswer.objects.bulk_create(
        ProposalAnswer(proposal=proposal, key=key, value=value, updated_by=proposal.started_by)
        for key, value in {**answers, **demo.get("revised", {})}.items()
    )
    proposal.requested = read_budget(Content(answers).budget_rows(), asked.terms).requested
    Proposal.objects.filter(pk=proposal.pk).update(requested=proposal.requested)


def _attach(proposal: Proposal, paper: CheckedFile) -> None:
    """One and the same page under every paper that the call insists on."""
    for asked in proposal.call.papers:
        if asked["required"]:
            Attachment.objects.create(
                proposal=proposal,
                paper=asked["key"],
                file=ContentFile(PAPER.read_bytes(), name=f"{uuid4().hex}.pdf"),
                name=f"{asked['label']}.pdf",
                content_type=paper.content_type,
                size=paper.size,
                sha256=paper.sha256,
                added_by=proposal.started_by,
            )


def _hand_in(proposal: Proposal, demo: dict) -> None:
    """The submission as it was kept; of one that was sent back and mended, both."""
    _revise(proposal, 1, proposal.submitted_at)
    if "revised" in demo:
        mended = answers_of(demo, asked_of(proposal), proposal.organization)
        for row in proposal.answers.filter(key__in=demo["revised"]):
            row.value, row.version = mended[row.key], 2
            row.save()
        _revise(proposal, 2, moment_of("resubmit", proposal))


def _revise(proposal: Proposal, number: int, at: datetime.datetime) -> None:
    content = compose_snapshot(proposal)
    ProposalRevision.objects.create(
        proposal=proposal,
        number=number,
        receipt_number=receipt_number(proposal, number),
        submission_key=uuid4(),
        content=content,
        digest=digest_of(content),
        submitted_at=at,
        submitted_by=proposal.submitted_by,
    )
