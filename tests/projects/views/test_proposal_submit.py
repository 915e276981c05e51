import datetime
import uuid

import pytest
from django.urls import reverse

from projects.actions.answers import Edit, save_answers
from projects.models import Proposal, ProposalRevision
from tests.factories.calls import CallFactory, CategoryFactory
from tests.factories.proposals import ProposalFactory, ProposalRevisionFactory
from tests.projects.actors import actor
from tests.projects.whole import WHOLE

pytestmark = pytest.mark.django_db
SECOND = datetime.timedelta(seconds=1)


@pytest.fixture
def closing(at):
    """17:00 on 31 July; the clock stands an hour before it."""
    moment = at(2026, 7, 31, 17)
    at(2026, 7, 31, 16)
    return moment


@pytest.fixture
def proposal(closing):
    call = CallFactory(closes_at=closing, project_year=2027)
    category = CategoryFactory(call=call, rates=[90], limits=[300_000])
    return ProposalFactory(call=call, category=category, title=WHOLE["name"], answers=WHOLE)


@pytest.fixture
def officer(proposal, client):
    user = actor("officer", proposal)
    client.force_login(user)
    return user


def confirm(proposal):
    return reverse("projects:proposal_confirm", args=[proposal.pk])


def button(page):
    return {key: page.context[key] for key in ("submission_key", "digest")}


def test_the_way_from_the_confirmation_to_the_receipt(client, proposal, officer):
    page = client.get(confirm(proposal))
    assert "あと1時間0分" in page.content.decode()
    answer = client.post(confirm(proposal), button(page))
    revision = ProposalRevision.objects.get()
    assert answer.url == reverse("projects:receipt", args=[revision.pk])
    receipt = client.get(answer.url).content.decode()
    assert revision.receipt_number in receipt
    assert reverse("projects:revision_pdf", args=[proposal.pk, 1]) in receipt


def test_a_second_click_and_a_retry_lead_to_the_same_receipt(client, proposal, officer):
    sent = button(client.get(confirm(proposal)))
    answers = [client.post(confirm(proposal), sent).url for _ in range(3)]
    assert len(set(answers)) == 1
    assert ProposalRevision.objects.count() == 1
    assert client.get(confirm(proposal)).url == answers[0]


def test_another_window_is_led_to_the_receipt_too(client, proposal, officer):
    first, second = (button(client.get(confirm(proposal))) for _ in range(2))
    assert first["submission_key"] != second["submission_key"]
    where = client.post(confirm(proposal), first).url
    answer = client.post(confirm(proposal), second, follow=True)
    assert answer.redirect_chain[0][0] == where
    assert "もう出してあります" in answer.content.decode()
    assert ProposalRevision.objects.count() == 1


def test_the_closing_second_is_refused_and_nothing_is_lost(client, proposal, officer, closing, at):
    sent = button(client.get(confirm(proposal)))
    at(2026, 7, 31, 17)
    answer = client.post(confirm(proposal), sent)
    assert answer.status_code == 409
    assert "締切を過ぎたので、出せません" in answer.content.decode()
    assert "提案書を出す</button>" not in answer.content.decode()
    assert WHOLE["purpose"] in answer.content.decode()
    assert ProposalRevision.objects.count() == 0


def test_the_second_before_is_in_time_whatever_the_senders_clock_says(client, proposal, officer, at):
    sent = button(client.get(confirm(proposal)))
    at(2026, 7, 31, 16, 59, 59)
    headers = {"HTTP_DATE": "Sat, 01 Aug 2026 09:00:00 GMT"}
    answer = client.post(confirm(proposal), sent | {"submitted_at": "2020-01-01"}, **headers)
    assert answer.status_code == 302
    assert ProposalRevision.objects.get().submitted_at == proposal.call.closes_at - SECOND


