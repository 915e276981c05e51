"""Reading: the register of groups, one group, its history."""

from django.shortcuts import render
from django.urls import reverse

from kyodo.access import acts_on, public, sees
from kyodo.history import history_of
from kyodo.lists import ListPage, Sort
from kyodo.registry import organization_panels

from ..filters import OrganizationFilter
from ..models import Organization
from ..models.organization import DEFAULT_VISIBILITY, KANA_ROWS, OTHER_ROW, fields_in_words
from ..queries import open_remarks
from ..visibility import shown_fields
from .pages import TONES, group_context, visible_organization

SORTS = (
    Sort("kana", "フリガナの順", ("kana_key", "pk")),
    Sort("newest", "更新の新しい順", ("-updated_at", "-pk")),
)

WITH_REASON = {"suspend", "resume", "withdraw"}


def register_of(request) -> OrganizationFilter:
    """The groups this reader may see, narrowed by the query string; the same for the page and its export."""
    user = request.user
    for_staff = user.is_authenticated and user.standing.is_staff
    return OrganizationFilter(
        request.GET, Organization.objects.visible_to(user), request=request, for_staff=for_staff
    )


@public
def organization_list(request):
    filterset = register_of(request)
    listing = ListPage(request, filterset, SORTS)
    for organization in listing.page.object_list:
        organization.shown = shown_fields(request.user, organization)
        organization.fields_in_words = fields_in_words(organization.fields)
        organization.tone = TONES[organization.state]
    may_export = request.user.has_perm("organizations.export_organizations")
    exports = [
        ("CSV", reverse("organizations:export", args=["csv"])),
        ("Excel", reverse("organizations:export", args=["xlsx"])),
    ]
    context = {
        "listing": listing,
        "unit": "団体",
        "rows": _kana_links(request),
        "exports": exports if may_export else [],
        "show_state": request.user.is_authenticated and request.user.standing.is_staff,
    }
    return render(request, "organizations/browse/list.html", context)


@public
@sees(visible_organization)
def detail(request, organization):
    user = request.user
    steps = organization.workflow.open_to(user, organization) if user.is_authenticated else []
    context = {
        **group_context(request, organization, "detail"),
        "shown": shown_fields(user, organization),
        "fields_in_words": fields_in_words(organization.fields),
        "panels": list(organization_panels.gather(organization, user)),
        "may_change": user.has_perm("organizations.change_organization", organization),
        "may_check": user.has_perm("organizations.check_organization"),
        "lesser_steps": [
            (each.label, reverse(f"organizations:{each.action}", args=[organization.pk]))
            for each in steps
            if each.action in WITH_REASON
        ],
        "remarks": open_remarks(organization)
        if user.is_authenticated and organization.state == "returned"
        else {},
    }
    return render(request, "organizations/browse/detail.html", context)


@acts_on("organizations.view_history", visible_organization)
def history(request, organization):
    context = {
        **group_context(request, organization, "history"),
        "events": _readable_events(request, organization),
    }
    return render(request, "organizations/browse/history.html", context)


def _readable_events(request, organization) -> list:
    """The group's history without what its fields keep from this reader."""
    shown = {field.label for field in shown_fields(request.user, organization).values()}
    hidden = {str(organization._meta.get_field(name).verbose_name) for name in DEFAULT_VISIBILITY} - shown
    events = history_of(organization)
    for event in events:
        event.changes = [change for change in event.changes if change.label not in hidden]
    return events


def _kana_links(request) -> list[tuple[str, str, bool]]:
    """(label, query string, is it the present one) of each 五十音 row."""
    links = []
    for row in ("", *KANA_ROWS, OTHER_ROW):
        query = request.GET.copy()
        for name in ("page", "row"):
            query.pop(name, None)
        if row:
            query["row"] = row
        links.append((row or "すべて", query.urlencode(), request.GET.get("row", "") == row))
    return links
