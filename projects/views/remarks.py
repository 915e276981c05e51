"""Questions at the fields of a proposal: answered by the group in their place, settled by the office."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from kyodo.access import require, sees
from kyodo.drafts import find_drafts
from kyodo.workflow import StepRefused

from ..actions.remarks import answer_question, settle_question
from ..forms.opinions import AnswerForm
from ..models import Proposal, ProposalRemark
from ..queries.checking import field_labels, remark_of, shown_remarks
from .act_page import ActPage


def remarks_context(user, proposal: Proposal) -> dict:
    """What `projects/proposal/_remarks.html` shows a group, half-written answers included."""
    remarks = shown_remarks(proposal)
    may_answer = user.has_perm("projects.answer_remark", proposal)
    waiting = [each.remark for each in remarks if each.awaits_answer] if may_answer else []
    drafts = find_drafts(user, map(draft_key, waiting)) if waiting else {}
    for remark in waiting:
        remark.draft = drafts.get(draft_key(remark))
        remark.typed = "".join(remark.draft.data.get("answer", ())) if remark.draft else ""
    return {"remarks": remarks, "may_answer": may_answer}


def draft_key(remark: ProposalRemark) -> str:
    return f"projects.answer:{remark.pk}"


@require_http_methods(["GET", "POST"])
@sees(remark_of)
def answer(request, remark: ProposalRemark):
    """The group's answer; the form stands on the proposal's page too, and comes here."""
    proposal = remark.proposal
    require(request.user, "projects.answer_remark", proposal)
    page = ActPage(
        request,
        AnswerForm,
        title="照会に答える",
        label="答えを送る",
        back=reverse("projects:proposal", args=[proposal.pk]),
        draft_key=draft_key(remark),
        proposal=proposal,
        remark=remark,
        field_label=field_labels(proposal).get(remark.field, remark.field),
    )
    return page.answer(
        lambda form, version: answer_question(
            remark=remark, text=form.cleaned_data["answer"], by=request.user
        ),
        "projects/remarks/answer.html",
        "答えを送りました。",
    )


@require_POST
@sees(remark_of)
def settle(request, remark: ProposalRemark):
    """The office has read the answer, or needs none."""
    require(request.user, "projects.check_proposal", remark.proposal)
    try:
        settle_question(remark=remark, by=request.user)
    except StepRefused as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, "照会を済みにしました。")
    return redirect("projects:check_proposal", proposal_id=remark.proposal_id)
