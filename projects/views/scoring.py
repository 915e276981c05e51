"""A reviewer's score sheet: the proposal beside it, saved by itself, finished, taken back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from kyodo.access import acts_on
from kyodo.drafts import as_form_data, discard_draft, find_draft, save_draft
from organizations.views.pages import say_refusal

from ..actions.scoring import ScoringRefused, finish_scoring, save_scores, take_back_scoring
from ..forms.scoring import PREFIX, ScoreForm, as_typed, texts_of, with_choices, with_draft
from ..models import Assignment
from ..queries.reviewing import (
    ScoreSheet,
    newest_revision,
    opinions_on,
    progress_of,
    readable_assignment,
    score_sheet,
)
from .reviewing import address_of_next

TEMPLATE = "projects/reviewing/score.html"
KEPT = "書いたものは、下書きに残しました。"
CLASH = "別の画面で、同じところを書きかえています。「保存する」を押すと、見くらべて選べます"


def draft_key(assignment: Assignment) -> str:
    return f"projects.score:{assignment.pk}"


@require_http_methods(["GET", "POST"])
@acts_on("projects.score", readable_assignment)
def score(request, assignment: Assignment):
    """The proposal on the left, the sheet on the right; closed or finished it is read only."""
    sheet = score_sheet(assignment)
    if request.method == "GET":
        return _open(request, sheet)
    if "discard_draft" in request.POST:
        discard_draft(request.user, draft_key(assignment))
        return redirect("projects:score", assignment.pk)
    return _save(request, sheet)


def _form(sheet: ScoreSheet, data=None) -> ScoreForm:
    return ScoreForm(data, assignment=sheet.assignment, criteria=sheet.criteria, scores=sheet.scores)


def _open(request, sheet: ScoreSheet):
    draft = find_draft(request.user, draft_key(sheet.assignment))
    form = _form(sheet)
    if draft and sheet.takes_scores:
        form = _form(sheet, with_draft(form, as_form_data(draft))).silence()
    return _show(request, sheet, form, draft=draft)


def _save(request, sheet: ScoreSheet):
    kept = texts_of(sheet.assignment, sheet.scores)
    data = with_choices(request.POST, kept)
    form = _form(sheet, data)
    if not form.is_valid():
        return _show(request, sheet, form, status=422)
    try:
        saved = save_scores(sheet.assignment, form.edits, by=request.user)
    except ScoringRefused as refused:
        return _refused(request, sheet.assignment, refused)
    discard_draft(request.user, draft_key(sheet.assignment))
    if saved.clashes:
        return _show_clash(request, data, sheet.assignment, saved)
    return _go_on(request, sheet.assignment)


def _refused(request, assignment: Assignment, refused: ScoringRefused):
    """The stage was closed meanwhile: what was typed is kept as a draft."""
    keep_draft(request, assignment)
    messages.error(request, f"{' '.join(refused.messages)}{KEPT}")
    return redirect("projects:score", assignment.pk)


def keep_draft(request, assignment: Assignment) -> None:
    url = reverse("projects:score", args=[assignment.pk])
    save_draft(
        request.user, draft_key(assignment), request.POST, title=f"採点　{assignment.proposal}", url=url
    )


def _show_clash(request, data, assignment: Assignment, saved):
    """What did not clash is saved; where it did, both are shown."""
    assignment.refresh_from_db(fields=["outlook", "comment", "version"])
    sheet = score_sheet(assignment)
    differences = [clash.difference for clash in saved.clashes]
    mine = {each.name: data.get(f"{PREFIX}-{each.name}", "") for each in differences}
    form = _form(sheet, as_typed(_form(sheet), mine)).silence()
    return _show(request, sheet, form, status=409, differences=differences)


def _go_on(request, assignment: Assignment):
    """Where the pressed button leads."""
    then = request.POST.get("then")
    if then == "finish":
        return _finish_or_ask(request, assignment)
    messages.success(request, "保存しました。")
    if then == "next":
        return redirect(address_of_next(request.user, assignment))
    return redirect("projects:score", assignment.pk)


def _finish_or_ask(request, assignment: Assignment):
    """Without gaps the sheet is finished at once; with some it is asked first."""
    sheet = score_sheet(assignment)
    if sheet.missing:
        return redirect("projects:score_finish", assignment.pk)
    return _finish(request, sheet)


def _finish(request, sheet: ScoreSheet):
    try:
        finish_scoring(sheet.assignment, by=request.user)
    except ScoringRefused as refused:
        say_refusal(request, refused)
        return redirect("projects:score", sheet.assignment.pk)
    discard_draft(request.user, draft_key(sheet.assignment))
    messages.success(
        request, f"「{sheet.assignment.proposal}」の採点を終えました。締切までは採点し直せます。"
    )
    return redirect(address_of_next(request.user, sheet.assignment))


def _show(request, sheet: ScoreSheet, form: ScoreForm, *, status: int = 200, draft=None, **more):
    assignment = sheet.assignment
    call = assignment.proposal.call
    context = {
        "assignment": assignment,
        "proposal": assignment.proposal,
        "call": call,
        "sheet": sheet,
        "form": form,
        "revision": newest_revision(assignment),
        "opinions": opinions_on(assignment),
        "progress": progress_of(request.user, [call])[0],
        "draft": draft,
        "draft_texts": _draft_texts(form, draft) if draft and not sheet.takes_scores else [],
        **more,
    }
    return render(request, TEMPLATE, context, status=status)


def _draft_texts(form: ScoreForm, draft) -> list[tuple[str, str]]:
    """What was written too late, by the fields' names, so that nothing is lost."""
    return [
        (str(field.label), text)
        for name, field in form.fields.items()
        for text in draft.data.get(form.add_prefix(name), ())
        if text.strip()
    ]


