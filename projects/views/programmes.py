"""制度: the programmes and their lasting rules. All of city hall reads them, coordinators write them."""

from django.contrib import messages
from django.db.models import Count, Max
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from kyodo.access import acts_on, requires
from kyodo.drafts import discard_draft, find_draft, restore
from kyodo.fiscal_year import FiscalYear
from kyodo.history import history_of

from ..actions.programmes import change_programme, create_programme
from ..call_parts import PROGRAMME_PARTS, Part, part_named
from ..call_values import values_of
from ..enums import ProposalOrigin, ThemeKind
from ..forms.call_parts import ProgrammeBasicsForm
from ..models import Programme
from ..sections import sections_of
from .part_page import PartPage

RUN = "projects.run_programme"
NEW_KEY = "projects.programme:new"
CALLS_SHOWN = 20


def any_programme(user, programme_id: int):
    return Programme.objects.filter(pk=programme_id).select_related("form")


@require_GET
@requires("projects.view_programme")
def programmes(request):
    """Every programme with its calls."""
    found = Programme.objects.annotate(call_count=Count("calls"), last_year=Max("calls__fiscal_year"))
    context = {"programmes": found, "may_run": request.user.has_perm(RUN)}
    return render(request, "projects/programmes/list.html", context)


@require_GET
@acts_on("projects.view_programme", any_programme)
def programme(request, programme: Programme):
    """What a new call would take over, and the calls there were."""
    context = {
        "programme": programme,
        "rules": values_of(programme),
        "origins": [ProposalOrigin(each).label for each in programme.origins],
        "theme_kinds": [ThemeKind(each).label for each in programme.theme_kinds],
        "sections": sections_of(programme.sections),
        "parts": PROGRAMME_PARTS,
        "calls": programme.calls.visible_to(request.user)[:CALLS_SHOWN],
        "is_told": programme.calls.told().exists(),
        "may_run": request.user.has_perm(RUN),
    }
    return render(request, "projects/programmes/programme.html", context)


@require_GET
@acts_on("projects.view_programme", any_programme)
def programme_history(request, programme: Programme):
    context = {"programme": programme, "events": history_of(programme)}
    return render(request, "projects/programmes/history.html", context)


@require_http_methods(["GET", "POST"])
@requires(RUN)
def programme_new(request):
    """The basics of a programme of the city's own; its rules follow on pages of their own."""
    start = Programme(since_year=FiscalYear.current().year)
    given = {"holder": start, "initial": values_of(start)}
    if request.method == "POST":
        form = ProgrammeBasicsForm(request.POST, **given)
        if form.is_valid():
            made = create_programme(values=form.values(), by=request.user)
            discard_draft(request.user, NEW_KEY)
            messages.success(request, f"制度「{made}」を作りました。つぎに、部門を決めます。")
            return redirect("projects:programme_edit", made.pk, PROGRAMME_PARTS[1].key)
    elif draft := find_draft(request.user, NEW_KEY):
        form = restore(ProgrammeBasicsForm, draft, **given)
    else:
        form = ProgrammeBasicsForm(**given)
    context = {"form": form, "draft_key": NEW_KEY}
    return render(request, "projects/programmes/new.html", context, status=422 if form.errors else 200)


def programme_with_part(user, programme_id: int, part: str):
    return (
        any_programme(user, programme_id) if part_named(PROGRAMME_PARTS, part) else Programme.objects.none()
    )


@require_http_methods(["GET", "POST"])
@acts_on(RUN, programme_with_part)
def programme_edit(request, programme: Programme):
    """One part of a programme."""
    part = part_named(PROGRAMME_PARTS, request.resolver_match.kwargs["part"])

    def address(each: Part) -> str:
        return reverse("projects:programme_edit", args=[programme.pk, each.key])

    page = PartPage(
        request,
        programme,
        part,
        parts=PROGRAMME_PARTS,
        address=address,
        back=reverse("projects:programme", args=[programme.pk]),
        sections=[
            {"key": each.key, "number": number, "title": each.title, "url": address(each)}
            for number, each in enumerate(PROGRAMME_PARTS, 1)
        ],
    )

    def save(values: dict, base: str) -> None:
        change_programme(programme, part=part, values=values, base=base, by=request.user)

    return page.answer(save)
