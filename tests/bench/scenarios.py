"""The pages that are measured. A new one is a new row; `role` is one that `seed.account` knows, None for a visitor."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode

from kyodo.fiscal_year import FiscalYear

from . import words


@dataclass(frozen=True)
class Limits:
    """What the page must reach at the largest size; None where nothing was promised."""

    queries: int | None = None
    cpu_ms: float | None = None
    p95_ms: float = 120.0
    p95_4_ms: float | None = None  # at 4 connections, where it may differ
    growth: float = 1.25  # CPU of the largest size over that of 2,000 rows


@dataclass(frozen=True)
class Scenario:
    name: str
    path: str | Callable[[], str]  # a function where the address holds an id: called after seeding
    role: str | None = None
    limits: Limits = Limits()

    def address(self) -> str:
        return self.path() if callable(self.path) else self.path


LIST = Limits(queries=20, cpu_ms=60)
DETAIL = Limits(queries=25, cpu_ms=60)
DESK = Limits(queries=25, cpu_ms=80)
EMPTY = Limits(queries=20, cpu_ms=60, growth=1.1)  # a page that shows no rows costs nothing more


def page(name: str, *more, key: Callable[[], int] | None = None, **query) -> Callable[[], str]:
    """The address of a view; values of the query may be functions, called after seeding. `more` follows the key."""

    def address() -> str:
        path = reverse(name, args=[*([key()] if key else []), *more])
        said = {name: value() if callable(value) else value for name, value in query.items()}
        return f"{path}?{urlencode(said)}" if said else path

    return address


def projects(**query) -> Callable[[], str]:
    """The office's list over everything, narrowed by what is given."""
    return page("projects:list", **{"year": "all", "division": "all", **query})


def last_year() -> int:
    return FiscalYear.current().previous.year


def staff_division() -> int:
    from .people import STAFF_DIVISION, divisions

    return divisions()[STAFF_DIVISION].pk


def a_form() -> int:
    from projects.models import CollaborationForm

    return CollaborationForm.objects.current()[0].pk


def first_project() -> int:
    from .projects import FIRST

    return FIRST


def first_sheet() -> int:
    """記入中, of last year, of the first project."""
    from reviews.models import Sheet

    return Sheet.objects.get(
        partner__project_year__project=first_project(), state="open", partner__position=0
    ).pk


SCENARIOS = [
    Scenario("sign-in", "/accounts/login/", limits=Limits(growth=1.1)),
    Scenario("list", page("projects:list"), "coordinator", LIST),
    Scenario("list-own", page("projects:list"), "staff", LIST),
    Scenario("list-all", projects(), "coordinator", LIST),
    Scenario("list-year-division", projects(year=last_year, division=staff_division), "coordinator", LIST),
    Scenario("list-form", projects(form=a_form), "coordinator", LIST),
    Scenario("list-partner-kind", projects(partner_kind="npo"), "coordinator", LIST),
    Scenario("list-partner-rare", projects(partner_kind="government"), "coordinator", LIST),
    Scenario("list-field-domain", projects(field=1, domain="B"), "coordinator", LIST),
    Scenario("list-unanswered", projects(state="done", outcome="none"), "coordinator", LIST),
    Scenario(
        "list-no-rows", projects(state="considering", outcome="achieved", field=20), "coordinator", EMPTY
    ),
    Scenario("list-by-cost", projects(sort="cost"), "coordinator", LIST),
    Scenario("list-by-cost-year", projects(sort="cost", year=last_year), "coordinator", LIST),
    Scenario("list-by-name-form", projects(sort="name", form=a_form), "coordinator", LIST),
    Scenario("list-deep", projects(page=50), "coordinator", LIST),
    Scenario("words-frequent-2", projects(q=words.FREQUENT), "coordinator", LIST),
    Scenario("words-rare-2", projects(q=words.RARE), "coordinator", LIST),
    Scenario("words-absent-2", projects(q=words.ABSENT), "coordinator", EMPTY),
    Scenario("words-frequent-3", projects(q=words.FREQUENT_LONG), "coordinator", LIST),
    Scenario("words-rare-4", projects(q=words.RARE_LONG), "coordinator", LIST),
    Scenario(
        "words-two", projects(q=f"{words.FREQUENT} {words.PLACES[0]}", year=last_year), "coordinator", LIST
    ),
    Scenario("words-by-cost", projects(q=words.FREQUENT, sort="cost"), "coordinator", LIST),
    Scenario("search", page("search", q=words.FREQUENT), "coordinator", LIST),
    Scenario("search-visitor", page("search", q=words.RARE), None, LIST),
    Scenario("detail", page("projects:detail", key=first_project), "staff", DETAIL),
    Scenario("detail-years", page("projects:detail_years", key=first_project), "staff", DETAIL),
    Scenario("detail-history", page("projects:detail_history", key=first_project), "staff", DETAIL),
    Scenario("desk-staff", page("desk"), "staff", DESK),
    Scenario("desk-coordinator", page("desk"), "coordinator", DESK),
    Scenario("desk-member", page("desk"), "member", DESK),
    Scenario("sheets", page("reviews:sheets"), "coordinator", LIST),
    Scenario("sheet", page("reviews:sheet", key=first_sheet), "staff", DETAIL),
    Scenario("sheet-entry", page("reviews:entry", key=first_sheet), "staff", DETAIL),
    Scenario("groups", page("organizations:list"), "coordinator", LIST),
    Scenario("groups-words", page("organizations:list", q="ひろば"), "coordinator", LIST),
    Scenario("group", page("organizations:detail", key=first_project), "coordinator", DETAIL),
    Scenario("home", page("home"), None, LIST),
    Scenario("cases", page("projects:cases"), None, LIST),
    Scenario("cases-words", page("projects:cases", q=words.RARE), None, LIST),
    Scenario("case", page("projects:case", key=first_project), None, DETAIL),
]
