import pytest
from django.urls import reverse

from kyodo.models import Letter
from projects.enums import OpinionAnswer
from projects.models import DivisionOpinion
from tests.factories.organizations import DivisionFactory, MembershipFactory, PostFactory
from tests.factories.proposals import DivisionOpinionFactory, ProposalFactory
from tests.projects.actors import actor
from tests.projects.whole import WHOLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def opinion(now):
    return DivisionOpinionFactory(proposal=ProposalFactory(checking=True, answers=WHOLE))


@pytest.fixture
def clerk(client, opinion):
    user = PostFactory(division=opinion.division).user
    client.force_login(user)
    return user


def address(opinion, name="opinion"):
    return reverse(f"projects:{name}", args=[opinion.pk])


def test_the_proposal_stands_beside_the_form(client, opinion, clerk):
    page = client.get(address(opinion))
    assert page.context["may_answer"] is True
    assert WHOLE["purpose"] in page.content.decode()


def test_a_division_answers_and_changes_its_answer(client, opinion, clerk):
    refused = client.post(address(opinion), {"base_version": 1, "answer": "no"})
    assert (refused.status_code, set(refused.context["form"].errors)) == (422, {"text"})
    assert client.post(address(opinion), {"base_version": 1, "answer": "yes"}).url == reverse(
        "projects:opinions"
    )
    client.post(address(opinion), {"base_version": 2, "answer": "conditional", "text": "夜なら。"})
    opinion.refresh_from_db()
    assert (opinion.answer, opinion.answered_by, opinion.history.count()) == ("conditional", clerk, 3)


def test_two_colleagues_see_both_answers_and_choose(client, opinion, clerk):
    client.post(address(opinion), {"base_version": 1, "answer": "yes", "text": "できます。"})
    mine = {"base_version": 1, "answer": "no", "text": "人手がありません。"}
    conflict = client.post(address(opinion), mine)
    assert conflict.status_code == 409
    assert [(each.theirs, each.mine) for each in conflict.context["differences"]] == [
        (OpinionAnswer.YES.label, OpinionAnswer.NO.label),
        ("できます。", "人手がありません。"),
    ]
    client.post(address(opinion), {**mine, "base_version": 2, "choice_answer": "theirs"})
    opinion.refresh_from_db()
    assert (opinion.answer, opinion.text) == ("yes", "人手がありません。")


def test_a_draft_of_the_opinion_comes_back(client, opinion, clerk):
    client.post(reverse("draft_save"), {"draft_key": f"projects.opinion:{opinion.pk}", "text": "書きかけ"})
    assert client.get(address(opinion)).context["form"]["text"].value() == "書きかけ"


def test_after_the_decision_it_is_read_only(client, opinion, clerk):
    decided = DivisionOpinionFactory(division=opinion.division, proposal=ProposalFactory(rejected=True))
    assert client.get(address(decided)).context["may_answer"] is False
    assert client.post(address(decided), {"base_version": 1, "answer": "yes"}).status_code == 403


@pytest.mark.parametrize(
    ("role", "status"),
    [("coordinator", 403), ("officer", 404), ("staff", 404), ("other_officer", 404), ("citizen", 404)],
)
def test_an_opinion_refuses_everybody_but_the_division_that_was_asked(client, opinion, role, status):
    client.force_login(actor(role, opinion.proposal))
    assert (
        client.post(reverse("projects:opinion", args=[opinion.pk]), {"answer": "yes"}).status_code == status
    )


def test_a_clerk_who_belongs_to_the_group_cannot_answer(client, opinion, clerk):
    MembershipFactory(user=clerk, organization=opinion.proposal.organization)
    assert client.post(reverse("projects:opinion", args=[opinion.pk]), {"answer": "yes"}).status_code == 403
    assert list(client.get(reverse("projects:opinions")).context["listing"].page) == []


def test_the_list_has_the_unanswered_first_and_what_concerns_the_division(client, opinion, clerk):
    answered = DivisionOpinionFactory(division=opinion.division, answered=True)
    concerned = ProposalFactory(checking=True, division=opinion.division)
    page = client.get(reverse("projects:opinions"))
    assert list(page.context["listing"].page) == [opinion, answered]
    assert list(page.context["concerned"]) == [concerned]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_with_more_rows(client, opinion, clerk, django_assert_num_queries, count):
    DivisionOpinionFactory.create_batch(count, division=opinion.division)
    ProposalFactory.create_batch(count, checking=True, division=opinion.division)
    client.get(reverse("projects:opinions"))
    with django_assert_num_queries(6):
        client.get(reverse("projects:opinions"))


def test_the_list_refuses_who_is_not_of_the_city(client, opinion):
    client.force_login(actor("officer", opinion.proposal))
    assert client.get(reverse("projects:opinions")).status_code == 403


def test_the_office_asks_several_divisions(client, coordinator, opinion):
    client.force_login(coordinator)
    first, second = PostFactory(promoter=True), PostFactory()
    url = reverse("projects:ask_opinions", args=[opinion.proposal_id])
    page = client.get(url)
    assert opinion.division not in page.context["form"].fields["divisions"].queryset
    assert client.post(url, {"divisions": []}).status_code == 422
    due = {"due_on_year": "令和8", "due_on_month": "7", "due_on_day": "20"}
    sent = {"divisions": [first.division_id, second.division_id], "request": "会場は。", **due}
    assert client.post(url, sent).url == reverse("projects:check_proposal", args=[opinion.proposal_id])
    assert DivisionOpinion.objects.count() == 3
    assert {letter.recipient for letter in Letter.objects.filter(kind="opinion_asked")} == {
        first.user,
        second.user,
    }


def test_the_divisions_of_the_theme_and_of_the_proposal_are_chosen_beforehand(client, coordinator, now):
    division = DivisionFactory()
    proposal = ProposalFactory(checking=True, division=division)
    client.force_login(coordinator)
    page = client.get(reverse("projects:ask_opinions", args=[proposal.pk]))
    assert page.context["form"]["divisions"].value() == [division.pk]


def test_the_office_changes_a_request_or_drops_it(client, coordinator, opinion):
    client.force_login(coordinator)
    back = reverse("projects:check_proposal", args=[opinion.proposal_id])
    due = {"due_on_year": "令和8", "due_on_month": "7", "due_on_day": "20"}
    sent = {"base_version": 1, "request": "曜日は。", **due}
    assert client.post(address(opinion, "change_opinion"), sent).url == back
    opinion.refresh_from_db()
    assert opinion.request == "曜日は。"
    assert client.post(address(opinion, "change_opinion"), sent).status_code == 409
    answered = DivisionOpinionFactory(answered=True)
    page = client.post(address(answered, "change_opinion"), {"drop": "yes"}, follow=True)
    assert [str(each) for each in page.context["messages"]] == [
        "意見がもう届いているので、取り下げられません。"
    ]
    client.post(address(opinion, "change_opinion"), {"drop": "yes"})
    assert list(DivisionOpinion.objects.all()) == [answered]


@pytest.mark.parametrize(
    ("role", "status"), [("coordinator_of_group", 403), ("officer", 404), ("citizen", 404)]
)
def test_changing_a_request_refuses_everybody_but_the_impartial_office(client, opinion, role, status):
    client.force_login(actor(role, opinion.proposal))
    assert client.post(reverse("projects:change_opinion", args=[opinion.pk])).status_code == status