@require_POST
@acts_on("projects.score", readable_assignment)
def score_save(request, assignment: Assignment):
    """What the page saves by itself: the fields that were changed; says the new bases of those that were stored.

    409 where another window changed the same field, 422 where a field makes no sense, 423 when scoring is over.
    """
    form = _form(score_sheet(assignment), request.POST)
    if not form.is_valid():
        return JsonResponse({"error": _first_error(form)}, status=422)
    try:
        saved = save_scores(assignment, form.edits, by=request.user)
    except ScoringRefused as refused:
        keep_draft(request, assignment)
        return JsonResponse({"error": f"{' '.join(refused.messages)}{KEPT}"}, status=423)
    stored = {f"{name}_{key}": version for (key, name), version in saved.versions.items()}
    if saved.clashes:
        return JsonResponse({"error": CLASH, "bases": stored}, status=409)
    return JsonResponse({"saved_at": f"{timezone.localtime():%H:%M}", "bases": stored})


def _first_error(form: ScoreForm) -> str:
    name, errors = next(iter(form.errors.items()))
    return f"{form.fields[name].label}：{errors[0]}"


@require_http_methods(["GET", "POST"])
@acts_on("projects.score", readable_assignment)
def score_finish(request, assignment: Assignment):
    """終える, where something is still empty: said first."""
    sheet = score_sheet(assignment)
    if not sheet.takes_scores:
        return redirect("projects:score", assignment.pk)
    if request.method == "POST":
        return _finish(request, sheet)
    context = {"assignment": assignment, "proposal": assignment.proposal, "sheet": sheet}
    return render(request, "projects/reviewing/finish.html", context)


@require_POST
@acts_on("projects.score", readable_assignment)
def score_take_back(request, assignment: Assignment):
    """採点し直す."""
    try:
        take_back_scoring(assignment, by=request.user)
    except ValidationError as error:
        say_refusal(request, error)
    else:
        messages.success(
            request, "採点し直せます。終わったら、もう一度「この提案の採点を終える」を押してください。"
        )
    return redirect("projects:score", assignment.pk)
