"""Surveys as the office runs them: the list, making one, its page, and every step with a page that asks first."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from kyodo.access import acts_on, public, require, requires, sees
from kyodo.conflicts import EditConflict, differences, take_choices
from kyodo.fiscal_year import FiscalYear
from kyodo.lists import ListPage, PagedRows
from kyodo.models import City
from kyodo.workflow import StepRefused, changes_of

from ..actions import running
from ..actions.surveys import make_survey
from ..actions.waves import copy_wave, free_code
from ..addressees import people_of
from ..checking import problems_of
from ..enums import RespondentState, SurveyState
from ..filters import RESPONDENT_SORTS, RespondentFilter
from ..forms.surveys import NewSurveyForm, SurveyForm, SurveyStepForm
from ..models import Respondent, Survey
from ..queries.progress import counts_of, last_changes
from ..queries.survey_history import survey_events
from ..queries.surveys import visible_survey
from ..survey_steps import survey_next_step, survey_step_bar
from ..survey_templates import BLANK
from .survey_frame import sent, survey_page

NOTES = {
    "open": "回答する人へ、お願いの通知を送ります。始めたあとに設問を変えると、新しい版になります。",
    "close": "回答を受け取らなくなります。書きかけの回答は残り、集計には入りません。みなさんに通知します。",
    "reopen": "もう一度、回答を受け取ります。まだの人へ、お願いの通知を送ります。",
    "publish": "集計の表と図、報告書を、だれでも読めるようにします。",
    "unpublish": "市民の画面から消えます。内容は「締切」のまま残ります。",
}


@public
@require_GET
def surveys(request):
    """All that this person may see: a citizen the published ones."""
    listing = PagedRows(request, Survey.objects.visible_to(request.user))
    counted = {"may_run": request.user.has_perm("reviews.run_survey"), "listing": listing}
    return render(request, "reviews/surveys/list.html", counted)


@require_http_methods(["GET", "POST"])
@requires("reviews.run_survey")
def survey_new(request):
    """From a template, from an earlier wave, or blank."""
    first = {"fiscal_year": FiscalYear.current().previous.year}
    form = NewSurveyForm(sent(request), initial=first)
    if request.method == "POST" and form.is_valid():
        survey = _make(form.cleaned_data, request.user)
        messages.success(request, f"調査を作りました。回答者は{survey.respondents.count()}件です。")
        return redirect("reviews:survey", code=survey.code)
    return render(request, "reviews/surveys/new.html", {"form": form}, status=422 if form.errors else 200)


def _make(given: dict, by) -> Survey:
    year = FiscalYear(given["fiscal_year"])
    if given["kind"] == "wave":
        previous = Survey.objects.get(code=given["name"])
        return copy_wave(previous, year=year, title=given["title"], by=by)
    is_blank = given["kind"] == BLANK
    template = BLANK if is_blank else given["name"]
    return make_survey(
        template=template,
        year=year,
        code=free_code(f"{template}-{year.year}"),
        title=given["title"],
        audience=given["name"] if is_blank else None,
        by=by,
    )


@public
@require_GET
@sees(visible_survey)
def survey(request, survey: Survey):
    """Where it stands, what is next, and how far each 課 is."""
    counts = counts_of(survey)
    may_run = request.user.has_perm("reviews.run_survey", survey)
    is_preparing = may_run and survey.state == SurveyState.PREPARING
    found = problems_of(survey) if is_preparing else []
    errors = [each for each in found if each.is_error]
    next_step = survey_next_step(survey, counts, errors=len(errors), office=City.current().office_name)
    context = {
        "steps": survey_step_bar(survey, changes_of(survey)),
        "next_step": next_step,
        "is_late": next_step is not None and next_step.is_late(timezone.localdate()),
        "errors": errors,
        "own": _own(request.user, survey),
        "may_see_progress": request.user.has_perm("reviews.view_survey", survey),
        "may_remind": may_run and survey.state == SurveyState.OPEN,
    }
    if context["may_see_progress"]:
        context |= _progress(request, survey, counts)
    return survey_page(request, survey, "reviews/surveys/survey.html", "survey", **context)


def _own(user, survey: Survey) -> list[Respondent]:
    """The 課 and groups for which this person answers."""
    if not user.is_authenticated or survey.state == SurveyState.PREPARING:
        return []
    return list(survey.respondents.answered_by(user).select_related("answers_through"))


def _progress(request, survey: Survey, counts: dict) -> dict:
    rows = survey.respondents.select_related("answers_through", "submitted_by")
    listing = ListPage(request, RespondentFilter(request.GET, rows), RESPONDENT_SORTS)
    shown = list(listing.page.object_list)
    changed = last_changes(shown)
    for each in shown:
        each.last_change = changed.get(each.pk) or each.submitted_at
    is_open = survey.state == SurveyState.OPEN
    return {
        "listing": listing,
        "rows": shown,
        "counts": list(counts.items()),
        "answered": counts[RespondentState.SUBMITTED],
        "total": sum(counts.values()),
        "is_live": is_open and request.GET.get("still") != "1",
        "is_open": is_open,
    }


@require_GET
@acts_on("reviews.view_survey", visible_survey)
def survey_progress(request, survey: Survey):
    """The table alone: an open page asks for it again every half minute."""
    context = {
        "survey": survey,
        "may_run": request.user.has_perm("reviews.run_survey", survey),
        **_progress(request, survey, counts_of(survey)),
    }
    return render(request, "reviews/surveys/_progress.html", context)


@require_http_methods(["GET", "POST"])
@acts_on("reviews.run_survey", visible_survey)
def survey_edit(request, survey: Survey):
    """Its name, its words, its date, and how it is counted."""
    if request.method != "POST":
        return _edit_page(request, survey, SurveyForm(instance=survey), survey.version)
    sent = request.POST.get("base_version", "")
    base = int(sent) if sent.isascii() and sent.isdigit() else 0
    form = SurveyForm(take_choices(request.POST, SurveyForm, survey), instance=survey)
    if not form.is_valid():
        return _edit_page(request, survey, form, base, status=422)
    try:
        running.change_survey(survey, base_version=base, by=request.user, **form.cleaned_data)
    except EditConflict as conflict:
        now = conflict.current
        found = differences(form, now)
        return _edit_page(request, survey, form, now.version, status=409, differences=found)
    messages.success(request, "保存しました。")
    return redirect("reviews:survey", code=survey.code)


def _edit_page(request, survey: Survey, form, base: int, *, status: int = 200, **more):
    context = {"form": form, "base_version": base, **more}
    return survey_page(request, survey, "reviews/surveys/edit.html", "survey", status=status, **context)


@require_http_methods(["GET", "POST"])
def survey_step(request, code: str, action: str):
    """A page that asks first, and for what the step needs, then the step."""
    survey = get_object_or_404(visible_survey(request.user, code))
    if action not in NOTES:
        raise Http404
    require(request.user, "reviews.run_survey", survey)
    taken = survey.workflow.get(action)
    form = SurveyStepForm(sent(request), survey=survey, action=action)
    if request.method == "POST" and (not form.fields or form.is_valid()):
        return _take(request, survey, action, form.cleaned_data if form.fields else {})
    people = people_of(survey.respondents.select_related("answers_through")) if action == "open" else {}
    context = {
        "step": taken,
        "form": form,
        "note": NOTES[action],
        "problems": problems_of(survey) if action == "open" else [],
        "unreached": [each for each in survey.respondents.all() if not people[each.pk]] if people else [],
    }
    status = 422 if form.errors else 200
    return survey_page(request, survey, "reviews/surveys/step.html", "survey", status=status, **context)


survey_step.fetch = visible_survey


def _take(request, survey: Survey, action: str, given: dict):
    try:
        survey = getattr(running, f"{action}_survey")(survey, by=request.user, **given)
    except StepRefused as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, f"「{survey.get_state_display()}」にしました。")
    return redirect("reviews:survey", code=survey.code)


@require_GET
@acts_on("reviews.run_survey", visible_survey)
def survey_history(request, survey: Survey):
    """経過: who did what when."""
    events = survey_events(survey)
    return survey_page(request, survey, "reviews/surveys/history.html", "survey_history", events=events)


@require_http_methods(["GET", "POST"])
@acts_on("reviews.run_survey", visible_survey)
def survey_remind(request, survey: Survey):
    """A letter to those alone who have not submitted."""
    missing = survey.respondents.exclude(state=RespondentState.SUBMITTED).select_related("answers_through")
    if request.method == "POST":
        try:
            written = running.remind_missing(survey, by=request.user)
        except StepRefused as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            messages.success(request, f"{written}人に催促を送りました。")
        return redirect("reviews:survey", code=survey.code)
    people = people_of(missing)
    context = {
        "missing": missing,
        "letters": len({person.pk for each in people.values() for person in each}),
        "unreached": [each for each in missing if not people[each.pk]],
    }
    return survey_page(request, survey, "reviews/surveys/remind.html", "survey", **context)
