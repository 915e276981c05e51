"""課: added, corrected, succeeded, and what is refused."""

import datetime

import pytest
from django.urls import reverse

from organizations.models import Division, Post
from tests.factories.organizations import DivisionFactory, PostFactory

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 7, 1)


def errors(answer):
    return answer.context["form"].non_field_errors()


def test_a_division_is_renamed_from_a_day_on(coordinator, staff, signed_in, at):
    at(2027, 3, 1)
    old = staff.posts.get().division
    data = {"on": "R9.4.1", "old": [old.pk], "name": "新しい協働課", "code": "N1"}
    answer = signed_in(coordinator).post(reverse("organizations:succeed_divisions"), data)
    assert answer.status_code == 302, answer.context["form"].errors
    old.refresh_from_db()
    new = Division.objects.get(code="N1")
    assert (old.ends_on, old.successor, new.starts_on, new.department) == (
        datetime.date(2027, 3, 31),
        new,
        datetime.date(2027, 4, 1),
        old.department,
    )
    held = list(staff.posts.order_by("starts_on").values_list("division", "starts_on", "ends_on"))
    assert held == [
        (old.pk, datetime.date(2000, 4, 1), datetime.date(2027, 3, 31)),
        (new.pk, datetime.date(2027, 4, 1), None),
    ]

    def works_in():
        return type(staff).objects.get(pk=staff.pk).standing.division_ids

    assert works_in() == {old.pk}
    at(2027, 4, 1)
    assert works_in() == {old.pk, new.pk}


def test_two_divisions_merge_into_one_that_exists(coordinator, signed_in, now):
    first, second = PostFactory(), PostFactory()
    both = PostFactory(user=first.user, division=second.division)
    new = DivisionFactory()
    data = {"on": "2026/10/1", "old": [first.division_id, second.division_id], "existing": new.pk}
    signed_in(coordinator).post(reverse("organizations:succeed_divisions"), data)
    assert list(new.predecessors.order_by("pk")) == [first.division, second.division]
    began = Post.objects.filter(division=new).values_list("user", "starts_on")
    assert sorted(began) == sorted(
        [(first.user_id, datetime.date(2026, 10, 1)), (second.user_id, datetime.date(2026, 10, 1))]
    )
    both.refresh_from_db()
    assert both.ends_on == datetime.date(2026, 9, 30)


def test_people_of_a_coming_merger_do_not_reach_in_before_its_day(coordinator, signed_in, at):
    at(2026, 7, 1)
    ending, lasting = DivisionFactory(), PostFactory()
    data = {"on": "2026/10/1", "old": [ending.pk], "existing": lasting.division_id}
    signed_in(coordinator).post(reverse("organizations:succeed_divisions"), data)

    def works_in_ending():
        return type(lasting.user).objects.get(pk=lasting.user_id).standing.works_in(ending.pk)

    assert not works_in_ending()
    at(2026, 10, 1)
    assert works_in_ending()


def test_a_division_is_split(coordinator, signed_in, now):
    old = DivisionFactory()
    data = {
        "on": "2026/10/1",
        "old": [old.pk],
        "name": "本課",
        "code": "N1",
        "branches": "N2 第一課\nN3　第二課",
    }
    signed_in(coordinator).post(reverse("organizations:succeed_divisions"), data)
    assert list(old.branches.order_by("code").values_list("code", "name")) == [
        ("N2", "第一課"),
        ("N3", "第二課"),
    ]
    old.refresh_from_db()
    assert old.successor.name == "本課"


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"name": "本課", "code": ""}, "code"),
        ({"name": "", "code": "N1"}, "name"),
        ({"name": "本課", "code": "TAKEN"}, "code"),
        ({"name": "本課", "code": "N1", "branches": "第一課"}, "branches"),
        ({"name": "本課", "code": "N1", "branches": "N1 第一課"}, "branches"),
        ({"name": "本課", "code": "N1", "branches": "TAKEN 第一課"}, "branches"),
        ({"name": "本課", "code": "N1", "old": []}, "old"),
        ({"name": "本課", "code": "N1", "on": "いつか"}, "on"),
    ],
)
def test_what_is_wrong_with_a_succession_is_said_at_its_field(data, field, coordinator, signed_in, now):
    old = DivisionFactory(code="TAKEN")
    answer = signed_in(coordinator).post(
        reverse("organizations:succeed_divisions"), {"on": "2026/10/1", "old": [old.pk], **data}
    )
    assert list(answer.context["form"].errors) == [field]
    assert Division.objects.filter(successor__isnull=False).count() == 0


def test_a_division_ends_only_once(coordinator, signed_in, now):
    from django.core.exceptions import ValidationError

    from organizations.actions.divisions import succeed_divisions

    old, new = DivisionFactory(name="終わった課", ends_on=datetime.date(2026, 3, 31)), DivisionFactory()
    with pytest.raises(ValidationError, match="終わった課は、もう終わることになっています。"):
        succeed_divisions([old], new=new, on=datetime.date(2026, 10, 1), by=coordinator)


def test_the_divisions_of_a_past_day(staff, signed_in, now):
    DivisionFactory(name="むかしの課", ends_on=datetime.date(2020, 3, 31))
    address = reverse("organizations:divisions")
    today = [division.name for division in signed_in(staff).get(address).context["divisions"]]
    past = signed_in(staff).get(f"{address}?on=R2.3.31").context
    assert "むかしの課" not in today
    assert "むかしの課" in [division.name for division in past["divisions"]]
    assert "日付を読み取れません" in signed_in(staff).get(f"{address}?on=いつか").context["fault"]


def test_a_division_is_added_and_corrected(coordinator, signed_in, now):
    data = {"code": "Z9", "name": "地域課", "starts_on": "R8.4.1", "position": ""}
    signed_in(coordinator).post(reverse("organizations:add_division"), data)
    division = Division.objects.get(code="Z9")
    signed_in(coordinator).post(
        reverse("organizations:division", args=[division.pk]), {**data, "name": "地域づくり課"}
    )
    division.refresh_from_db()
    assert (division.name, division.search_key, division.position) == ("地域づくり課", "地域づくり課", 0)


@pytest.mark.parametrize("number", [1, 3])
def test_the_divisions_cost_the_same_with_more_rows(
    number, coordinator, signed_in, django_assert_num_queries
):
    successor = DivisionFactory()
    DivisionFactory.create_batch(number, successor=successor)
    client = signed_in(coordinator)
    address = reverse("organizations:divisions")
    client.get(address)
    with django_assert_num_queries(5):
        client.get(address)
