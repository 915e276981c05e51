"""The pages of checking proposals, of opinions and consultations."""

from django.urls import reverse

from tests.browser import made_checking as made
from tests.browser.page import Page, at

COORDINATOR = ("coordinator",)
PROPOSAL, CONSULTATION = "projects.Proposal", "projects.Consultation"
COMPARED = {"revisions__number": 2}
UNREAD = {"state": "draft", "consultations__isnull": True, "call__state": "screening"}


def of(name: str, thing):
    """The address `name` of what a function of `made_checking` gives."""
    return lambda demo: reverse(f"projects:{name}", args=[thing(demo).pk])


def of_state(name: str, state: str, **lookups):
    return at(
        f"projects:{name}", PROPOSAL, state=state, organization__isnull=False, source="online", **lookups
    )


def of_consultation(name: str, state: str):
    return at(f"projects:{name}", CONSULTATION, state=state)


def answer(demo) -> str:
    remark = made.question(demo)
    return reverse("projects:answer_remark", args=[remark.proposal_id, remark.pk])


def returned_of_officer(name: str):
    return lambda demo: reverse(f"projects:{name}", args=[made.question(demo).proposal_id])


def promoters_opinion(demo) -> str:
    divisions = demo.user("promoter").posts.values("division")
    opinion = demo.first("projects.DivisionOpinion", division__in=divisions, answered_at__isnull=True)
    return reverse("projects:opinion", args=[opinion.pk])


def own_draft(demo) -> str:
    group = demo.user("officer").memberships.get().organization
    draft = demo.first(PROPOSAL, organization=group, state="draft", call__state="published")
    return reverse("projects:ask_consultation", args=[draft.pk])


def promoters_reading(demo) -> str:
    divisions = demo.user("promoter").posts.values("division")
    concerned = demo.first(PROPOSAL, division__in=divisions, state="checking")
    return reverse("projects:read_proposal", args=[concerned.pk])


CHECKING = [
    Page("office-proposals", COORDINATOR, "/projects/proposals/office/"),
    Page("office-proposals-all", COORDINATOR, "/projects/proposals/office/?call=all&state=screening"),
    Page("office-proposals-none", COORDINATOR, "/projects/proposals/office/?q=zzzz"),
    Page("screen-checked", COORDINATOR, at("projects:screen_checked", "projects.Call", state="published")),
    Page("check-submitted", COORDINATOR, of_state("check_proposal", "submitted")),
    Page("check-answered", COORDINATOR, of("check_proposal", made.answered)),
    Page("check-returned", COORDINATOR, of_state("check_proposal", "returned")),
    Page("check-screening", COORDINATOR, of_state("check_proposal", "screening", opinions__isnull=False)),
    Page("check-withdrawn", COORDINATOR, of_state("check_proposal", "withdrawn", submitted_at__isnull=False)),
    Page("check-history", COORDINATOR, of("check_history", made.answered)),
    Page("check-start", COORDINATOR, of_state("start_checking", "submitted")),
    Page("check-conditions", COORDINATOR, of("check_conditions", made.answered)),
    Page("check-ask", COORDINATOR, of("ask_group", made.answered)),
    Page("check-return", COORDINATOR, of("return_proposal", made.answered)),
    Page("check-division", COORDINATOR, of("set_division", made.answered)),
    Page("check-opinions", COORDINATOR, of("ask_opinions", made.answered)),
    Page("check-screen", COORDINATOR, of_state("screen_proposal", "checking")),
    Page("check-reopen", COORDINATOR, at("projects:reopen_proposal", PROPOSAL, **UNREAD)),
    Page("check-extend", COORDINATOR, of_state("reopen_proposal", "returned")),
    Page("compare", COORDINATOR, at("projects:compare_revisions", PROPOSAL, **COMPARED)),
    Page("compare-draft", ("officer",), returned_of_officer("compare_revisions")),
    Page("proposal-remarks", ("officer",), returned_of_officer("proposal")),
    Page("answer-question", ("officer",), answer),
    Page("opinions", ("promoter", "staff"), "/projects/opinions/"),
    Page("opinion", ("promoter",), promoters_opinion),
    Page(
        "opinion-read", COORDINATOR, at("projects:opinion", "projects.DivisionOpinion", answer="conditional")
    ),
    Page(
        "opinion-request",
        COORDINATOR,
        at(
            "projects:change_opinion",
            "projects.DivisionOpinion",
            answered_at__isnull=True,
            proposal__state="checking",
        ),
    ),
    Page("proposal-read", ("promoter",), promoters_reading),
    Page("consultations", ("coordinator", "staff"), "/projects/consultations/"),
    Page("consultation-ask", ("officer",), own_draft),
    Page("consultation", ("coordinator", "editor"), of_consultation("consultation", "arranged")),
    Page("consultation-held", COORDINATOR, of("consultation", made.held)),
    Page("consultation-arrange", COORDINATOR, of_consultation("arrange_consultation", "asked")),
    Page("consultation-refer", COORDINATOR, of_consultation("refer_consultation", "asked")),
    Page("consultation-record", COORDINATOR, of("record_consultation", made.held)),
    Page("consultation-drop", COORDINATOR, of_consultation("drop_consultation", "asked")),
]
