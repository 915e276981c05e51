"""What projects show on pages of other rooms: the doors, the search, the home page, the rules, a group's page."""

from django.urls import reverse
from django.utils.http import urlencode

from kyodo import registry
from kyodo.registry import Door, SearchGroup
from kyodo.search import search

from .models import CollaborationForm, ProjectYear
from .queries.results import newest_results

SHOWN = 5
READ = 30  # several years of one project are one result
CASES_AT_HOME = 3
RESULTS_AT_HOME = 2
YEARS_OF_GROUP = 20


@registry.doors
def doors():
    yield Door("協働事業", "projects:list", 10, lambda user: user.is_authenticated and _has_list(user))
    yield Door("事例", "projects:cases", 20, lambda user: True)


def _has_list(user) -> bool:
    return user.standing.is_staff or user.standing.is_member


@registry.search_groups
def found_projects(user, words):
    """The office and the groups find projects, everybody else finds cases."""
    inside = user.is_authenticated and _has_list(user)
    if not inside:
        rows, page, list_url = ProjectYear.objects.cases(), "projects:case", reverse("projects:cases")
    else:
        rows, page, list_url = (
            ProjectYear.objects.visible_to(user),
            "projects:detail",
            reverse("projects:list"),
        )
    newest = {}
    for year in search(rows, words).order_by("-fiscal_year", "-pk")[:READ]:
        newest.setdefault(year.project_id, year)
    results = [
        (year.name, reverse(page, args=[year.project_id]), f"{year.year.short_label}　{year.partner_names}")
        for year in list(newest.values())[:SHOWN]
    ]
    query = {"q": words} | ({"year": "all", "division": "all"} if inside and user.standing.is_staff else {})
    yield SearchGroup("協働事業" if inside else "事例", results, f"{list_url}?{urlencode(query)}")


@registry.home_blocks
def newest_cases(user):
    rows = ProjectYear.objects.cases().newest_case_of_each().select_related("form", "project")
    yield "projects/home/_cases.html", {"cases": rows.order_by("-fiscal_year", "-pk")[:CASES_AT_HOME]}


@registry.home_blocks
def results_of_calls(user):
    yield "projects/home/_results.html", {"calls": newest_results(RESULTS_AT_HOME)}


@registry.rules_blocks
def forms_of_collaboration(user):
    yield "projects/home/_forms.html", {"forms": CollaborationForm.objects.current()}


@registry.organization_panels
def years_of_group(organization, user):
    """What the group and the city did together, as far as this reader may know."""
    rows = ProjectYear.objects.visible_to(user).of_groups([organization.pk]).select_related("form")
    inside = user.is_authenticated and (
        user.standing.is_staff or organization.pk in user.standing.memberships
    )
    if not inside:
        rows = rows.cases()
    yield (
        "projects/home/_of_group.html",
        {"years": rows.order_by("-fiscal_year", "-pk")[:YEARS_OF_GROUP], "inside": inside},
    )
