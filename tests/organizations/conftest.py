"""Who walks through the pages of people and groups."""

import pytest

from tests.factories.organizations import MembershipFactory, OrganizationFactory, PostFactory, UserFactory


@pytest.fixture
def coordinator(db):
    return PostFactory(coordinator=True).user


@pytest.fixture
def administrator(db):
    """With a second factor, without which no page but that one opens."""
    user = PostFactory(administrator=True).user
    user.authenticator_set.create(type="totp", data={"secret": "irrelevant"})
    return user


@pytest.fixture
def staff(db):
    return PostFactory().user


@pytest.fixture
def group(db):
    return OrganizationFactory(name="試験みどりの会", kana="シケンミドリノカイ")


@pytest.fixture
def officer(group):
    return MembershipFactory(organization=group, officer=True).user


@pytest.fixture
def editor(group):
    return MembershipFactory(organization=group).user


@pytest.fixture
def viewer(group):
    return MembershipFactory(organization=group, viewer=True).user


@pytest.fixture
def stranger(db):
    return UserFactory()


@pytest.fixture
def signed_in(client):
    """`signed_in(user)` is the client with that person signed in; None signs nobody in."""

    def enter(user):
        if user is None:
            client.logout()
        else:
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return enter
