"""The pages of screening: the reviewer's, and the office's of its panel, matrix, ranking and calculation."""

from tests.browser import made
from tests.browser.page import Page, at
from tests.harness.demo import EMAILS, VISITOR


def of_screening(name: str, word: str, /, *more, query: str = ""):
    """A page of a call's screening: 前期募集 is being scored, つながりづくり in its second stage, みどり closed."""
    return at(f"projects:{name}", "projects.Call", *more, query=query, title__contains=word)


def of_assignment(name: str, word: str, role: str = "reviewer", **lookups):
    """One of the reviewer's proposals in that call."""
    return at(
        f"projects:{name}",
        "projects.Assignment",
        member__user__email=EMAILS[role],
        proposal__call__title__contains=word,
        **lookups,
    )


def of_screened(name: str, word: str):
    """A page of one proposal of that call."""
    return at(f"projects:{name}", "projects.Proposal", call__title__contains=word, assignments__isnull=False)


SCORED, SECOND, CLOSED = "前期募集", "つながりづくり", "みどり"
OPENED = {"declared_at__isnull": False, "has_conflict": False}
SCREENING = [
    Page("reviews", ("reviewer",), "/projects/screening/"),
    Page("reviews-all", ("reviewer",), "/projects/screening/?show=all"),
    Page("declare", ("reviewer",), of_assignment("declare", SCORED, declared_at__isnull=True)),
    Page("score", ("reviewer",), of_assignment("score", SCORED, finished_stage=0, **OPENED)),
    Page("score-finished", ("reviewer",), of_assignment("score", SCORED, finished_stage=1, **OPENED)),
    Page("score-finish", ("reviewer",), of_assignment("score_finish", SCORED, finished_stage=0, **OPENED)),
    Page("score-closed", ("reviewer",), of_assignment("score", CLOSED, **OPENED)),
    Page("panel", ("coordinator",), of_screening("panel", SCORED)),
    Page("panel-invite", ("coordinator",), of_screening("panel_invite", SCORED)),
    Page(
        "panel-end",
        ("coordinator",),
        at("projects:panel_end", "projects.PanelMember", call__title__contains=SCORED),
    ),
    Page("panel-invitation", (VISITOR, "viewer"), made.panel_invitation),
    Page("assign", ("coordinator",), of_screening("assign", SCORED)),
    Page("assign-plan", ("coordinator",), of_screening("assign", SCORED, query="?each=5")),
    Page("assign-by-hand", ("coordinator",), of_screened("assign_by_hand", SCORED)),
    Page("matrix", ("coordinator",), of_screening("matrix", SCORED)),
    Page("matrix-second", ("coordinator",), of_screening("matrix", SECOND)),
    Page("matrix-closed", ("coordinator",), of_screening("matrix", CLOSED)),
    Page("stage-close", ("coordinator",), of_screening("stage_close", SCORED, 1)),
    Page("stage-reopen", ("coordinator",), of_screening("stage_reopen", CLOSED, 2)),
    Page("conflict", ("coordinator",), of_assignment("conflict", SCORED, has_conflict=False)),
    Page("ranking", ("coordinator",), of_screening("ranking", CLOSED)),
    Page("ranking-choice", ("coordinator",), of_screening("ranking", SECOND, query="?stage=1")),
    Page("ranking-not-yet", ("coordinator",), of_screening("ranking", SCORED)),
    Page("calculation", ("coordinator",), of_screened("calculation", CLOSED)),
    Page("ranking-print", ("coordinator",), of_screening("ranking_print", CLOSED), pdf=True),
    Page("calculation-print", ("coordinator",), of_screened("calculation_print", CLOSED), pdf=True),
]
