import datetime
from functools import partial

import pytest
from django.core import mail
from django.urls import reverse

from kyodo.models import Letter
from kyodo.outbox import states
from kyodo.schedule import run_scheduled
from kyodo.workflow import changes_of
from tests.factories.kyodo import LetterFactory
from tests.factories.organizations import MembershipFactory, PostFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kinds")]
OFFICE_ONLY = [
    ("outbox", []),
    ("outbox_batch", ["b"]),
    ("outbox_release", ["b"]),
    ("wordings", []),
    ("wording", ["test_news"]),
    ("wording_reset", ["test_news"]),
]


def step(letter, action) -> str:
    return reverse("outbox_step", args=[letter.pk, action])


@pytest.fixture(params=[PostFactory, partial(MembershipFactory, officer=True)], ids=["staff", "officer"])
def stranger(request, db):
    """Who does not look after letters."""
    return request.param().user


@pytest.mark.parametrize(("name", "arguments"), OFFICE_ONLY)
def test_others_are_refused(name, arguments, stranger, signed_in):
    letter = LetterFactory(batch="b", drafted=True)
    client, address = signed_in(stranger), reverse(name, args=arguments)
    assert client.get(address).status_code == 403
    assert client.post(address).status_code == (405 if name == "outbox" else 403)
    letter.refresh_from_db()
    assert (letter.state, letter.read_at) == ("drafted", None)


@pytest.mark.parametrize(("name", "more"), [("outbox_letter", []), ("outbox_step", ["hold"])])
def test_a_letter_is_not_found_by_others(name, more, stranger, signed_in):
    letter = LetterFactory(drafted=True)
    client, address = signed_in(stranger), reverse(name, args=[letter.pk, *more])
    answers = [client.get(address), client.post(step(letter, "hold"))]
    assert [answer.status_code for answer in answers] == [404, 404]
    letter.refresh_from_db()
    assert letter.state == "drafted"


@pytest.mark.parametrize("role", ["coordinator", "administrator"])
def test_the_list_shows_every_letter_and_counts_what_waits(role, signed_in, now):
    user = PostFactory(**{role: True}).user
    user.authenticator_set.create(type="totp", data={"secret": "irrelevant"})
    made = [LetterFactory(**{trait: True}) for trait in ("drafted", "held", "failed", "sent", "dropped")]
    context = signed_in(user).get(reverse("outbox")).context
    assert list(context["listing"].page.object_list) == made[::-1]
    assert [(str(state), number) for state, number in context["counts"]] == [
        ("drafted", 1),
        ("ready", 0),
        ("held", 1),
        ("failed", 1),
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"state": "failed"}, ["b"]),
        ({"kind": "test_decision"}, ["a"]),
        ({"batch": "call:3:results"}, ["c"]),
        ({"to": "HANAKO"}, ["a"]),
        ({"state": "held"}, []),
    ],
)
def test_the_list_is_narrowed(query, found, coordinator, signed_in):
    LetterFactory(subject="a", kind="test_decision", address="hanako@example.jp")
    LetterFactory(subject="b", failed=True)
    LetterFactory(subject="c", batch="call:3:results")
    listing = signed_in(coordinator).get(reverse("outbox"), query).context["listing"]
    assert [letter.subject for letter in listing.page.object_list] == found


def test_the_list_says_when_nobody_runs_the_clock(coordinator, signed_in, now, time_machine):
    client = signed_in(coordinator)
    assert client.get(reverse("outbox")).context["clock_stands"] is True
    run_scheduled()
    assert client.get(reverse("outbox")).context["clock_stands"] is False
    time_machine.move_to(now + datetime.timedelta(minutes=11), tick=False)
    assert client.get(reverse("outbox")).context["clock_stands"] is True


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_with_more_letters(number, coordinator, signed_in, django_assert_num_queries):
    LetterFactory.create_batch(number, batch="b")
    client = signed_in(coordinator)
    client.get(reverse("outbox"))
    with django_assert_num_queries(7):
        client.get(reverse("outbox"))


def test_a_letter_shows_its_words_its_way_and_what_can_be_done(coordinator, signed_in, now):
    letter = LetterFactory(failed=True, state_changed_at=now + datetime.timedelta(minutes=1))
    page = signed_in(coordinator).get(reverse("outbox_letter", args=[letter.pk]))
    assert [each.action for each in page.context["steps"]] == ["retry", "drop"]
    assert "相手のメールサーバーが受け取りませんでした" in page.content.decode()
    assert "お知らせします。" in page.content.decode()
    assert [event.what for event in page.context["events"]] == ["送れませんでした", "書きました"]


