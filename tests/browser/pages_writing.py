"""The pages on which a group writes a proposal and hands it in."""

from django.urls import reverse

from tests.browser import made_proposals
from tests.browser.page import Page, of_made

GROUP = ("officer",)


def _handed_in(demo):
    return made_proposals.revision(demo).proposal


def _start(demo) -> str:
    return f"{reverse('projects:proposal_start')}?call={made_proposals.whole(demo).call_id}"


SECTIONS = ("conditions", "name", "content", "people", "schedule", "roles", "goals", "budget", "files")

WRITING = [
    Page("proposals", ("officer", "viewer"), "/projects/proposals/"),
    Page("proposal-start", ("officer", "viewer"), _start),
    Page("proposal-basics", GROUP, of_made("projects:proposal_basics", made_proposals.whole)),
    Page("proposal", ("officer",), of_made("projects:proposal", made_proposals.whole)),
    Page("proposal-handed-in", GROUP, of_made("projects:proposal", _handed_in)),
    Page("proposal-text", GROUP, of_made("projects:proposal_text", made_proposals.whole)),
    Page("proposal-history", GROUP, of_made("projects:proposal_history", made_proposals.whole)),
    *(
        Page(
            f"proposal-write-{section}",
            GROUP,
            of_made("projects:proposal_write", made_proposals.whole, section),
        )
        for section in SECTIONS
    ),
    Page("proposal-gaps", GROUP, of_made("projects:proposal_confirm", made_proposals.draft)),
    Page("proposal-confirm", GROUP, of_made("projects:proposal_confirm", made_proposals.whole)),
    Page("proposal-withdraw", GROUP, of_made("projects:proposal_withdraw", made_proposals.whole)),
    Page("revision", GROUP, of_made("projects:revision", made_proposals.revision)),
    Page("receipt", GROUP, of_made("projects:receipt", made_proposals.revision)),
]
