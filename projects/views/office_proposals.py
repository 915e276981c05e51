"""The office's list of proposals, its export, and sending all that are ready to the screening together."""

from django.contrib import messages
from django.db.models import Count, Exists, OuterRef
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods

from kyodo.access import acts_on, requires
from kyodo.lists import ListPage
from kyodo.tables import csv_response, xlsx_response

from ..actions.checking import send_all_to_screening
from ..enums import ProposalState
from ..filters.proposals import SORTS, OfficeProposalFilter
from ..models import Call, DivisionOpinion, Proposal, ProposalRemark
from ..proposal_columns import HEADER, rows_of
from .calls_seen import visible_call

VIEW = "projects.view_proposals"
EXPORTS = (("CSV", "csv"), ("Excel", "xlsx"))
RESPONSES = {"csv": csv_response, "xlsx": xlsx_response}


@require_GET
@requires(VIEW)
def office_proposals(request):
    """What groups have handed in, and whose drafts there are."""
    rows = Proposal.objects.for_office_list(request.user)
    filterset = OfficeProposalFilter(request.GET, _with_waiting(rows))
    listing = ListPage(request, filterset, SORTS)
    call, now = filterset.shown_call, timezone.now()
    for proposal in listing.page.object_list:
        closes_at = proposal.closes_at
        proposal.is_late = (
            proposal.state == ProposalState.DRAFT and closes_at is not None and closes_at <= now
        )
    context = {
        "listing": listing,
        "unit": "提案",
        "call": call,
        "states": _states(rows, call),
        "ready": _ready(request.user, call).count() if call else 0,
        "exports": [(label, reverse("projects:export_proposals", args=[kind])) for label, kind in EXPORTS],
    }
    return render(request, "projects/checking/list.html", context)


def _with_waiting(rows):
    """Each with what waits on it: an answer to read, a question to answer, an opinion to give."""
    of_row = {"proposal": OuterRef("pk")}
    return (
        rows.annotate(
            has_answer=Exists(ProposalRemark.objects.answered().filter(**of_row)),
            has_question=Exists(ProposalRemark.objects.unanswered().filter(**of_row)),
            awaits_opinion=Exists(DivisionOpinion.objects.filter(answered_at__isnull=True, **of_row)),
        )
        .select_related("call", "category", "organization", "division")
        .defer("search_key", "conditions_note")
    )


def _states(rows, call: Call | None) -> list[tuple[ProposalState, int, str]]:
    """(state, how many, where they are listed) of the shown call, those that there are."""
    if call is not None:
        rows = rows.filter(call=call)
    counts = dict(rows.order_by().values_list("state").annotate(n=Count("pk")))
    address, shown = reverse("projects:office_proposals"), call.pk if call else "all"
    return [
        (state, counts[state], f"{address}?{urlencode({'call': shown, 'state': state.value})}")
        for state in ProposalState
        if state in counts
    ]


def _ready(user, call: Call):
    return Proposal.objects.for_office_list(user).filter(call=call).ready_for_screening()


@require_GET
@requires("projects.view_proposals")
def export_proposals(request, kind: str):
    """The list as a file: the same query string, no cap."""
    if kind not in RESPONSES:
        raise Http404
    filterset = OfficeProposalFilter(request.GET, Proposal.objects.for_office_list(request.user))
    sort = next((each for each in SORTS if each.key == request.GET.get("sort")), SORTS[0])
    call = filterset.shown_call
    name = f"提案_{call.title}" if call else "提案"
    return RESPONSES[kind](rows_of(filterset.qs.order_by(*sort.order)), HEADER, name)


@require_http_methods(["GET", "POST"])
@acts_on(VIEW, visible_call)
def screen_checked(request, call: Call):
    """All of a call that are ready go to the screening together; first they are named."""
    if request.method == "POST":
        sent = send_all_to_screening(call=call, by=request.user)
        messages.success(request, f"{sent}件を審査に進めました。")
        return redirect(f"{reverse('projects:office_proposals')}?call={call.pk}")
    ready = _ready(request.user, call).select_related("organization").order_by("pk")
    return render(request, "projects/checking/screen_checked.html", {"call": call, "ready": ready})
