import pytest
from django.urls import reverse
from django.utils import timezone

from projects.models import Assignment
from tests.factories.organizations import MembershipFactory
from tests.factories.proposals import PanelMemberFactory
from tests.projects.actors import ALL, OFFICE, actor
from tests.projects.panels import screening

pytestmark = pytest.mark.django_db
REFUSED = [role for role in ALL if role not in (*OFFICE, "coordinator_of_group", "administrator")]


def url(round_):
    return reverse("projects:assign", args=[round_.call.pk])


def by_hand(round_):
    return reverse("projects:assign_by_hand", args=[round_.proposals[0].pk])


def unassigned(**more):
    round_ = screening(**more)
    Assignment.objects.all().delete()
    return round_


def test_an_even_assignment_is_shown_before_it_is_made(as_, coordinator):
    round_, browser = unassigned(proposals=2, members=2), as_(coordinator)
    page = browser.get(url(round_), {"each": "1"})
    assert (len(page.context["plan"].pairs), Assignment.objects.count()) == (2, 0)
    assert [(load["now"], load["then"]) for load in page.context["loads"]] == [(0, 1), (0, 1)]
    assert browser.post(url(round_), {"each": "1"}).url == url(round_)
    assert Assignment.objects.count() == 2
    assert browser.get(url(round_), {"each": "1"}).context["plan"].pairs == ()


def test_the_plan_says_until_when_the_reviewers_have_to_score(as_, coordinator, now):
    round_, browser = unassigned(), as_(coordinator)
    texts = {}
    for due_at in (now, None):
        round_.stage.due_at = due_at
        round_.stage.save()
        texts[due_at] = browser.get(url(round_), {"each": "1"}).text
    assert "採点の期限は、令和8年（2026年）7月1日 10:00です" in texts[now]
    assert "採点の期限は決めていません" in texts[None]


@pytest.mark.parametrize("each", ["0", "21", "x", ""])
def test_a_number_that_makes_no_sense_is_refused(as_, coordinator, each):
    round_, browser = unassigned(), as_(coordinator)
    assert browser.get(url(round_), {"each": each}).status_code == 422
    browser.post(url(round_), {"each": each})
    assert Assignment.objects.count() == 0


def test_who_cannot_be_found_is_said(as_, coordinator):
    round_ = unassigned(members=1)
    MembershipFactory(organization=round_.proposals[0].organization, user=round_.reviewer)
    page = as_(coordinator).get(url(round_), {"each": "2"})
    assert page.context["plan"].short == {round_.proposals[0].pk: 2}


@pytest.mark.parametrize("members", [0, 1])
def test_without_reviewers_or_proposals_the_page_says_what_to_do(as_, coordinator, members):
    page = as_(coordinator).get(url(screening(proposals=0, members=members)))
    assert (page.status_code, "empty-why" in page.content.decode()) == (200, True)


def test_the_reviewers_of_one_proposal_are_chosen_by_hand(as_, coordinator):
    round_, browser = unassigned(members=2), as_(coordinator)
    page = browser.get(by_hand(round_))
    assert list(page.context["form"].fields["members"].queryset) == round_.members
    browser.post(by_hand(round_), {"members": [round_.members[1].pk]})
    assert Assignment.objects.get().member == round_.members[1]


def test_who_is_too_close_cannot_be_ticked(as_, coordinator):
    round_, browser = unassigned(), as_(coordinator)
    MembershipFactory(organization=round_.proposals[0].organization, user=round_.reviewer)
    assert browser.get(by_hand(round_)).context["form"].too_close == round_.members
    assert browser.post(by_hand(round_), {"members": [round_.members[0].pk]}).status_code == 422
    assert Assignment.objects.count() == 0


def test_somebody_of_another_panel_cannot_be_put_in_by_hand(as_, coordinator):
    round_ = unassigned()
    assert as_(coordinator).post(by_hand(round_), {"members": [PanelMemberFactory().pk]}).status_code == 422


def test_after_the_closing_the_page_says_so(as_, coordinator):
    round_, browser = screening(), as_(coordinator)
    round_.stage.closed_at, round_.stage.closed_by = timezone.now(), coordinator
    round_.stage.save()
    assert browser.get(url(round_)).context["stage"] is None
    assert browser.get(by_hand(round_)).url == url(round_)


def test_the_page_costs_the_same_for_one_and_for_three(as_, coordinator, django_assert_max_num_queries):
    counts, browser = [], as_(coordinator)
    for number in (1, 3):
        round_ = screening(proposals=number, members=number)
        browser.get(url(round_), {"each": "2"})
        with django_assert_max_num_queries(20) as queries:
            browser.get(url(round_), {"each": "2"})
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_who_belongs_to_the_group_cannot_choose_its_reviewers(as_):
    round_ = screening(proposals=2)
    person = actor("coordinator_of_group", round_.proposals[0])
    own, other = (reverse("projects:assign_by_hand", args=[proposal.pk]) for proposal in round_.proposals)
    browser = as_(person)
    assert [browser.get(address).status_code for address in (own, other)] == [403, 200]
    assert browser.post(own, {}).status_code == 403
    page = browser.get(reverse("projects:assign", args=[round_.call.pk])).text
    assert (own in page, other in page) == (False, True)


@pytest.mark.parametrize("role", REFUSED)
def test_assigning_refuses_everybody_but_the_office(as_, role):
    round_ = screening()
    browser = as_(actor(role, round_.proposals[0]))
    assert browser.post(reverse("projects:assign", args=[round_.call.pk]), {"each": 1}).status_code == 403
    answer = browser.get(reverse("projects:assign_by_hand", args=[round_.proposals[0].pk]))
    assert answer.status_code == 403
