"""People around one project: a clerk of its 課, one of another 課, a coordinator, a member of its group, a citizen."""

import pytest
from django.test import Client

from tests.factories.organizations import DivisionFactory, MembershipFactory, PostFactory, UserFactory
from tests.factories.projects import PartnerFactory, ProjectYearFactory


@pytest.fixture
def division(db):
    return DivisionFactory(name="みどり公園課", department="都市部")


@pytest.fixture
def clerk(division):
    return PostFactory(division=division).user


@pytest.fixture
def other_clerk(db):
    return PostFactory().user


@pytest.fixture
def coordinator(db):
    return PostFactory(coordinator=True).user


@pytest.fixture
def year(division, now):
    return ProjectYearFactory(division=division, project__name="公園の花壇づくり", partners=1)


@pytest.fixture
def member(year):
    return MembershipFactory(organization=year.partners.get().organization).user


@pytest.fixture
def citizen(db):
    return UserFactory()


@pytest.fixture
def as_(client):
    """`as_(person)` is a browser in which that person has signed in."""

    def sign_in(person) -> Client:
        browser = Client()
        browser.force_login(person)
        return browser

    return sign_in


@pytest.fixture
def second_partner(year):
    return PartnerFactory(project_year=year, organization__name="落ち葉の会", position=1)
