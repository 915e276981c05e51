import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from kyodo.access import acts_on, require, requires, sees
from organizations.models import Organization
from tests.factories.organizations import MembershipFactory, OrganizationFactory, PostFactory, UserFactory

pytestmark = pytest.mark.django_db


def visible_organization(user, pk):
    return Organization.objects.visible_to(user).filter(pk=pk)


@acts_on("organizations.change_organization", visible_organization)
def change(request, organization):
    return organization


@sees(visible_organization)
def read(request, organization):
    return organization


@requires("organizations.manage_staff")
def manage(request):
    return "managed"


@pytest.fixture
def ask(rf):
    def asked(view, user, **arguments):
        request = rf.get("/")
        request.user = user
        return view(request, **arguments)

    return asked


def test_the_view_receives_the_thing(ask):
    membership = MembershipFactory()
    assert ask(change, membership.user, pk=membership.organization_id) == membership.organization


def test_what_one_may_not_see_is_not_found(ask):
    hidden = OrganizationFactory(applied=True)
    for view in (change, read):
        with pytest.raises(Http404):
            ask(view, UserFactory(), pk=hidden.pk)


def test_what_one_may_see_but_not_change_is_forbidden(ask):
    shown = OrganizationFactory()
    assert ask(read, UserFactory(), pk=shown.pk) == shown
    with pytest.raises(PermissionDenied):
        ask(change, UserFactory(), pk=shown.pk)


def test_a_right_without_an_object(ask):
    assert ask(manage, PostFactory(coordinator=True).user) == "managed"
    with pytest.raises(PermissionDenied):
        ask(manage, PostFactory().user)


def test_require_is_silent_for_who_may():
    require(PostFactory(coordinator=True).user, "organizations.manage_staff")
    with pytest.raises(PermissionDenied):
        require(UserFactory(), "no.such_permission")
