import pytest
from django.urls import reverse

from projects.enums import ProposalState, ThemeKind
from tests.factories.calls import CallFactory, CategoryFactory
from tests.factories.organizations import DivisionFactory, MembershipFactory, OrganizationFactory
from tests.factories.proposals import (
    ConsultationFactory,
    DivisionOpinionFactory,
    ProposalFactory,
    ProposalRemarkFactory,
    ProposalRevisionFactory,
)
from tests.projects.actors import actor

pytestmark = pytest.mark.django_db
LIST = "projects:office_proposals"


@pytest.fixture
def call(now):
    return CallFactory(title="新しい募集")


@pytest.fixture
def office(client, coordinator):
    client.force_login(coordinator)
    return coordinator


def listed(client, **query):
    return list(client.get(reverse(LIST), query).context["listing"].page.object_list)


def test_the_list_begins_with_the_call_in_hand_and_counts_its_states(client, office, call):
    old = ProposalFactory(submitted=True, call=CallFactory(fiscal_year=2027, screening=True))
    new = ProposalFactory.create_batch(2, submitted=True, call=call)
    draft = ProposalFactory(call=call)
    page = client.get(reverse(LIST))
    assert set(page.context["listing"].page.object_list) == {*new, draft}
    assert [(state, count) for state, count, _ in page.context["states"]] == [
        (ProposalState.DRAFT, 1),
        (ProposalState.SUBMITTED, 2),
    ]
    assert set(listed(client, call="all")) == {*new, draft, old}
    assert listed(client, call=old.call_id) == [old]


def test_of_a_draft_only_the_group_and_the_state_are_said(client, office, call):
    draft = ProposalFactory(call=call, title="秘密の題名", organization__name="みほんの会")
    page = client.get(reverse(LIST)).content.decode()
    assert "みほんの会" in page
    assert "秘密の題名" not in page
    assert draft.category.name not in page.partition("<tbody>")[2]
    ConsultationFactory(proposal=draft)
    assert "秘密の題名" in client.get(reverse(LIST)).content.decode()


def test_a_draft_is_reopened_from_the_list_once_its_deadline_is_over(client, office, now):
    open_one, late = ProposalFactory(), ProposalFactory(call=CallFactory(over=True))
    page = client.get(reverse(LIST), {"call": "all"}).content.decode()
    assert [reverse("projects:reopen_proposal", args=[each.pk]) in page for each in (open_one, late)] == [
        False,
        True,
    ]


def test_a_draft_is_found_by_its_group_alone(client, office, call):
    division = DivisionFactory()
    group = OrganizationFactory(name="みほんの会")
    draft = ProposalFactory(
        call=call,
        organization=group,
        division=division,
        search_key="ひみつ",
        theme_kind=ThemeKind.SET,
        origin="city",
    )
    handed_in = ProposalFactory(
        submitted=True, call=call, category=draft.category, search_key="ひみつのはなし"
    )
    assert listed(client, q="みほん") == [draft]
    assert listed(client, q="ひみつ") == [handed_in]
    assert listed(client, category=draft.category.key) == [handed_in]
    for query in ({"division": division.pk}, {"theme_kind": "set"}, {"origin": "city"}):
        assert listed(client, **query) == []
    assert listed(client, state="draft") == [draft]


def test_the_list_is_narrowed_by_what_stands_in_it(client, office, call):
    division = DivisionFactory()
    category = CategoryFactory(call=call, key="step")
    one = ProposalFactory(
        screening=True, call=call, category=category, division=division, theme_kind="set", origin="city"
    )
    other = ProposalFactory(submitted=True, call=call)
    for query in ({"state": "screening"}, {"category": "step"}, {"theme_kind": "set"}, {"origin": "city"}):
        assert listed(client, **query) == [one]
    assert listed(client, division=division.pk) == [one]
    assert listed(client, division="none") == [other]


def test_ones_own_group_is_left_to_a_colleague(client, office, call):
    own = ProposalFactory(submitted=True, call=call)
    MembershipFactory(user=office, organization=own.organization)
    assert listed(client) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_with_more_rows(client, office, call, django_assert_num_queries, count):
    for proposal in ProposalFactory.create_batch(count, checking=True, call=call, division=DivisionFactory()):
        ProposalRemarkFactory(question=True, proposal=proposal)
        DivisionOpinionFactory(proposal=proposal)
        ProposalFactory(call=call)
    client.get(reverse(LIST))
    with django_assert_num_queries(10):
        client.get(reverse(LIST))


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_export_says_as_much_as_the_list(client, office, call, kind, django_assert_max_num_queries):
    proposal = ProposalFactory(
        checking=True, call=call, title="=夜の茶話会", organization__name="あの会", requested=90_000
    )
    ProposalRevisionFactory(proposal=proposal, receipt_number="R8-1")
    ProposalRevisionFactory(proposal=proposal, receipt_number="R8-1-2", number=2)
    ProposalFactory(call=call, title="秘密の題名", organization__name="いの会")
    with django_assert_max_num_queries(14):
        response = client.get(reverse("projects:export_proposals", args=[kind]), {"sort": "group"})
        content = b"".join(response.streaming_content)
    if kind == "csv":
        lines = content.decode("utf-8-sig").splitlines()
        assert lines[1].startswith("新しい募集,令和8年度（2026年度）,あの会,要件確認,R8-1-2,")
        assert "'=夜の茶話会" in lines[1]
        assert lines[2] == "新しい募集,令和8年度（2026年度）,いの会,下書き" + "," * 12
    else:
        assert content[:2] == b"PK"


@pytest.mark.parametrize("role", ["staff", "officer", "concerned", "citizen"])
def test_the_list_refuses_everybody_but_the_office(client, call, role):
    client.force_login(actor(role, ProposalFactory(submitted=True, call=call)))
    assert client.get(reverse("projects:office_proposals")).status_code == 403
    assert client.get(reverse("projects:export_proposals", args=["csv"])).status_code == 403
    assert client.post(reverse("projects:screen_checked", args=[call.pk])).status_code == 403


def test_there_is_no_other_kind_of_export(client, office, call):
    assert client.get(reverse("projects:export_proposals", args=["exe"])).status_code == 404


def test_all_that_are_ready_are_named_and_sent_together(client, office, call, now):
    def checked():
        return ProposalFactory(
            checking=True,
            call=call,
            conditions_met=True,
            conditions_checked_at=now,
            conditions_checked_by=office,
        )

    ready, waiting = [checked(), checked()], checked()
    ProposalRemarkFactory(question=True, proposal=waiting)
    own = checked()
    MembershipFactory(user=office, organization=own.organization)
    assert client.get(reverse(LIST)).context["ready"] == 2
    url = reverse("projects:screen_checked", args=[call.pk])
    assert list(client.get(url).context["ready"]) == ready
    assert client.post(url).url == f"{reverse(LIST)}?call={call.pk}"
    assert set(call.proposals.filter(state="screening")) == set(ready)
    assert "いま進められる提案はありません" in client.get(url).content.decode()
