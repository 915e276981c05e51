"""What is told to whom when a proposal is checked. The acts themselves are tried in tests/projects/actions."""

import datetime

import pytest
from django.urls import reverse

from kyodo.models import Letter
from projects.actions.checking import reopen_proposal
from projects.actions.opinions import ask_opinions
from projects.actions.remarks import answer_question, ask_group, return_proposal
from tests.factories.calls import CallFactory
from tests.factories.organizations import MembershipFactory, PostFactory
from tests.factories.proposals import ProposalFactory
from tests.projects.actors import actor

pytestmark = pytest.mark.django_db
DAYS = datetime.timedelta(days=10)


@pytest.fixture
def proposal(now):
    return ProposalFactory(checking=True, title="夜の茶話会")


@pytest.fixture
def writers(proposal):
    actor("viewer", proposal)
    return {actor("officer", proposal), actor("editor", proposal)}


def letters(kind):
    return Letter.objects.filter(kind=kind)


def test_a_returned_proposal_tells_its_writers_what_to_mend(proposal, writers, coordinator, now):
    remarks = {"purpose": "だれの目的ですか。", "budget": "合計が合いません。"}
    return_proposal(proposal=proposal, remarks=remarks, due_at=now + DAYS, by=coordinator)
    found = letters("proposal_returned")
    assert {letter.recipient for letter in found} == writers
    body = found[0].body
    assert "・事業の目的：だれの目的ですか。\n・収支予算：合計が合いません。" in body
    assert "令和8年（2026年）7月11日 10:00" in body
    assert found[0].url == reverse("projects:proposal", args=[proposal.pk])


def test_a_question_leads_to_its_answer_and_the_answer_back_to_the_office(
    proposal, writers, coordinator, now
):
    partial = actor("coordinator_of_group", proposal)
    remark = ask_group(
        proposal=proposal, field="", text="夜でもよいですか。", due_at=now + DAYS, by=coordinator
    )
    asked = letters("proposal_question")
    assert {letter.recipient for letter in asked} == {*writers, partial}
    assert "提案全体\n夜でもよいですか。" in asked[0].body
    assert asked[0].url == reverse("projects:answer_remark", args=[proposal.pk, remark.pk])
    answer_question(remark=remark, text="はい。", by=next(iter(writers)))
    answered = letters("question_answered").get()
    assert answered.recipient == coordinator
    assert answered.url == f"{reverse('projects:check_proposal', args=[proposal.pk])}#remark-{remark.pk}"


def test_who_may_hand_in_later_is_told_until_when_and_why(coordinator, now):
    proposal = ProposalFactory(call=CallFactory(over=True), title="")
    officer = actor("officer", proposal)
    reopen_proposal(proposal=proposal, until=now + DAYS, reason="停電のため", by=coordinator)
    letter = letters("proposal_reopened").get()
    assert letter.recipient == officer
    assert "理由：停電のため" in letter.body
    assert letter.subject == "令和8年（2026年）7月11日 10:00まで出せます：（事業名なし）"


def test_the_promoters_of_a_division_are_asked_or_everybody_there(proposal, coordinator, now):
    promoter = PostFactory(promoter=True)
    PostFactory(division=promoter.division)
    clerks = [PostFactory(), PostFactory()]
    clerks[1].division = clerks[0].division
    clerks[1].save()
    PostFactory(administrator=True, division=promoter.division)
    divisions = [promoter.division, clerks[0].division]
    day = now.date() + DAYS
    ask_opinions(proposal=proposal, divisions=divisions, request="会場は。", due_on=day, by=coordinator)
    found = letters("opinion_asked")
    assert {letter.recipient for letter in found} == {promoter.user, clerks[0].user, clerks[1].user}
    assert "会場は。" in found[0].body


def test_a_member_of_the_office_hears_nothing_as_office_of_the_own_group(proposal, now):
    both = PostFactory(coordinator=True).user
    MembershipFactory(user=both, organization=proposal.organization, viewer=True)
    office = PostFactory(coordinator=True).user
    remark = ask_group(proposal=proposal, field="", text="質問", due_at=now + DAYS, by=office)
    answer_question(remark=remark, text="はい。", by=actor("editor", proposal))
    assert [letter.recipient for letter in letters("question_answered")] == [office]
