"""順位: the calculation of what is closed – ranks, ties, spread and severity, its steps, and all of it as files."""

from io import BytesIO

from csp.decorators import csp_exempt
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from kyodo.access import acts_on
from kyodo.charts.svg import Svg
from kyodo.files import send_made
from kyodo.lists import PagedRows
from kyodo.tables import csv_response, xlsx_response

from ..charts.spread import spread_chart, spread_mini
from ..jobs import order_calculation
from ..models import Call, Proposal
from ..printing.calculation import file_name, one_calculation, parts_of, ties_of, write_calculation
from ..queries.assigning import stage_in_hand
from ..queries.ranking import ranking_of
from ..queries.screening import screened_call
from ..ranking import Board, Line, Ranking
from ..score_table import header, rows
from ..tabs import screening_tabs
from .assigning import screened_proposal

ROWS = 100
AT_ONCE = 20  # proposals whose pages a person waits for; more are a job
RESPONSES = {"csv": csv_response, "xlsx": xlsx_response}
EXPORTS = (("CSV", "csv"), ("Excel", "xlsx"))


@require_GET
@acts_on("projects.run_screening", screened_call)
def ranking(request, call: Call):
    """One board (`?stage=`, 0 for all stages together); none before the first stage is closed."""
    found = ranking_of(call)
    stages = list(call.stages.order_by("number"))
    context = {"call": call, "tabs": screening_tabs(call, "ranking"), "stages": stages, "ranking": found}
    board = _board(request, found)
    if board is None:
        context["stage"] = stage_in_hand(call)
        return render(request, "projects/ranking/not_yet.html", context)
    listing = PagedRows(request, list(board.lines), ROWS)
    context |= {
        "board": board,
        "stage": next((stage for stage in stages if stage.number == board.number), None),
        "with_final": len(stages) > 1 and found.final is not None,
        "listing": listing,
        "lines": [
            (line, [(cell, spread_mini(cell)) for cell in line.cells]) for line in listing.page.object_list
        ],
        "incomplete": [line for line in board.lines if line.gaps or line.excluded or line.unscored],
        "chooses": _may_choose(stages, board),
        "is_scored": all(stage.is_closed for stage in stages),
        "exports": EXPORTS,
        "prints_as_job": len(found.boards[0].lines) > AT_ONCE,
    }
    return render(request, "projects/ranking/ranking.html", context)


def _board(request, found: Ranking) -> Board | None:
    """The board asked for, else the one that counts."""
    asked = request.GET.get("stage", "")
    if asked == "0":
        return found.final or found.result
    board = found.board_of(int(asked)) if asked in ("1", "2") else None
    return board or found.result


def _may_choose(stages, board: Board) -> bool:
    """Who goes on is chosen in the ranking of the first of two stages, until the second is closed."""
    return len(stages) == 2 and board.number == 1 and not stages[1].is_closed


def call_and_kind(user, call_id: int, kind: str):
    """Nothing for a kind of file that there is not."""
    return screened_call(user, call_id) if kind in RESPONSES else Call.objects.none()


@require_GET
@acts_on("projects.run_screening", call_and_kind)
def ranking_export(request, call: Call):
    """The same board as a file."""
    board = _board(request, ranking_of(call))
    if board is None:
        raise Http404("no stage is closed")
    kind = request.resolver_match.kwargs["kind"]
    return RESPONSES[kind](rows(board), header(board), f"審査の順位_{call.title}_{board.name}")


@require_GET
@acts_on("projects.run_screening", screened_proposal)
def calculation(request, proposal: Proposal):
    """Every step of one proposal's numbers, on every board that has it."""
    found = ranking_of(proposal.call)
    parts = parts_of(found, proposal.pk)
    if not parts:
        raise Http404("no stage of this proposal is closed")
    context = {
        "call": proposal.call,
        "proposal": proposal,
        "parts": [(board, line, _chart(board, line)) for board, line in parts],
        "ties": ties_of(parts),
    }
    return render(request, "projects/ranking/calculation.html", context)


def _chart(board: Board, line: Line) -> Svg:
    return spread_chart(line.cells, title=f"{board.name}の点の散らばり")


@csp_exempt()  # a browser's own PDF viewer is a plug-in to it, and object-src refuses those
@require_http_methods(["GET", "POST"])
@acts_on("projects.run_screening", screened_call)
def ranking_print(request, call: Call):
    """The whole calculation as a PDF; where that takes longer than anybody waits, a job that POST asks for."""
    found = ranking_of(call)
    if not found.boards:
        raise Http404("no stage is closed")
    if request.method == "POST":
        return redirect("job", pk=order_calculation(call, by=request.user).pk)
    if len(found.boards[0].lines) > AT_ONCE:
        return redirect("projects:ranking", call.pk)
    out = BytesIO()
    write_calculation(call, found, out=out)
    return send_made(out.getvalue(), name=file_name(call))


@csp_exempt()  # as above
@require_GET
@acts_on("projects.run_screening", screened_proposal)
def calculation_print(request, proposal: Proposal):
    """One proposal's page."""
    found = ranking_of(proposal.call)
    if not parts_of(found, proposal.pk):
        raise Http404("no stage of this proposal is closed")
    return send_made(one_calculation(proposal.call, found, proposal.pk), name=f"計算_{proposal}.pdf")
