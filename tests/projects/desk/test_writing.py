import datetime

import pytest
from django.urls import reverse

from projects.desk.writing import proposals_to_finish, proposals_with_the_office
from tests.factories.calls import CallFactory
from tests.factories.organizations import MembershipFactory, PostFactory
from tests.factories.proposals import ProposalFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(now):
    return MembershipFactory(officer=True)


def tasks(user, now):
    return [
        (task.what, task.record, task.due_on, task.note) for task in proposals_to_finish(user, now.date())
    ]


def of_group(member, **more):
    return ProposalFactory(organization=member.organization, title="夜の茶話会", **more)


def test_a_draft_waits_until_its_closing(officer, now):
    closes_at = now + datetime.timedelta(days=3, hours=4)
    draft = of_group(officer, call=CallFactory(title="今年の募集", closes_at=closes_at))
    expected = (
        f"夜の茶話会（{officer.organization.name}）",
        datetime.date(2026, 7, 4),
        "今年の募集　あと3日4時間",
    )
    assert tasks(officer.user, now) == [("提案書を書き上げて、出す", *expected)]
    editor = MembershipFactory(organization=officer.organization).user
    assert tasks(editor, now) == [("提案書を書く", *expected)]
    task = next(proposals_to_finish(editor, now.date()))
    assert task.url == reverse("projects:proposal", args=[draft.pk])


def test_what_can_be_handed_in_no_more_waits_for_nobody(officer, now):
    of_group(officer, call=CallFactory(over=True))
    of_group(officer, call=CallFactory(to_open=True))
    of_group(officer, call=CallFactory(over=True), open_until=now)
    of_group(officer, submitted=True)
    assert tasks(officer.user, now) == []


def test_others_have_no_such_task(officer, now):
    of_group(officer)
    for user in (
        MembershipFactory(organization=officer.organization, viewer=True).user,
        MembershipFactory(officer=True).user,
        PostFactory(coordinator=True).user,
    ):
        assert tasks(user, now) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_it_is_one_query_however_many_there_are(officer, now, rows, django_assert_num_queries):
    for _ in range(rows):
        of_group(officer)
    assert officer.user.standing.memberships
    with django_assert_num_queries(1):
        list(proposals_to_finish(officer.user, now.date()))


def test_what_was_handed_in_is_followed_until_its_result(officer, now):
    proposal = of_group(officer, screening=True)
    of_group(officer)
    of_group(officer, rejected=True)
    ProposalFactory(submitted=True)
    viewer = MembershipFactory(organization=officer.organization, viewer=True).user
    (line,) = proposals_with_the_office(viewer)
    assert (line.record, line.note, line.changed_at) == ("夜の茶話会", "審査中です", now)
    assert line.url == reverse("projects:proposal", args=[proposal.pk])
    assert list(proposals_with_the_office(PostFactory().user)) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_following_is_one_query_however_many_there_are(officer, now, rows, django_assert_num_queries):
    for _ in range(rows):
        of_group(officer, submitted=True)
    assert officer.user.standing.memberships
    with django_assert_num_queries(1):
        list(proposals_with_the_office(officer.user))
