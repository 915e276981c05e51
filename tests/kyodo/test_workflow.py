import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from kyodo.models import StateChange
from kyodo.workflow import StepRefused, Workflow, changes_of, move, move_all, step
from organizations.enums import OrganizationState
from organizations.models import Organization, User
from reviews.models import Sheet
from tests.factories.organizations import MembershipFactory, OrganizationFactory, PostFactory
from tests.factories.reviews import SheetFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    return PostFactory(coordinator=True).user


def test_a_step_writes_the_state_and_who_and_when(coordinator, now):
    organization = OrganizationFactory(applied=True)
    move(organization, "register", by=coordinator)
    assert organization.state == OrganizationState.REGISTERED
    assert (organization.state_changed_by, organization.state_changed_at) == (coordinator, now)


def test_a_step_leaves_a_record(coordinator, now):
    organization = OrganizationFactory(applied=True)
    move(organization, "return", by=coordinator, reason="電話がつながりません。")
    change = changes_of(organization).get()
    assert (change.action, change.from_state, change.to_state) == ("return", "applied", "returned")
    assert (change.by, change.at, change.reason) == (coordinator, now, "電話がつながりません。")


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_step_that_needs_a_reason_is_refused_without_one(coordinator, reason):
    organization = OrganizationFactory(applied=True)
    with pytest.raises(StepRefused) as refused:
        move(organization, "return", by=coordinator, reason=reason)
    assert refused.value.code == "reason"
    organization.refresh_from_db()
    assert organization.state == OrganizationState.APPLIED


def test_a_step_that_the_state_does_not_have_is_refused(coordinator):
    organization = OrganizationFactory()
    with pytest.raises(StepRefused) as refused:
        move(organization, "register", by=coordinator)
    assert refused.value.code == "state"


def test_the_state_that_counts_is_the_one_in_the_database(coordinator):
    """Two office people decide at once: the second one's page is old, and the step is refused."""
    organization = OrganizationFactory(applied=True)
    old_page = type(organization).objects.get(pk=organization.pk)
    move(organization, "register", by=coordinator)
    with pytest.raises(StepRefused):
        move(old_page, "return", by=coordinator, reason="遅かった")
    assert changes_of(organization).count() == 1


def test_who_may_not_is_refused():
    organization = OrganizationFactory(applied=True)
    officer = MembershipFactory(organization=organization, officer=True).user
    with pytest.raises(PermissionDenied):
        move(organization, "register", by=officer)
    assert not changes_of(organization).exists()


def test_nobody_takes_a_step_that_is_not_automatic():
    with pytest.raises(PermissionDenied):
        move(OrganizationFactory(applied=True), "register", by=None)


def test_steps_open_to_a_person(coordinator):
    organization = OrganizationFactory(applied=True)
    assert [each.action for each in organization.workflow.open_to(coordinator, organization)] == [
        "register",
        "return",
        "withdraw",
    ]
    assert organization.workflow.open_to(User.objects.create_user("x@example.jp"), organization) == []


def test_two_steps_with_one_key_are_a_mistake():
    with pytest.raises(ValueError, match="share an action key"):
        Workflow(step("go", "行く", "a", "b", "p"), step("go", "戻る", "b", "a", "p"))


def test_the_clock_takes_automatic_steps_with_all_of_them(now):
    sheets = SheetFactory.create_batch(2, preparing=True)
    assert move_all(Sheet.objects.all(), "open", by=None) == 2
    assert {changes_of(sheet).get().by for sheet in sheets} == {None}
    OrganizationFactory(applied=True)
    with pytest.raises(PermissionDenied):
        move_all(Organization.objects.all(), "register", by=None)


def test_the_database_refuses_a_missing_reason(coordinator):
    change = changes_of(
        move(OrganizationFactory(applied=True), "return", by=coordinator, reason="直してください")
    )[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        StateChange.objects.filter(pk=change.pk).update(reason="", at=timezone.now())
