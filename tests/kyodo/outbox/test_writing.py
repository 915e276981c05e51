import datetime

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from kyodo.models import Letter, MailPreference
from kyodo.models.letter import LetterState
from kyodo.outbox import LetterTo, write_letter, write_letters
from kyodo.outbox.writing import next_digest
from tests.conftest import JAPAN
from tests.factories.kyodo import LetterFactory, LetterWordingFactory, MailPreferenceFactory
from tests.factories.organizations import UserFactory
from tests.harness.threads import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kinds")]


def write(person, title="春の祭り", **more):
    return write_letter("test_news", to=person, about={"title": title}, url="/desk/", **more)


def test_a_letter_is_sent_after_the_commit(person, now, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        letter = write(person)
        assert (letter.state, mail.outbox) == (LetterState.READY, [])
    letter.refresh_from_db()
    assert (letter.state, letter.sent_at, letter.attempts) == (LetterState.SENT, now, 1)
    [sent] = mail.outbox
    assert (sent.to, sent.subject) == (["hanako@example.jp"], "春の祭り")
    assert sent.body == (
        "例野 花子 様\n\n春の祭りです。\nhttp://127.0.0.1:8000/desk/\n\n--\n市 協働ポータル\n"
        "この通知の受け取り方は、次のページで変えられます。\nhttp://127.0.0.1:8000/notices/preferences/\n"
    )
    assert sent.extra_headers["Message-ID"] == letter.message_id


def test_a_letter_of_work_that_was_undone_is_never_there(person, django_capture_on_commit_callbacks):
    @transaction.atomic
    def work():
        write(person)
        raise ZeroDivisionError

    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ZeroDivisionError):
        work()
    assert (mail.outbox, Letter.objects.count()) == ([], 0)


def test_the_same_key_gives_one_letter(person):
    assert write(person, key="festival:1") is not None
    assert write(person, title="別の題", key="festival:1") is None
    again = [
        LetterTo(person, {"title": "題"}, "/desk/", key) for key in ("festival:2", "festival:2", "festival:1")
    ]
    assert [letter.key for letter in write_letters("test_news", again)] == ["festival:2"]
    assert Letter.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_give_one_letter(person):
    written = at_once(lambda: write(person, key="festival:1"))
    assert sorted(letter is None for letter in written) == [False, True]
    assert len(mail.outbox) == 1


def test_who_has_opted_out_gets_nothing_but_what_is_due(person):
    MailPreferenceFactory(user=person, wants_digest=True, opted_out=["test_news", "test_decision"])
    assert write(person) is None
    decision = write_letter("test_decision", to=person, about={}, url="/desk/")
    assert (decision.state, decision.for_digest, decision.send_after) == (LetterState.READY, False, None)


def test_an_address_without_a_person_gets_every_letter(now):
    letter = write("office@example.jp")
    assert (letter.recipient, letter.address) == (None, "office@example.jp")
    assert letter.body.startswith("ご担当のかた\n")


def test_a_letter_for_the_digest_waits_for_the_morning(person, now, django_capture_on_commit_callbacks):
    MailPreferenceFactory(user=person, digest=True)
    with django_capture_on_commit_callbacks(execute=True):
        letter = write(person)
    assert (letter.for_digest, letter.send_after) == (True, datetime.datetime(2026, 7, 2, 8, tzinfo=JAPAN))
    assert mail.outbox == []


@pytest.mark.parametrize(("hour", "day"), [(7, 1), (8, 2), (9, 2)])
def test_the_next_digest_is_the_first_morning_after(hour, day):
    moment = datetime.datetime(2026, 7, 1, hour, tzinfo=JAPAN)
    assert next_digest(moment) == datetime.datetime(2026, 7, day, 8, tzinfo=JAPAN)


def test_a_letter_with_a_date_waits_for_it(person, now, at, django_capture_on_commit_callbacks):
    later = now + datetime.timedelta(hours=1)
    with django_capture_on_commit_callbacks(execute=True):
        write(person, send_after=later)
    assert mail.outbox == []
    assert list(Letter.objects.due(later)) == list(Letter.objects.all())


