"""出す前の確認, handing in, and taking back what was handed in."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from kyodo.access import acts_on, sees
from kyodo.workflow import StepRefused

from ..actions.answering import take_back_answers
from ..actions.handing_in import hand_in
from ..models import Respondent
from ..queries.answering import answerable, paper_of, progress_of
from ..readiness import gaps_of
from .answering import WRITE, frame_of


@require_http_methods(["GET", "POST"])
@sees(answerable)
def survey_answer_confirm(request, respondent: Respondent):
    """What is open, told before it is handed in; 無回答 is allowed."""
    if request.method == "POST":
        return _hand_in(request, respondent)
    if not request.user.has_perm(WRITE, respondent):
        return redirect("reviews:survey_answer", pk=respondent.pk)
    return _show(request, respondent)


def _hand_in(request, respondent: Respondent):
    frame = frame_of(request, respondent)
    confirms = request.POST.get("confirms_known") == "yes"
    try:
        hand_in(respondent, confirms_known=confirms, is_proxy=frame["is_proxy"], by=request.user)
    except StepRefused as refused:
        if not request.user.has_perm(WRITE, respondent):
            messages.error(request, " ".join(refused.messages))
            return redirect("reviews:survey_answer", pk=respondent.pk)
        return _show(request, respondent, " ".join(refused.messages))
    messages.success(request, "回答を出しました。ありがとうございました。")
    return redirect("reviews:survey_answer", pk=respondent.pk)


def _show(request, respondent: Respondent, refused: str = ""):
    progress = progress_of(paper_of(respondent))
    gaps = gaps_of(progress.paper)
    context = {
        **frame_of(request, respondent),
        "progress": progress,
        "faults": [gap for gap in gaps if gap.is_fault],
        "open": [gap for gap in gaps if not gap.is_fault and not gap.is_unconfirmed],
        "unconfirmed": [gap for gap in gaps if gap.is_unconfirmed],
        "refused": refused,
    }
    return render(request, "reviews/answering/confirm.html", context, status=409 if refused else 200)


@require_POST
@acts_on("reviews.take_back_answers", answerable)
def survey_answer_take_back(request, respondent: Respondent):
    """書き直す."""
    try:
        take_back_answers(respondent, by=request.user)
    except StepRefused as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, "書き直せます。終わったら、もう一度出してください。")
    return redirect("reviews:survey_answer", pk=respondent.pk)
