import pytest

from projects.models import Proposal
from projects.queries.checking import (
    field_labels,
    opinion_of,
    shown_remarks,
    shown_snapshot,
    with_remarks,
)
from tests.factories.organizations import PostFactory
from tests.factories.proposals import (
    DivisionOpinionFactory,
    ProposalFactory,
    ProposalRemarkFactory,
    ProposalRevisionFactory,
)
from tests.projects.actors import actor
from tests.projects.whole import WHOLE

pytestmark = pytest.mark.django_db


def text_of(snapshot, key):
    return next(
        field["text"] for part in snapshot["sections"] for field in part["fields"] if field["key"] == key
    )


def test_what_was_handed_in_last_is_shown_and_of_a_draft_what_stands_there():
    proposal = ProposalFactory(checking=True, answers=WHOLE)
    ProposalRevisionFactory(proposal=proposal)
    proposal.answers.filter(key="purpose").update(value="もっとあと")
    assert text_of(shown_snapshot(proposal), "purpose") == WHOLE["purpose"]
    draft = ProposalFactory(answers={"purpose": "いま"})
    assert text_of(shown_snapshot(draft), "purpose") == "いま"


def test_labels_follow_the_call():
    proposal = ProposalFactory(
        call__conditions=[{"key": "members", "label": "構成員の数"}],
        call__sections=[{"key": "team", "leave_out": True}, {"key": "x_night", "title": "夜の計画"}],
    )
    labels = field_labels(proposal)
    assert (labels[""], labels["condition.members"], labels["x_night"]) == (
        "提案全体",
        "構成員の数",
        "夜の計画",
    )
    assert "team" not in labels


def test_remarks_stand_at_their_fields_and_the_rest_is_told_apart():
    proposal = ProposalFactory(checking=True, answers=WHOLE)
    fields = ("purpose", "", "files", "gone")
    made = {field: ProposalRemarkFactory(proposal=proposal, question=True, field=field) for field in fields}
    snapshot, rest = with_remarks(shown_snapshot(proposal), proposal.remarks.all())
    placed = [field for part in snapshot["sections"] for field in part["fields"] if field["remarks"]]
    assert [(field["key"], field["remarks"]) for field in placed] == [("purpose", [made["purpose"]])]
    assert snapshot["file_remarks"] == [made["files"]]
    assert rest == [made[""], made["gone"]]


def test_the_group_reads_the_open_ones_first():
    proposal = ProposalFactory(checking=True)
    settled = ProposalRemarkFactory(proposal=proposal, answered=True, settled=True, field="budget")
    asked = ProposalRemarkFactory(proposal=proposal, question=True, field="gone")
    assert [(each.remark, each.label) for each in shown_remarks(Proposal.objects.get(pk=proposal.pk))] == [
        (asked, "gone"),
        (settled, "収支予算"),
    ]


def test_an_opinion_is_found_by_its_division_and_the_office():
    opinion = DivisionOpinionFactory()
    clerk = PostFactory(division=opinion.division).user
    office = actor("coordinator", opinion.proposal)
    assert [opinion_of(user, opinion.pk).exists() for user in (clerk, office)] == [True, True]
    other = DivisionOpinionFactory(proposal=opinion.proposal)
    assert opinion_of(clerk, other.pk).exists() is False
    assert opinion_of(actor("officer", opinion.proposal), opinion.pk).exists() is False
