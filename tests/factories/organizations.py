"""People, 課, posts, groups and memberships for tests."""

import datetime

import factory
from factory.django import DjangoModelFactory

from kyodo.text import search_key
from organizations.enums import (
    MembershipRole,
    OrganizationKind,
    OrganizationSource,
    OrganizationState,
    PostRole,
)
from organizations.models import Division, Membership, Organization, Post, User

PASSWORD = "kyodo-demo-2026"
LONG_AGO = datetime.date(2000, 4, 1)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.jp")
    name = factory.Sequence(lambda n: f"試験 {n}郎")
    password = factory.django.Password(PASSWORD)


class DivisionFactory(DjangoModelFactory):
    class Meta:
        model = Division

    code = factory.Sequence(lambda n: f"D{n:03}")
    department = "市民部"
    name = factory.Sequence(lambda n: f"試験{n}課")
    search_key = factory.LazyAttribute(lambda division: search_key(division.name))
    position = factory.Sequence(int)
    starts_on = LONG_AGO


class PostFactory(DjangoModelFactory):
    class Meta:
        model = Post

    user = factory.SubFactory(UserFactory)
    division = factory.SubFactory(DivisionFactory)
    role = PostRole.STAFF
    starts_on = LONG_AGO

    class Params:
        promoter = factory.Trait(role=PostRole.PROMOTER)
        coordinator = factory.Trait(role=PostRole.COORDINATOR)
        administrator = factory.Trait(role=PostRole.ADMINISTRATOR)


class OrganizationFactory(DjangoModelFactory):
    class Meta:
        model = Organization

    name = factory.Sequence(lambda n: f"試験の会{n}")
    kana = factory.Sequence(lambda n: f"シケンノカイ{n}")
    kind = OrganizationKind.VOLUNTARY
    state = OrganizationState.REGISTERED
    source = OrganizationSource.APPLICATION

    class Params:
        applied = factory.Trait(state=OrganizationState.APPLIED)
        returned = factory.Trait(state=OrganizationState.RETURNED)
        suspended = factory.Trait(state=OrganizationState.SUSPENDED)
        withdrawn = factory.Trait(state=OrganizationState.WITHDRAWN)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        organization = model_class(*args, **kwargs)
        organization.refresh_keys()
        organization.save()
        return organization


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    organization = factory.SubFactory(OrganizationFactory)
    role = MembershipRole.EDITOR
    starts_on = LONG_AGO

    class Params:
        officer = factory.Trait(role=MembershipRole.OFFICER)
        viewer = factory.Trait(role=MembershipRole.VIEWER)
