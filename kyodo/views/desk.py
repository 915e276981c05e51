from django.shortcuts import render
from django.utils import timezone

from ..desk import blocks_for
from ..fiscal_year import FiscalYear
from ..models import Draft, Job
from ..registry import board_columns, desk_follows

SHOWN = 8


def desk(request):
    """わたしの机: the first page after sign-in."""
    today = timezone.localdate()
    year = FiscalYear.of(today)
    return render(
        request,
        "kyodo/desk/desk.html",
        {
            "today": today,
            "blocks": blocks_for(request.user, today),
            "follows": _newest_first(desk_follows.gather(request.user)),
            "drafts": Draft.objects.filter(user=request.user).exclude(url="").order_by("-updated_at")[:SHOWN],
            "jobs": Job.objects.filter(owner=request.user, seen_at__isnull=True)[:SHOWN],
            "year": year,
            "board": sorted(
                board_columns.gather(request.user, year, today), key=lambda column: column.position
            ),
        },
    )


def _newest_first(follows):
    return sorted(follows, key=lambda each: each.changed_at, reverse=True)[:SHOWN]


def _board(user, year, today):
    """The 年度ボード is the coordinator's: it counts every 課."""
    if not user.standing.is_coordinator:
        return []
    return sorted(board_columns.gather(user, year, today), key=lambda column: column.position)
