"""What ふりかえり brings to the desk, the year's board and the doors of the frame."""

import datetime
from collections.abc import Iterable, Iterator

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

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
    standing = user.standing
    if standing.editable_organizations:
        mine = Sheet.objects.filter(
            organization__in=standing.editable_organizations,
            state=SheetState.OPEN,
            group_finished_at__isnull=True,
        )
        yield from _to_write(mine, reverse("reviews:sheets"))
    if standing.division_ids:
        ours = Sheet.objects.filter(division__in=standing.division_ids).exclude(
            organization__in=list(standing.memberships)
        )
        waiting = ours.filter(state=SheetState.OPEN, city_finished_at__isnull=True)
        yield from _to_write(waiting, f"{reverse('reviews:sheets')}?waiting=city")
        yield from _to_meet(ours.filter(state=SheetState.MEETING))


def _to_write(sheets: QuerySet[Sheet], more_url: str) -> Iterator[Task]:
    found = list(sheets.only(*LINE).order_by("due_on", "number")[: SHOWN + 1])
    for sheet in found[:SHOWN]:
        yield Task(
            "ふりかえりシートを書く",
            f"{sheet.project_name}（{sheet.organization_name}）",
            reverse("reviews:entry", args=[sheet.pk]),
            "書く",
            sheet.due_on,
        )
    if len(found) > SHOWN:
        yield Task(
            "ほかにも書くシートがあります",
            "ふりかえりシートの一覧",
            more_url,
            "一覧を見る",
            found[SHOWN].due_on,
        )


def _to_meet(sheets: QuerySet[Sheet]) -> Iterator[Task]:
    found = list(sheets.only(*LINE).order_by("meeting_due_on", "number")[: SHOWN + 1])
    for sheet in found[:SHOWN]:
        yield Task(
            "ふりかえりの場を開く",
            f"{sheet.project_name}（{sheet.organization_name}）",
            reverse("reviews:meeting", args=[sheet.pk]),
            "開く",
            sheet.meeting_due_on,
        )
    if len(found) > SHOWN:
        url = f"{reverse('reviews:sheets')}?waiting=meeting"
        due_on = found[SHOWN].meeting_due_on
        yield Task("ほかにもふりかえりの場があります", "ふりかえりシートの一覧", url, "一覧を見る", due_on)


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


def _rounds_to_open(today: datetime.date) -> Iterator[Task]:
    """The last 年度, and from January on the present one, where projects are logged and no round is open."""
    present = FiscalYear.of(today)
    years = [present.previous, *([present] if today.month in LAST_QUARTER else [])]
    opened = set(
        ReviewRound.objects.filter(fiscal_year__in=[year.year for year in years]).values_list(
            "fiscal_year", flat=True
        )
    )
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
    newest = ReviewRound.objects.filter(fiscal_year__lte=year.year).first()
    shown = newest.fiscal_year if newest else year.year
    found = _unpublished(today).get(shown, {"open": 0, "late": 0, "final": 0})
    page = reverse("reviews:round", args=[shown]) if newest else reverse("reviews:rounds")
    listed = f"{reverse('reviews:sheets')}?year={shown}&state={SheetState.FINAL}"
    yield BoardColumn("ふりかえり", 80, found["open"], found["late"], page)
    yield BoardColumn("公表", 90, found["final"], 0, listed)
