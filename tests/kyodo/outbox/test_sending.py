import datetime
import smtplib

import pytest
from django.core import mail

from kyodo.models import Letter
from kyodo.models.letter import LetterState
from kyodo.outbox import states
from kyodo.outbox.sending import MAX_ATTEMPTS, PAUSES, send_ready
from kyodo.schedule import run_scheduled
from tests.factories.kyodo import LetterFactory
from tests.harness.mail import smtp_server
from tests.harness.threads import at_once

pytestmark = pytest.mark.django_db

REFUSED = smtplib.SMTPRecipientsRefused({"hanako@example.jp": (550, b"no such user")})
GREYLISTED = smtplib.SMTPRecipientsRefused({"hanako@example.jp": (450, b"later")})


def state_of(letter) -> tuple[str, int, str]:
    letter.refresh_from_db()
    return letter.state, letter.attempts, letter.error


@pytest.mark.parametrize(
    "error",
    [
        ConnectionRefusedError("smtp.example.jp"),
        TimeoutError(),
        smtplib.SMTPServerDisconnected("gone"),
        smtplib.SMTPAuthenticationError(535, b"who?"),
        GREYLISTED,
    ],
    ids=lambda error: type(error).__name__,
)
def test_what_a_server_did_not_take_is_sent_later_and_once(error, now, time_machine, mail_server):
    mail_server.append(error)
    letter = LetterFactory()
    send_ready.call()
    assert state_of(letter) == (LetterState.READY, 1, type(error).__name__)
    assert letter.next_try_at == now + datetime.timedelta(minutes=1)
    send_ready.call()
    assert mail.outbox == []  # not before its time
    time_machine.move_to(letter.next_try_at, tick=False)
    send_ready.call()
    send_ready.call()
    assert state_of(letter) == (LetterState.SENT, 2, "")
    assert [sent.extra_headers["Message-ID"] for sent in mail.outbox] == [letter.message_id]


def test_the_pauses_grow_and_end(now, time_machine, mail_server):
    mail_server += [ConnectionRefusedError()] * MAX_ATTEMPTS
    letter, pauses = LetterFactory(), []
    while state_of(letter)[0] == LetterState.READY:
        before = letter.next_try_at or now
        time_machine.move_to(before, tick=False)
        send_ready.call()
        letter.refresh_from_db()
        pauses += [letter.next_try_at - before] if letter.next_try_at else []
    assert pauses == PAUSES + [PAUSES[-1]] * (MAX_ATTEMPTS - 1 - len(PAUSES))
    assert state_of(letter) == (LetterState.FAILED, MAX_ATTEMPTS, "ConnectionRefusedError")


@pytest.mark.parametrize(
    "error",
    [REFUSED, smtplib.SMTPDataError(554, b"spam"), ValueError("bad address")],
    ids=lambda e: type(e).__name__,
)
def test_what_is_refused_for_good_is_told_to_the_office_and_stops_no_other(error, mail_server):
    mail_server.append(error)
    refused, other = LetterFactory.create_batch(2)
    assert send_ready.call() == 1
    assert (state_of(refused), state_of(other)) == (
        (LetterState.FAILED, 1, type(error).__name__),
        (LetterState.SENT, 1, ""),
    )


def test_a_server_that_is_down_is_not_asked_with_every_letter(now, time_machine, mail_server):
    mail_server += [ConnectionRefusedError()]
    first, second = LetterFactory.create_batch(2)
    send_ready.call()
    send_ready.call()
    assert (state_of(first)[1], state_of(second)[1]) == (1, 0)
    time_machine.move_to(now + datetime.timedelta(seconds=30), tick=False)
    send_ready.call()
    assert (state_of(first)[0], state_of(second)[0]) == (LetterState.READY, LetterState.SENT)


def test_each_address_gets_a_mail_of_its_own(mail_server):
    letters = LetterFactory.create_batch(3)
    assert send_ready.call() == 3
    assert [sent.recipients() for sent in mail.outbox] == [[letter.address] for letter in letters]