def test_a_draft_waits_for_the_office(person, coordinator, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        letter = write(person, draft=True, batch="festival", by=coordinator)
    assert (letter.state, letter.batch, letter.created_by) == (LetterState.DRAFTED, "festival", coordinator)
    assert mail.outbox == []


def test_the_offices_own_words_are_used(person):
    LetterWordingFactory()
    assert write(person).subject == "春の祭りのこと"


def test_the_standard_words_hold_where_the_offices_no_longer_fit(person):
    LetterWordingFactory(body="{author}の{title}", subject="{author}")
    assert write(person).subject == "春の祭り"


@pytest.mark.parametrize("about", [{}, {"title": "題", "more": "余り"}, {"titel": "題"}])
def test_values_that_are_not_those_of_the_kind_are_a_mistake(person, about):
    with pytest.raises(LookupError):
        write_letter("test_news", to=person, about=about, url="/desk/")


def test_an_unknown_kind_is_a_mistake(person):
    with pytest.raises(LookupError):
        write_letter("no_such", to=person, about={}, url="/desk/")


@pytest.mark.parametrize("number", [1, 30])
def test_many_letters_cost_the_same(number, now, django_assert_num_queries):
    MailPreferenceFactory(digest=True)
    people = UserFactory.create_batch(number)
    letters = [LetterTo(person, {"title": "題"}, "/desk/", f"many:{person.pk}") for person in people]
    write_letters("test_news", [LetterTo("first@example.jp", {"title": "題"})])  # reads the city once
    with django_assert_num_queries(6):  # savepoint, words, preferences, insert, ids, release
        assert len(write_letters("test_news", letters)) == number


def test_a_newline_begins_no_header(person, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        write(person, title="祭り\r\nBcc: all@example.jp\u2028X-Other: 1")
    [sent] = mail.outbox
    assert sent.subject == "祭り Bcc: all@example.jp X-Other: 1"
    message = sent.message()
    assert (message["Bcc"], message["X-Other"]) == (None, None)


@pytest.mark.parametrize(
    "title", ["{recipient}", "{0.__class__}", "{title}", "%(title)s", "{{ title }}", "}{"]
)
def test_a_value_with_braces_stays_as_it_was_typed(person, title):
    assert write(person, title=title).subject == title


def test_emoji_and_rare_characters_arrive(person, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        write(person, title="𠮷野家の祭り🎉\x00\ud800")
    assert "𠮷野家の祭り🎉です。" in mail.outbox[0].message().get_payload(decode=True).decode()


def test_the_log_names_nobody(person, caplog, mail_server, django_capture_on_commit_callbacks):
    caplog.set_level("DEBUG")
    mail_server.append(OSError("no route for hanako@example.jp"))
    with django_capture_on_commit_callbacks(execute=True):
        letter = write(person, title="秘密の祭り")
    assert f"letter {letter.pk} (test_news) was not sent: OSError" in caplog.text
    assert [word for word in ("hanako", "花子", "秘密", "route") if word in caplog.text] == []


@pytest.mark.parametrize(
    "broken",
    [
        {"sent_at": datetime.datetime(2026, 7, 1, tzinfo=JAPAN)},
        {"state": "sent"},
        {"state": "failed"},
        {"state": "lost"},
        {"key": ""},
        {"read_at": datetime.datetime(2026, 7, 1, tzinfo=JAPAN)},
    ],
)
def test_the_database_refuses_impossible_letters(broken):
    letter = LetterFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(**broken)


def test_the_database_refuses_a_secret_that_is_kept():
    letter = LetterFactory(is_secret=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(state="sent", sent_at=datetime.datetime.now(JAPAN))


def test_who_has_no_row_has_every_letter_at_once():
    preference = MailPreference()
    assert (preference.wants_digest, preference.opted_out) == (False, [])
