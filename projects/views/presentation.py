"""公開プレゼンテーション: the office's slots, a group's choice, the order, and the timekeeper's page."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kyodo.access import acts_on, public, sees
from kyodo.history import history_of
from kyodo.wareki import in_japan
from kyodo.workflow import StepRefused

from ..actions.slots import (
    SlotTaken,
    change_slot,
    choose_slot,
    make_slots,
    publish_order,
    remove_slot,
    set_window,
)
from ..forms.presentation import ChooseSlotForm, MakeSlotsForm, SlotForm, WindowForm
from ..models import Call, PresentationSlot, Proposal
from ..queries.presentation import by_day, without_slot
from .calls_seen import visible_call

RUN = "projects.run_slots"


def visible_slot(user, slot_id: int):
    found = PresentationSlot.objects.filter(pk=slot_id, call__in=Call.objects.visible_to(user))
    return found.select_related("call", "proposal__organization")


def readable_proposal(user, proposal_id: int):
    return (
        Proposal.objects.readable_by(user)
        .filter(pk=proposal_id)
        .select_related("call", "organization", "slot")
    )


def order_of_call(user, call_id: int):
    """Everybody once the order is public; the office before."""
    found = visible_call(user, call_id)
    return found if user.has_perm(RUN) else found.filter(order_published_at__isnull=False)


@require_GET
@acts_on(RUN, visible_call)
def slots(request, call: Call):
    """All slots by day, who has which, and who has none yet."""
    found = list(call.slots.select_related("proposal__organization"))
    context = {
        "call": call,
        "days": by_day(found),
        "total": len(found),
        "taken": sum(slot.proposal_id is not None for slot in found),
        "waiting": without_slot(call),
        "takes_now": call.takes_slots_at(timezone.now()),
    }
    return render(request, "projects/presentation/slots.html", context)


@require_http_methods(["GET", "POST"])
@acts_on(RUN, visible_call)
def slots_make(request, call: Call):
    """Days, hours and lengths; then what would be made; then it is made."""
    initial = {"minutes": call.presentation_minutes + call.question_minutes}
    form = MakeSlotsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and request.POST.get("then") == "make":
        made, there = make_slots(
            call,
            form.planned,
            place_kind=form.cleaned_data["place_kind"],
            place=form.cleaned_data["place"],
            by=request.user,
        )
        already = f"すでにある枠と重なる{there}枠は、作りませんでした。" if there else ""
        messages.success(request, f"{made}枠を作りました。{already}")
        return redirect("projects:slots", call_id=call.pk)
    planned = form.planned if form.is_bound and form.is_valid() else []
    context = {"call": call, "form": form, "days": by_day(planned), "count": len(planned)}
    return render(request, "projects/presentation/make.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@acts_on(RUN, visible_slot)
def slot(request, slot: PresentationSlot):
    """One slot changed; with its group in it, moved."""
    form = SlotForm(request.POST or None, slot=slot)
    if request.method == "POST" and form.is_valid():
        try:
            change_slot(slot, reason=form.cleaned_data.get("reason", ""), by=request.user)
        except StepRefused as refused:
            form.add_error("reason", refused)
        else:
            messages.success(request, "枠を保存しました。")
            return redirect("projects:slots", call_id=slot.call_id)
    context = {"slot": slot, "call": slot.call, "form": form, "events": history_of(slot)}
    return render(request, "projects/presentation/slot.html", context, status=422 if form.errors else 200)


@require_POST
@acts_on(RUN, visible_slot)
def slot_remove(request, slot: PresentationSlot):
    try:
        remove_slot(slot, by=request.user)
    except StepRefused as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, "枠を消しました。")
    return redirect("projects:slots", call_id=slot.call_id)


@require_http_methods(["GET", "POST"])
@acts_on(RUN, visible_call)
def slots_window(request, call: Call):
    """When the groups choose."""
    form = WindowForm(request.POST or None, call=call)
    if request.method == "POST" and form.is_valid():
        set_window(call, **form.cleaned_data, by=request.user)
        messages.success(request, "枠を選ぶ期間を決めました。")
        return redirect("projects:slots", call_id=call.pk)
    context = {"call": call, "form": form}
    return render(request, "projects/presentation/window.html", context, status=422 if form.errors else 200)


@require_POST
@acts_on(RUN, visible_call)
def slots_publish(request, call: Call):
    """Show the order to everybody, or take it back (`show` is "no")."""
    is_public = request.POST.get("show") != "no"
    publish_order(call, is_public=is_public, by=request.user)
    messages.success(request, "発表の順番を公開しました。" if is_public else "発表の順番の公開をやめました。")
    return redirect("projects:slots", call_id=call.pk)


@require_http_methods(["GET", "POST"])
@sees(readable_proposal)
def slot_choose(request, proposal: Proposal):
    """The group's choice; the office chooses here for a group that asked for it."""
    user = request.user
    is_office = user.has_perm("projects.give_slot", proposal)
    may_choose = is_office or user.has_perm("projects.choose_slot", proposal)
    if request.method == "GET":
        return _choice(request, proposal, ChooseSlotForm(call=proposal.call), may_choose, is_office)
    if not may_choose:
        raise PermissionDenied
    form = ChooseSlotForm(request.POST, call=proposal.call)
    if form.is_valid():
        try:
            chosen = choose_slot(proposal, **form.cleaned_data, by=user)
        except SlotTaken as taken:
            form.add_error(None, taken)
            return _choice(request, proposal, form, may_choose, is_office, status=409)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(
                request, f"発表の枠を決めました。{in_japan(chosen.starts_at):%-m月%-d日 %H:%M}からです。"
            )
            return redirect("projects:choose_slot", proposal_id=proposal.pk)
    return _choice(request, proposal, form, may_choose, is_office, status=422)


def _choice(request, proposal: Proposal, form, may_choose: bool, is_office: bool, *, status: int = 200):
    call, now = proposal.call, timezone.now()
    mine = PresentationSlot.objects.filter(proposal=proposal).first()
    open_now = may_choose and (is_office or call.takes_slots_at(now))
    free = call.slots.filter(starts_at__gt=now).filter(Q(proposal__isnull=True) | Q(proposal=proposal))
    context = {
        "proposal": proposal,
        "call": call,
        "form": form,
        "mine": mine,
        "is_office": is_office,
        "may_choose": open_now,
        "is_to_open": call.slots_open_at is None or now < call.slots_open_at,
        "days": by_day(free) if open_now else [],
    }
    return render(request, "projects/presentation/choose.html", context, status=status)


@public
@require_GET
@sees(order_of_call)
def slot_order(request, call: Call):
    """Who speaks when, for everybody."""
    found = call.slots.filter(proposal__isnull=False).select_related(
        "proposal__organization", "proposal__category"
    )
    context = {"call": call, "days": by_day(found), "is_public": call.order_published_at is not None}
    return render(request, "projects/presentation/order.html", context)


@require_GET
@acts_on(RUN, visible_call)
def timekeeper(request, call: Call):
    """The running order with a countdown, a day at a time; a script counts, the table is there without it."""
    found = call.slots.filter(proposal__isnull=False).select_related("proposal__organization")
    days = by_day(found)
    asked = request.GET.get("day", "")
    shown = next((day for day in days if day.date.isoformat() == asked), None)
    if shown is None:
        today = timezone.localdate()
        shown = next((day for day in days if day.date >= today), days[-1] if days else None)
    context = {"call": call, "days": days, "shown": shown}
    return render(request, "projects/presentation/timekeeper.html", context)
