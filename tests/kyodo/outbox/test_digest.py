import datetime

import pytest
from django.core import mail

from kyodo.models import Letter
from kyodo.models.letter import LetterState
from kyodo.outbox import digest, write_letter
from kyodo.outbox.office import drop_letter, hold_letter, steps_for
from kyodo.outbox.sending import send_ready
from kyodo.schedule import run_scheduled
from kyodo.workflow import StepRefused
from tests.factories.kyodo import LetterFactory, MailPreferenceFactory
from tests.factories.organizations import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kinds")]


@pytest.fixture
def reader(person):
    return MailPreferenceFactory(user=person, digest=True).user


def write(person, title):
    return write_letter("test_news", to=person, about={"title": title}, url="/desk/")


def test_the_days_letters_come_as_one_in_the_morning(
    reader, at, mail_server, django_capture_on_commit_callbacks
):
    at(2026, 7, 1, 10)
    letters = [write(reader, title) for title in ("一つ目", "二つ目")]
    other = MailPreferenceFactory(digest=True).user
    write(other, "三つ目")
    at(2026, 7, 2, 7, 59)
    with django_capture_on_commit_callbacks(execute=True):
        run_scheduled()
    assert mail.outbox == []
    morning = at(2026, 7, 2, 8)
    with django_capture_on_commit_callbacks(execute=True):
        run_scheduled()
        run_scheduled()
    assert [(sent.to, sent.subject) for sent in mail.outbox] == [
        (["hanako@example.jp"], "通知が2件あります"),
        ([other.email], "通知が1件あります"),
    ]
    text = mail.outbox[0].body
    assert ["■ 一つ目" in text, "■ 二つ目" in text, "三つ目" in text, text.count("--\n")] == [
        True,
        True,
        False,
        1,
    ]
    for letter in letters:
        letter.refresh_from_db()
        assert (letter.state, letter.sent_at, letter.digest.is_digest) == (LetterState.SENT, morning, True)


def test_what_is_written_after_the_morning_comes_the_next_day(reader, at, django_capture_on_commit_callbacks):
    at(2026, 7, 2, 8)
    letter = write(reader, "遅い")
    with django_capture_on_commit_callbacks(execute=True):
        run_scheduled()
    assert (mail.outbox, letter.send_after) == ([], at(2026, 7, 3, 8))


def test_a_clock_that_stood_still_makes_up_for_it(reader, at, django_capture_on_commit_callbacks):
    at(2026, 7, 1, 10)
    write(reader, "一つ目")
    at(2026, 7, 2, 15)
    with django_capture_on_commit_callbacks(execute=True):
        run_scheduled()
    assert len(mail.outbox) == 1


def test_a_digest_that_a_server_did_not_take_keeps_its_letters_waiting(
    reader, now, time_machine, mail_server
):
    letter = write(reader, "一つ目")
    time_machine.move_to(letter.send_after, tick=False)
    digest.gather(letter.send_after)
    mail_server.append(ConnectionRefusedError())
    send_ready.call()
    letter.refresh_from_db()
    assert letter.state == LetterState.READY
    time_machine.move_to(
        letter.digest.send_after or letter.send_after + datetime.timedelta(minutes=1), tick=False
    )
    send_ready.call()
    letter.refresh_from_db()
    assert (letter.state, len(mail.outbox)) == (LetterState.SENT, 1)


def test_a_dropped_digest_takes_its_letters_along(reader, coordinator, now):
    letter = write(reader, "一つ目")
    digest.gather(letter.send_after)
    drop_letter(Letter.objects.get(is_digest=True), by=coordinator, reason="休みのため")
    letter.refresh_from_db()
    assert letter.state == LetterState.DROPPED


def test_what_a_digest_has_gathered_goes_with_it(reader, coordinator, now):
    letter = write(reader, "一つ目")
    digest.gather(letter.send_after)
    letter.refresh_from_db()
    assert steps_for(letter, coordinator) == []
    for verb, more in ((hold_letter, {}), (drop_letter, {"reason": "休みのため"})):
        with pytest.raises(StepRefused, match="まとめの通知に入りました"):
            verb(letter, by=coordinator, **more)
    assert Letter.objects.get(pk=letter.pk).state == LetterState.READY


def test_letters_of_a_person_who_is_gone_reach_nobody_else(now):
    LetterFactory(recipient=None, address="gone@example.jp", for_digest=True, send_after=now)
    assert digest.gather(now) == 0


@pytest.mark.parametrize("number", [1, 3])
def test_gathering_costs_the_same_with_more_people(number, now, django_assert_num_queries):
    for person in UserFactory.create_batch(number):
        LetterFactory.create_batch(2, recipient=person, for_digest=True, send_after=now)
    digest.gather(now - datetime.timedelta(days=1))
    with django_assert_num_queries(8):
        assert digest.gather(now) == number
