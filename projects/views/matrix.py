"""進みぐあい: proposals × reviewers of one stage, and letters to whoever is late."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from kyodo.access import acts_on
from kyodo.lists import PagedRows
from organizations.views.pages import say_refusal

from ..actions.stages import nudge_late
from ..models import Call, ScreeningStage
from ..queries.assigning import stage_in_hand
from ..queries.matrix import matrix_of, proposals_of
from ..queries.ranking import ranking_of
from ..queries.screening import screened_call
from ..tabs import screening_tabs

ROWS = 100


@require_GET
@acts_on("projects.run_screening", screened_call)
def matrix(request, call: Call):
    """Who is how far in one stage (`?stage=`): words alone, and totals once it is closed."""
    stages = list(call.stages.order_by("number"))
    stage = _shown_stage(request, stages)
    context = {"call": call, "tabs": screening_tabs(call, "matrix"), "stages": stages, "stage": stage}
    if stage is None:
        return render(request, "projects/screening/no_stage.html", context)
    listing = PagedRows(request, proposals_of(stage), ROWS)
    found = matrix_of(stage, list(listing.page.object_list))
    in_hand = next((each for each in stages if not each.is_closed), None)
    board = ranking_of(call).board_of(stage.number) if stage.is_closed else None
    context |= {
        "listing": listing,
        "matrix": found,
        "lines": {line.entry.id: line for line in board.lines} if board else {},
        "is_in_hand": in_hand is not None and in_hand.pk == stage.pk,
    }
    return render(request, "projects/screening/matrix.html", context)


def _shown_stage(request, stages: list[ScreeningStage]) -> ScreeningStage | None:
    """The stage asked for, or the one in hand, or the last."""
    asked = request.GET.get("stage", "")
    found = [stage for stage in stages if str(stage.number) == asked]
    found += [stage for stage in stages if not stage.is_closed] + stages[-1:]
    return found[0] if found else None


@require_POST
@acts_on("projects.run_screening", screened_call)
def nudge(request, call: Call):
    """Ask one reviewer (`member`), or all who are late, for what they owe."""
    stage = stage_in_hand(call)
    asked = request.POST.get("member", "")
    members = [int(asked)] if asked.isascii() and asked.isdigit() and len(asked) < 10 else None
    try:
        count = nudge_late(stage, members=members, by=request.user) if stage else 0
    except ValidationError as error:
        say_refusal(request, error)
        return redirect("projects:matrix", call.pk)
    if count:
        messages.success(request, f"{count}人に、採点をお願いする通知を送りました。")
    else:
        messages.info(request, "通知を送る相手がいません。同じ人には一日に一度だけ送ります。")
    return redirect("projects:matrix", call.pk)
