"""Questions about a call: a group asks on the call's page, the office answers."""

from django.contrib import messages
from django.db.models import F
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kyodo.access import acts_on, require, sees
from kyodo.drafts import discard_draft
from kyodo.lists import PagedRows
from kyodo.workflow import StepRefused

from ..actions.questions import answer_question, ask_question
from ..forms.questions import AnswerForm, QuestionForm
from ..models import Call, CallQuestion
from .act_page import ActPage
from .calls import call_for_page, page_context, question_key
from .calls_seen import visible_call


@require_POST
@sees(call_for_page)
def ask(request, call: Call):
    """From the form on the call's page, which it comes back to."""
    require(request.user, "projects.ask_question")
    form = QuestionForm(request.POST, user=request.user)
    if form.is_valid():
        try:
            ask_question(call, **form.cleaned_data, by=request.user)
            discard_draft(request.user, question_key(call))
        except StepRefused as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            messages.success(
                request, "質問を送りました。事務局が答えると、このページに出ます。メールでも知らせます。"
            )
        return redirect(f"{reverse('projects:call', args=[call.pk])}#questions")
    context = page_context(request, call) | {"question_form": form}
    return render(request, "projects/calls/call.html", context, status=422)


@require_GET
@acts_on("projects.answer_question", visible_call)
def questions(request, call: Call):
    """The office's list of one call's questions: what waits for an answer first."""
    found = call.questions.select_related("organization", "answered_by")
    rows = found.order_by(F("answered_at").desc(nulls_first=True), "pk")
    context = {"call": call, "listing": PagedRows(request, rows)}
    return render(request, "projects/questions/list.html", context)


def question_of_call(user, question_id: int):
    found = CallQuestion.objects.filter(pk=question_id, call__in=Call.objects.visible_to(user))
    return found.select_related("call", "organization")


@require_http_methods(["GET", "POST"])
@acts_on("projects.answer_question", question_of_call)
def answer(request, question: CallQuestion):
    """How the question reads for everybody, and the answer."""
    page = ActPage(
        request,
        AnswerForm,
        title="質問に答える",
        label="回答を公開する",
        back=reverse("projects:questions", args=[question.call_id]),
        record=question,
        draft_key=f"projects.question:{question.pk}",
        call=question.call,
    )

    def save(form, version):
        answer_question(question, **form.cleaned_data, base_version=version, by=request.user)

    done = "回答を公開しました。質問した団体にも知らせます。"
    return page.answer(save, "projects/questions/answer.html", done)
