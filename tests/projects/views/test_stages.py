import pytest
from django.urls import reverse

from projects.actions.stages import close_stage
from projects.models import Assignment, Proposal, ScreeningStage
from tests.factories.proposals import DecisionFactory
from tests.projects.actors import ALL, OFFICE, actor
from tests.projects.panels import screening

pytestmark = pytest.mark.django_db
REFUSED = [role for role in ALL if role not in (*OFFICE, "coordinator_of_group", "administrator")]


def url(name, round_, number=1):
    return reverse(f"projects:{name}", args=[round_.call.pk, number])


def test_the_page_names_every_gap_and_asks_why(as_, coordinator):
    round_ = screening(proposals=2, members=2)
    Assignment.objects.filter(proposal=round_.proposals[1]).delete()
    round_.give(3, 3)
    browser = as_(coordinator)
    page = browser.get(url("stage_close", round_))
    found = [(gap.proposal.pk, gap.member and gap.member.pk) for gap in page.context["gaps"]]
    first, second = (proposal.pk for proposal in round_.proposals)
    assert found == [
        (first, round_.members[0].pk),
        (first, round_.members[1].pk),
        (second, None),
    ]
    assert browser.post(url("stage_close", round_), {"reason": ""}).status_code == 422
    answer = browser.post(url("stage_close", round_), {"reason": "委員の都合"})
    assert answer.url == f"{reverse('projects:matrix', args=[round_.call.pk])}?stage=1"
    assert ScreeningStage.objects.get().is_closed


def test_without_gaps_nothing_is_asked(as_, coordinator):
    round_ = screening()
    round_.give(3, 3)
    Assignment.objects.update(finished_stage=1)
    assert as_(coordinator).get(url("stage_close", round_)).context["gaps"] == ()
    assert as_(coordinator).post(url("stage_close", round_)).status_code == 302


def test_a_stage_is_opened_again_with_a_reason(as_, coordinator):
    round_ = screening()
    close_stage(round_.stage, reason="期限", by=coordinator)
    browser = as_(coordinator)
    assert browser.get(url("stage_reopen", round_)).status_code == 200
    assert browser.post(url("stage_reopen", round_)).status_code == 422
    assert browser.post(url("stage_reopen", round_), {"reason": "入れまちがい"}).status_code == 302
    assert ScreeningStage.objects.get().closed_at is None


def test_decided_is_not_opened_again(as_, coordinator):
    round_ = screening()
    close_stage(round_.stage, reason="期限", by=coordinator)
    DecisionFactory(proposal=round_.proposals[0])
    answer = as_(coordinator).post(url("stage_reopen", round_), {"reason": "もう一度"})
    assert (answer.status_code, answer.context["form"]["reason"].value()) == (422, "もう一度")


def test_the_ticked_of_the_shown_go_on(as_, coordinator):
    round_ = screening(proposals=3, stages=2)
    close_stage(round_.stages[0], reason="期限", by=coordinator)
    first, second, third = (proposal.pk for proposal in round_.proposals)
    Proposal.objects.filter(pk=third).update(stage_number=2)
    address = reverse("projects:stage_pass", args=[round_.call.pk])
    as_(coordinator).post(address, {"shown": [first, second], "proposals": [second, "x"]})
    found = Proposal.objects.filter(stage_number=2).values_list("pk", flat=True)
    assert set(found) == {second, third}


def test_before_the_closing_nobody_goes_on(as_, coordinator):
    round_ = screening(stages=2)
    address = reverse("projects:stage_pass", args=[round_.call.pk])
    as_(coordinator).post(address, {"shown": [round_.proposals[0].pk], "proposals": [round_.proposals[0].pk]})
    assert Proposal.objects.get(pk=round_.proposals[0].pk).stage_number == 1


def test_a_stage_that_is_not_there_is_not_found(as_, coordinator):
    round_ = screening()
    browser = as_(coordinator)
    for name in ("projects:stage_close", "projects:stage_reopen"):
        assert browser.get(reverse(name, args=[round_.call.pk, 2])).status_code == 404


@pytest.mark.parametrize("role", REFUSED)
def test_a_stage_refuses_everybody_but_the_office(as_, role):
    round_ = screening()
    browser = as_(actor(role, round_.proposals[0]))
    addresses = [
        reverse("projects:stage_close", args=[round_.call.pk, 1]),
        reverse("projects:stage_reopen", args=[round_.call.pk, 1]),
        reverse("projects:stage_pass", args=[round_.call.pk]),
    ]
    assert [browser.post(address, {"reason": "x"}).status_code for address in addresses] == [403] * 3
    assert ScreeningStage.objects.get().closed_at is None
