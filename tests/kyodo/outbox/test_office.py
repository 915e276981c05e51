import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied

from kyodo.models import Letter
from kyodo.models.letter import LetterState
from kyodo.outbox import office, read_batch, release_batch, supersede, write_letter
from kyodo.workflow import StepRefused, changes_of
from tests.factories.kyodo import LetterFactory, MailPreferenceFactory
from tests.harness.threads import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kinds")]
BATCH = "call:3:results"


def states(*letters) -> list[str]:
    return [Letter.objects.get(pk=letter.pk).state for letter in letters]


def test_a_batch_goes_out_together_once_it_has_been_read(
    coordinator, now, django_capture_on_commit_callbacks
):
    letters = LetterFactory.create_batch(3, drafted=True, batch=BATCH)
    other = LetterFactory(drafted=True, batch="call:4:results")
    with pytest.raises(StepRefused) as refused:
        release_batch(BATCH, by=coordinator)
    assert refused.value.messages == [
        "まだ確かめていない通知が3通あります。すべて確かめてから送ってください。"
    ]
    office.read_letter(letters[0], by=coordinator)
    assert (letters[0].read_by, letters[0].read_at) == (coordinator, now)
    assert read_batch(BATCH, by=coordinator, only=[letters[1].pk, other.pk]) == 1
    assert read_batch(BATCH, by=coordinator) == 1
    with django_capture_on_commit_callbacks(execute=True):
        assert release_batch(BATCH, by=coordinator) == 3
        assert mail.outbox == []
    assert states(*letters, other) == [*["sent"] * 3, "drafted"]
    assert len(mail.outbox) == 3
    assert release_batch(BATCH, by=coordinator) == 0
    assert [change.action for change in changes_of(letters[0])] == ["release", "read"]


def test_the_clock_may_release_what_was_read(coordinator):
    letter = LetterFactory(was_read=True, batch=BATCH)
    assert release_batch(BATCH, by=None) == 1
    assert states(letter) == ["ready"]


def test_what_is_held_stays_when_its_batch_goes_and_comes_back_as_a_draft(coordinator):
    held, sent = LetterFactory.create_batch(2, was_read=True, batch=BATCH)
    office.hold_letter(held, by=coordinator)
    release_batch(BATCH, by=coordinator)
    assert states(held, sent) == ["held", "ready"]
    office.resume_letter(held, by=coordinator)
    assert states(held) == ["drafted"]
    assert release_batch(BATCH, by=coordinator) == 1


def test_a_waiting_letter_can_be_held(coordinator, django_capture_on_commit_callbacks):
    letter = LetterFactory()
    office.hold_letter(letter, by=coordinator)
    assert not Letter.objects.due(letter.state_changed_at).exists()


def test_a_single_draft_is_sent_by_itself(coordinator, django_capture_on_commit_callbacks):
    letter = LetterFactory(drafted=True)
    with pytest.raises(StepRefused):
        office.release_letter(letter, by=coordinator)
    office.read_letter(letter, by=coordinator)
    with django_capture_on_commit_callbacks(execute=True):
        office.release_letter(letter, by=coordinator)
    assert (states(letter), len(mail.outbox)) == (["sent"], 1)


def test_a_letter_of_a_batch_does_not_go_before_the_others(coordinator):
    letter = LetterFactory(was_read=True, batch=BATCH)
    with pytest.raises(StepRefused, match="まとめて送ります"):
        office.release_letter(letter, by=coordinator)


def test_a_letter_that_is_no_draft_any_more_is_not_released(coordinator):
    letter = LetterFactory(was_read=True)
    old_page = Letter.objects.get(pk=letter.pk)
    office.hold_letter(letter, by=coordinator)
    with pytest.raises(StepRefused):
        office.release_letter(old_page, by=coordinator)
    assert states(letter) == ["held"]


def test_a_released_draft_still_heeds_the_digest(person, coordinator, at):
    at(2026, 7, 1, 10)
    MailPreferenceFactory(user=person, digest=True)
    letter = write_letter(
        "test_news", to=person, about={"title": "題"}, url="/desk/", draft=True, batch=BATCH
    )
    at(2026, 7, 3, 10)
    read_batch(BATCH, by=coordinator)
    release_batch(BATCH, by=coordinator)
    letter.refresh_from_db()
    assert letter.send_after == at(2026, 7, 4, 8)


def test_a_failed_letter_is_tried_anew(coordinator, django_capture_on_commit_callbacks):
    letter = LetterFactory(failed=True)
    with django_capture_on_commit_callbacks(execute=True):
        office.retry_letter(letter, by=coordinator)
    letter.refresh_from_db()
    assert (letter.state, letter.attempts, letter.error, len(mail.outbox)) == ("sent", 1, "", 1)


def test_dropping_needs_a_reason(coordinator):
    letter = LetterFactory(is_secret=True)
    with pytest.raises(StepRefused):
        office.drop_letter(letter, by=coordinator, reason=" ")
    office.drop_letter(letter, by=coordinator, reason="宛先のまちがい")
    assert (letter.state, letter.body) == (LetterState.DROPPED, "")


@pytest.mark.django_db(transaction=True)
def test_two_office_people_at_once_release_each_letter_once(coordinator, mail_server):
    letters = LetterFactory.create_batch(5, was_read=True, batch=BATCH)
    assert sorted(at_once(lambda: release_batch(BATCH, by=coordinator))) == [0, 5]
    assert [changes_of(letter).count() for letter in letters] == [1] * 5
    assert len(mail.outbox) == 5


@pytest.mark.parametrize("verb", ["read_letter", "hold_letter", "release_letter"])
def test_others_may_do_nothing_with_letters(verb, person):
    letter = LetterFactory(was_read=True)
    with pytest.raises(PermissionDenied):
        getattr(office, verb)(letter, by=person)
    with pytest.raises(PermissionDenied):
        release_batch("", by=person)
    assert states(letter) == ["drafted"]


@pytest.mark.parametrize("number", [1, 3])
def test_releasing_costs_the_same_with_more_letters(number, coordinator, django_assert_num_queries):
    LetterFactory.create_batch(number, was_read=True, batch=BATCH)
    coordinator.has_perm("kyodo.manage_letters")
    with django_assert_num_queries(8):
        release_batch(BATCH, by=coordinator)


def test_drafts_that_tell_what_is_no_longer_so_make_room_for_others():
    drafted = LetterFactory(drafted=True, batch=BATCH, key="result:1")
    held = LetterFactory(held=True, batch=BATCH, key="result:2")
    sent = LetterFactory(sent=True, batch=BATCH, key="result:3")
    assert supersede(Letter.objects.filter(batch=BATCH)) == 2
    assert states(drafted, held, sent) == ["dropped", "dropped", "sent"]
    assert list(Letter.objects.order_by("pk").values_list("key", flat=True)) == [None, None, "result:3"]
    assert supersede(Letter.objects.filter(batch=BATCH)) == 0
