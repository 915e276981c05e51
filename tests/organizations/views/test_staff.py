"""Members, posts and 課: begun, extended, ended, succeeded, and what is refused."""

import datetime

import pytest
from django.urls import reverse

from organizations.models import Division, Membership, Post
from tests.factories.organizations import DivisionFactory, MembershipFactory, OrganizationFactory, PostFactory

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 7, 1)


def errors(answer):
    return answer.context["form"].non_field_errors()


# --- members -----------------------------------------------------------------------------------------------


def test_an_officer_changes_a_member_s_role_and_last_day(group, officer, editor, signed_in, now):
    membership = editor.memberships.get()
    signed_in(officer).post(
        reverse("organizations:membership", args=[membership.pk]), {"role": "viewer", "ends_on": "R8.7.31"}
    )
    membership.refresh_from_db()
    assert (membership.role, membership.ends_on) == ("viewer", datetime.date(2026, 7, 31))


def test_a_membership_ends_by_itself_after_its_last_day(group, officer, editor, signed_in, at):
    at(2026, 7, 1)
    Membership.objects.filter(user=editor).update(ends_on=datetime.date(2026, 7, 31))
    change = reverse("organizations:change", args=[group.pk])
    at(2026, 7, 31, 23, 59)
    assert signed_in(editor).get(change).status_code == 200
    at(2026, 8, 1, 0, 0)
    assert signed_in(editor).get(change).status_code == 403


def test_a_group_keeps_an_officer_unless_the_office_says_otherwise(
    group, officer, coordinator, signed_in, now
):
    membership = officer.memberships.get()
    address = reverse("organizations:membership", args=[membership.pk])
    for data in ({"role": "officer", "ends_on": "2026/7/1"}, {"role": "viewer"}):
        assert errors(signed_in(officer).post(address, data)) == [
            "ほかに役員がいないため、変えられません。先に別の人を役員にしてください。"
        ]
    MembershipFactory(organization=group, officer=True)
    assert signed_in(officer).post(address, {"role": "viewer"}).status_code == 302
    last = group.memberships.get(role="officer")
    address = reverse("organizations:membership", args=[last.pk])
    assert signed_in(coordinator).post(address, {"role": "officer", "ends_on": "2026/7/1"}).status_code == 302


def test_an_officer_of_another_group_finds_no_membership_here(group, editor, signed_in):
    other = MembershipFactory(officer=True).user
    address = reverse("organizations:membership", args=[editor.memberships.get().pk])
    assert signed_in(other).post(address, {"role": "officer"}).status_code == 404
    assert editor.memberships.get().role == "editor"


def test_a_last_day_before_the_first_is_refused(group, officer, editor, signed_in, now):
    address = reverse("organizations:membership", args=[editor.memberships.get().pk])
    answer = signed_in(officer).post(address, {"role": "editor", "ends_on": "1999/1/1"})
    assert errors(answer) == ["終わりの日は、始まりの日か、それより後にしてください。"]


# --- posts -------------------------------------------------------------------------------------------------


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


# --- 課 ----------------------------------------------------------------------------------------------------


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


# --- わたしの登録 -------------------------------------------------------------------------------------------


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
