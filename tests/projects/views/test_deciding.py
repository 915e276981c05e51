import datetime as dt

import pytest
from django.urls import reverse

from kyodo.models import Draft
from projects.actions.decisions import enter_decision
from projects.models import Call, Decision, Proposal
from projects.verdicts import DecisionEntry
from tests.factories.calls import CallFactory, CriterionFactory, ScreeningStageFactory
from tests.factories.organizations import MembershipFactory
from tests.factories.proposals import (
    AssignmentFactory,
    DecisionFactory,
    PanelMemberFactory,
    ProposalFactory,
    ScoreFactory,
)
from tests.projects.actors import actor
from tests.projects.deciding import SECRET_REASON, coordinator, decided

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
OF_CALL = ("projects:decisions", "projects:read_decisions")
OF_PROPOSAL = ("projects:decide", "projects:read_decision")


@pytest.fixture
def call():
    return CallFactory(screening=True, title="秋の募集", budget=500_000)


@pytest.fixture
def proposal(call):
    return ProposalFactory(screening=True, call=call, title="夜の茶話会", requested=300_000)


@pytest.fixture
def office(proposal):
    return actor("coordinator", proposal)


def table(call, query=""):
    return reverse("projects:decisions", args=[call.pk]) + query


def decide(proposal, query=""):
    return reverse("projects:decide", args=[proposal.pk]) + query


def posted(version=0, **more):
    given = {"verdict": "adopted", "granted": "２５０，０００", "reason": "課題に合う。", "comment": ""}
    return {"base_version": version, "reserve_rank": "", **given, **more}


def rows(page):
    return {row.proposal.title: row for row in page.context["listing"].page.object_list}


def test_a_row_is_saved_and_the_table_adds_up(as_, office, call, proposal):
    answer = as_(office).post(decide(proposal, "?show=open"), posted())
    assert answer.url == f"{table(call)}?show=open#p{proposal.pk}"
    page = as_(office).get(table(call))
    sums = page.context["sums"]
    assert (sums.proposals, sums.undecided, sums.granted, sums.left) == (1, 0, 250_000, 250_000)
    assert rows(page)["夜の茶話会"].decision.reason == "課題に合う。"


def test_more_than_the_budget_is_said(as_, office, call, proposal):
    Call.objects.update(budget=200_000)
    as_(office).post(decide(proposal), posted())
    assert "予算を超えています" in as_(office).get(table(call)).text


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"verdict": ""}, "verdict"),
        ({"granted": "三百"}, "granted"),
        ({"granted": "300,001"}, "granted"),
        ({"verdict": "reserve"}, "reserve_rank"),
        ({"reason": " "}, "reason"),
        ({"comment": "あ" * 2001}, "comment"),
    ],
)
def test_what_cannot_be_is_named_in_its_row_and_nothing_is_lost(given, field, as_, office, proposal):
    page = as_(office).post(decide(proposal), posted(**given))
    row = rows(page)["夜の茶話会"]
    assert (page.status_code, list(row.form.errors)) == (422, [field])
    assert row.form["granted"].value() == given.get("granted", "２５０，０００")
    assert Decision.objects.count() == 0


def test_a_row_that_is_not_on_the_page_asked_for_is_still_shown(as_, office, call, proposal):
    DecisionFactory(proposal=proposal)
    page = as_(office).post(decide(proposal, "?show=open"), posted(1, reason=""))
    assert (page.status_code, "夜の茶話会" in rows(page)) == (422, True)


