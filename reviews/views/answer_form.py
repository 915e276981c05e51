"""The Excel form of one respondent: down, and up again with a preview of all that it changes."""

import tempfile

from django.contrib import messages
from django.http import FileResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kyodo.access import acts_on, sees
from kyodo.drafts import DraftTooLarge, discard_draft, find_draft, save_draft
from kyodo.tables.responses import XLSX_TYPE
from kyodo.workflow import StepRefused

from ..actions.answer_pages import CLOSED, take_form
from ..answer_form.kept import as_json, edits_of
from ..answer_form.planning import FormPlan, plan_form
from ..answer_form.writing import write_answer_form
from ..forms.answer_form import AnswerFormUpload
from ..given import GivenError, in_words
from ..models import Respondent
from ..paper import Paper
from ..queries.answering import answerable, paper_of
from .answering import WRITE, frame_of

KEPT = "answers"
TEMPLATE = "reviews/answering/upload.html"


def _key(respondent: Respondent) -> str:
    return f"reviews.answer_form:{respondent.pk}"


@require_GET
@acts_on(WRITE, answerable)
def survey_answer_form(request, respondent: Respondent):
    """用紙をダウンロードする."""
    file = tempfile.SpooledTemporaryFile(max_size=2 * 1024 * 1024)  # noqa: SIM115 - FileResponse closes it
    write_answer_form(paper_of(respondent), file)
    name = f"{respondent.survey.title}_{respondent.name}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX_TYPE)


@require_http_methods(["GET", "POST"])
@sees(answerable)
def survey_answer_upload(request, respondent: Respondent):
    """The way to the form, and back: a filled one is tried, and shown with what it changes or what is wrong."""
    if not request.user.has_perm(WRITE, respondent):
        messages.error(request, CLOSED)
        return redirect("reviews:survey_answer", pk=respondent.pk)
    paper = paper_of(respondent)
    if request.method == "GET":
        return _show(
            request, respondent, AnswerFormUpload(), changes=_kept_changes(request, respondent, paper)
        )
    discard_draft(request.user, _key(respondent))
    form = AnswerFormUpload(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, respondent, form, status=422)
    plan = plan_form(form.cleaned_data["file"], form.cleaned_data["file"].name, paper)
    if plan.faults:
        return _show(request, respondent, form, status=422, faults=plan.faults)
    return _keep(request, respondent, form, plan)


def _keep(request, respondent: Respondent, form: AnswerFormUpload, plan: FormPlan):
    if not plan.changes:
        messages.info(request, "用紙の答えは、画面と同じです。変わるところはありません。")
        return redirect("reviews:survey_answer_upload", pk=respondent.pk)
    data = QueryDict(mutable=True)
    data[KEPT] = as_json(plan.changes)
    try:
        save_draft(request.user, _key(respondent), data, title=f"用紙の取り込み　{respondent.survey}")
    except DraftTooLarge as error:
        form.add_error("file", str(error))
        return _show(request, respondent, form, status=422)
    return redirect("reviews:survey_answer_upload", pk=respondent.pk)


def _kept_changes(request, respondent: Respondent, paper: Paper) -> list[tuple]:
    """(question, row, before, after) of what the last form changes and has not been taken in."""
    draft = find_draft(request.user, _key(respondent))
    if draft is None:
        return []
    try:
        edits = edits_of(draft.data.get(KEPT, [""])[0], paper)
    except GivenError:
        discard_draft(request.user, _key(respondent))
        return []
    found = []
    for edit in edits:
        offered = paper.offered[edit.question.code]
        before = in_words(offered, paper.given[edit.place]) if edit.place in paper.given else ""
        found.append((edit.question, edit.row, before, in_words(offered, edit.given)))
    return found


@require_POST
@sees(answerable)
def survey_answer_apply(request, respondent: Respondent):
    """取り込む: all of the form, or nothing; or `discard`, and nothing has changed."""
    draft = find_draft(request.user, _key(respondent))
    if "discard" in request.POST or draft is None:
        discard_draft(request.user, _key(respondent))
        return redirect("reviews:survey_answer_upload", pk=respondent.pk)
    try:
        edits = edits_of(draft.data.get(KEPT, [""])[0], paper_of(respondent))
        take_form(respondent, edits, by=request.user)
    except StepRefused as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("reviews:survey_answer_upload", pk=respondent.pk)
    except GivenError as error:
        messages.error(request, str(error))
        return redirect("reviews:survey_answer_upload", pk=respondent.pk)
    discard_draft(request.user, _key(respondent))
    messages.success(request, f"用紙から{len(edits)}問を取り込みました。確かめて、出してください。")
    return redirect("reviews:survey_answer", pk=respondent.pk)


def _show(request, respondent: Respondent, form, *, status: int = 200, faults=(), changes=()):
    context = {**frame_of(request, respondent), "form": form, "faults": faults, "changes": changes}
    return render(request, TEMPLATE, context, status=status)
