import pytest
from django.urls import reverse

from projects.models import Assignment
from tests.factories.proposals import DecisionFactory
from tests.projects.actors import ALL, OFFICE, actor
from tests.projects.panels import screening

pytestmark = pytest.mark.django_db
REFUSED = [role for role in ALL if role not in (*OFFICE, "administrator")]


def url(round_):
    return reverse("projects:conflict", args=[round_.assignment.pk])


def test_a_conflict_is_recorded_and_lifted_with_its_reason(as_, coordinator):
    round_, browser = screening(), as_(coordinator)
    assert browser.post(url(round_), {"cause": "money", "reason": ""}).status_code == 422
    browser.post(url(round_), {"cause": "money", "reason": "請負の契約がある。"})
    found = Assignment.objects.get()
    assert (found.has_conflict, found.conflict_note, found.conflict_set_by) == (
        True,
        "請負の契約がある。",
        coordinator,
    )
    assert "請負の契約がある。" in browser.get(url(round_)).content.decode()
    browser.post(url(round_), {"reason": "別の人でした。"})
    assert Assignment.objects.get().has_conflict is False


def test_after_a_decision_it_stays_as_it_is(as_, coordinator):
    round_ = screening()
    DecisionFactory(proposal=round_.proposals[0])
    answer = as_(coordinator).post(url(round_), {"cause": "money", "reason": "契約"})
    assert (answer.status_code, Assignment.objects.get().has_conflict) == (422, False)


@pytest.mark.parametrize("role", REFUSED)
def test_a_conflict_refuses_everybody_but_an_impartial_office(as_, role):
    round_ = screening()
    address = reverse("projects:conflict", args=[round_.assignment.pk])
    answer = as_(actor(role, round_.proposals[0])).post(address, {"cause": "money", "reason": "x"})
    assert answer.status_code == 403
    assert Assignment.objects.get(pk=round_.assignment.pk).has_conflict is False
