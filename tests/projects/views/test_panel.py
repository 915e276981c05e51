"""The panel from the letter to the answer: addressed, dated, good once."""

import datetime as dt
import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from organizations.actions.invitations import hash_of
from organizations.models import User
from projects.models import PanelMember
from tests.factories.organizations import PASSWORD, UserFactory
from tests.factories.proposals import PanelMemberFactory
from tests.projects.actors import ALL, OFFICE, actor
from tests.projects.panels import screening

pytestmark = pytest.mark.django_db
REFUSED = [role for role in ALL if role not in (*OFFICE, "coordinator_of_group", "administrator")]


@pytest.fixture
def call(now):
    return screening().call


@pytest.fixture
def send(as_, coordinator, call, django_capture_on_commit_callbacks):
    """Invites an address through the page; gives the link's path from the letter."""

    def invite(email, **more):
        data = {"email": email, "name": "外部 花子", "affiliation": "見本大学", **more}
        with django_capture_on_commit_callbacks(execute=True):
            answer = as_(coordinator).post(reverse("projects:panel_invite", args=[call.pk]), data)
        assert answer.status_code == 302, answer.context["form"].errors
        return link_in(mail.outbox[-1])

    return invite


def link_in(letter):
    return re.search(r"http://127\.0\.0\.1:8000(/projects/screening/invitations/\S+)", letter.body)[1]


def test_the_letters_link_is_the_only_copy_of_the_secret(send, now):
    path = send("Hanako@Example.jp", is_chair="on")
    token = path.rstrip("/").split("/")[-1]
    member = PanelMember.objects.get(email="hanako@example.jp")
    assert (member.token_hash, member.is_chair, member.accepted_at) == (hash_of(token), True, None)
    assert member.expires_at == now + dt.timedelta(days=14)
    assert token not in str(PanelMember.objects.filter(pk=member.pk).values().get())
    assert token not in str(list(PanelMember.history.values()))


def test_who_has_an_account_takes_it_up_once(as_, send, call):
    user = UserFactory(email="hanako@example.jp")
    path = send("hanako@example.jp")
    browser = as_(user)
    assert "引き受ける" in browser.get(path).content.decode()
    assert browser.post(path, {"answer": "accept"}).url == reverse("projects:reviews")
    member = PanelMember.objects.get(user=user)
    assert (member.call, member.is_in_force) == (call, True)
    assert browser.get(reverse("projects:reviews")).status_code == 200
    again = browser.post(path, {"answer": "accept"})
    assert (again.status_code, "もうお引き受け" in again.content.decode()) == (410, True)


def test_who_has_none_signs_up_with_that_address_and_answers(client, send):
    path = send("hanako@example.jp")
    page = client.get(path)
    assert (page.context["has_account"], page.context["addressed"]) == (False, False)
    data = {"email": "hanako@example.jp", "name": "外部 花子", "password1": PASSWORD, "password2": PASSWORD}
    assert client.post(page.context["signup_url"], data).url == path
    assert EmailAddress.objects.get(email="hanako@example.jp").verified is True
    client.post(path, {"answer": "accept"})
    assert PanelMember.objects.get(email="hanako@example.jp").user == User.objects.get(
        email="hanako@example.jp"
    )


def test_who_declines_is_seen_by_the_office(as_, send, call, coordinator):
    path = send("hanako@example.jp")
    assert as_(UserFactory(email="hanako@example.jp")).post(path, {"answer": "decline"}).url == reverse(
        "desk"
    )
    member = PanelMember.objects.get(email="hanako@example.jp")
    assert (member.user, member.declined_at, member.ended_at) == (None, timezone.now(), timezone.now())
    assert "断り" in as_(coordinator).get(reverse("projects:panel", args=[call.pk])).content.decode()
    assert as_(coordinator).get(path).status_code == 410


