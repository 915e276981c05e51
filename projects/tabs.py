"""The tabs of a project's pages, in one order for every app that has one, and those of a call's screening."""

from django.urls import reverse

from kyodo.registry import project_tabs

from .models import Call, Project

OWN = (
    ("概要", "detail"),
    ("年度ごと", "detail_years"),
    ("目標", "detail_goals"),
    ("役割分担・予算", "detail_roles"),
)
HISTORY = "履歴"


def tabs_of(user, project: Project, current: str) -> list[dict]:
    """For `_components/tabs.html`; `current` is the label of the tab that is open."""
    tabs = [(label, reverse(f"projects:{name}", args=[project.pk]), None) for label, name in OWN]
    tabs += [(tab.label, tab.url, tab.count) for tab in project_tabs.gather(user, project)]
    if user.has_perm("projects.view_history", project):
        tabs.append((HISTORY, reverse("projects:detail_history", args=[project.pk]), None))
    return [
        {"label": label, "url": url, "count": count, "current": label == current}
        for label, url, count in tabs
    ]


SCREENING = (("審査委員", "panel"), ("割当て", "assign"), ("進みぐあい", "matrix"), ("順位", "ranking"))


def screening_tabs(call: Call, current: str) -> list[dict]:
    """The office's pages of one call's screening; `current` is the name of the address that is open."""
    return [
        {"label": label, "url": reverse(f"projects:{name}", args=[call.pk]), "current": name == current}
        for label, name in SCREENING
    ]
