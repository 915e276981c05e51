"""The office writes a call: made from a programme, part by part; once it is out, each change with its notice."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kyodo.access import acts_on
from kyodo.fiscal_year import FiscalYear

from ..actions.calls import change_call, create_call
from ..call_gaps import part_states
from ..call_parts import CALL_PARTS, changeable_parts, part_named
from ..call_values import values_of
from ..call_words import changes_between
from ..enums import CallState
from ..forms.calls import NewCallForm
from ..forms.notices import NoticeForm
from ..forms.part_forms import PartForms
from ..models import Call, Programme
from .calls_seen import visible_call
from .part_page import PartPage

RUN = "projects.run_programme"


def running_programme(user, programme_id: int):
    return Programme.objects.running().filter(pk=programme_id)


@require_http_methods(["GET", "POST"])
@acts_on(RUN, running_programme)
def call_new(request, programme: Programme):
    """A 年度 is chosen, and the programme's rules are copied."""
    form = NewCallForm(request.POST or None, initial={"fiscal_year": FiscalYear.current().year})
    if request.method == "POST" and form.is_valid():
        try:
            call = create_call(programme, **form.cleaned_data, by=request.user)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, "募集の下書きを作りました。制度の決まりを写してあります。")
            return redirect("projects:call_edit", call.pk, CALL_PARTS[0].key)
    context = {"programme": programme, "form": form}
    return render(request, "projects/editor/new.html", context, status=422 if form.errors else 200)


def call_with_part(user, call_id: int, part: str):
    return (
        visible_call(user, call_id).select_related("programme")
        if part_named(CALL_PARTS, part)
        else Call.objects.none()
    )


@require_http_methods(["GET", "POST"])
@acts_on(RUN, call_with_part)
def call_edit(request, call: Call):
    """One part of a call."""
    part = part_named(CALL_PARTS, request.resolver_match.kwargs["part"])
    if part not in changeable_parts(call.state):
        messages.info(
            request, f"いまの状態（{call.get_state_display()}）では、「{part.title}」は変えられません。"
        )
        return redirect("projects:call_office", call.pk)
    page = CallPartPage(
        request,
        call,
        part,
        parts=CALL_PARTS,
        goes_on=call.state == CallState.DRAFT,
        address=lambda each: reverse("projects:call_edit", args=[call.pk, each.key]),
        back=reverse("projects:call_office", args=[call.pk]),
        sections=sections_of_call(call),
        is_call=True,
        is_out=call.state != CallState.DRAFT,
    )

    def save(values: dict, base: str) -> None:
        notice = request.POST.get("notice", "")
        change_call(call, part=part, values=values, base=base, notice=notice, by=request.user)

    return page.answer(save)


def sections_of_call(call: Call) -> list[dict]:
    """The parts with their addresses, and before the publishing whether each is complete, for the list beside."""
    open_parts = changeable_parts(call.state)
    states = part_states(values_of(call), now=timezone.now(), themes=call.themes.published().count())
    return [
        {
            "key": state.part.key,
            "number": CALL_PARTS.index(state.part) + 1,
            "title": state.part.title,
            "url": reverse("projects:call_edit", args=[call.pk, state.part.key]),
            "complete": state.complete if call.state == CallState.DRAFT else None,
        }
        for state in states
        if state.part in open_parts
    ]


class CallPartPage(PartPage):
    """Of a call that is out: what would change is shown first, and saved together with its notice."""

    def save(self, forms: PartForms, save) -> HttpResponse:
        changes = changes_between(forms.stored, {**forms.stored, **forms.values(self.request.POST)})
        if not changes or not self.context["is_out"]:
            return super().save(forms, save)
        sent = self.request.POST if "notice" in self.request.POST else None
        notice = NoticeForm(sent)
        if notice.is_valid():
            return super().save(forms, save)
        base = self.request.POST.get("base")
        return self.show(forms, status=422 if sent else 200, base=base, changes=changes, notice=notice)

    def show(self, forms: PartForms, **more) -> HttpResponse:
        if "notice" in forms.form.data:  # whatever else has to be mended, the words stay
            more.setdefault("notice", NoticeForm(initial={"notice": forms.form.data["notice"]}))
        return super().show(forms, **more)
