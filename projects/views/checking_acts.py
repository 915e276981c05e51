"""What the office does with one proposal: each act a page that asks first."""

from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kyodo.access import acts_on

from ..actions.checking import (
    check_conditions,
    reopen_proposal,
    send_to_screening,
    set_division,
    start_checking,
)
from ..actions.remarks import ask_group, return_proposal
from ..enums import ProposalState
from ..forms.checking import (
    MET,
    AskGroupForm,
    ConditionsForm,
    ConfirmForm,
    DivisionForm,
    ReopenForm,
    ReturnForm,
)
from ..models import Proposal
from ..queries.checking import listed_proposal, readable_proposal, shown_snapshot, with_remarks
from .act_page import ActPage
from .checking import conditions_beside

CHECK = "projects.check_proposal"
TEMPLATE = "projects/checking/act.html"


def _page(request, proposal: Proposal, form_class, title: str, label: str, **more) -> ActPage:
    back = reverse("projects:check_proposal", args=[proposal.pk])
    more = {"back": back, **more}
    return ActPage(request, form_class, title=title, label=label, proposal=proposal, **more)


@require_http_methods(["GET", "POST"])
@acts_on(CHECK, readable_proposal)
def start(request, proposal: Proposal):
    question = "団体には「事務局が要件を確認しています」と出ます。"
    page = _page(request, proposal, ConfirmForm, "要件の確認を始める", "始める", question=question)
    return page.answer(
        lambda form, version: start_checking(proposal=proposal, by=request.user),
        TEMPLATE,
        "要件の確認を始めました。",
    )


@require_http_methods(["GET", "POST"])
@acts_on(CHECK, readable_proposal)
def screen(request, proposal: Proposal):
    question = "このあと、照会や差戻しはできません。審査委員への割当ては、審査のページで行います。"
    page = _page(request, proposal, ConfirmForm, "審査に進める", "審査に進める", question=question)
    return page.answer(
        lambda form, version: send_to_screening(proposal=proposal, by=request.user),
        TEMPLATE,
        "審査に進めました。",
    )


@require_http_methods(["GET", "POST"])
@acts_on(CHECK, readable_proposal)
def conditions(request, proposal: Proposal):
    page = _page(
        request,
        proposal,
        ConditionsForm,
        "応募の条件を確かめる",
        "結果を保存する",
        record=proposal,
        draft_key=f"projects.conditions:{proposal.pk}",
        conditions=conditions_beside(proposal, shown_snapshot(proposal)),
    )

    def save(form, version):
        check_conditions(
            proposal=proposal,
            met=form.cleaned_data["conditions_met"] == MET,
            note=form.cleaned_data["conditions_note"],
            base_version=version,
            by=request.user,
        )

    return page.answer(save, "projects/checking/conditions.html", "確かめた結果を保存しました。")


@require_http_methods(["GET", "POST"])
@acts_on(CHECK, readable_proposal)
def division(request, proposal: Proposal):
    page = _page(request, proposal, DivisionForm, "関係する課を決める", "保存する", record=proposal)

    def save(form, version):
        chosen = form.cleaned_data["division"]
        set_division(proposal=proposal, division=chosen, base_version=version, by=request.user)

    return page.answer(save, TEMPLATE, "関係する課を保存しました。")


@require_http_methods(["GET", "POST"])
@acts_on(CHECK, readable_proposal)
def ask(request, proposal: Proposal):
    """照会; `?field=` chooses the field beforehand."""
    question = "団体にすぐにお知らせします。提案書はそのままで、団体は答えだけを送ります。"
    page = _page(
        request,
        proposal,
        AskGroupForm,
        "団体に照会する",
        "照会を送る",
        arguments={"proposal": proposal, "initial": {"field": request.GET.get("field", "")}},
        draft_key=f"projects.ask:{proposal.pk}",
        question=question,
    )
    return page.answer(
        lambda form, version: ask_group(proposal=proposal, **form.cleaned_data, by=request.user),
        TEMPLATE,
        "照会を送りました。",
    )


@require_http_methods(["GET", "POST"])
@acts_on(CHECK, readable_proposal)
def give_back(request, proposal: Proposal):
    """差戻し: the whole text with a box at each field."""
    snapshot, _ = with_remarks(shown_snapshot(proposal), ())
    page = _page(
        request,
        proposal,
        ReturnForm,
        "差し戻す",
        "差し戻す",
        arguments={"proposal": proposal},
        draft_key=f"projects.return:{proposal.pk}",
        snapshot=snapshot,
    )

    def save(form, version):
        return_proposal(
            proposal=proposal,
            remarks=form.remarks,
            reason=form.cleaned_data["reason"],
            due_at=form.cleaned_data["due_at"],
            by=request.user,
        )

    return page.answer(save, "projects/checking/return.html", "差し戻しました。団体にお知らせします。")


@require_http_methods(["GET", "POST"])
@acts_on("projects.reopen_proposal", listed_proposal)
def reopen(request, proposal: Proposal):
    """For one proposal alone; of a draft the office reads nothing but whose it is."""
    returned = proposal.state == ProposalState.RETURNED
    title = "出し直しの期限を延ばす" if returned else "締切のあとに受け付ける"
    back = reverse("projects:office_proposals")
    if returned:
        back = reverse("projects:check_proposal", args=[proposal.pk])
    page = _page(
        request, proposal, ReopenForm, title, "受け付けを延ばす", back=back, hides_title=not returned
    )

    def save(form, version):
        reopen_proposal(proposal=proposal, **form.cleaned_data, by=request.user)

    return page.answer(save, TEMPLATE, "受け付けを延ばしました。団体にお知らせします。")
