"""Invitations from the letter to the post or membership: addressed, dated, good once."""

import datetime
import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse

from organizations.actions.invitations import hash_of
from organizations.models import Invitation, Membership, Post, User
from tests.factories.organizations import (
    PASSWORD,
    DivisionFactory,
    MembershipFactory,
    PostFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
ME = reverse("organizations:me")


@pytest.fixture
def send(signed_in, group, officer, django_capture_on_commit_callbacks):
    """Invites an address into the group through the page; gives the link's path from the letter."""

    def invite(email, role="editor", **more):
        data = {"email": email, "role": role, "starts_on": "2026/7/1", **more}
        with django_capture_on_commit_callbacks(execute=True):
            answer = signed_in(officer).post(reverse("organizations:invite_member", args=[group.pk]), data)
        assert answer.status_code == 302, answer.context["form"].errors
        return link_in(mail.outbox[-1])

    return invite


def link_in(letter):
    return re.search(r"http://127\.0\.0\.1:8000(/organizations/invitations/\S+)", letter.body)[1]


def test_the_letter_s_link_is_the_only_copy_of_the_secret(send, now):
    path = send("Hanako@Example.jp")
    token = path.rstrip("/").split("/")[-1]
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.token_hash) == ("hanako@example.jp", hash_of(token))
    assert invitation.expires_at == now + datetime.timedelta(days=14)
    assert mail.outbox[-1].to == ["hanako@example.jp"]
    assert token not in str(Invitation.objects.values().get())


def test_a_person_with_an_account_takes_it_up_once(send, group, signed_in, now):
    user = UserFactory(email="hanako@example.jp")
    path = send("hanako@example.jp", role="viewer", ends_on="2027/3/31")
    client = signed_in(user)
    assert "招待を受ける" in client.get(path).content.decode()
    assert client.post(path)["Location"] == reverse("organizations:detail", args=[group.pk])
    membership = Membership.objects.get(user=user)
    assert (membership.role, membership.starts_on, membership.ends_on) == (
        "viewer",
        datetime.date(2026, 7, 1),
        datetime.date(2027, 3, 31),
    )
    again = client.post(path)
    assert again.status_code == 410
    assert "もう受けられています" in again.content.decode()
    assert Membership.objects.filter(user=user).count() == 1


def test_somebody_else_cannot_take_it_up(send, stranger, signed_in, now):
    path = send("hanako@example.jp")
    client = signed_in(stranger)
    assert "別のアドレスでサインインしています" in client.get(path).content.decode()
    client.post(path)
    assert not Membership.objects.filter(user=stranger).exists()
    assert Invitation.objects.get().is_open


def test_a_second_confirmed_address_counts_an_unconfirmed_does_not(send, stranger, signed_in, now):
    path = send("hanako@example.jp")
    address = EmailAddress.objects.create(user=stranger, email="hanako@example.jp", verified=False)
    signed_in(stranger).post(path)
    assert not stranger.memberships.exists()
    address.verified = True
    address.save()
    signed_in(stranger).post(path)
    assert stranger.memberships.count() == 1


def test_a_new_person_signs_up_from_the_link_without_another_mail(send, group, client, signed_in, now):
    path = send("hanako@example.jp")
    signed_in(None)
    page = client.get(path)
    signup = page.context["signup_url"]
    assert 'value="hanako@example.jp"' in client.get(signup).content.decode()
    letters = len(mail.outbox)
    data = {"name": "例野 花子", "email": "hanako@example.jp", "password1": PASSWORD, "password2": PASSWORD}
    answer = client.post(signup, {**data, "next": path})
    assert answer["Location"] == path
    assert len(mail.outbox) == letters
    client.post(path)
    user = User.objects.get(email="hanako@example.jp")
    assert (user.name, [each.organization for each in user.memberships.all()]) == ("例野 花子", [group])


def test_the_link_confirms_no_other_address(send, client, signed_in, now):
    path = send("hanako@example.jp")
    signed_in(None)
    client.get(path)
    data = {"name": "例野 花子", "email": "jiro@example.jp", "password1": PASSWORD, "password2": PASSWORD}
    answer = client.post(reverse("account_signup"), data)
    assert answer["Location"] == reverse("account_email_verification_sent")
    assert not EmailAddress.objects.filter(email="jiro@example.jp", verified=True).exists()


def test_it_expires_after_fourteen_days(send, signed_in, at):
    at(2026, 7, 1)
    user = UserFactory(email="hanako@example.jp")
    path = send("hanako@example.jp")
    at(2026, 7, 15, 11, 59)
    assert signed_in(user).get(path).status_code == 200
    at(2026, 7, 15, 12, 0)
    answer = signed_in(user).post(path)
    assert (answer.status_code, user.memberships.count()) == (410, 0)
    assert "期限が過ぎました" in answer.content.decode()


def test_taken_back_it_no_longer_works(send, officer, signed_in, now):
    user = UserFactory(email="hanako@example.jp")
    path = send("hanako@example.jp")
    signed_in(officer).post(reverse("organizations:revoke_invitation", args=[Invitation.objects.get().pk]))
    answer = signed_in(user).get(path)
    assert (answer.status_code, "取り消しました" in answer.content.decode()) == (410, True)


def test_sent_again_the_old_link_dies(send, officer, signed_in, at, django_capture_on_commit_callbacks):
    at(2026, 7, 1)
    user = UserFactory(email="hanako@example.jp")
    old = send("hanako@example.jp")
    address = reverse("organizations:resend_invitation", args=[Invitation.objects.get().pk])
    soon = signed_in(officer).post(address, follow=True)
    assert "送ったばかりです" in soon.content.decode()
    at(2026, 7, 10)
    with django_capture_on_commit_callbacks(execute=True):
        signed_in(officer).post(address)
    new = link_in(mail.outbox[-1])
    at(2026, 7, 23)
    assert signed_in(user).get(old).status_code == 404
    assert signed_in(user).get(new).status_code == 200


