"""The list of projects, as the office and as a group sees it, and the filters somebody keeps."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_GET, require_POST

from kyodo.access import sees
from kyodo.lists import ListPage

from ..actions.follows import delete_filter, save_filter
from ..filters.records import SORTS, ProjectYearFilter
from ..forms.saved import SavedFilterForm
from ..models import ProjectYear, SavedFilter

PAGE = "projects"
EXPORTS = (("CSV", "csv"), ("Excel", "xlsx"))
NOT_LISTED = ("search_key", "content", "result", "outlook")


def listed_years(user):
    """The rows a person's list starts from: all for the office, those of one's own groups for a member."""
    if user.standing.is_staff:
        return ProjectYear.objects.all()
    return ProjectYear.objects.of_groups(user.standing.memberships)


@require_GET
def project_list(request):
    """Whoever signed in without a post or a group reads the cases instead."""
    standing = request.user.standing
    if not standing.is_staff and not standing.is_member:
        return redirect("projects:cases")
    rows = listed_years(request.user).select_related("division", "form").defer(*NOT_LISTED)
    filterset = ProjectYearFilter(request.GET, rows, user=request.user)
    listing = ListPage(request, filterset, SORTS)
    context = {
        "listing": listing,
        "unit": "事業",
        "year": filterset.shown_year,
        "neighbours": filterset.neighbours(),
        "own_divisions": standing.is_staff and filterset.shows_own_division,
        "saved_filters": SavedFilter.objects.filter(user=request.user, page=PAGE),
        "save_form": SavedFilterForm(initial={"query": listing.query_string}),
    }
    if standing.is_staff:
        context["exports"] = [(label, reverse("projects:export", args=[kind])) for label, kind in EXPORTS]
        context["ledger_url"] = ledger_url()
    return render(request, "projects/browse/list.html", context)


def ledger_url() -> str:
    """Where an Excel ledger is taken over."""
    try:
        return reverse("projects:ledger_upload")
    except NoReverseMatch:
        return ""


@require_POST
def keep_filter(request):
    """Keep the list's present query string under a name."""
    form = SavedFilterForm(request.POST)
    if form.is_valid():
        query, name = form.cleaned_data["query"], form.cleaned_data["name"]
        save_filter(page=PAGE, name=name, query=query, by=request.user)
        messages.success(request, f"「{name}」を保存しました。一覧の上から、いつでも開けます。")
    else:
        query = form.cleaned_data.get("query", "")
        for errors in form.errors.values():
            messages.error(request, " ".join(errors))
    return redirect(f"{reverse('projects:list')}?{query}")


def own_filter(user, filter_id: int):
    return SavedFilter.objects.filter(user=user, pk=filter_id)


@require_POST
@sees(own_filter)
def drop_filter(request, saved: SavedFilter):
    delete_filter(saved=saved)
    messages.success(request, f"「{saved.name}」を消しました。")
    return redirect("projects:list")
