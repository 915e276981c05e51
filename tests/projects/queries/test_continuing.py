import pytest

from kyodo import registry
from projects.asked import asked_of
from projects.queries.continuing import answers_to_go_on, blocks_beside, last_year
from tests.factories.calls import CallFactory, CategoryFactory
from tests.factories.organizations import OrganizationFactory
from tests.factories.projects import GoalFactory, ProjectYearFactory
from tests.factories.proposals import ProposalFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def year():
    return ProjectYearFactory(
        fiscal_year=2026,
        running=True,
        project__name="夜の茶話会",
        project__purpose="話せる場。",
        content="月に一度。",
        result="百人が来た。",
    )


def continuation(year, organization=None, **given):
    call = CallFactory(fiscal_year=2026, **given)
    category = CategoryFactory(call=call, continuation=True)
    group = organization or OrganizationFactory()
    return ProposalFactory(
        call=call, category=category, organization=group, continues=year.project, year_number=2, years=3
    )


def carried(proposal):
    return answers_to_go_on(proposal, asked_of(proposal))


def test_what_the_last_proposal_said_is_taken_over(year):
    former = ProposalFactory(
        confirmed=True,
        project=year,
        call__fiscal_year=2025,
        answers={
            "name": "夜の茶話会",
            "purpose": "話せる場をつくる。",
            "effect": "",
            "goals.r1.title": "参加者",
            "condition.members": "5",
            "budget.y1e1.item": "一年目",
            "budget.y2e1.item": "二年目",
            "x_old": "むかしの項目",
        },
    )
    assert carried(continuation(year, former.organization)) == {
        "name": "夜の茶話会",
        "purpose": "話せる場をつくる。",
        "goals.r1.title": "参加者",
        "budget.y2e1.item": "二年目",
    }


def test_a_project_without_a_proposal_is_taken_over_from_its_record(year):
    GoalFactory(project_year=year, title="参加者", target=120, unit="人")
    GoalFactory(project_year=year, title="様子", in_words=True)
    assert carried(continuation(year)) == {
        "name": "夜の茶話会",
        "purpose": "話せる場。",
        "content": "月に一度。",
        "goals.r1.title": "参加者",
        "goals.r1.target": "120",
        "goals.r1.unit": "人",
        "wishes.r1.title": "様子",
        "wishes.r1.expected": "参加した人が、次の担い手になっている。",
    }


def test_what_another_group_wrote_is_not_taken_over(year):
    ProposalFactory(
        confirmed=True,
        project=year,
        call__fiscal_year=2025,
        answers={"team": "会の名簿と体制。", "budget.y2e1.item": "二年目"},
    )
    assert carried(continuation(year)) == {
        "name": "夜の茶話会",
        "purpose": "話せる場。",
        "content": "月に一度。",
    }


def test_what_the_call_does_not_ask_is_left_out(year):
    proposal = continuation(year, sections=[{"key": "purpose", "leave_out": True}])
    assert "purpose" not in carried(proposal)


def test_the_last_year_and_what_others_know_of_it_stand_beside(year, monkeypatch):
    ProjectYearFactory(project=year.project, fiscal_year=2025)
    ProjectYearFactory(project=year.project, fiscal_year=2027)
    proposal = continuation(year)
    monkeypatch.setattr(
        registry.continued_blocks, "functions", [lambda user, year: [("x.html", {"of": year})]]
    )
    own, other = blocks_beside(None, proposal)
    assert (own[1]["year"], other) == (year, ("x.html", {"of": year}))
    assert last_year(proposal) == year


def test_a_new_project_has_nothing_beside_it():
    proposal = ProposalFactory()
    assert list(blocks_beside(None, proposal)) == []
    assert carried(proposal) == {}
