"""Which file lies under which paper."""

import pytest

from projects.papers import file_board, paper_boxes
from tests.factories.organizations import MembershipFactory
from tests.factories.proposals import AttachmentFactory, ProposalFactory

pytestmark = pytest.mark.django_db
PAPERS = [
    {"key": "rules", "label": "会則", "required": True, "note": "いまのもの"},
    {"key": "members", "label": "名簿", "required": False, "note": ""},
]


@pytest.fixture
def proposal():
    return ProposalFactory(call__papers=PAPERS)


def test_files_lie_under_their_papers_and_the_rest_under_the_last(proposal):
    rules = AttachmentFactory(proposal=proposal, paper="rules")
    other = AttachmentFactory(proposal=proposal)
    dropped = AttachmentFactory(proposal=proposal, paper="no-longer-asked-for")
    found = [(box.key, box.label, box.files, box.is_missing) for box in paper_boxes(proposal)]
    assert found == [
        ("rules", "会則", (rules,), False),
        ("members", "名簿", (), False),
        ("other", "その他", (other, dropped), False),
    ]


def test_a_paper_that_is_needed_is_missing_without_a_file(proposal):
    assert [box.key for box in paper_boxes(proposal) if box.is_missing] == ["rules"]


def test_without_papers_there_is_one_box():
    assert [box.label for box in paper_boxes(ProposalFactory())] == ["添付するファイル"]


def test_the_board_counts_what_is_there(proposal):
    writer = MembershipFactory(organization=proposal.organization, role="editor").user
    assert file_board(proposal, writer).sum == "まだ何も付いていません。"
    for _ in range(2):
        AttachmentFactory(proposal=proposal, size=1_500_000)
    board = file_board(proposal, writer)
    assert (board.sum, board.may_write) == ("いま2件、合わせて2.86MBです。", True)
    assert (board.box("rules").label, board.box("nonsense").label) == ("会則", "その他")
    assert not file_board(proposal, MembershipFactory().user).may_write


@pytest.mark.parametrize("number", [1, 3])
def test_the_board_asks_once(proposal, number, django_assert_num_queries):
    AttachmentFactory.create_batch(number, proposal=proposal)
    proposal.call  # noqa: B018 - comes with the proposal
    writer = MembershipFactory(organization=proposal.organization, role="editor").user
    writer.standing  # noqa: B018 - kept for the request
    with django_assert_num_queries(1):
        file_board(proposal, writer)