def test_what_is_missing_is_listed_with_links_and_there_is_no_button(client, proposal, officer):
    proposal.answers.filter(key__in=["purpose", "goals.r1.target", "budget.y1e1.item"]).update(value="")
    proposal.answers.filter(key="schedule.r1.what").delete()
    type(proposal.call).objects.update(papers=[{"key": "rules", "label": "会則"}])
    page = client.get(confirm(proposal)).content.decode()
    for section, anchor in (
        ("purpose", "field-purpose"),
        ("schedule", "field-schedule.r1.what"),
        ("goals", "field-goals.r1.target"),
        ("budget", "field-budget.y1e1.item"),
        ("files", "paper-rules"),
    ):
        link = reverse("projects:proposal_write", args=[proposal.pk, section])
        assert f'href="{link}?check=1#{anchor}"' in page
    assert "提案書を出す</button>" not in page


def test_a_change_by_another_after_the_confirmation_is_shown_before_it_is_sent(client, proposal, officer):
    sent = button(client.get(confirm(proposal)))
    save_answers(proposal, {"purpose": Edit("書きかえた目的。", 1)}, by=actor("editor", proposal))
    answer = client.post(confirm(proposal), sent)
    assert answer.status_code == 409
    assert "書きかえた目的。" in answer.content.decode()
    assert client.post(confirm(proposal), button(answer)).status_code == 302


@pytest.mark.parametrize("data", [{}, {"submission_key": "x"}, {"submission_key": str(uuid.uuid4())}])
def test_a_button_made_by_hand_sends_nothing_unseen(client, proposal, officer, data):
    assert client.post(confirm(proposal), data).status_code == 409
    assert ProposalRevision.objects.count() == 0


def test_an_editor_reads_the_confirmation_and_cannot_hand_in(client, proposal, officer):
    client.force_login(actor("editor", proposal))
    page = client.get(confirm(proposal))
    assert "出すのは、団体の役員です" in page.content.decode()
    assert client.post(confirm(proposal), button(page)).status_code == 403


def test_fields_added_by_hand_change_nothing(client, proposal, officer):
    sent = button(client.get(confirm(proposal)))
    client.post(confirm(proposal), sent | {"state": "adopted", "number": "9", "content": "{}"})
    proposal.refresh_from_db()
    assert (proposal.state, ProposalRevision.objects.get().number) == ("submitted", 1)


def test_it_is_taken_back_with_a_reason(client, proposal, officer):
    where = reverse("projects:proposal_withdraw", args=[proposal.pk])
    assert client.post(where, {"reason": " "}).status_code == 422
    answer = client.post(where, {"reason": "人が足りない。"})
    assert answer.url == reverse("projects:proposal", args=[proposal.pk])
    assert Proposal.objects.get().state == "withdrawn"


def test_what_was_decided_cannot_be_taken_back(client):
    decided = ProposalFactory(rejected=True)
    client.force_login(actor("officer", decided))
    where = reverse("projects:proposal_withdraw", args=[decided.pk])
    assert client.post(where, {"reason": "x"}).status_code == 403


@pytest.mark.parametrize("name", ["projects:proposal_confirm", "projects:proposal_withdraw"])
@pytest.mark.parametrize("role", ["other_officer", "coordinator", "citizen"])
def test_handing_in_and_taking_back_for_others_is_not_found(client, proposal, name, role):
    client.force_login(actor(role, proposal))
    where = reverse(name, args=[proposal.pk])
    assert client.get(where).status_code == 404
    assert client.post(where, {"submission_key": str(uuid.uuid4()), "reason": "x"}).status_code == 404


@pytest.mark.parametrize("role", ["editor", "viewer"])
def test_taking_back_is_forbidden_to_who_is_no_officer(client, proposal, role):
    client.force_login(actor(role, proposal))
    where = reverse("projects:proposal_withdraw", args=[proposal.pk])
    assert client.post(where, {"reason": "x"}).status_code == 403


def test_the_receipt_of_another_group_is_not_found(client, proposal, officer):
    other = ProposalRevisionFactory()
    assert client.get(reverse("projects:receipt", args=[other.pk])).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_confirmation_costs_the_same_with_more_rows(
    client, proposal, officer, rows, django_assert_num_queries
):
    for number in range(2, rows + 2):
        proposal.answers.create(key=f"schedule.r{number}.when", value="6月")
    client.get(confirm(proposal))
    with django_assert_num_queries(7):
        client.get(confirm(proposal))
