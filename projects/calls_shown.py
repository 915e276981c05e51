"""What calls show on pages of other rooms: the door, the home page, the search."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from kyodo import registry
from kyodo.registry import Door, SearchGroup
from kyodo.search import MAX_WORDS
from kyodo.text import search_key

from .models import Call, Theme
from .queries.calls import calls_to_open, open_calls

AT_HOME = 3
FOUND = 5
# What is written for a call, judged and planned with it belongs to its room, and not to that of the projects.
ROOMS = ("programmes", "themes", "proposals", "opinions", "consultations")
READ = 300  # a city has a few calls and some tens of themes a year: they are read and compared here


@registry.doors
def doors():
    rooms = tuple(f"projects:{name}" for name in ROOMS)
    yield Door("募集", "projects:calls", 15, lambda user: True, rooms)


@registry.home_blocks
def calls_of_today(user):
    """What is open, and what opens next."""
    now = timezone.now()
    found = list(open_calls(now).prefetch_related("categories")[:AT_HOME])
    following = calls_to_open(now)[: AT_HOME - len(found)] if len(found) < AT_HOME else []
    yield "projects/home/_calls.html", {"open": found, "to_open": following}


@registry.search_groups
def found_calls(user, words):
    rows = Call.objects.visible_to(user).only("title", "summary", "fiscal_year")[:READ]
    results = [
        (call.title, reverse("projects:call", args=[call.pk]), call.year.short_label)
        for call in matching(rows, words, lambda call: f"{call.title} {call.summary}")
    ]
    yield SearchGroup("募集", results[:FOUND], reverse("projects:calls"))


@registry.search_groups
def found_themes(user, words):
    """Published ones, on the page of their call."""
    rows = Theme.objects.published().filter(call__in=Call.objects.told()).select_related("division")
    results = [
        (
            theme.title,
            f"{reverse('projects:call', args=[theme.call_id])}#theme-{theme.pk}",
            str(theme.division),
        )
        for theme in matching(
            rows[:READ], words, lambda theme: f"{theme.title} {theme.problem} {theme.wanted}"
        )
    ]
    yield SearchGroup("市が出すテーマ", results[:FOUND], reverse("projects:calls"))


def matching(rows: Iterable, words: str, said) -> list:
    """Those that say every word, however it is written; all where there is no word."""
    keys = [key for key in map(search_key, words.split()[:MAX_WORDS]) if key]
    return [row for row in rows if all(key in search_key(said(row)) for key in keys)]
