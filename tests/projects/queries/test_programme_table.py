import pytest

from projects.enums import CallState
from projects.queries.programme_table import (
    CANCELLED,
    OPEN,
    OPENING,
    SCREENING,
    programme_tables,
    programmes_with_calls,
)
from tests.factories.calls import CallFactory, ProgrammeFactory, days
from tests.factories.projects import ProjectYearFactory
from tests.factories.proposals import ProposalFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def programme():
    return ProgrammeFactory(name="試験の制度")


def only_row(programme):
    (row,) = programme_tables([programme])[0].rows
    return row


def test_only_what_was_handed_in_counts_and_what_was_taken_back_later_too(programme):
    call = CallFactory(programme=programme, screening=True)
    ProposalFactory(call=call)
    ProposalFactory(call=call, screening=True)
    ProposalFactory(call=call, withdrawn=True, origin="city")
    assert (only_row(programme).applied, only_row(programme).note) == ((1, 1), SCREENING)


def test_nothing_is_counted_before_the_closing(programme):
    call = CallFactory(programme=programme)
    ProposalFactory(call=call, submitted=True)
    assert (only_row(programme).applied, only_row(programme).note) == ((0, 0), OPEN)


@pytest.mark.parametrize(
    ("trait", "note"),
    [
        ({"to_open": True}, OPENING),
        ({"over": True}, SCREENING),
        ({"ended": True}, "応募はありませんでした。"),
    ],
)
def test_the_state_of_a_call_without_proposals(programme, trait, note):
    CallFactory(programme=programme, **trait)
    assert only_row(programme).note == note


def test_a_call_that_was_cancelled_after_it_was_out_says_so(programme):
    CallFactory(programme=programme, state=CallState.CANCELLED, published_at=days(-5))
    assert only_row(programme).note == CANCELLED


def test_drafts_of_calls_are_nobodys_business(programme):
    CallFactory(programme=programme, draft=True)
    assert list(programmes_with_calls()) == []
    assert programme_tables([programme])[0].rows == ()


@pytest.mark.parametrize(
    ("year", "trait", "runs"),
    [
        (2026, {"running": True}, True),
        (2026, {"preparing": True}, True),
        (2026, {"cancelled": True}, False),
        (2025, {"done": True}, False),
        (2027, {"preparing": True}, False),
    ],
)
def test_a_project_runs_where_its_present_year_does(programme, year, trait, runs):
    call = CallFactory(programme=programme, decided=True)
    first = ProjectYearFactory(fiscal_year=2024, done=True)
    ProjectYearFactory(project=first.project, fiscal_year=year, **trait)
    ProposalFactory(call=call, confirmed=True, project=first, title="茶話会")
    (adopted,) = only_row(programme).all_adopted
    assert (adopted.title, adopted.is_running, adopted.case_id) == ("茶話会", runs, None)


def test_a_record_says_itself_whether_it_still_runs(programme):
    call = CallFactory(programme=programme, ended=True)
    ProposalFactory(call=call, record=True, title="続く", is_continued=True)
    ProposalFactory(call=call, record=True, title="終わった", is_continued=False)
    assert [each.is_running for each in only_row(programme).all_adopted] == [True, False]


def test_a_published_project_leads_to_its_case(programme):
    call = CallFactory(programme=programme, decided=True)
    year = ProjectYearFactory(fiscal_year=2026, running=True, public=True)
    ProposalFactory(call=call, confirmed=True, project=year)
    ProposalFactory(call=call, awaiting_vote=True)
    told = [(each.case_id, each.awaits_vote) for each in only_row(programme).all_adopted]
    assert told == [(year.project_id, False), (None, True)]


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_stays(count, django_assert_num_queries):
    for programme in ProgrammeFactory.create_batch(count):
        for call in CallFactory.create_batch(count, programme=programme, decided=True):
            ProposalFactory.create_batch(count, call=call, confirmed=True)
    with django_assert_num_queries(4):
        programme_tables(programmes_with_calls())
