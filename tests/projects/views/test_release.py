import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from kyodo.models import Job, Letter
from kyodo.outbox import read_batch
from projects.actions.release import draft_letters, release
from projects.actions.vote import promote
from projects.letters.results import batch_of
from projects.models import Call, Decision, Proposal
from tests.projects.actors import actor
from tests.projects.deciding import coordinator, decided, decision_of, letter_states, ready

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
OF_CALL = ("projects:release", "projects:draft_results", "projects:cancel_release", "projects:print_letters")


def address(name, call):
    return reverse(f"projects:{name}", args=[call.pk])


def test_the_page_lists_what_has_to_be_done_first(as_):
    call = decided("adopted")
    Decision.objects.update(read_by=None, read_at=None)
    page = as_(coordinator()).get(address("release", call))
    assert [each.message for each in page.context["hindrances"]] == [
        "別の人が確かめていない決定が1件あります。"
    ]
    assert "公表したあとは、取り消せません" not in page.text


def test_from_the_drafts_to_the_results_page(as_, client):
    call, browser = decided("adopted", "rejected"), as_(coordinator())
    browser.post(address("draft_results", call))
    page = browser.get(address("release", call))
    assert page.context["letters"] == {"drafted": 2, "unread": 2, "held": 0}
    letters = [str(pk) for pk in Letter.objects.values_list("pk", flat=True)]
    browser.post(reverse("outbox_batch", args=[f"call:{call.pk}:results"]), {"letter": letters})
    assert client.get(address("results", call)).status_code == 404
    answer = browser.post(address("release", call), {"when": "now", "rejected_shown": "number"})
    assert answer.url == address("results", call)
    assert client.get(address("results", call)).status_code == 200
    call.refresh_from_db()
    assert (call.state, call.rejected_shown) == ("decided", "number")


def test_a_time_is_set_ahead_and_taken_back(as_, now):
    call, office = ready("adopted"), coordinator()
    browser = as_(office)
    given = {"when": "ahead", "release_at": "2026-07-03T09:00:00+09:00", "rejected_shown": "count"}
    browser.post(address("release", call), given)
    call.refresh_from_db()
    assert (timezone.localtime(call.release_at).day, call.release_ordered_by) == (3, office)
    assert "に公表します" in browser.get(address("release", call)).text
    browser.post(address("cancel_release", call))
    call.refresh_from_db()
    assert call.release_at is None


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"when": ""}, "when"),
        ({"when": "ahead"}, "release_at"),
        ({"when": "ahead", "release_at": "あした"}, "release_at"),
        ({"when": "ahead", "release_at": "2030-01-01T09:00:00+09:00"}, "__all__"),
        ({"rejected_shown": "names"}, "rejected_shown"),
    ],
)
def test_what_is_no_time_is_named(given, field, as_):
    call = ready("adopted")
    data = {"when": "now", "rejected_shown": "count", **given}
    page = as_(coordinator()).post(address("release", call), data)
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
    assert Call.objects.get(pk=call.pk).released_at is None


def test_a_release_that_is_not_ready_says_why(as_):
    call = decided("adopted")
    page = as_(coordinator()).post(address("release", call), {"when": "now", "rejected_shown": "count"})
    assert (page.status_code, "通知の下書きのない決定が1件あります。" in page.text) == (422, True)


def test_after_the_release_every_button_says_so(as_, now):
    call, browser = ready("adopted"), as_(coordinator())
    browser.post(address("release", call), {"when": "now", "rejected_shown": "count"})
    for name in ("draft_results", "cancel_release"):
        assert "変えられません" in browser.post(address(name, call), follow=True).text
    again = browser.post(address("release", call), {"when": "now", "rejected_shown": "count"})
    assert again.status_code == 422


