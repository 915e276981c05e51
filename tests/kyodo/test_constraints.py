import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from organizations.models import Division, Membership
from tests.factories.organizations import DivisionFactory, MembershipFactory

pytestmark = pytest.mark.django_db


def test_an_end_before_the_start_is_refused_by_the_database():
    membership = MembershipFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=membership.pk).update(ends_on=datetime.date(1999, 1, 1))


def test_the_message_is_for_people():
    division = DivisionFactory(ends_on=datetime.date(2020, 3, 31))
    division.ends_on = datetime.date(1999, 1, 1)
    with pytest.raises(ValidationError) as refused:
        division.validate_constraints()
    assert refused.value.messages == ["終わりは、始まりと同じか、それより後にしてください。"]


def test_a_value_outside_the_list_is_refused():
    membership = MembershipFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=membership.pk).update(role="king")


def test_a_division_does_not_succeed_itself():
    division = DivisionFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Division.objects.filter(pk=division.pk).update(successor=division)
