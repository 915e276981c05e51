"""募集 for everybody: the list, one call, and the calendar of deadlines."""

import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from kyodo.access import public, sees
from kyodo.drafts import find_draft, restore
from kyodo.lists import ListPage

from ..call_calendar import calendar_of
from ..call_door import door_of
from ..call_values import values_of
from ..enums import CallState, ProposalOrigin, ThemeKind
from ..filters.calls import CALL_SORTS, CallFilter
from ..forms.questions import QuestionForm
from ..models import Call
from ..queries.calls import (
    adopted_before,
    answered_questions,
    calls_being_judged,
    calls_to_open,
    calls_with_result,
    open_calls,
    own_proposals,
)
from ..sections import sections_of
from ..selection_words import selection_rules
from ..templatetags.call_words import by_stage
from .calls_seen import visible_call

IN_CALENDAR = datetime.timedelta(days=400)  # since the closing: longer ago is nobody's appointment
MOST_IN_HAND = 30  # of those that are open or being judged: a city has a handful


@public
@require_GET
def call_list(request):
    """Open first, then to open, being judged, and those with a result by 年度."""
    now = timezone.now()
    results = calls_with_result().select_related("programme")
    context = {
        "open": open_calls(now).prefetch_related("categories")[:MOST_IN_HAND],
        "to_open": calls_to_open(now)[:MOST_IN_HAND],
        "judged": calls_being_judged(now)[:MOST_IN_HAND],
        "listing": ListPage(request, CallFilter(request.GET, results), CALL_SORTS),
        "unit": "募集",
    }
    return render(request, "projects/calls/list.html", context)


def call_for_page(user, call_id: int):
    return visible_call(user, call_id).select_related("programme__form")


@public
@require_GET
@sees(call_for_page)
def call(request, call: Call):
    """What, for whom, how much, until when, how it is decided. The office sees it before it is out, as a preview."""
    return render(request, "projects/calls/call.html", page_context(request, call))


def page_context(request, call: Call) -> dict:
    """Everything that the page of a call shows, with the form for a question where this person may ask one."""
    values = values_of(call)
    stages = by_stage(values["criteria"])
    rules = ("cutoff_percent", "lowest_majority_rejects", "tie_rule", "needs_vote")
    proposals = own_proposals(call, request.user)
    return {
        "call": call,
        "rules": values,
        "stages": stages,
        "selection": selection_rules(stages, **{name: values[name] for name in rules}),
        "origins": [ProposalOrigin(each).label for each in call.origins],
        "theme_kinds": [ThemeKind(each).label for each in call.theme_kinds],
        "sections": sections_of(call.sections),
        "themes": call.themes.published().select_related("division"),
        "notices": call.notices.all(),
        "questions": answered_questions(call),
        "question_form": question_form_for(request.user, call),
        "question_key": question_key(call),
        "adopted": adopted_before(call),
        "door": door_of(call, request.user, proposals),
        "proposals": proposals,
        "is_preview": call.state == CallState.DRAFT,
        "may_run": request.user.has_perm("projects.run_programme"),
    }


def question_form_for(user, call: Call) -> QuestionForm | None:
    """For those who may ask, with what they had begun to write."""
    if not call.takes_questions or not user.is_authenticated or not user.has_perm("projects.ask_question"):
        return None
    draft = find_draft(user, question_key(call))
    form = restore(QuestionForm, draft, user=user) if draft else QuestionForm(user=user)
    return form if form.groups else None


def question_key(call: Call) -> str:
    return f"projects.question:of-call-{call.pk}"


@public
@require_GET
def call_calendar(request):
    """The opening and closing of every call, for a calendar program that asks for it again and again."""
    recent = Call.objects.told().filter(closes_at__gte=timezone.now() - IN_CALENDAR)
    return HttpResponse(calendar_of(recent), content_type="text/calendar; charset=utf-8")
