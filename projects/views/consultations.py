"""事前相談: a group asks about its draft; the office and the 課 it refers to arrange it and write what came of it."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from kyodo.access import acts_on, requires, sees
from kyodo.lists import PagedRows

from ..actions.consultations import (
    arrange_consultation,
    ask_consultation,
    drop_consultation,
    record_consultation,
    refer_consultation,
)
from ..forms.checking import ConfirmForm
from ..forms.consultations import (
    ArrangeForm,
    AskConsultationForm,
    OfficeOutcomeForm,
    OutcomeForm,
    ReferForm,
)
from ..models import Consultation, Proposal
from ..queries.checking import readable_proposal, shown_snapshot
from .act_page import ActPage

HOLD, REFER = "projects.hold_consultation", "projects.refer_consultation"
TEMPLATE = "projects/consultations/act.html"
RELATED = ("proposal__call", "proposal__category", "proposal__theme", "proposal__organization", "division")


def visible_consultation(user, consultation_id: int):
    found = Consultation.objects.visible_to(user).filter(pk=consultation_id)
    return found.select_related(*RELATED, "asked_by")


def _page(request, consultation: Consultation, form_class, title: str, label: str, **more) -> ActPage:
    back = reverse("projects:consultation", args=[consultation.pk])
    more = {"back": back, "proposal": consultation.proposal, "consultation": consultation, **more}
    return ActPage(request, form_class, title=title, label=label, **more)


@require_GET
@requires("projects.view_consultations")
def consultations(request):
    """All for the office, those referred to it for a 課; what is open first, the next meeting on top."""
    rows = Consultation.objects.for_city(request.user).in_order_of_work().select_related(*RELATED)
    return render(request, "projects/consultations/list.html", {"listing": PagedRows(request, rows)})


@require_GET
@sees(visible_consultation)
def consultation(request, consultation: Consultation):
    """For the city's side with the draft as it stands; the group reads what was arranged and what came of it."""
    user = request.user
    for_city = user.has_perm(HOLD, consultation)
    reads = for_city and readable_proposal(user, consultation.proposal_id).exists()
    context = {
        "consultation": consultation,
        "proposal": consultation.proposal,
        "for_city": for_city,
        "for_office": user.has_perm(REFER, consultation),
        "may_drop": consultation.is_open and user.has_perm("projects.drop_consultation", consultation),
        "snapshot": shown_snapshot(consultation.proposal) if reads else None,
    }
    return render(request, "projects/consultations/consultation.html", context)


@require_http_methods(["GET", "POST"])
@acts_on("projects.ask_consultation", readable_proposal)
def ask(request, proposal: Proposal):
    page = ActPage(
        request,
        AskConsultationForm,
        title="事前相談を申し込む",
        label="申し込む",
        back=reverse("projects:proposal", args=[proposal.pk]),
        draft_key=f"projects.consultation:{proposal.pk}",
        proposal=proposal,
        question="申し込むと、事務局がこの提案の下書きを読めるようになります。取りやめると、読めなくなります。",
    )
    return page.answer(
        lambda form, version: ask_consultation(proposal=proposal, **form.cleaned_data, by=request.user),
        TEMPLATE,
        "事前相談を申し込みました。日時が決まったら、お知らせします。",
    )


@require_http_methods(["GET", "POST"])
@acts_on(HOLD, visible_consultation)
def arrange(request, consultation: Consultation):
    page = _page(request, consultation, ArrangeForm, "日時を決める", "決めて知らせる", record=consultation)

    def save(form, version):
        arrange_consultation(
            consultation=consultation, **form.cleaned_data, base_version=version, by=request.user
        )

    return page.answer(save, TEMPLATE, "日時を決めました。団体にお知らせします。")


@require_http_methods(["GET", "POST"])
@acts_on(REFER, visible_consultation)
def refer(request, consultation: Consultation):
    page = _page(request, consultation, ReferForm, "課といっしょに聞く", "保存する", record=consultation)

    def save(form, version):
        chosen = form.cleaned_data["division"]
        refer_consultation(consultation=consultation, division=chosen, base_version=version, by=request.user)

    return page.answer(save, TEMPLATE, "保存しました。")


@require_http_methods(["GET", "POST"])
@acts_on(HOLD, visible_consultation)
def record(request, consultation: Consultation):
    """What came of it; the office's own note is asked of the office alone."""
    is_office = request.user.has_perm(REFER, consultation)
    page = _page(
        request,
        consultation,
        OfficeOutcomeForm if is_office else OutcomeForm,
        "相談の結果を書く",
        "保存する",
        record=consultation,
        draft_key=f"projects.outcome:{consultation.pk}",
    )

    def save(form, version):
        record_consultation(
            consultation=consultation,
            outcome=form.cleaned_data["outcome"],
            office_note=form.cleaned_data.get("office_note"),
            base_version=version,
            by=request.user,
        )

    return page.answer(save, TEMPLATE, "相談の結果を保存しました。")


@require_http_methods(["GET", "POST"])
@acts_on("projects.drop_consultation", visible_consultation)
def drop(request, consultation: Consultation):
    page = _page(
        request,
        consultation,
        ConfirmForm,
        "事前相談を取りやめる",
        "取りやめる",
        question="取りやめると、事務局と課は下書きを読めなくなります。締切の前なら、もう一度申し込めます。",
        danger=True,
    )
    return page.answer(
        lambda form, version: drop_consultation(consultation=consultation, by=request.user),
        TEMPLATE,
        "事前相談を取りやめました。",
    )
