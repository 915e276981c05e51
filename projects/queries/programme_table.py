"""Applications and adoptions over the years, read for `projects.programme_table`: four queries, however many rows."""

import datetime
from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from kyodo.fiscal_year import FiscalYear

from ..enums import CallState, ProposalSource, ProposalState, YearState
from ..models import Call, Programme, ProjectYear, Proposal
from ..programme_table import Adopted, Applied, CallFact, ProgrammeTable, tabulate_programme

OPENING, OPEN = "まもなく受付が始まります。", "受付中の募集の件数は、締切のあとに出します。"
SCREENING, CANCELLED = "審査中のものがあります。", "募集を中止しました。"


def programmes_with_calls() -> QuerySet[Programme]:
    """Those of whose calls citizens may read, the longest running first."""
    told = Call.objects.told().filter(programme=OuterRef("pk"))
    return Programme.objects.filter(Exists(told)).order_by("since_year", "pk")


def programme_tables(programmes: Iterable[Programme]) -> list[ProgrammeTable]:
    """One table a programme, in their order."""
    programmes, now = list(programmes), timezone.now()
    calls: dict[int, list[CallFact]] = {}
    closed = []
    told = Call.objects.told().filter(programme__in=programmes).order_by("fiscal_year", "pk")
    for call in told.only("programme_id", "fiscal_year", "state", "opens_at", "closes_at", "note"):
        calls.setdefault(call.programme_id, []).append(
            CallFact(call.fiscal_year, call.note, _status(call, now))
        )
        if _is_closed(call, now):
            closed.append(call.pk)
    applied, adopted = _applied(closed), _adopted(closed)
    return [
        tabulate_programme(
            each.name, calls.get(each.pk, ()), applied.get(each.pk, ()), adopted.get(each.pk, ())
        )
        for each in programmes
    ]


def _is_closed(call: Call, now: datetime.datetime) -> bool:
    """Nothing is handed in any more: only then its numbers are told."""
    if call.state == CallState.PUBLISHED:
        return call.closes_at <= now
    return call.state != CallState.CANCELLED


def _status(call: Call, now: datetime.datetime) -> str:
    if call.state == CallState.PUBLISHED and now < call.closes_at:
        return OPENING if now < call.opens_at else OPEN
    return {
        CallState.PUBLISHED: SCREENING,
        CallState.SCREENING: SCREENING,
        CallState.CANCELLED: CANCELLED,
    }.get(call.state, "")


def _handed_in(calls: list[int]) -> QuerySet[Proposal]:
    """What was taken back later was handed in all the same."""
    known = Q(source=ProposalSource.RECORD) | Q(submitted_at__isnull=False)
    return Proposal.objects.filter(known, call__in=calls)


def _applied(calls: list[int]) -> dict[int, list[Applied]]:
    rows = (
        _handed_in(calls)
        .order_by()
        .values_list("call__programme", "call__fiscal_year", "origin")
        .annotate(count=Count("pk"))
    )
    found: dict[int, list[Applied]] = {}
    for programme, year, origin, count in rows:
        found.setdefault(programme, []).append(Applied(year, origin, count))
    return found


def _adopted(calls: list[int]) -> dict[int, list[Adopted]]:
    """Still running: the project has a year that runs or is being prepared now; of a record, what the record says."""
    present = ProjectYear.objects.of_year(FiscalYear.current().year).filter(
        project=OuterRef("project__project"), state__in=(YearState.PREPARING, YearState.RUNNING)
    )
    cases = ProjectYear.objects.cases().filter(project=OuterRef("project__project"))
    rows = (
        _handed_in(calls)
        .filter(state__in=ProposalState.chosen())
        .annotate(runs=Exists(present), is_told=Exists(cases))
        .order_by("pk")
        .values_list(
            "call__programme",
            "call__fiscal_year",
            "origin",
            "title",
            "state",
            "project__project",
            "runs",
            "is_told",
            "is_continued",
        )
    )
    found: dict[int, list[Adopted]] = {}
    for programme, year, origin, title, state, project, runs, is_told, is_continued in rows:
        found.setdefault(programme, []).append(
            Adopted(
                year,
                origin,
                title,
                is_running=bool(runs if project else is_continued),
                awaits_vote=state == ProposalState.AWAITING_VOTE,
                case_id=project if is_told else None,
            )
        )
    return found
