"""One's own page, and a colleague's."""

import datetime

import pytest
from django.urls import reverse

from tests.factories.organizations import MembershipFactory, OrganizationFactory, PostFactory

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 7, 1)


def errors(answer):
    return answer.context["form"].non_field_errors()


def test_my_page_names_what_i_am_and_lets_me_mend_my_name(signed_in, now):
    post = PostFactory(division__name="協働課")
    membership = MembershipFactory(user=post.user, organization=OrganizationFactory(name="ためしの会"))
    client = signed_in(post.user)
    page = client.get(reverse("organizations:me"))
    assert (list(page.context["posts"]), list(page.context["memberships"])) == ([post], [membership])
    client.post(reverse("organizations:me"), {"name": "例野　花子", "kana": "レイノハナコ"})
    post.user.refresh_from_db()
    assert (post.user.name, post.user.kana) == ("例野　花子", "レイノハナコ")


@pytest.mark.parametrize("number", [1, 3])
def test_my_page_costs_the_same_with_more_rows(number, stranger, signed_in, django_assert_num_queries):
    PostFactory.create_batch(number, user=stranger)
    MembershipFactory.create_batch(number, user=stranger)
    client = signed_in(stranger)
    client.get(reverse("organizations:me"))
    with django_assert_num_queries(7):
        client.get(reverse("organizations:me"))


@pytest.mark.parametrize("number", [1, 3])
def test_a_person_costs_the_same_with_more_rows(
    number, coordinator, staff, signed_in, django_assert_num_queries
):
    PostFactory.create_batch(number, user=staff)
    client = signed_in(coordinator)
    address = reverse("organizations:person", args=[staff.pk])
    client.get(address)
    with django_assert_num_queries(6):
        client.get(address)
