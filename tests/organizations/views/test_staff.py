"""Posts: begun, extended, ended, and what is refused."""

import datetime

import pytest
from django.urls import reverse

from tests.factories.organizations import DivisionFactory, PostFactory

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 7, 1)


def errors(answer):
    return answer.context["form"].non_field_errors()


def test_on_the_first_of_april_one_post_ends_and_another_begins(coordinator, staff, signed_in, at):
    at(2027, 3, 1)
    old, new = staff.posts.get(), DivisionFactory()
    signed_in(coordinator).post(reverse("organizations:post", args=[old.pk]), {"ends_on": "R9.3.31"})
    data = {"division": new.pk, "role": "staff", "starts_on": "R9.4.1"}
    signed_in(coordinator).post(reverse("organizations:person", args=[staff.pk]), data)

    def works_in():
        return type(staff).objects.get(pk=staff.pk).standing.division_ids

    at(2027, 3, 31, 23, 59)
    assert works_in() == {old.division_id}
    at(2027, 4, 1, 0, 0)
    assert works_in() == {new.pk}


def test_the_same_post_twice_at_a_time_is_refused(coordinator, staff, signed_in, now):
    post = staff.posts.get()
    data = {"division": post.division_id, "role": "staff", "starts_on": "2026/7/1"}
    answer = signed_in(coordinator).post(reverse("organizations:person", args=[staff.pk]), data)
    assert errors(answer) == [
        "同じ期間に、もうこの課での同じ役割の所属があります（平成12年（2000年）4月1日から終わりの日なし）。"
    ]


def test_no_post_outlives_its_division(coordinator, staff, signed_in, now):
    division = DivisionFactory(name="終わる課", ends_on=datetime.date(2026, 9, 30))
    address = reverse("organizations:person", args=[staff.pk])
    late = {"division": division.pk, "role": "staff", "starts_on": "2026/10/1"}
    assert errors(signed_in(coordinator).post(address, late)) == ["終わる課は、その日にはありません。"]
    endless = {**late, "starts_on": "2026/7/1"}
    assert errors(signed_in(coordinator).post(address, endless)) == [
        "終わる課がなくなる日までにしてください。"
    ]


def test_only_an_administrator_hands_on_administration(coordinator, administrator, staff, signed_in, now):
    data = {"division": staff.posts.get().division_id, "role": "administrator", "starts_on": "2026/7/1"}
    address = reverse("organizations:person", args=[staff.pk])
    assert list(signed_in(coordinator).post(address, data).context["form"].errors) == ["role"]
    assert not staff.posts.filter(role="administrator").exists()
    assert signed_in(administrator).post(address, data).status_code == 302
    theirs = reverse("organizations:post", args=[administrator.posts.get().pk])
    assert signed_in(coordinator).post(theirs, {"ends_on": "2026/7/1"}).status_code == 403


def test_nobody_ends_their_own_last_administration(administrator, signed_in, now):
    mine = administrator.posts.get()
    address = reverse("organizations:post", args=[mine.pk])
    assert errors(signed_in(administrator).post(address, {"ends_on": "2030/1/1"})) == [
        "自分のシステム管理者の所属は、自分では終えられません。ほかの管理者に頼んでください。"
    ]
    other = PostFactory(administrator=True).user
    other.authenticator_set.create(type="totp", data={})
    assert signed_in(other).post(address, {"ends_on": "2026/7/1"}).status_code == 302
    mine.refresh_from_db()
    assert mine.ends_on == TODAY