def test_a_membership_begins_by_itself_on_its_first_day(send, group, signed_in, at):
    at(2026, 7, 1)
    user = UserFactory(email="hanako@example.jp")
    path = send("hanako@example.jp", role="officer", starts_on="2026/7/3")
    signed_in(user).post(path)
    change = reverse("organizations:change", args=[group.pk])
    assert signed_in(user).get(change).status_code == 403
    at(2026, 7, 3, 0, 0)
    assert signed_in(user).get(change).status_code == 200


def test_one_s_own_invitations_are_taken_up_from_one_s_own_page(send, group, stranger, signed_in, now):
    user = UserFactory(email="hanako@example.jp")
    send("hanako@example.jp")
    invitation = Invitation.objects.get()
    address = reverse("organizations:accept_invitation", args=[invitation.pk])
    assert list(signed_in(stranger).get(ME).context["invitations"]) == []
    assert signed_in(stranger).post(address).status_code == 404
    assert list(signed_in(user).get(ME).context["invitations"]) == [invitation]
    signed_in(user).post(address)
    assert [each.organization for each in user.memberships.all()] == [group]


@pytest.mark.parametrize(
    ("email", "message"),
    [
        ("inside@example.jp", "この人は、もう会員です。"),
        ("twice@example.jp", "この人には、もう招待を送っています。"),
    ],
)
def test_who_is_inside_or_invited_is_not_invited_again(email, message, send, group, officer, signed_in, now):
    MembershipFactory(organization=group, user=UserFactory(email="inside@example.jp"))
    send("twice@example.jp")
    data = {"email": email, "role": "editor", "starts_on": "2026/7/1"}
    answer = signed_in(officer).post(reverse("organizations:invite_member", args=[group.pk]), data)
    assert answer.context["form"].non_field_errors() == [message]


def test_nobody_sends_more_than_a_hundred_a_day(send, group, officer, signed_in, at):
    moment = at(2026, 7, 1)
    for number in range(100):
        Invitation.objects.create(
            email=f"p{number}@example.jp",
            organization=group,
            role="viewer",
            starts_on=moment.date(),
            token_hash=str(number),
            invited_by=officer,
            expires_at=moment,
        )
    data = {"email": "one.more@example.jp", "role": "editor", "starts_on": "2026/7/1"}
    address = reverse("organizations:invite_member", args=[group.pk])
    answer = signed_in(officer).post(address, data)
    assert answer.context["form"].non_field_errors() == [
        "一日に送れる招待の数を超えました。明日、続きを送ってください。"
    ]
    at(2026, 7, 2, 12, 1)
    assert signed_in(officer).post(address, data).status_code == 302


def test_staff_are_invited_into_a_division(coordinator, signed_in, now, django_capture_on_commit_callbacks):
    division = DivisionFactory(name="協働課")
    data = {"email": "jiro@example.jp", "division": division.pk, "role": "promoter", "starts_on": "R8.7.1"}
    with django_capture_on_commit_callbacks(execute=True):
        signed_in(coordinator).post(reverse("organizations:invite_staff"), data)
    user = UserFactory(email="jiro@example.jp")
    assert signed_in(user).post(link_in(mail.outbox[-1]))["Location"] == reverse("desk")
    assert [(each.division, each.role) for each in Post.objects.filter(user=user)] == [(division, "promoter")]


def test_a_coordinator_invites_no_administrator(coordinator, administrator, signed_in, now):
    division = DivisionFactory()
    data = {
        "email": "jiro@example.jp",
        "division": division.pk,
        "role": "administrator",
        "starts_on": "2026/7/1",
    }
    address = reverse("organizations:invite_staff")
    assert list(signed_in(coordinator).post(address, data).context["form"].errors) == ["role"]
    assert not Invitation.objects.exists()
    signed_in(administrator).post(address, data)
    invitation = Invitation.objects.get()
    for name in ("resend_invitation", "revoke_invitation"):
        answer = signed_in(coordinator).post(reverse(f"organizations:{name}", args=[invitation.pk]))
        assert answer.status_code == 403


def test_an_unknown_link_says_so_without_an_error(client, db):
    answer = client.get(reverse("organizations:invitation", args=["nonsense"]))
    assert (answer.status_code, "この招待は使えません" in answer.content.decode()) == (404, True)


def test_the_log_names_nobody(send, signed_in, caplog, now):
    caplog.set_level("INFO")
    user = UserFactory(email="hanako@example.jp", name="例野 花子")
    path = send("hanako@example.jp")
    signed_in(user).post(path)
    text = caplog.text
    assert f"accepted by user {user.pk}" in text
    assert [secret for secret in ("hanako", "花子", path.split("/")[-2]) if secret in text] == []


@pytest.mark.parametrize("number", [1, 3])
def test_the_members_page_costs_the_same_with_more_rows(
    number, group, officer, signed_in, django_assert_num_queries
):
    MembershipFactory.create_batch(number, organization=group)
    client = signed_in(officer)
    address = reverse("organizations:members", args=[group.pk])
    client.get(address)
    with django_assert_num_queries(6):
        client.get(address)


@pytest.mark.parametrize("number", [1, 3])
def test_the_staff_page_costs_the_same_with_more_rows(
    number, coordinator, signed_in, django_assert_num_queries
):
    PostFactory.create_batch(number)
    client = signed_in(coordinator)
    address = reverse("organizations:staff")
    client.get(address)
    with django_assert_num_queries(8):
        client.get(address)