@pytest.mark.parametrize(
    ("made", "steps"),
    [
        ({"drafted": True}, ["read", "hold", "drop"]),
        ({"was_read": True}, ["release", "hold", "drop"]),
        ({"was_read": True, "batch": "b"}, ["hold", "drop"]),
        ({"held": True}, ["resume", "drop"]),
        ({"sending": True}, []),
        ({"sent": True}, []),
    ],
)
def test_what_can_be_done_follows_from_the_state(made, steps, coordinator, signed_in):
    letter = LetterFactory(**made)
    page = signed_in(coordinator).get(reverse("outbox_letter", args=[letter.pk]))
    assert [each.action for each in page.context["steps"]] == steps


def test_the_words_of_a_secret_letter_stay_hidden(coordinator, signed_in):
    letter = LetterFactory(is_secret=True, body="https://…/geheim/")
    text = signed_in(coordinator).get(reverse("outbox_letter", args=[letter.pk])).content.decode()
    assert ("geheim" in text, "本人だけが使えるリンク" in text) == (False, True)


def test_markup_in_a_letter_is_shown_as_it_is(coordinator, signed_in):
    letter = LetterFactory(subject="<b>題</b>", body="<script>alert(1)</script>")
    text = signed_in(coordinator).get(reverse("outbox_letter", args=[letter.pk])).content.decode()
    assert ("<script>alert" in text, "&lt;script&gt;alert" in text) == (False, True)


@pytest.mark.parametrize(
    ("made", "action", "becomes"),
    [
        ({"drafted": True}, "read", "drafted"),
        ({"was_read": True}, "release", "ready"),
        ({"drafted": True}, "hold", "held"),
        ({"held": True}, "resume", "drafted"),
        ({"failed": True}, "retry", "ready"),
    ],
)
def test_each_step_asks_first(made, action, becomes, coordinator, signed_in):
    letter = LetterFactory(**made)
    client = signed_in(coordinator)
    assert client.get(step(letter, action)).status_code == 200
    before = letter.state
    letter.refresh_from_db()
    assert letter.state == before
    assert client.post(step(letter, action))["Location"] == reverse("outbox_letter", args=[letter.pk])
    letter.refresh_from_db()
    assert (letter.state, changes_of(letter).get().by) == (becomes, coordinator)


def test_dropping_asks_for_a_reason(coordinator, signed_in):
    letter = LetterFactory(failed=True)
    client = signed_in(coordinator)
    answer = client.post(step(letter, "drop"), {"reason": " "})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["reason"])
    client.post(step(letter, "drop"), {"reason": "宛先のまちがい"})
    letter.refresh_from_db()
    assert (letter.state, changes_of(letter).get().reason) == ("dropped", "宛先のまちがい")


def test_trying_again_what_may_have_arrived_says_so(coordinator, signed_in):
    letter = LetterFactory(failed=True)
    client = signed_in(coordinator)
    assert client.get(step(letter, "retry")).context["may_have_arrived"] is False
    Letter.objects.update(error=states.FATE_UNKNOWN)
    assert client.get(step(letter, "retry")).context["may_have_arrived"] is True


def test_an_unknown_step_is_not_found_and_a_late_one_is_told(coordinator, signed_in):
    letter = LetterFactory(sent=True)
    client = signed_in(coordinator)
    assert [client.get(step(letter, each)).status_code for each in ("burn", "supersede")] == [404, 404]
    assert "はできません" in client.post(step(letter, "hold"), follow=True).content.decode()


def test_a_batch_is_read_page_by_page_and_sent_at_once(
    coordinator, signed_in, django_capture_on_commit_callbacks
):
    letters = LetterFactory.create_batch(21, drafted=True, batch="call:3:results")
    address, release = (reverse(name, args=["call:3:results"]) for name in ("outbox_batch", "outbox_release"))
    client = signed_in(coordinator)
    page = client.get(address)
    assert (len(page.context["unread"]), release in page.content.decode()) == (20, False)
    assert "まだ確かめていない通知が21通" in client.post(release, follow=True).content.decode()
    shown = [letter.pk for letter in page.context["unread"]]
    assert client.post(address, {"letter": [*shown, "x"]})["Location"] == f"{address}?page=2"
    assert Letter.objects.filter(read_by=coordinator).count() == 20
    client.post(f"{address}?page=2", {"letter": letters[-1].pk})
    assert release in client.get(address).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(release)
    assert (len(mail.outbox), Letter.objects.filter(state="sent").count()) == (21, 21)


def test_a_batch_that_does_not_exist_is_not_found(coordinator, signed_in):
    client = signed_in(coordinator)
    for name in ("outbox_batch", "outbox_release"):
        assert client.get(reverse(name, args=["no:such"])).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_a_batch_costs_the_same_with_more_letters(number, coordinator, signed_in, django_assert_num_queries):
    LetterFactory.create_batch(number, drafted=True, batch="b")
    client = signed_in(coordinator)
    client.get(reverse("outbox_batch", args=["b"]))
    with django_assert_num_queries(6):
        client.get(reverse("outbox_batch", args=["b"]))
