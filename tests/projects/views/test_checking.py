import datetime

import pytest
from django.urls import reverse

from kyodo.models import Draft
from kyodo.workflow import changes_of
from projects.enums import ProposalState
from projects.models import ProposalRemark
from tests.factories.calls import CallFactory
from tests.factories.organizations import DivisionFactory, PostFactory
from tests.factories.proposals import (
    ConsultationFactory,
    DivisionOpinionFactory,
    ProposalFactory,
    ProposalRemarkFactory,
    ProposalRevisionFactory,
)
from tests.projects.actors import actor
from tests.projects.handed_in import handed_in
from tests.projects.whole import WHOLE

pytestmark = pytest.mark.django_db
OF_A_PROPOSAL = (
    "projects:check_proposal",
    "projects:check_history",
    "projects:start_checking",
    "projects:check_conditions",
    "projects:ask_group",
    "projects:return_proposal",
    "projects:set_division",
    "projects:ask_opinions",
    "projects:screen_proposal",
)
# What each of these people gets where only the impartial office may: the own group's members and the 課 concerned
# see the proposal, the others find nothing.
REFUSED = {
    "officer": 403,
    "viewer": 403,
    "coordinator_of_group": 403,
    "concerned": 403,
    "staff": 404,
    "other_officer": 404,
    "reviewer": 404,
    "citizen": 404,
}


def address(name, proposal, *more):
    return reverse(f"projects:{name}", args=[proposal.pk, *more])


@pytest.fixture
def proposal(now):
    return handed_in()


@pytest.fixture
def office(client, coordinator):
    client.force_login(coordinator)
    return coordinator


def moment(value="令和8", month="7", day="20", time="17:00", name="due_at"):
    return {f"{name}_year": value, f"{name}_month": month, f"{name}_day": day, f"{name}_time": time}


def test_the_page_shows_the_text_with_remarks_at_their_fields_and_the_register_beside(
    client, office, proposal
):
    at_purpose = ProposalRemarkFactory(proposal=proposal, question=True, field="purpose")
    whole = ProposalRemarkFactory(proposal=proposal, question=True, field="")
    at_members = ProposalRemarkFactory(proposal=proposal, answered=True, field="condition.members")
    page = client.get(address("check_proposal", proposal))
    found = {
        field["key"]: field["remarks"]
        for part in page.context["snapshot"]["sections"]
        for field in part["fields"]
    }
    assert found["purpose"] == [at_purpose]
    assert page.context["elsewhere"] == [whole]
    rows = page.context["conditions"]
    assert [(row.asked, row.answer, row.known) for row in rows] == [
        ("5人以上", "8人", "構成員 3人"),
        ("1年以上", "3年", "設立 令和8年1月1日（0年）"),
        ("はい", "はい", ""),
    ]
    assert [row.known_falls_short for row in rows] == [True, True, False]
    assert rows[0].remarks == (at_members,)
    assert page.context["next_step"].what == "団体の答えを読んで、済みにします。"
    assert f"{address('ask_group', proposal)}?field=purpose" in page.content.decode()
    assert WHOLE["purpose"] in page.content.decode()


def test_what_the_group_writes_after_a_return_is_not_read_by_the_office(client, office, now):
    proposal = handed_in(returned=True)
    proposal.answers.filter(key="purpose").update(value="まだ書きかけの新しい目的")
    for name in ("check_proposal", "return_proposal", "compare_revisions"):
        assert "まだ書きかけ" not in client.get(address(name, proposal)).content.decode()


def test_a_draft_is_read_only_while_its_group_asks_for_advice(client, office, now):
    proposal = ProposalFactory(answers={"purpose": "下書きの目的"})
    assert client.get(address("check_proposal", proposal)).status_code == 404
    consultation = ConsultationFactory(proposal=proposal)
    page = client.get(address("check_proposal", proposal))
    assert "下書きの目的" in page.content.decode()
    type(consultation).objects.update(state="dropped")
    assert client.get(address("check_proposal", proposal)).status_code == 404


