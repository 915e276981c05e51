"""Who reads a proposal's PDF, and which one."""

import pytest
from django.urls import reverse

from projects.models import ProposalRevision
from tests.factories.organizations import MembershipFactory, PostFactory, UserFactory
from tests.factories.proposals import AssignmentFactory, ProposalFactory, ProposalRevisionFactory
from tests.harness.answers import status_of
from tests.kyodo.pdf.reading import text_of
from tests.projects.printing.snapshots import snapshot

pytestmark = pytest.mark.django_db


def submitted(**more) -> ProposalRevision:
    return ProposalRevisionFactory(content=snapshot(), receipt_number="R8-00012-1", **more)


def member_of(proposal, role: str = "viewer"):
    return MembershipFactory(organization=proposal.organization, role=role).user


def pdf_of(revision) -> str:
    return reverse("projects:revision_pdf", args=[revision.proposal_id, revision.number])


def draft_of(proposal) -> str:
    return reverse("projects:proposal_pdf", args=[proposal.pk])


def reading(as_, person, address: str) -> int:
    return status_of(as_(person).get(address))


def test_a_submission_is_shown_under_its_receipt_number_and_kept(as_):
    revision = submitted()
    answer = as_(member_of(revision.proposal)).get(pdf_of(revision))
    data = b"".join(answer.streaming_content)
    revision.refresh_from_db()
    with revision.pdf.open() as kept:
        assert kept.read() == data
    assert "R8-00012-1" in text_of(data)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("inline; filename*=utf-8''")
    assert answer["Cache-Control"] == "private, no-store"


def test_the_office_the_division_and_a_free_reviewer_read_it(as_):
    post = PostFactory()
    assignment = AssignmentFactory(proposal__division=post.division)
    address = pdf_of(submitted(proposal=assignment.proposal))
    for person in (PostFactory(coordinator=True).user, post.user, assignment.member.user):
        assert reading(as_, person, address) == 200


def test_a_submission_is_not_found_by_others(as_):
    assignment = AssignmentFactory(conflicting=True)
    revision = submitted(proposal=assignment.proposal)
    address = reverse("projects:revision_pdf", args=[revision.proposal_id, revision.number])
    strangers = (
        UserFactory(),
        MembershipFactory(role="officer").user,
        PostFactory().user,
        assignment.member.user,
    )
    assert [reading(as_, person, address) for person in strangers] == [404] * 4


def test_a_submission_that_never_was_is_not_found(as_):
    revision = submitted()
    other = submitted_again(revision)
    member = member_of(revision.proposal)
    for proposal, number in ((revision.proposal_id, 9), (other.proposal_id, 1)):
        assert reading(as_, member, reverse("projects:revision_pdf", args=[proposal, number])) == 404


def submitted_again(revision) -> ProposalRevision:
    return ProposalRevisionFactory(content=snapshot(), number=revision.number)


def test_a_draft_is_printed_as_it_stands(as_):
    proposal = ProposalFactory(title="夜の茶話会", answers={"purpose": "話せる場をつくる𠮷。"})
    answer = as_(member_of(proposal)).get(draft_of(proposal))
    words = "".join(text_of(b"".join(answer.streaming_content)).split())
    assert "下書きまだ提出していません" in words
    assert "話せる場をつくる𠮷。" in words


def test_what_is_with_the_office_is_shown_as_it_was_handed_in(as_):
    revision = submitted()
    answer = as_(member_of(revision.proposal)).get(draft_of(revision.proposal))
    assert answer.url == pdf_of(revision)


def test_what_was_sent_back_is_a_draft_again(as_):
    proposal = ProposalFactory(returned=True)
    submitted(proposal=proposal)
    assert reading(as_, member_of(proposal), draft_of(proposal)) == 200


def test_a_draft_is_not_found_by_others(as_):
    proposal = ProposalFactory()
    address = reverse("projects:proposal_pdf", args=[proposal.pk])
    for person in (UserFactory(), MembershipFactory(role="officer").user, PostFactory(coordinator=True).user):
        assert reading(as_, person, address) == 404


def test_a_record_of_the_past_has_no_draft_and_is_not_found(as_):
    address = reverse("projects:proposal_pdf", args=[ProposalFactory(record=True).pk])
    assert reading(as_, PostFactory(coordinator=True).user, address) == 404
