import pytest
from django.urls import reverse

from projects.models import Proposal
from tests.factories.proposals import ProposalRevisionFactory
from tests.projects.actors import actor
from tests.projects.handed_in import handed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal(now):
    return handed_in()


@pytest.fixture
def office(client, coordinator):
    client.force_login(coordinator)
    return coordinator


def address(proposal):
    return reverse("projects:compare_revisions", args=[proposal.pk])


def test_two_revisions_stand_side_by_side(client, office, proposal):
    proposal.answers.filter(key="purpose").update(value="朝に集まれる場をつくる。")
    ProposalRevisionFactory(proposal=Proposal.objects.get(pk=proposal.pk), number=2)
    page = client.get(address(proposal))
    assert (page.context["older"], page.context["newer"]) == ("1", "2")
    assert [section.key for section in page.context["changed"]] == ["purpose"]
    same = client.get(address(proposal) + "?a=2&b=2")
    assert same.context["changed"] == []
    assert "ちがいはありません" in same.content.decode()


def test_the_group_compares_what_it_writes_with_what_it_handed_in(client, now):
    proposal = handed_in(returned=True)
    proposal.answers.filter(key="purpose").update(value="新しい目的。")
    client.force_login(actor("viewer", proposal))
    page = client.get(address(proposal))
    assert (page.context["older"], page.context["newer"]) == ("1", "draft")
    assert [section.key for section in page.context["changed"]] == ["purpose"]


def test_comparing_is_not_found_without_the_right_or_the_version(client, office, proposal):
    for query in ("?a=9", "?b=draft", "?a=x"):
        assert client.get(address(proposal) + query).status_code == 404
    for role in ("staff", "other_officer", "citizen"):
        client.force_login(actor(role, proposal))
        assert client.get(reverse("projects:compare_revisions", args=[proposal.pk])).status_code == 404


def test_the_division_concerned_reads_but_cannot_compare(client, proposal):
    client.force_login(actor("concerned", proposal))
    assert client.get(reverse("projects:compare_revisions", args=[proposal.pk])).status_code == 403


def test_with_one_version_there_is_nothing_to_compare(client, office, proposal):
    assert "くらべる版がありません" in client.get(address(proposal)).content.decode()
