import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from kyodo.models import Letter
from kyodo.workflow import StepRefused, changes_of
from projects.actions.adoption import (
    NOT_VOTED,
    NOTHING_HANDED_IN,
    YEAR_IS_TAKEN,
    Confirmation,
    confirm_all,
    confirm_proposal,
)
from projects.models import Decision, Project, ProjectYear, Proposal
from tests.factories.organizations import DivisionFactory
from tests.factories.projects import CollaborationFormFactory, PartnerFactory, ProjectYearFactory
from tests.factories.proposals import DecisionFactory, ProposalFactory, ProposalRevisionFactory
from tests.harness.threads import at_once
from tests.projects.actors import EVERYBODY, actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
VOTED = dt.date(2026, 6, 20)
ANSWERS = {
    "name": "夜の茶話会",
    "purpose": "夜に話せる場をつくる。",
    "problem": "昼は来られない。",
    "content": "月に一度、夜に開く。",
    "effect": "一人で抱えない。",
    "goals.r1.title": "参加者",
    "goals.r1.target": "１２０人",
    "goals.r1.unit": "人",
    "wishes.r1.title": "参加した人",
    "wishes.r1.expected": "夜も話せる。",
    "roles.r1.item": "会場",
    "roles.r1.group_part": "準備",
    "roles.r1.city_part": "予約",
    "roles.r1.responsible": "both",
    "roles.r1.payer": "city",
    "budget.y1i1.source": "city",
    "budget.y1i1.item": "補助金",
    "budget.y1i1.unit_price": "300000",
    "budget.y1i1.quantity": "1",
    "budget.y1i2.source": "own",
    "budget.y1i2.item": "会費",
    "budget.y1i2.unit_price": "20000",
    "budget.y1i2.quantity": "1",
    "budget.y1e1.item": "謝礼",
    "budget.y1e1.unit_price": "32000",
    "budget.y1e1.quantity": "10",
}


@pytest.fixture
def proposal():
    return adopted()


def adopted(**given):
    """An adopted proposal after the vote, as it was handed in."""
    proposal = ProposalFactory(
        awaiting_vote=True, title="夜の茶話会", answers=ANSWERS, call__needs_vote=True, **given
    )
    ProposalRevisionFactory(proposal=proposal)
    DecisionFactory(proposal=proposal, released=True, granted=300_000, voted_on=VOTED)
    return proposal


@pytest.fixture
def office(proposal):
    return actor("coordinator", proposal)


@pytest.fixture
def chosen():
    return {"division": DivisionFactory(), "form": CollaborationFormFactory(domains="B")}


def test_a_project_comes_out_with_all_that_was_agreed(proposal, office, chosen):
    year = confirm_proposal(proposal, **chosen, by=office)
    project = year.project
    assert (project.name, project.purpose, project.problem, project.expected_effect) == (
        "夜の茶話会",
        "夜に話せる場をつくる。",
        "昼は来られない。",
        "一人で抱えない。",
    )
    assert (project.origins, project.initiators, project.domain) == (["brought_in"], ["group"], "B")
    assert (year.fiscal_year, year.division, year.form) == (2027, chosen["division"], chosen["form"])
    assert (year.city_cost, year.group_cost, year.other_cost) == (300_000, 20_000, 0)
    assert (year.content, year.programme) == ("月に一度、夜に開く。", proposal.call.programme.name)
    assert [partner.organization for partner in year.partners.all()] == [proposal.organization]
    assert [(g.title, g.target, g.expected) for g in year.goals.all()] == [
        ("参加者", 120, ""),
        ("参加した人", None, "夜も話せる。"),
    ]
    assert [(r.item, r.responsible, r.payer) for r in year.role_shares.all()] == [("会場", "both", "city")]
    assert [(b.side, b.item, b.amount) for b in year.budget_lines.all()] == [
        ("expense", "謝礼", 320_000),
        ("income", "補助金", 300_000),
        ("income", "会費", 20_000),
    ]
    proposal.refresh_from_db()
    assert (proposal.state, proposal.project) == ("confirmed", year)
    year.refresh_from_db()
    assert (year.partner_names, "夜の茶話会" in year.search_key) == (proposal.organization.name, True)


def test_the_group_learns_of_it_with_the_way_to_its_project(proposal, office, chosen):
    person = actor("editor", proposal)
    year = confirm_proposal(proposal, **chosen, by=office)
    letter = Letter.objects.get(kind="proposal_confirmed")
    assert (letter.recipient, letter.url) == (person, f"/projects/{year.project_id}/")
    assert str(chosen["division"]) in letter.body


def test_twice_is_once(proposal, office, chosen):
    first = confirm_proposal(proposal, **chosen, by=office)
    again = confirm_proposal(proposal, division=DivisionFactory(), form=chosen["form"], by=office)
    assert (again, Project.objects.count(), ProjectYear.objects.count()) == (first, 1, 1)
    assert [step.action for step in changes_of(proposal)] == ["confirm"]


