"""What ふりかえり brings to the desk, the year's board and the doors of the frame."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Case, CharField, Count, F, Q, Value, When, Window
from django.db.models.functions import RowNumber
from django.urls import reverse

from kyodo.desk import read_once
from kyodo.fiscal_year import FiscalYear
from kyodo.registry import BoardColumn, Door, Task, board_columns, desk_tasks, doors
from projects.models import ProjectYear

from .enums import SheetState
from .models import ReviewRound, Sheet

SHOWN = 12  # a 課 may have hundreds of open sheets: the desk names the first to fall due and counts the rest
LAST_QUARTER = (1, 2, 3)  # in these months a coordinator is reminded to open the round of the ending 年度
LINE = (
    "pk",
    "number",
    "project_name",
    "organization_name",
    "due_on",
    "meeting_due_on",
    "state",
    "fiscal_year",
)


@dataclass(frozen=True)
class Wait:
    """What a sheet may wait for: the words of its line, where it leads, and where the rest is listed."""

    what: str
    button: str
    page: str
    and_more: str
    more: str = ""


_WRITE = ("ふりかえりシートを書く", "書く", "reviews:entry", "ほかにも書くシートがあります")
WAITS = {
    "group": Wait(*_WRITE),
    "city": Wait(*_WRITE, "?waiting=city"),
    "meeting": Wait(
        "ふりかえりの場を開く",
        "開く",
        "reviews:meeting",
        "ほかにもふりかえりの場があります",
        "?waiting=meeting",
    ),
}


@doors
def review_doors() -> Iterable[Door]:
    yield Door(
        "ふりかえり",
        "reviews:sheets",
        30,
        lambda user: user.is_authenticated and (user.standing.is_staff or user.standing.is_member),
    )


@desk_tasks
def sheet_tasks(user, today: datetime.date) -> Iterator[Task]:
    """Sheets to write for one's group and one's 課, and meetings to hold."""
    found: dict[str, list[Sheet]] = {}
    for sheet in _waiting_sheets(user):
        found.setdefault(sheet.waits_for, []).append(sheet)
    for key, wait in WAITS.items():
        yield from _lines(wait, found.get(key, []))


def _waiting_sheets(user) -> Iterable[Sheet]:
    """For each thing that is waited for the `SHOWN` sheets that fall due first, and one more: one query."""
    groups, divisions = user.standing.editable_organizations, user.standing.division_ids
    if not (groups or divisions):
        return []
    writes = Q(organization__in=groups, state=SheetState.OPEN, group_finished_at__isnull=True)
    ours = Q(division__in=divisions) & ~Q(organization__in=list(user.standing.memberships))
    waits_for = Case(
        When(writes, then=Value("group")),
        When(ours & Q(state=SheetState.OPEN, city_finished_at__isnull=True), then=Value("city")),
        When(ours & Q(state=SheetState.MEETING), then=Value("meeting")),
        output_field=CharField(),
    )
    due_on = Case(When(state=SheetState.MEETING, then=F("meeting_due_on")), default=F("due_on"))
    first = Window(RowNumber(), partition_by=["waits_for"], order_by=["falls_due_on", "number"])
    return (
        Sheet.objects.filter(state__in=[SheetState.OPEN, SheetState.MEETING])
        .filter(Q(organization__in=groups) | Q(division__in=divisions))
        .annotate(waits_for=waits_for, falls_due_on=due_on)
        .filter(waits_for__isnull=False)
        .annotate(place=first)
        .filter(place__lte=SHOWN + 1)
        .only(*LINE)
        .order_by("falls_due_on", "number")
    )


def _lines(wait: Wait, found: list[Sheet]) -> Iterator[Task]:
    for sheet in found[:SHOWN]:
        yield Task(
            wait.what,
            f"{sheet.project_name}（{sheet.organization_name}）",
            reverse(wait.page, args=[sheet.pk]),
            wait.button,
            sheet.falls_due_on,
        )
    if len(found) > SHOWN:
        listed = f"{reverse('reviews:sheets')}{wait.more}"
        due_on = found[SHOWN].falls_due_on
        yield Task(wait.and_more, "ふりかえりシートの一覧", listed, "一覧を見る", due_on)


@desk_tasks
def office_tasks(user, today: datetime.date) -> Iterator[Task]:
    """The coordinator's: rounds to open, what waits for the start, who is late, what may be published."""
    if not user.standing.is_coordinator:
        return
    yield from _rounds_to_open(today)
    for fiscal_year, found in _unpublished(today).items():
        year = FiscalYear(fiscal_year).short_label
        page = reverse("reviews:round", args=[fiscal_year])
        listed = f"{reverse('reviews:sheets')}?year={fiscal_year}"
        if found["late"]:
            late = "ふりかえりが遅れている課・団体を確かめる"
            yield Task(late, f"{year}のシート {found['late']}件", f"{listed}&late=1", "見る", today)
        if found["preparing"]:
            yield Task("ふりかえりの記入を始める", f"{year}のシート {found['preparing']}件", page, "始める")
        if found["final"]:
            publish = f"{listed}&state={SheetState.FINAL}"
            yield Task("確定したシートを公表する", f"{year}のシート {found['final']}件", publish, "見る")


@read_once
def _unpublished(today: datetime.date) -> dict[int, dict[str, int]]:
    """How the sheets that are not published yet stand, by 年度, the newest first: one query over the work in hand."""
    in_hand = Sheet.objects.filter(state__in=[state for state in SheetState if state != SheetState.PUBLISHED])
    rows = in_hand.values("fiscal_year").annotate(
        preparing=Count("pk", filter=Q(state=SheetState.PREPARING)),
        open=Count("pk", filter=~Q(state=SheetState.FINAL)),
        final=Count("pk", filter=Q(state=SheetState.FINAL)),
        late=Count(
            "pk",
            filter=Q(state=SheetState.OPEN, due_on__lt=today)
            | Q(state=SheetState.MEETING, meeting_due_on__lt=today),
        ),
    )
    return {row.pop("fiscal_year"): row for row in rows.order_by("-fiscal_year")}


@read_once
def _years_of_rounds() -> list[int]:
    """The newest first."""
    return list(ReviewRound.objects.order_by("-fiscal_year").values_list("fiscal_year", flat=True))


def _rounds_to_open(today: datetime.date) -> Iterator[Task]:
    """The last 年度, and from January on the present one, where projects are logged and no round is open."""
    present = FiscalYear.of(today)
    years = [present.previous, *([present] if today.month in LAST_QUARTER else [])]
    opened = _years_of_rounds()
    for year in years:
        if year.year not in opened and ProjectYear.objects.of_year(year.year).exists():
            yield Task(
                "年度のふりかえりを開く",
                year.label,
                reverse("reviews:round_open"),
                "開く",
                note="まだ開いていません",
            )


@board_columns
def review_columns(user, year: FiscalYear, today: datetime.date) -> Iterator[BoardColumn]:
    """ふりかえり and 公表 of the newest round: the sheets of a 年度 are written after it has ended."""
    if not user.standing.is_coordinator:
        return
    newest = next((each for each in _years_of_rounds() if each <= year.year), None)
    shown = newest or year.year
    found = _unpublished(today).get(shown, {"open": 0, "late": 0, "final": 0})
    page = reverse("reviews:round", args=[shown]) if newest else reverse("reviews:rounds")
    listed = f"{reverse('reviews:sheets')}?year={shown}&state={SheetState.FINAL}"
    yield BoardColumn("ふりかえり", 80, found["open"], found["late"], page)
    yield BoardColumn("公表", 90, found["final"], 0, listed)
