import pytest

from projects.actions.remarks import settle_returns
from projects.enums import RemarkKind
from tests.factories.proposals import ProposalFactory, ProposalRemarkFactory

pytestmark = pytest.mark.django_db


def test_handing_in_again_settles_what_was_sent_back_and_no_question(now):
    proposal = ProposalFactory(returned=True)
    ProposalRemarkFactory.create_batch(2, proposal=proposal)
    ProposalRemarkFactory(proposal=proposal, question=True)
    ProposalRemarkFactory()
    assert settle_returns(proposal) == 2
    assert [remark.kind for remark in proposal.remarks.open()] == [RemarkKind.QUESTION]
    assert set(proposal.remarks.filter(kind=RemarkKind.RETURN).values_list("settled_at", flat=True)) == {now}


def test_handing_in_for_the_first_time_has_nothing_to_settle():
    assert settle_returns(ProposalFactory(submitted=True)) == 0
