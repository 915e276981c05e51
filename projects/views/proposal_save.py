"""What the page of a section does by itself: it saves what was changed, and asks who else writes."""

import datetime

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_GET, require_POST

from kyodo.access import acts_on
from kyodo.workflow import StepRefused

from ..actions.answers import save_answers
from ..actions.presence import note_writing
from ..asked import asked_of
from ..forms.answers import base_of, read_edits
from ..models import Proposal
from ..queries.writing import company_of
from .proposal_write import OPEN, section_asked_for, section_to_write


@require_POST
@acts_on(OPEN, section_to_write)
def proposal_save(request, proposal: Proposal):
    """What the page saves by itself: the fields that were changed; says the new bases of those that were stored.

    409 where others changed the same field, or nobody may write any more; 422 where a field is too long. What could
    be stored is stored in either case.
    """
    asked = asked_of(proposal)
    section = section_asked_for(request, asked)
    edits = read_edits(request.POST)
    try:
        saved = save_answers(proposal, edits, by=request.user)
    except StepRefused as refused:
        return JsonResponse({"error": " ".join(refused.messages), "bases": {}}, status=409)
    note_writing(proposal, section.key, by=request.user)
    answer = {
        "saved_at": f"{timezone.localtime(saved.at):%H:%M}",
        "bases": {key: base_of(saved.values[key], version) for key, version in saved.versions.items()},
    }
    if saved.refused:
        answer["error"] = " ".join(saved.refused.values())
    return JsonResponse(answer, status=409 if saved.clashes else 422 if saved.refused else 200)


@require_GET
@acts_on(OPEN, section_to_write)
def proposal_writers(request, proposal: Proposal):
    """Who else writes, and what they have changed since the page was made: asked for every twenty seconds."""
    asked = asked_of(proposal)
    since = _moment(request.GET.get("since", ""))
    section = section_asked_for(request, asked)
    company = company_of(proposal, asked, section, request.user, since=since)
    if company.digest == request.GET.get("shown"):
        return HttpResponse(status=204)  # the page stays as it is, and no screen reader says it again
    context = {"proposal": proposal, "section": section, "company": company}
    return render(request, "projects/proposal/write/_writers.html", context)


def _moment(text: str) -> datetime.datetime:
    """The moment that the page says it was made; now, where it says none."""
    try:
        found = parse_datetime(text)
    except ValueError:
        found = None
    return found if found and found.tzinfo else timezone.now()