def test_two_at_once_see_both_and_choose(as_, office, proposal):
    entry = DecisionEntry("rejected", "一人目の理由。")
    enter_decision(proposal, entry, base_version=0, by=actor("second_coordinator", proposal))
    page = as_(office).post(decide(proposal), posted())
    row = rows(page)["夜の茶話会"]
    assert (page.status_code, row.base_version) == (409, 1)
    assert {each.name: (each.theirs, each.mine) for each in row.differences} == {
        "verdict": ("不採択", "採択"),
        "granted": ("", "250000"),
        "reason": ("一人目の理由。", "課題に合う。"),
    }
    as_(office).post(decide(proposal), posted(1, choice_reason="theirs"))
    decision = Decision.objects.get()
    assert (decision.verdict, decision.reason, decision.granted) == ("adopted", "一人目の理由。", 250_000)


def test_a_draft_comes_back_in_its_row_and_goes_when_it_is_saved(as_, office, call, proposal):
    browser = as_(office)
    key = f"projects.decision:{proposal.pk}"
    browser.post(reverse("draft_save"), posted(reason="書きかけ") | {"draft_key": key})
    row = rows(browser.get(table(call)))["夜の茶話会"]
    assert (row.form["reason"].value(), row.base_version) == ("書きかけ", 0)
    browser.post(decide(proposal), {"discard_draft": "yes"})
    assert Draft.objects.count() == 0
    browser.post(reverse("draft_save"), posted() | {"draft_key": key})
    browser.post(decide(proposal), posted())
    assert Draft.objects.count() == 0


def test_what_was_typed_while_the_release_was_set_is_kept_as_a_draft(as_, office, call, proposal, now):
    Call.objects.update(release_at=now, release_ordered_by=office)
    answer = as_(office).post(decide(proposal), posted(), follow=True)
    assert "先に公表の予約を取り消してください" in answer.text
    assert Draft.objects.get().data["reason"] == ["課題に合う。"]
    assert not hasattr(rows(answer)["夜の茶話会"], "draft") or rows(answer)["夜の茶話会"].form is None


def test_a_second_person_reads_one_row_or_many(as_, office, call, proposal):
    other = ProposalFactory(screening=True, call=call)
    for each in (proposal, other):
        DecisionFactory(proposal=each, entered_by=office)
    second = coordinator()
    as_(second).post(reverse("projects:read_decision", args=[proposal.pk]), {"base_version": 1})
    assert Decision.objects.get(proposal=proposal).read_by == second
    reading = reverse("projects:read_decisions", args=[call.pk])
    page = as_(second).get(reading)
    assert [row.proposal for row in page.context["listing"].page.object_list] == [other]
    decision = Decision.objects.get(proposal=other)
    stale = as_(second).post(reading, {"read": [f"{decision.pk}:7", "x", "0:1"]}, follow=True)
    assert "もう一度読んでください" in stale.text
    as_(second).post(reading, {"read": [f"{decision.pk}:1"]})
    assert Decision.objects.get(proposal=other).read_by == second
    assert "確かめた決定に印を付けて" in as_(second).post(reading, {}, follow=True).text


def test_the_same_person_cannot_read_it_on_any_page(as_, office, call, proposal):
    decision = DecisionFactory(proposal=proposal, entered_by=office)
    browser = as_(office)
    answer = browser.post(
        reverse("projects:read_decision", args=[proposal.pk]), {"base_version": 1}, follow=True
    )
    assert "別の人が確かめてください" in answer.text
    browser.post(reverse("projects:read_decisions", args=[call.pk]), {"read": [f"{decision.pk}:1"]})
    assert Decision.objects.get().read_at is None


def test_a_row_changed_meanwhile_is_read_again(as_, office, proposal):
    DecisionFactory(proposal=proposal, version=2)
    answer = as_(office).post(
        reverse("projects:read_decision", args=[proposal.pk]), {"base_version": 1}, follow=True
    )
    assert "書きかえられています" in answer.text


def test_rows_are_narrowed(as_, office):
    call = decided("adopted", "reserve", "rejected")
    ProposalFactory(screening=True, call=call)
    Decision.objects.filter(verdict="reserve").update(read_by=None, read_at=None)
    browser = as_(office)
    counts = {
        key: len(rows(browser.get(table(call, f"?show={key}"))))
        for key in ("all", "open", "unread", "adopted", "reserve", "rejected", "moon")
    }
    assert counts == {
        "all": 4,
        "open": 1,
        "unread": 1,
        "adopted": 1,
        "reserve": 1,
        "rejected": 1,
        "moon": 4,
    }