@pytest.mark.parametrize("role", REFUSED)
def test_checking_refuses_everybody_but_the_impartial_office(client, proposal, role):
    client.force_login(actor(role, proposal))
    for name in OF_A_PROPOSAL:
        assert client.get(reverse(name, args=[proposal.pk])).status_code == REFUSED[role]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_with_more_remarks_opinions_and_revisions(
    client, office, proposal, django_assert_num_queries, count
):
    ProposalRemarkFactory.create_batch(count, proposal=proposal, answered=True)
    DivisionOpinionFactory.create_batch(count, proposal=proposal, answered=True)
    ConsultationFactory.create_batch(count, proposal=proposal, held=True, division=DivisionFactory())
    for number in range(2, count + 1):
        ProposalRevisionFactory(proposal=proposal, number=number)
    client.get(address("check_proposal", proposal))
    with django_assert_num_queries(10):
        client.get(address("check_proposal", proposal))


def test_checking_begins_and_the_second_to_begin_is_told(client, office, now):
    proposal = handed_in(submitted=True)
    page = client.get(address("start_checking", proposal))
    assert page.status_code == 200
    assert client.post(address("start_checking", proposal)).url == address("check_proposal", proposal)
    again = client.post(address("start_checking", proposal))
    assert again.status_code == 409
    assert again.context["form"].non_field_errors() == [
        "いまの状態（要件確認）では「要件の確認を始める」はできません。画面を開き直して確かめてください。"
    ]


def test_conditions_are_written_down(client, office, proposal):
    url = address("check_conditions", proposal)
    assert next(row.known for row in client.get(url).context["conditions"]) == "構成員 3人"
    refused = client.post(url, {"base_version": 1, "conditions_met": "unmet"})
    assert (refused.status_code, set(refused.context["form"].errors)) == (422, {"conditions_note"})
    client.post(url, {"base_version": 1, "conditions_met": "unmet", "conditions_note": "人数が足りません。"})
    proposal.refresh_from_db()
    assert (proposal.conditions_met, proposal.conditions_checked_by) == (False, office)
    page = client.get(address("check_proposal", proposal))
    assert page.context["next_step"].what.startswith("条件を満たしていません。")
    assert reverse("projects:decide", args=[proposal.pk]) in page.content.decode()


def test_conditions_that_do_not_say_which_version_they_began_from_are_refused(client, office, proposal):
    url = address("check_conditions", proposal)
    blind = client.post(url, {"conditions_met": "met", "conditions_note": "会則で見ました。"})
    assert (blind.status_code, blind.context["base_version"]) == (409, 1)
    proposal.refresh_from_db()
    assert proposal.conditions_met is None


def test_two_who_check_the_conditions_at_once_see_both_and_choose(client, office, proposal):
    url = address("check_conditions", proposal)
    client.post(url, {"base_version": 1, "conditions_met": "met", "conditions_note": "会則で見ました。"})
    mine = {"base_version": 1, "conditions_met": "unmet", "conditions_note": "名簿がありません。"}
    conflict = client.post(url, mine)
    assert conflict.status_code == 409
    assert [(each.theirs, each.mine) for each in conflict.context["differences"]] == [
        ("すべて満たしている", "満たしていないものがある"),
        ("会則で見ました。", "名簿がありません。"),
    ]
    assert (conflict.context["who"], conflict.context["base_version"]) == (office, 2)
    chosen = {**mine, "base_version": 2, "choice_conditions_met": "theirs"}
    assert client.post(url, chosen).status_code == 302
    proposal.refresh_from_db()
    assert (proposal.conditions_met, proposal.conditions_note) == (True, "名簿がありません。")


def test_what_is_typed_is_kept_and_ends_when_it_is_saved(client, office, proposal):
    key = f"projects.conditions:{proposal.pk}"
    typed = {"draft_key": key, "conditions_met": "met", "conditions_note": "書きかけ", "base_version": "1"}
    client.post(reverse("draft_save"), typed)
    page = client.get(address("check_conditions", proposal))
    assert page.context["form"]["conditions_note"].value() == "書きかけ"
    assert page.context["form"].errors == {}
    client.post(address("check_conditions", proposal), typed)
    assert Draft.objects.count() == 0
    client.post(reverse("draft_save"), typed)
    client.post(address("check_conditions", proposal), {"discard_draft": "yes"})
    assert Draft.objects.count() == 0


def test_a_question_is_asked_at_a_field(client, office, proposal):
    page = client.get(address("ask_group", proposal) + "?field=budget")
    assert page.context["form"]["field"].value() == "budget"
    assert client.post(address("ask_group", proposal), {"field": "secret"}).status_code == 422
    sent = {"field": "budget", "text": "単価の根拠は何ですか。", **moment()}
    assert client.post(address("ask_group", proposal), sent).url == address("check_proposal", proposal)
    remark = ProposalRemark.objects.get()
    assert (remark.field, remark.text, remark.made_by) == ("budget", "単価の根拠は何ですか。", office)
    past = client.post(address("ask_group", proposal), {**sent, **moment("令和2")})
    assert past.status_code == 422
    assert past.context["form"]["text"].value() == "単価の根拠は何ですか。"