def test_the_letters_cannot_be_sent_from_the_outbox_before_the_results(as_):
    call, browser = ready("adopted", "rejected"), as_(coordinator())
    batch = batch_of(call)
    page = browser.get(reverse("outbox_batch", args=[batch]))
    assert (reverse("outbox_release", args=[batch]) in page.text, address("release", call) in page.text) == (
        False,
        True,
    )
    refused = browser.post(reverse("outbox_release", args=[batch]), follow=True)
    assert "結果の公表と同時に送ります。" in refused.text
    assert letter_states(call) == [("result_adopted", "drafted"), ("result_rejected", "drafted")]
    release(call, by=coordinator())
    assert letter_states(call) == [("result_adopted", "ready"), ("result_rejected", "ready")]


def test_before_the_release_nobody_reads_in_the_outbox_what_their_own_group_is_told(as_):
    call = decided("adopted", "rejected")
    draft_letters(call, by=coordinator())
    own, other = (decision_of(call, verdict) for verdict in ("adopted", "rejected"))
    person, batch = actor("coordinator_of_group", own.proposal), batch_of(call)
    hidden, shown = (
        Letter.objects.filter(key__startswith=f"result:{each.pk}:").first() for each in (own, other)
    )
    browser = as_(person)
    for page in (browser.get(reverse("outbox")), browser.get(reverse("outbox_batch", args=[batch]))):
        assert (hidden.subject in page.text, shown.subject in page.text) == (False, True)
    assert browser.get(reverse("outbox_letter", args=[hidden.pk])).status_code == 404
    browser.post(reverse("outbox_batch", args=[batch]), {"letter": [hidden.pk, shown.pk]})
    read = Letter.objects.filter(read_by=person).values_list("pk", flat=True)
    assert set(read) == {shown.pk}
    read_batch(batch, by=coordinator())
    release(call, by=coordinator())
    assert hidden.subject in browser.get(reverse("outbox")).text


def test_after_the_release_the_sums_are_of_what_was_decided(as_):
    call, browser = ready("adopted", "adopted", "reserve", "rejected", budget=1_000_000), as_(coordinator())
    release(call, by=coordinator())
    sums = browser.get(address("release", call)).context["sums"]
    assert (sums.proposals, sums.by_verdict["adopted"], sums.granted, sums.left) == (4, 2, 600_000, 400_000)
    reserve = decision_of(call, "reserve").proposal
    promote(reserve, granted=100_000, reason="辞退のため", by=coordinator())
    declined = decision_of(call, "adopted").proposal
    Proposal.objects.filter(pk=declined.pk).update(state="withdrawn")
    sums = browser.get(address("decisions", call)).context["sums"]
    assert (sums.proposals, sums.by_verdict["adopted"], sums.granted) == (4, 2, 400_000)


def test_all_letters_are_a_job_of_whoever_asked(as_, django_capture_on_commit_callbacks):
    call, office = decided("adopted", "reserve", "rejected"), coordinator()
    with django_capture_on_commit_callbacks(execute=True):
        answer = as_(office).post(address("print_letters", call))
    job = Job.objects.get()
    assert (answer.url, job.state, job.result["letters"]) == (reverse("job", args=[job.pk]), "done", 3)
    assert job.result_name == "通知書_秋の募集 3件.pdf"


def test_without_decisions_there_is_nothing_to_print(as_):
    answer = as_(coordinator()).post(address("print_letters", decided()), follow=True)
    assert "印刷する通知書がありません" in answer.text
    assert Job.objects.count() == 0


@pytest.mark.parametrize("name", OF_CALL)
@pytest.mark.parametrize("role", ["officer", "staff", "citizen"])
def test_the_release_is_refused_to_others(name, role, as_):
    call = ready("adopted")
    person = actor(role, decision_of(call, "adopted").proposal)
    assert as_(person).post(reverse(name, args=[call.pk])).status_code == 403
    assert Call.objects.get(pk=call.pk).released_at is None


def test_a_moved_clock_shows_the_order_that_could_not_be_kept(as_, now, at):
    call, office = ready("adopted"), coordinator()
    Call.objects.update(release_at=now + dt.timedelta(hours=1), release_ordered_by=office)
    Decision.objects.update(read_by=None, read_at=None)
    at(2026, 7, 1, 12)
    assert "いまのままでは公表できません" in as_(office).get(address("release", call)).text
