"""The pages of calls and proposals that are measured, at growing numbers of proposals."""

from collections.abc import Callable

from . import words
from .people import account
from .proposal_seed import drafts
from .proposals import open_call, ranked_call, scored_call
from .scenarios import DESK, DETAIL, LIST, Limits, Scenario, page

# The best-known Django review system asks 550 times for the reviewer's list and 5,530 times for its matrix.
REVIEW = Limits(queries=20, cpu_ms=100)
MATRIX = Limits(queries=25, p95_ms=200, p95_4_ms=800)  # four at once share two cores
WRITE = Limits(queries=25, cpu_ms=80)


def key_of(find: Callable) -> Callable[[], int]:
    return lambda: find().pk


def own_draft() -> int:
    return drafts()[0].pk


def checked_proposal() -> int:
    return open_call().proposals.filter(state="checking").order_by("pk").first().pk


def past_call() -> int:
    from projects.models import Call

    return Call.objects.get(title="過去の募集0").pk


def scored_assignment() -> int:
    """One that the reviewer has begun."""
    return scored_call().panel.get(user=account("reviewer")).assignments.order_by("pk").first().pk


def programme() -> int:
    return open_call().programme_id


SCENARIOS = [
    Scenario("calls", page("projects:calls"), None, LIST),
    Scenario("call", page("projects:call", key=key_of(open_call)), None, DETAIL),
    Scenario("call-office", page("projects:call_office", key=key_of(open_call)), "coordinator", DETAIL),
    Scenario("results", page("projects:results", key=past_call), None, LIST),
    Scenario("programme-table", page("projects:programme_table", key=programme), None, DETAIL),
    Scenario("office-list", page("projects:office_proposals"), "coordinator", LIST),
    Scenario("office-words", page("projects:office_proposals", q=words.FREQUENT), "coordinator", LIST),
    Scenario("office-call", page("projects:office_proposals", call=key_of(open_call)), "coordinator", LIST),
    Scenario("check", page("projects:check_proposal", key=checked_proposal), "coordinator", DETAIL),
    Scenario("proposals", page("projects:proposals"), "member", LIST),
    Scenario("proposal", page("projects:proposal", key=own_draft), "member", DETAIL),
    Scenario("write", page("projects:proposal_write", "content", key=own_draft), "member", WRITE),
    Scenario("write-budget", page("projects:proposal_write", "budget", key=own_draft), "member", WRITE),
    Scenario("confirm", page("projects:proposal_confirm", key=own_draft), "member", WRITE),
    Scenario("reviewer-list", page("projects:reviews"), "reviewer", REVIEW),
    Scenario("score-sheet", page("projects:score", key=scored_assignment), "reviewer", REVIEW),
    Scenario("matrix", page("projects:matrix", key=key_of(scored_call)), "coordinator", MATRIX),
    Scenario("matrix-closed", page("projects:matrix", key=key_of(ranked_call)), "coordinator", MATRIX),
    Scenario("ranking", page("projects:ranking", key=key_of(ranked_call)), "coordinator", MATRIX),
    Scenario("decisions", page("projects:decisions", key=key_of(ranked_call)), "coordinator", MATRIX),
    Scenario("desk-coordinator", page("desk"), "coordinator", DESK),
    Scenario("desk-member", page("desk"), "member", DESK),
    Scenario("desk-reviewer", page("desk"), "reviewer", DESK),
]
