import pytest
from django.urls import reverse

from tests.factories.calls import CallFactory
from tests.factories.organizations import MembershipFactory, PostFactory
from tests.factories.proposals import AttachmentFactory, ProposalFactory, ProposalRevisionFactory

pytestmark = pytest.mark.django_db
ONE = ("projects:proposal", "projects:proposal_text", "projects:proposal_history")


@pytest.fixture
def member(client):
    member = MembershipFactory()
    client.force_login(member.user)
    return member


def of_group(member, **more):
    return ProposalFactory(organization=member.organization, **more)


def test_the_list_holds_the_groups_own_with_what_is_written_on_first(client, member, now):
    handed_in = of_group(member, submitted=True)
    draft = of_group(member)
    ProposalFactory(submitted=True)
    page = client.get(reverse("projects:proposals"))
    assert list(page.context["listing"].page) == [draft, handed_in]
    assert "あと10日" in page.content.decode()


def test_who_is_in_no_group_reads_why_the_list_is_empty(client):
    client.force_login(PostFactory().user)
    assert "提案を書ける団体に入っていません" in client.get(reverse("projects:proposals")).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_with_more_rows(client, member, rows, django_assert_num_queries):
    for _ in range(rows):
        of_group(member)
    client.get(reverse("projects:proposals"))
    with django_assert_num_queries(5):
        client.get(reverse("projects:proposals"))


def test_the_page_says_where_it_stands_and_what_is_to_be_written(client, member):
    proposal = of_group(member, answers={"name": "夜の茶話会", "problem": "話す場がない。"})
    page = client.get(reverse("projects:proposal", args=[proposal.pk]))
    complete = [each.section.key for each in page.context["progress"].sections if each.is_complete]
    assert complete == ["name", "problem", "files"]
    assert page.context["next_step"].who == member.organization.name


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_with_more_rows(client, member, rows, django_assert_num_queries):
    proposal = of_group(member, returned=True)
    for number in range(1, rows + 1):
        ProposalRevisionFactory(proposal=proposal, number=number)
    AttachmentFactory.create_batch(rows, proposal=proposal)
    address = reverse("projects:proposal", args=[proposal.pk])
    client.get(address)
    with django_assert_num_queries(10):
        client.get(address)


def test_what_was_handed_in_is_read_as_it_was(client, member):
    proposal = of_group(member, submitted=True)
    content = {"organization": {"name": "むかしの名前", "kind": "任意団体"}, "call": {}, "category": {}}
    revision = ProposalRevisionFactory(proposal=proposal, content={**content, "sections": []})
    page = client.get(reverse("projects:revision", args=[revision.pk])).content.decode()
    assert "むかしの名前" in page
    assert revision.receipt_number in page


def test_the_text_stands_there_as_it_is(client, member):
    proposal = of_group(member, answers={"purpose": "夜に集まれる場を\nつくる。𠮷🌸"})
    page = client.get(reverse("projects:proposal_text", args=[proposal.pk])).content.decode()
    assert "夜に集まれる場を\nつくる。𠮷🌸" in page


def test_the_history_keeps_the_offices_own_words(client, member):
    proposal = of_group(member, checking=True)
    proposal.conditions_note = "電話で確かめた。"
    proposal.title = "新しい名前"
    proposal.save()
    page = client.get(reverse("projects:proposal_history", args=[proposal.pk])).content.decode()
    assert "新しい名前" in page
    assert "電話で確かめた" not in page


@pytest.mark.parametrize("name", ONE)
def test_a_proposal_of_another_group_is_not_found(client, member, name):
    other = ProposalFactory(call=CallFactory())
    assert client.get(reverse(name, args=[other.pk])).status_code == 404


@pytest.mark.parametrize("name", ONE)
def test_a_clerk_does_not_read_the_groups_pages_refused_as_not_found(client, name):
    client.force_login(PostFactory(coordinator=True).user)
    proposal = ProposalFactory(submitted=True)
    assert client.get(reverse(name, args=[proposal.pk])).status_code == 404


def test_a_submission_of_another_group_is_not_found(client, member):
    revision = ProposalRevisionFactory()
    assert client.get(reverse("projects:revision", args=[revision.pk])).status_code == 404