@pytest.mark.django_db(transaction=True)
def test_two_at_once_make_one_project(now, chosen):
    proposal = adopted()
    office = actor("coordinator", proposal)
    years = at_once(lambda: confirm_proposal(proposal, **chosen, by=office).pk)
    assert (years[0] == years[1], Project.objects.count()) == (True, 1)


def test_less_money_than_asked_for_stands_in_the_budget(proposal, office, chosen):
    Decision.objects.update(granted=250_000)
    year = confirm_proposal(proposal, **chosen, by=office)
    income = [(line.item, line.amount) for line in year.budget_lines.filter(side="income")]
    assert income == [("市の負担（決定額）", 250_000), ("会費", 20_000)]
    assert year.city_cost == 250_000


def test_a_proposal_of_the_citys_says_whose_idea_it_was(office, chosen):
    year = confirm_proposal(adopted(origin="city"), **chosen, by=office)
    assert (year.project.origins, year.project.initiators) == ([], ["city"])


def test_it_waits_for_the_vote(proposal, office, chosen):
    Decision.objects.update(voted_on=None)
    with pytest.raises(StepRefused, match=NOT_VOTED):
        confirm_proposal(proposal, **chosen, by=office)
    assert Project.objects.count() == 0


def test_without_a_vote_to_wait_for_it_is_confirmed_at_once(office, chosen):
    proposal = ProposalFactory(adopted=True, call__needs_vote=False, answers=ANSWERS)
    ProposalRevisionFactory(proposal=proposal)
    DecisionFactory(proposal=proposal, released=True)
    assert confirm_proposal(proposal, **chosen, by=office).fiscal_year == 2027


@pytest.mark.parametrize("state", ["screening", "reserve", "rejected", "withdrawn"])
def test_what_is_not_adopted_makes_no_project(state, proposal, office, chosen):
    Proposal.objects.update(state=state)
    with pytest.raises(StepRefused, match="いまの状態"):
        confirm_proposal(proposal, **chosen, by=office)
    assert Project.objects.count() == 0


def test_what_was_never_handed_in_makes_none(proposal, office, chosen):
    proposal.revisions.all().delete()
    with pytest.raises(StepRefused, match=NOTHING_HANDED_IN):
        confirm_proposal(proposal, **chosen, by=office)


def test_a_running_project_gets_its_next_year(office, chosen):
    first = ProjectYearFactory(fiscal_year=2026, running=True, project__purpose="はじめの目的")
    other = PartnerFactory(project_year=first)
    proposal = adopted(continues=first.project, year_number=2)
    year = confirm_proposal(proposal, **chosen, by=office)
    assert (year.project, year.fiscal_year, year.copied_from) == (first.project, 2027, first)
    assert {partner.organization for partner in year.partners.all()} == {
        proposal.organization,
        other.organization,
    }
    assert (Project.objects.count(), first.project.purpose) == (1, "はじめの目的")


def test_a_year_that_the_division_has_begun_is_taken_over(office, chosen):
    begun = ProjectYearFactory(fiscal_year=2027, content="書きかけ")
    proposal = adopted(continues=begun.project, year_number=2)
    year = confirm_proposal(proposal, **chosen, by=office)
    assert (year.pk, year.content, year.version) == (begun.pk, "月に一度、夜に開く。", begun.version + 1)
    second = adopted(continues=begun.project, year_number=2)
    with pytest.raises(StepRefused, match=YEAR_IS_TAKEN):
        confirm_proposal(second, **chosen, by=office)


def test_what_the_division_has_put_into_the_year_beside_it_stays(office, chosen):
    first = ProjectYearFactory(fiscal_year=2026, running=True)
    PartnerFactory(project_year=first)
    begun = ProjectYearFactory(project=first.project, fiscal_year=2027)
    joined = PartnerFactory(project_year=begun)
    proposal = adopted(continues=first.project, year_number=2)
    year = confirm_proposal(proposal, **chosen, by=office)
    assert [partner.organization for partner in year.partners.all()] == [
        proposal.organization,
        joined.organization,
    ]


def test_all_are_confirmed_or_none(proposal, office, chosen):
    other = adopted()
    made = confirm_all([Confirmation(each, **chosen) for each in (proposal, other)], by=office)
    assert len(made) == 2
    third = adopted()
    Proposal.objects.filter(pk=other.pk).update(state="awaiting_vote", project=None)
    Decision.objects.filter(proposal=other).update(voted_on=None)
    with pytest.raises(StepRefused):
        confirm_all([Confirmation(each, **chosen) for each in (third, other)], by=office)
    assert Proposal.objects.get(pk=third.pk).state == "awaiting_vote"


@pytest.mark.parametrize("role", sorted({*EVERYBODY} - {"coordinator", "second_coordinator"}))
def test_confirming_is_refused_to_everybody_else(role, proposal, chosen):
    with pytest.raises(PermissionDenied):
        confirm_proposal(proposal, **chosen, by=actor(role, proposal))
    assert Project.objects.count() == 0
