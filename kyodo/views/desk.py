from django.shortcuts import render
from django.utils import timezone

from ..desk import blocks_for, reading_once
from ..fiscal_year import FiscalYear
from ..models import Draft, Job
from ..registry import board_columns, desk_follows

SHOWN = 8


def desk(request):
    """わたしの机: the first page after sign-in."""
    today = timezone.localdate()
    year = FiscalYear.of(today)
    with reading_once():
        blocks = blocks_for(request.user, today)
        follows = _newest_first(desk_follows.gather(request.user))
        columns = board_columns.gather(request.user, year, today)
        board = sorted(columns, key=lambda column: column.position)
    return render(
        request,
        "kyodo/desk/desk.html",
        {
            "today": today,
            "blocks": blocks,
            "follows": follows,
            "drafts": Draft.objects.filter(user=request.user).exclude(url="").order_by("-updated_at")[:SHOWN],
            "jobs": Job.objects.filter(owner=request.user, seen_at__isnull=True)[:SHOWN],
            "year": year,
            "board": board,
        },
    )


def _newest_first(follows):
    return sorted(follows, key=lambda each: each.changed_at, reverse=True)[:SHOWN]
