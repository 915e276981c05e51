import pytest
from django.urls import reverse
from django.utils import timezone

from projects.models import Assignment, ProposalRevision
from tests.factories.organizations import MembershipFactory
from tests.factories.proposals import AssignmentFactory, PanelMemberFactory
from tests.projects.actors import ALL, actor
from tests.projects.panels import screening

pytestmark = pytest.mark.django_db
SIGNED_IN = [role for role in ALL if role != "administrator"]  # who gets no further without a second factor
LIST = reverse("projects:reviews")


def declare_url(assignment):
    return reverse("projects:declare", args=[assignment.pk])


def shown(page):
    return [(line["proposal"].pk, line["state"].value, line["leads_to"]) for line in page.context["lines"]]


def test_the_list_shows_what_is_still_to_do_and_how_far_one_is(as_):
    round_ = screening(proposals=4)
    done, conflicting, undeclared, _ = (row[0] for row in round_.assignments)
    Assignment.objects.filter(pk=done.pk).update(finished_stage=1)
    Assignment.objects.filter(pk=conflicting.pk).update(has_conflict=True, conflict_cause="member")
    Assignment.objects.filter(pk=undeclared.pk).update(declared_at=None, conflict_set_by=None)
    round_.give(3, proposal=3)
    page = as_(round_.reviewer).get(LIST)
    keys = [proposal.pk for proposal in round_.proposals]
    assert shown(page) == [(keys[2], "undeclared", "declare"), (keys[3], "partly", "score")]
    progress = page.context["progress"][0]
    assert (progress.done, progress.total, page.context["left"]) == (1, 3, 2)
    assert "3</b>件中<b>1</b>件" in page.content.decode().replace("\n", "")
    everything = as_(round_.reviewer).get(LIST, {"show": "all"})
    assert shown(everything) == [
        (keys[0], "gaps", "score"),
        (keys[1], "conflict", ""),
        (keys[2], "undeclared", "declare"),
        (keys[3], "partly", "score"),
    ]


def test_after_the_closing_nothing_is_left_to_do(as_):
    round_ = screening(undeclared=True)
    round_.stage.closed_at, round_.stage.closed_by = timezone.now(), round_.reviewer
    round_.stage.save()
    assert shown(as_(round_.reviewer).get(LIST)) == []
    assert shown(as_(round_.reviewer).get(LIST, {"show": "all"})) == [
        (round_.proposals[0].pk, "undeclared", "")
    ]


@pytest.mark.parametrize("more", [{}, {"show": "all"}])
def test_the_list_costs_the_same_for_one_and_for_three(as_, django_assert_max_num_queries, more):
    counts = []
    for number in (1, 3):
        browser = as_(screening(proposals=number).reviewer)
        browser.get(LIST, more)
        with django_assert_max_num_queries(20) as queries:
            browser.get(LIST, more)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_one_reviewer_on_two_panels_sees_both(as_):
    first, second = screening(), screening()
    member = PanelMemberFactory(call=second.call, user=first.reviewer)
    AssignmentFactory(proposal=second.proposals[0], member=member)
    page = as_(first.reviewer).get(LIST)
    assert {line["proposal"].call_id for line in page.context["lines"]} == {first.call.pk, second.call.pk}
    assert len(page.context["progress"]) == 2


@pytest.mark.parametrize("role", [role for role in SIGNED_IN if role != "reviewer"])
def test_the_list_refuses_who_is_on_no_panel(as_, role):
    by = actor(role, screening().proposals[0])
    assert as_(by).get(reverse("projects:reviews")).status_code == 403


def test_before_the_declaration_only_title_and_group_are_shown(as_):
    round_ = screening(undeclared=True)
    ProposalRevision.objects.update(content={"sections": [{"title": "秘めた本文"}]})
    page = as_(round_.reviewer).get(declare_url(round_.assignment)).content.decode()
    shown = [str(round_.proposals[0]), str(round_.proposals[0].organization), "秘めた本文"]
    assert [words in page for words in shown] == [True, True, False]


def test_who_is_free_of_conflict_goes_on_to_the_sheet(as_):
    round_ = screening(undeclared=True)
    answer = as_(round_.reviewer).post(declare_url(round_.assignment), {"cause": "none"})
    assert answer.url == reverse("projects:score", args=[round_.assignment.pk])


def test_who_declares_a_conflict_goes_on_to_the_next_proposal(as_):
    round_ = screening(proposals=2, undeclared=True)
    answer = as_(round_.reviewer).post(declare_url(round_.assignment), {"cause": "family", "note": "姉です"})
    assert answer.url == declare_url(round_.assignments[1][0])
    round_.assignment.refresh_from_db()
    assert (round_.assignment.conflict_cause, round_.assignment.conflict_note) == ("family", "姉です")


def test_a_declaration_without_an_answer_is_asked_again(as_):
    round_ = screening(undeclared=True)
    answer = as_(round_.reviewer).post(declare_url(round_.assignment), {"note": "書いた"})
    assert (answer.status_code, answer.context["form"]["note"].value()) == (422, "書いた")


def test_a_member_of_the_group_is_told_why(as_):
    round_ = screening(undeclared=True)
    MembershipFactory(organization=round_.proposals[0].organization, user=round_.reviewer)
    answer = as_(round_.reviewer).post(declare_url(round_.assignment), {"cause": "none"})
    assert (answer.status_code, len(answer.context["form"].non_field_errors())) == (422, 1)


@pytest.mark.parametrize("role", SIGNED_IN)
def test_a_declaration_is_not_found_by_anybody_else(as_, role):
    round_ = screening(undeclared=True)
    browser = as_(actor(role, round_.proposals[0]))
    address = reverse("projects:declare", args=[round_.assignment.pk])
    assert [browser.get(address).status_code, browser.post(address).status_code] == [404, 404]
