"""課の意見: asked by the office, answered by the 課 beside the proposal."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from kyodo.access import acts_on, require, requires, sees
from kyodo.lists import PagedRows
from kyodo.workflow import StepRefused

from ..actions.opinions import ask_opinions, change_opinion_request, drop_opinion_request, give_opinion
from ..forms.checking import AskOpinionsForm, OpinionRequestForm
from ..forms.opinions import OpinionForm
from ..models import DivisionOpinion, Proposal
from ..queries.checking import concerned_proposals, opinion_of, readable_proposal, shown_snapshot
from .act_page import ActPage


@require_GET
@requires("projects.view_opinions")
def opinions(request):
    """What was asked of one's own 課, the unanswered first; and the proposals with which it is concerned."""
    rows = DivisionOpinion.objects.of_divisions(request.user).in_order_of_work()
    context = {
        "listing": PagedRows(
            request, rows.select_related("proposal__call", "proposal__organization", "division")
        ),
        "concerned": concerned_proposals(request.user),
        "today": timezone.localdate(),
    }
    return render(request, "projects/opinions/list.html", context)


@require_http_methods(["GET", "POST"])
@sees(opinion_of)
def opinion(request, opinion: DivisionOpinion):
    """The proposal on the left, the 課's opinion on the right; the office and a decided proposal read only."""
    user, proposal = request.user, opinion.proposal
    if request.method == "POST":
        require(user, "projects.give_opinion", opinion)
    page = ActPage(
        request,
        OpinionForm,
        title=f"{opinion.division}の意見",
        label="意見を送る" if opinion.answered_at is None else "意見を直す",
        back=reverse("projects:opinions"),
        record=opinion,
        draft_key=f"projects.opinion:{opinion.pk}",
        proposal=proposal,
        snapshot=shown_snapshot(proposal),
        may_answer=user.has_perm("projects.give_opinion", opinion),
        today=timezone.localdate(),
    )

    def save(form, version):
        give_opinion(opinion=opinion, **form.cleaned_data, base_version=version, by=user)

    return page.answer(save, "projects/opinions/opinion.html", "意見を送りました。決定までは直せます。")


@require_http_methods(["GET", "POST"])
@acts_on("projects.check_proposal", readable_proposal)
def ask(request, proposal: Proposal):
    concerned = [proposal.division_id, proposal.theme and proposal.theme.division_id]
    page = ActPage(
        request,
        AskOpinionsForm,
        title="課に意見を聞く",
        label="意見を求める",
        back=reverse("projects:check_proposal", args=[proposal.pk]),
        arguments={"proposal": proposal, "initial": {"divisions": [pk for pk in concerned if pk]}},
        draft_key=f"projects.opinions:{proposal.pk}",
        proposal=proposal,
        question="選んだ課の人は、この提案を読めるようになります。課の協働推進員にお知らせします。",
    )
    return page.answer(
        lambda form, version: ask_opinions(proposal=proposal, **form.cleaned_data, by=request.user),
        "projects/checking/act.html",
        "意見を求めました。",
    )


@require_http_methods(["GET", "POST"])
@sees(opinion_of)
def change(request, opinion: DivisionOpinion):
    """The office's question and due date; or it asks no more (`drop`)."""
    proposal = opinion.proposal
    require(request.user, "projects.check_proposal", proposal)
    back = reverse("projects:check_proposal", args=[proposal.pk])
    if "drop" in request.POST:
        return _drop(request, opinion, back)
    page = ActPage(
        request,
        OpinionRequestForm,
        title=f"{opinion.division}への依頼を直す",
        label="保存する",
        back=back,
        record=opinion,
        proposal=proposal,
    )

    def save(form, version):
        change_opinion_request(opinion=opinion, **form.cleaned_data, base_version=version, by=request.user)

    return page.answer(save, "projects/opinions/request.html", "依頼を直しました。")


def _drop(request, opinion: DivisionOpinion, back: str):
    try:
        drop_opinion_request(opinion=opinion, by=request.user)
    except StepRefused as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, "依頼を取り下げました。")
    return redirect(back)