def test_another_person_cannot_take_it_up(as_, send):
    path, other = send("hanako@example.jp"), as_(UserFactory())
    assert other.get(path).context["addressed"] is False
    assert other.post(path, {"answer": "accept"}).status_code == 200
    assert PanelMember.objects.get(email="hanako@example.jp").accepted_at is None


def test_an_expired_link_says_so_and_a_new_letter_makes_the_old_one_void(
    as_, send, call, coordinator, at, django_capture_on_commit_callbacks
):
    old = send("hanako@example.jp")
    member = PanelMember.objects.get(email="hanako@example.jp")
    at(2026, 7, 16)
    assert as_(UserFactory(email="hanako@example.jp")).get(old).status_code == 410
    with django_capture_on_commit_callbacks(execute=True):
        as_(coordinator).post(reverse("projects:panel_resend", args=[member.pk]))
    new = link_in(mail.outbox[-1])
    assert [as_(coordinator).get(path).status_code for path in (old, new)] == [404, 200]


def test_a_letter_that_was_just_sent_is_not_sent_again(as_, send, coordinator):
    send("hanako@example.jp")
    member, letters = PanelMember.objects.get(email="hanako@example.jp"), len(mail.outbox)
    as_(coordinator).post(reverse("projects:panel_resend", args=[member.pk]))
    assert len(mail.outbox) == letters


def test_one_address_is_invited_once(as_, send, call, coordinator):
    send("hanako@example.jp")
    data = {"email": "HANAKO@example.jp", "name": "別名"}
    answer = as_(coordinator).post(reverse("projects:panel_invite", args=[call.pk]), data)
    assert (answer.status_code, answer.context["form"]["name"].value()) == (422, "別名")


def test_a_decided_call_invites_nobody(as_, coordinator):
    from tests.factories.calls import CallFactory

    call = CallFactory(decided=True)
    data = {"email": "hanako@example.jp", "name": "外部"}
    assert as_(coordinator).post(reverse("projects:panel_invite", args=[call.pk]), data).status_code == 422


def test_who_is_taken_off_reads_nothing_any_more(as_, coordinator):
    round_ = screening()
    score = reverse("projects:score", args=[round_.assignment.pk])
    end = reverse("projects:panel_end", args=[round_.members[0].pk])
    assert as_(coordinator).post(end, {"reason": ""}).status_code == 422
    assert as_(coordinator).post(end, {"reason": "辞退の申し出"}).status_code == 302
    assert as_(coordinator).post(end, {"reason": "もう一度"}).status_code == 422
    assert as_(round_.reviewer).get(score).status_code == 404
    member = PanelMember.objects.get()
    assert (member.end_reason, member.history.first().history_user) == ("辞退の申し出", coordinator)


def test_the_list_costs_the_same_for_one_and_for_three(as_, coordinator, django_assert_max_num_queries):
    counts, browser = [], as_(coordinator)
    for number in (1, 3):
        call = screening(members=number).call
        PanelMemberFactory(call=call, invited=True)
        browser.get(reverse("projects:panel", args=[call.pk]))
        with django_assert_max_num_queries(20) as queries:
            browser.get(reverse("projects:panel", args=[call.pk]))
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("role", REFUSED)
@pytest.mark.parametrize("name", ["projects:panel", "projects:panel_invite"])
def test_the_panel_refuses_everybody_but_the_office(as_, name, role):
    round_ = screening()
    assert as_(actor(role, round_.proposals[0])).get(reverse(name, args=[round_.call.pk])).status_code == 403


@pytest.mark.parametrize("role", REFUSED)
@pytest.mark.parametrize("name", ["projects:panel_resend", "projects:panel_end"])
def test_a_place_refuses_everybody_but_the_office(as_, name, role):
    round_ = screening()
    address = reverse(name, args=[round_.members[0].pk])
    assert as_(actor(role, round_.proposals[0])).post(address, {"reason": "x"}).status_code == 403
    assert PanelMember.objects.get(pk=round_.members[0].pk).ended_at is None
