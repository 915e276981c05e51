import csv
import io
import json

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from projects.actions.release import release
from projects.models import Call, Decision, Proposal
from tests.factories.calls import CallFactory
from tests.factories.proposals import ProposalFactory
from tests.harness.addresses import own_addresses
from tests.kyodo.pdf.reading import text_of
from tests.projects.actors import actor
from tests.projects.deciding import (
    SECRET_COMMENT,
    SECRET_REASON,
    coordinator,
    decided,
    decision_of,
    ready,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
OF_PROPOSAL = ("projects:result", "projects:decision_letter")


@pytest.fixture
def released():
    call = ready("adopted", "reserve", "rejected", needs_vote=False)
    return release(call, by=coordinator())


def page_of(client, call):
    return client.get(reverse("projects:results", args=[call.pk]))


def body(answer) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_everybody_reads_who_was_adopted_and_nobody_who_was_not(client, released):
    page = page_of(client, released)
    results = page.context["results"]
    assert [str(each) for each in results.adopted] == ["adoptedの提案1"]
    assert (results.applied, results.rejected_count, results.granted) == (3, 1, 300_000)
    for kind, shown in (("adopted", True), ("reserve", True), ("rejected", False)):
        proposal = decision_of(released, kind).proposal
        assert (proposal.title in page.text, str(proposal.organization) in page.text) == (shown, shown)
    assert page.text.count(SECRET_COMMENT) == 1
    assert SECRET_REASON not in page.text


@pytest.mark.parametrize(
    ("shown", "number", "title"), [("count", False, False), ("number", True, False), ("title", True, True)]
)
def test_the_call_decides_what_is_told_of_the_others(shown, number, title, client, released):
    Call.objects.update(rejected_shown=shown)
    text = page_of(client, released).text
    proposal = decision_of(released, "rejected").proposal
    assert (proposal.revisions.get().receipt_number in text, proposal.title in text) == (number, title)
    assert str(proposal.organization) not in text


def test_what_was_given_up_later_is_said(client, released):
    Proposal.objects.filter(decision__verdict="adopted").update(state="withdrawn")
    results = page_of(client, released).context["results"]
    assert ([str(each) for each in results.given_up], results.adopted) == (["adoptedの提案1"], [])


def test_who_gave_a_place_in_reserve_up_was_not_turned_down(client, released):
    Proposal.objects.filter(decision__verdict="reserve").update(state="withdrawn")
    page = page_of(client, released)
    results = page.context["results"]
    assert ([str(each) for each in results.given_up], results.rejected_count) == (["reserveの提案2"], 1)
    assert (results.reserve, results.applied) == ([], 3)
    assert "採択や補欠のあと、実施しなくなったもの" in page.text


def test_the_results_are_not_found_before_and_not_of_a_record(client):
    call = ready("adopted")
    record = CallFactory(ended=True)
    ProposalFactory(record=True, call=record)
    assert [page_of(client, each).status_code for each in (call, record)] == [404, 404]
    assert reverse("projects:results", args=[call.pk])


def test_a_group_reads_its_own_and_takes_its_letter(as_, released):
    proposal = decision_of(released, "adopted").proposal
    browser = as_(actor("viewer", proposal))
    page = browser.get(reverse("projects:result", args=[proposal.pk]))
    assert (SECRET_REASON in page.text, page.context["may_decline"]) == (True, False)
    answer = browser.get(reverse("projects:decision_letter", args=[proposal.pk]))
    text = text_of(body(answer))
    for words in (
        "採択通知書",
        str(proposal.organization),
        SECRET_REASON,
        "300,000円",
        "令和8年（2026年）7月1日",
    ):
        assert words in text
    assert "通知書 案" not in text
    assert answer["Cache-Control"] == "private, no-store"


def test_the_office_reads_who_entered_and_who_read_it_and_the_group_does_not(as_, released):
    decision = decision_of(released, "adopted")
    decision._history_user = decision.entered_by
    decision.save()
    address = reverse("projects:result", args=[decision.proposal_id])
    browser = as_(coordinator())
    assert browser.get(address).context["events"] != []
    text = as_(actor("officer", decision.proposal)).get(address).text
    assert (str(decision.entered_by) in text, "決定の履歴" in text) == (False, False)


def test_a_groups_page_leads_to_the_result_once_it_is_out(as_):
    call = ready("adopted")
    proposal = decision_of(call, "adopted").proposal
    browser, page = as_(actor("editor", proposal)), reverse("projects:proposal", args=[proposal.pk])
    address = reverse("projects:result", args=[proposal.pk])
    assert address not in browser.get(page).text
    release(call, by=coordinator())
    assert address in browser.get(page).text


def test_a_letter_is_kept_as_it_was_first_taken(as_, released):
    proposal = decision_of(released, "rejected").proposal
    browser = as_(actor("officer", proposal))
    address = reverse("projects:decision_letter", args=[proposal.pk])
    first = body(browser.get(address))
    Call.objects.update(title="別の名前")
    assert body(browser.get(address)) == first
    assert default_storage.exists(Decision.objects.get(proposal=proposal).letter.name)


def test_the_office_reads_a_letter_before_as_a_draft(as_):
    call = decided("reserve")
    proposal = decision_of(call, "reserve").proposal
    answer = as_(coordinator()).get(reverse("projects:decision_letter", args=[proposal.pk]))
    text = text_of(body(answer))
    assert ("補欠通知書 案" in text, "（公表の日）" in text) == (True, True)
    assert Decision.objects.get().letter == ""


@pytest.mark.parametrize("name", OF_PROPOSAL)
@pytest.mark.parametrize("role", ["officer", "editor", "viewer", "coordinator_of_group"])
def test_a_groups_result_is_not_found_before_the_release(name, role, as_):
    call = ready("adopted")
    proposal = decision_of(call, "adopted").proposal
    address = reverse(name, args=[proposal.pk])
    browser = as_(actor(role, proposal))
    assert browser.get(address).status_code == 404
    release(call, by=coordinator())
    assert browser.get(address).status_code == 200


@pytest.mark.parametrize("name", OF_PROPOSAL)
@pytest.mark.parametrize("role", ["other_officer", "staff", "citizen"])
def test_a_groups_result_is_not_found_by_others(name, role, as_, released):
    proposal = decision_of(released, "adopted").proposal
    assert as_(actor(role, proposal)).get(reverse(name, args=[proposal.pk])).status_code == 404


def readable_by(browser, call, proposal) -> dict[str, str]:
    """What every address of the portal says that takes no id, or one of the call, the proposal and its group."""
    paths = {
        each.sample.replace("/1/", f"/{number}/")
        for each in own_addresses()
        for number in (call.pk, proposal.pk, proposal.organization_id)
    }
    answers = {path: browser.get(path) for path in sorted(paths)}
    return {
        path: body(answer).decode("utf-8", "ignore")
        for path, answer in answers.items()
        if answer.status_code == 200
    }


@pytest.mark.parametrize(
    "role", ["officer", "coordinator_of_group", "other_officer", "staff", "citizen", None]
)
def test_before_the_release_no_address_tells_of_it(role, as_, client, now):
    call = ready("adopted")
    proposal = decision_of(call, "adopted").proposal
    Call.objects.update(release_at=now, release_ordered_by=coordinator())
    browser = client if role is None else as_(actor(role, proposal))
    pages = readable_by(browser, call, proposal)
    assert len(pages) > 5
    telling = [path for path, text in pages.items() if SECRET_REASON in text or SECRET_COMMENT in text]
    # Whoever looks after the outbox reads the drafts there, of whatever group they are.
    assert [path for path in telling if not path.startswith("/outbox/")] == []
    assert role == "coordinator_of_group" or telling == []


def taken(client, kind):
    return body(client.get(reverse("projects:open_results", args=[kind]))).decode()


def test_the_adopted_are_open_data_once_they_are_out(client):
    call = ready("adopted", "rejected", needs_vote=False)
    record = CallFactory(ended=True, fiscal_year=2012)
    ProposalFactory(record=True, call=record, title="古い事業")
    assert [row["title"] for row in json.loads(taken(client, "json"))] == ["古い事業"]
    release(call, by=coordinator())
    from_json = json.loads(taken(client, "json"))
    assert [(row["title"], row["granted"], row["state"]) for row in from_json] == [
        ("古い事業", None, "確定"),
        ("adoptedの提案1", 300_000, "採択"),
    ]
    text = taken(client, "csv")
    assert list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))) == [
        {name: "" if value is None else str(value) for name, value in row.items()} for row in from_json
    ]
    assert client.get(reverse("projects:open_results", args=["xml"])).status_code == 404


def test_the_front_door_names_the_newest_results(client, released):
    assert "秋の募集" in client.get("/").text
    assert "3件の提案から1件を採択" in client.get("/").text


@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same_queries_for_one_and_for_three(count, client, django_assert_max_num_queries):
    call = release(ready(*["adopted", "reserve"] * count), by=coordinator())
    client.get("/health/")
    with django_assert_max_num_queries(4):
        page_of(client, call)
