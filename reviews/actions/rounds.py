"""One 年度's ふりかえり: opened, completed, started, its dates moved, its sheets published together."""

import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from kyodo.access import require
from kyodo.fiscal_year import FiscalYear
from kyodo.workflow import move_all
from projects.enums import Visibility

from ..enums import SheetState
from ..models import AxisSet, ReviewRound, Sheet
from ..planning import Wanted, plan_round, texts_of


@transaction.atomic
def open_round(
    *,
    year: FiscalYear,
    axis_set: AxisSet,
    entry_due_on: datetime.date,
    meeting_due_on: datetime.date,
    by,
) -> ReviewRound:
    """Open the year's round with its sheets in 準備. Where it is open already, only what is missing is added."""
    require(by, "reviews.run_round")
    review_round, _ = ReviewRound.objects.get_or_create(
        fiscal_year=year.year,
        defaults={
            "axis_set": axis_set,
            "entry_due_on": entry_due_on,
            "meeting_due_on": meeting_due_on,
            "opened_by": by,
        },
    )
    add_missing_sheets(review_round=review_round, by=by)
    return review_round


@transaction.atomic
def add_missing_sheets(*, review_round: ReviewRound, by) -> int:
    """Make the sheets that the year needs and does not have, numbered on from the last. Returns how many."""
    require(by, "reviews.run_round")
    locked = ReviewRound.objects.select_for_update().get(pk=review_round.pk)
    plan = plan_round(FiscalYear(locked.fiscal_year))
    last = locked.sheets.aggregate(last=Max("number"))["last"] or 0
    sheets = [_sheet(locked, wanted, last + step) for step, wanted in enumerate(plan.wanted, start=1)]
    if sheets:
        bulk_create_with_history(sheets, Sheet, default_user=by, default_change_reason="ふりかえりを開く")
    return len(sheets)


def _sheet(review_round: ReviewRound, wanted: Wanted, number: int) -> Sheet:
    partner, year = wanted.partner, wanted.partner.project_year
    return Sheet(
        round=review_round,
        partner=partner,
        kind=wanted.kind,
        number=number,
        fiscal_year=review_round.fiscal_year,
        project_year=year,
        organization_id=partner.organization_id,
        division_id=year.division_id,
        axis_set_id=review_round.axis_set_id,
        due_on=review_round.entry_due_on,
        meeting_due_on=review_round.meeting_due_on,
        **texts_of(partner),
    )


@transaction.atomic
def start_entry(*, review_round: ReviewRound, by) -> int:
    """準備 → 記入中 for all of the round that wait; names and texts are taken over as they stand now."""
    require(by, "reviews.run_round")
    waiting = review_round.sheets.filter(state=SheetState.PREPARING)
    changed, fields = [], set()
    for sheet in waiting.select_related(
        "partner__project_year__project", "partner__project_year__division", "partner__project_year__form"
    ):
        fresh = {name: text for name, text in texts_of(sheet.partner).items() if getattr(sheet, name) != text}
        for name, text in fresh.items():
            setattr(sheet, name, text)
        if fresh:
            changed.append(sheet)
            fields |= set(fresh)
    if changed:
        Sheet.objects.bulk_update(changed, sorted(fields), batch_size=100)
    return move_all(waiting, "open", by=by)


@transaction.atomic
def change_due_dates(
    *, review_round: ReviewRound, entry_due_on: datetime.date, meeting_due_on: datetime.date, by
) -> None:
    """Move the round's due dates, and with them those of every sheet that is not settled yet."""
    require(by, "reviews.run_round")
    review_round.entry_due_on, review_round.meeting_due_on = entry_due_on, meeting_due_on
    review_round.save(update_fields=["entry_due_on", "meeting_due_on", "updated_at"])
    review_round.sheets.exclude(state__in=SheetState.frozen()).update(
        due_on=entry_due_on, meeting_due_on=meeting_due_on, updated_at=timezone.now()
    )


def publish_round(*, review_round: ReviewRound, by) -> int:
    """確定 → 公表 for every sheet of the round whose project is public. Returns how many."""
    require(by, "reviews.run_round")
    return move_all(publishable(review_round.sheets.all()), "publish", by=by)


def publishable(sheets):
    """Those that may go public now: settled, and of a public project."""
    return sheets.filter(state=SheetState.FINAL, project_year__project__visibility=Visibility.PUBLIC)