def test_whoever_belongs_to_the_group_sees_no_decision_and_cannot_decide(as_, call, proposal):
    DecisionFactory(proposal=proposal, reason=SECRET_REASON)
    person = actor("coordinator_of_group", proposal)
    page = as_(person).get(table(call))
    row = rows(page)["夜の茶話会"]
    assert (row.is_own, row.decision, SECRET_REASON in page.text) == (True, None, False)
    assert as_(person).post(decide(proposal), posted(1)).status_code == 403
    assert as_(person).get(reverse("projects:result", args=[proposal.pk])).status_code == 404


@pytest.mark.parametrize("name", OF_CALL)
@pytest.mark.parametrize("role", ["officer", "staff", "citizen"])
def test_the_table_is_refused_to_others(name, role, as_, call, proposal):
    assert as_(actor(role, proposal)).get(reverse(name, args=[call.pk])).status_code == 403


@pytest.mark.parametrize("name", OF_PROPOSAL)
@pytest.mark.parametrize("role", ["officer", "staff", "citizen"])
def test_a_row_is_not_found_by_others(name, role, as_, proposal):
    DecisionFactory(proposal=proposal)
    assert as_(actor(role, proposal)).post(reverse(name, args=[proposal.pk]), posted(1)).status_code == 404


def test_fields_added_by_hand_change_nothing_else(as_, office, proposal):
    more = {"state": "adopted", "read_by": office.pk, "read_at": "2026-01-01", "organization": "1"}
    as_(office).post(decide(proposal), posted(**more))
    decision = Decision.objects.get()
    assert (Proposal.objects.get().state, decision.read_by, decision.entered_by) == (
        "screening",
        None,
        office,
    )


@pytest.mark.parametrize("text", ["😀𠮷の理由", "a\x00b", "\ud800理由", "あ" * 1000])
def test_any_text_is_kept_or_refused_in_words(text, as_, office, proposal):
    answer = as_(office).post(decide(proposal), posted(reason=text.encode("utf-8", "surrogatepass")))
    assert answer.status_code == 302
    assert Decision.objects.count() == 1


@pytest.mark.parametrize("name", OF_CALL)
def test_costs_the_same_queries_for_one_and_for_three(name, as_, office, call, django_assert_max_num_queries):
    def more(number):
        for _ in range(number):
            proposal = ProposalFactory(screening=True, call=call)
            MembershipFactory(organization=proposal.organization)
            DecisionFactory(proposal=proposal)

    browser, address = as_(office), reverse(name, args=[call.pk])
    more(1)
    browser.get(address)
    with django_assert_max_num_queries(20) as one:
        browser.get(address)
    more(2)
    with django_assert_max_num_queries(len(one)):
        browser.get(address)


def test_the_best_stand_first_with_what_the_screening_came_to(as_, office, call, proposal):
    stage = ScreeningStageFactory(call=call, closed=True, closed_by=office)
    criterion = CriterionFactory(stage=stage)
    better = ProposalFactory(screening=True, call=call, title="もっとよい提案")
    member = PanelMemberFactory(call=call)
    for each, value in ((proposal, 2), (better, 5)):
        seat = AssignmentFactory(proposal=each, member=member)
        seat.assigned_at = stage.closed_at - dt.timedelta(days=1)
        seat.save()
        ScoreFactory(assignment=seat, criterion=criterion, value=value)
    page = as_(office).get(table(call))
    shown = [(title, row.line.rank, row.line.total.shown) for title, row in rows(page).items()]
    assert shown == [("もっとよい提案", 1, "5.00"), ("夜の茶話会", 2, "2.00")]
