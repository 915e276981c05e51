import pytest
from django.utils import timezone

from projects.queries.calls import (
    adopted_before,
    answered_questions,
    calls_being_judged,
    calls_to_open,
    calls_with_result,
    numbers_of,
    open_calls,
)
from tests.factories.calls import CallFactory, CallQuestionFactory
from tests.factories.proposals import ProposalFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


def test_each_call_stands_in_one_list():
    made = {
        name: CallFactory(**({name: True} if name else {}))
        for name in ("", "draft", "to_open", "over", "screening", "decided", "ended", "cancelled")
    }
    told = CallFactory(cancelled=True, published_at=timezone.now())
    now = timezone.now()
    assert list(open_calls(now)) == [made[""]]
    assert list(calls_to_open(now)) == [made["to_open"]]
    assert set(calls_being_judged(now)) == {made["over"], made["screening"]}
    assert set(calls_with_result()) == {made["decided"], made["ended"], told}


def test_what_was_adopted_before_is_told_once_it_has_been_released():
    decided = ProposalFactory(adopted=True)
    programme = decided.call.programme
    record = ProposalFactory(record=True, call=CallFactory(programme=programme, ended=True, fiscal_year=2019))
    ProposalFactory(rejected=True, call=decided.call, category=decided.category)
    ProposalFactory(adopted=True, call=CallFactory(programme=programme, screening=True))
    ProposalFactory(adopted=True)
    here = CallFactory(programme=programme)
    ProposalFactory(adopted=True, call=here)
    assert list(adopted_before(here)) == [decided, record]


def test_a_question_is_read_without_who_asked_it():
    answered, _ = CallQuestionFactory(answered=True), CallQuestionFactory()
    found = answered_questions(answered.call).get()
    assert found.get_deferred_fields() >= {"asked_by_id", "organization_id", "text", "answered_by_id"}


def test_the_numbers_of_a_call():
    call = CallFactory(over=True)
    sent = ProposalFactory(submitted=True, call=call)
    ProposalFactory(checking=True, call=call, organization=sent.organization, category=sent.category)
    ProposalFactory(call=call)
    ProposalFactory(withdrawn=True, call=call)
    assert numbers_of(call) == {"drafts": 1, "handed_in": 2, "groups": 1}