def test_it_is_sent_back_with_remarks(client, office, proposal):
    url = address("return_proposal", proposal)
    page = client.get(url)
    assert "remark_condition.members" in page.context["form"].fields
    empty = client.post(url, moment())
    assert (empty.status_code, set(empty.context["form"].errors)) == (422, {"reason"})
    sent = {"remark_purpose": "だれの目的ですか。", "remark_x": "ない項目", **moment()}
    assert client.post(url, sent).url == address("check_proposal", proposal)
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.RETURNED
    assert list(proposal.remarks.values_list("field", "text")) == [("purpose", "だれの目的ですか。")]
    second = client.post(url, sent)
    assert second.status_code == 409
    assert second.context["form"]["remark_purpose"].value() == "だれの目的ですか。"


def test_the_division_concerned_is_named(client, office, proposal):
    over, division = DivisionFactory(ends_on=datetime.date(2020, 3, 31)), DivisionFactory()
    url = address("set_division", proposal)
    choices = client.get(url).context["form"].fields["division"].queryset
    assert division in choices
    assert over not in choices
    client.post(url, {"base_version": 1, "division": division.pk})
    proposal.refresh_from_db()
    assert proposal.division == division
    assert client.post(url, {"base_version": 1, "division": ""}).status_code == 409


def test_what_is_ready_goes_to_screening(client, office, proposal):
    url = address("screen_proposal", proposal)
    assert client.post(url).status_code == 409
    conditions = {"base_version": 1, "conditions_met": "met", "conditions_note": ""}
    client.post(address("check_conditions", proposal), conditions)
    assert client.get(address("check_proposal", proposal)).context["checking"].is_ready
    assert client.post(url).url == address("check_proposal", proposal)
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.SCREENING


def test_a_draft_is_reopened_without_being_read(client, office, now):
    call = CallFactory(over=True)
    proposal = ProposalFactory(call=call, title="だれにも見せない題名", organization__name="みほんの会")
    url = address("reopen_proposal", proposal)
    page = client.get(url)
    assert "みほんの会" in page.content.decode()
    assert "だれにも見せない題名" not in page.content.decode()
    assert client.post(url, {"reason": "停電"}).status_code == 422
    assert client.post(url, {"reason": "停電", **moment(name="until")}).status_code == 302
    proposal.refresh_from_db()
    assert proposal.open_until == datetime.datetime(2026, 7, 20, 8, tzinfo=datetime.UTC)
    assert changes_of(proposal).get().reason == "停電"
    open_one = ProposalFactory()
    refused = client.post(address("reopen_proposal", open_one), {"reason": "願い", **moment(name="until")})
    assert refused.status_code == 409


@pytest.mark.parametrize("role", ["officer", "coordinator_of_group", "staff", "other_officer", "citizen"])
def test_reopening_is_not_found_by_anybody_else(client, now, role):
    proposal = ProposalFactory(call=CallFactory(over=True))
    client.force_login(actor(role, proposal))
    for name in ("projects:reopen_proposal",):
        assert client.post(reverse(name, args=[proposal.pk])).status_code == 404


def test_the_history_names_what_happened_to_the_proposal_and_its_opinions(client, office, proposal):
    opinion = DivisionOpinionFactory(proposal=proposal)
    client.post(address("check_conditions", proposal), {"base_version": 1, "conditions_met": "met"})
    events = client.get(address("check_history", proposal)).context["events"]
    assert {event.what for event in events} == {
        "提案を登録しました",
        "提案を変更しました",
        f"{opinion.division}の意見を登録しました",
    }


def test_the_text_is_read_by_the_division_concerned_and_not_found_by_others(client, proposal):
    client.force_login(actor("concerned", proposal))
    assert (
        WHOLE["purpose"] in client.get(reverse("projects:read_proposal", args=[proposal.pk])).content.decode()
    )
    for role in ("staff", "other_officer", "citizen"):
        client.force_login(actor(role, proposal))
        assert client.get(reverse("projects:read_proposal", args=[proposal.pk])).status_code == 404
    assert PostFactory().user.has_perm("projects.view_opinions")