def test_a_letter_is_claimed_once():
    letter = LetterFactory()
    copies = [Letter.objects.get(pk=letter.pk) for _ in range(2)]
    assert [states.claim(each) for each in copies] == [True, False]


def test_what_was_dropped_meanwhile_is_not_claimed():
    letter = LetterFactory()
    Letter.objects.filter(pk=letter.pk).update(state="dropped")
    assert not states.claim(letter)


@pytest.mark.django_db(transaction=True)
def test_two_senders_at_once_send_each_letter_once():
    LetterFactory.create_batch(20)
    counts = at_once(send_ready.call)
    assert (sum(counts), len(mail.outbox)) == (20, 20)
    assert len({sent.extra_headers["Message-ID"] for sent in mail.outbox}) == 20
    assert not Letter.objects.exclude(state=LetterState.SENT, attempts=1).exists()


def test_a_letter_whose_sender_died_is_not_sent_again(now, time_machine, django_capture_on_commit_callbacks):
    letter = LetterFactory(sending=True)
    time_machine.move_to(now + datetime.timedelta(minutes=10), tick=False)
    with django_capture_on_commit_callbacks(execute=True):
        run_scheduled()
    assert state_of(letter)[0] == LetterState.SENDING
    time_machine.move_to(now + datetime.timedelta(minutes=10, seconds=1), tick=False)
    with django_capture_on_commit_callbacks(execute=True):
        run_scheduled()
        run_scheduled()
    assert state_of(letter) == (LetterState.FAILED, 1, states.FATE_UNKNOWN)
    assert mail.outbox == []


def test_a_sender_given_up_for_dead_may_still_say_that_it_was_sent(now):
    letter = LetterFactory()
    states.claim(letter)
    states.give_up_stuck(now + datetime.timedelta(minutes=11))
    states.postpone(letter, "TimeoutError", until=now)
    assert state_of(letter)[0] == LetterState.FAILED
    states.mark_sent(letter)
    assert state_of(letter) == (LetterState.SENT, 1, "")


@pytest.mark.django_db(transaction=True)
def test_a_real_server_gets_the_letter(settings):
    letter = LetterFactory(subject="𠮷野のお知らせ")
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "django.core.mail.backends.smtp.EmailBackend", "127.0.0.1"
    with smtp_server(breaks_off=False) as (settings.EMAIL_PORT, taken):
        assert send_ready.call() == 1
    assert [f"Message-ID: {letter.message_id}" in text for text in taken] == [True]


@pytest.mark.django_db(transaction=True)
def test_a_line_that_breaks_after_the_text_leaves_it_to_a_person(settings):
    """The server may have taken it: whoever sent it again would send it twice."""
    letter = LetterFactory()
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "django.core.mail.backends.smtp.EmailBackend", "127.0.0.1"
    with smtp_server(breaks_off=True) as (settings.EMAIL_PORT, taken):
        send_ready.call()
    assert (state_of(letter), len(taken)) == ((LetterState.FAILED, 1, states.FATE_UNKNOWN), 1)


def test_a_secret_letter_forgets_its_text_when_it_was_sent(mail_server):
    mail_server.append(ConnectionRefusedError())
    letter = LetterFactory(is_secret=True, body="https://…/geheim/")
    send_ready.call()
    letter.refresh_from_db()
    assert letter.body == "https://…/geheim/"
    Letter.objects.update(next_try_at=None, attempts=0)
    send_ready.call()
    letter.refresh_from_db()
    assert (letter.body, mail.outbox[0].body) == ("", "https://…/geheim/")


def test_the_clock_sends_what_a_lost_task_has_left(django_capture_on_commit_callbacks):
    letter = LetterFactory()
    with django_capture_on_commit_callbacks(execute=True):
        run_scheduled()
    assert state_of(letter)[0] == LetterState.SENT
