import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from projects.call_door import door_of
from projects.queries.calls import own_proposals
from tests.factories.calls import CallFactory, CategoryFactory
from tests.factories.organizations import MembershipFactory, OrganizationFactory, UserFactory
from tests.factories.proposals import ProposalFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def call():
    return CallFactory()


@pytest.fixture
def writer():
    return MembershipFactory(organization__name="花の会").user


def proposal(call, user, **traits):
    group = user.memberships.first().organization
    category = CategoryFactory(call=call)
    return ProposalFactory(call=call, category=category, organization=group, **traits)


def door(call, user):
    found = door_of(call, user, own_proposals(call, user))
    return (found.label, found.url) if found else None


def test_a_visitor_signs_in_and_comes_back(call):
    label, url = door(call, AnonymousUser())
    assert (label, url) == (
        "サインインして提案を書く",
        f"/accounts/login/?next=%2Fprojects%2Fcalls%2F{call.pk}%2F",
    )


def test_a_writer_begins_a_proposal(call, writer):
    assert door(call, writer) == ("提案を書く", f"/projects/proposals/start/?call={call.pk}")


def test_a_writer_goes_on_with_the_draft(call, writer):
    draft = proposal(call, writer)
    proposal(call, writer, submitted=True)
    assert door(call, writer) == ("書きかけの提案を開く", reverse("projects:proposal", args=[draft.pk]))


def test_what_was_handed_in_is_shown_where_there_is_room_for_no_more(call, writer):
    sent = proposal(call, writer, submitted=True)
    assert door(call, writer) == ("出した提案を見る", reverse("projects:proposal", args=[sent.pk]))
    call.proposals_per_group = 2
    assert door(call, writer)[0] == "提案を書く"


def test_a_withdrawn_proposal_leaves_its_room(call, writer):
    proposal(call, writer, withdrawn=True)
    assert door(call, writer)[0] == "提案を書く"


def test_a_second_group_of_the_same_person_has_room_of_its_own(call, writer):
    proposal(call, writer, submitted=True)
    MembershipFactory(user=writer)
    writer = type(writer).objects.get(pk=writer.pk)
    assert door(call, writer)[0] == "提案を書く"


def test_who_belongs_to_no_group_registers_one(call):
    assert door(call, UserFactory()) == ("団体を登録する", reverse("organizations:apply"))


def test_who_may_not_write_has_no_button(call):
    viewer = MembershipFactory(viewer=True).user
    unregistered = MembershipFactory(organization=OrganizationFactory(applied=True)).user
    assert [door(call, viewer), door(call, unregistered)] == [None, None]


@pytest.mark.parametrize("trait", ["to_open", "over", "screening", "decided"])
def test_a_call_that_is_not_open_takes_nothing_more(writer, trait):
    call = CallFactory(**{trait: True})
    assert [door(call, writer), door(call, AnonymousUser()), door(call, UserFactory())] == [None] * 3


def test_city_hall_proposes_nothing(call, clerk):
    assert door(call, clerk) is None
