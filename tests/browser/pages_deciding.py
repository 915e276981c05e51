"""The pages of presentation and decision: a call before its presentations, one being decided, one that is decided."""

from tests.browser import made_deciding
from tests.browser.page import Page, at
from tests.harness.demo import VISITOR

CALL, PROPOSAL, SLOT = "projects.Call", "projects.Proposal", "projects.PresentationSlot"
PRESENTING, DECIDING = "つながりづくり", "みどり"
OFFICE = ("coordinator",)


def of_call(name: str, word: str, query: str = ""):
    return at(f"projects:{name}", CALL, title__contains=word, query=query)


def of_decided(name: str):
    return at(f"projects:{name}", CALL, state="decided")


def of_adopted(name: str, *more, state: str = "confirmed", **lookups):
    """A proposal of the decided call."""
    return at(f"projects:{name}", PROPOSAL, *more, state=state, call__state="decided", **lookups)


PRESENTATION = [
    Page("slots", OFFICE, of_call("slots", PRESENTING)),
    Page("slots-new", OFFICE, of_call("make_slots", PRESENTING)),
    Page("slots-window", OFFICE, of_call("slots_window", PRESENTING)),
    Page("slot", OFFICE, at("projects:slot", SLOT, call__title__contains=PRESENTING, proposal__isnull=False)),
    Page(
        "slot-choose",
        ("officer", "coordinator"),
        at(
            "projects:choose_slot",
            PROPOSAL,
            call__title__contains=PRESENTING,
            slot__isnull=True,
            stage_number=2,
        ),
    ),
    Page("slot-order", OFFICE, of_call("slot_order", PRESENTING)),
    Page("slot-order-public", (VISITOR,), made_deciding.published_order),
    Page("timekeeper", OFFICE, of_call("timekeeper", PRESENTING)),
]
DECISIONS = [
    Page("decisions", ("coordinator", "second_coordinator"), of_call("decisions", DECIDING)),
    Page("decisions-released", OFFICE, of_decided("decisions")),
    Page("decisions-reading", ("second_coordinator",), of_call("read_decisions", DECIDING)),
    Page("release", OFFICE, of_call("release", DECIDING)),
    Page("release-ready", OFFICE, made_deciding.ready_to_release),
    Page("results", (VISITOR,), of_decided("results")),
    Page("result", ("officer", "coordinator"), of_adopted("result", organization__name__contains="子育て")),
    Page(
        "decision-letter",
        OFFICE,
        of_adopted("decision_letter", state="reserve"),
        pdf=True,
    ),
    Page("adoptions", OFFICE, of_decided("adoptions")),
    Page("vote", OFFICE, of_decided("vote")),
    Page("confirm", OFFICE, made_deciding.confirmable),
    Page("reserve-promote", OFFICE, of_adopted("decision_step", "promote", state="reserve")),
]
TABLES = [
    Page(
        "project-roles",
        ("coordinator", "officer"),
        at("projects:detail_roles", "projects.Project", years__budget_lines__isnull=False),
    ),
    Page(
        "project-roles-edit",
        OFFICE,
        at("projects:edit_roles", "projects.ProjectYear", budget_lines__isnull=False),
    ),
]
DECIDED = [*PRESENTATION, *DECISIONS, *TABLES]
