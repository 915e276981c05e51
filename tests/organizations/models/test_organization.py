"""The keys that lists sort and search by, and what the database refuses."""

import pytest
from django.db import IntegrityError, transaction

from organizations.actions.organizations import save_organization
from organizations.models import Invitation, Organization, OrganizationField, ReturnedField
from organizations.models.organization import kana_row
from tests.factories.organizations import DivisionFactory, OrganizationFactory


@pytest.mark.parametrize(
    ("kana", "row"),
    [
        ("アオゾラ", "あ"),
        ("ガクドウ", "か"),
        ("ザッソウ", "さ"),
        ("ヅ", "た"),
        ("ナカマ", "な"),
        ("パン", "は"),
        ("マチ", "ま"),
        ("ョ", "や"),
        ("ロバ", "ら"),
        ("ワン", "わ"),
        ("ンジャ", "わ"),
        ("ＡＢＣ", "他"),
        ("青空", "他"),
        ("", "他"),
    ],
)
def test_the_row_of_the_kana_table(kana, row):
    organization = Organization(name="", kana=kana)
    organization.refresh_keys()
    assert organization.kana_row == kana_row(organization.kana_key) == row


def test_the_phone_s_key_leaves_the_extension_out():
    organization = Organization(name="会", phone="042-420-2821（内線123456）")
    organization.refresh_keys()
    assert organization.phone_key == "0424202821"


@pytest.mark.django_db
def test_the_field_rows_follow_the_fields():
    organization = save_organization(OrganizationFactory(fields=[1, 7]), by=None)
    organization.fields = [7, 13]
    save_organization(organization, by=None)
    assert list(organization.field_rows.values_list("field", flat=True)) == [7, 13]
    assert list(Organization.objects.active_in([13, 1])) == [organization]
    assert list(Organization.objects.active_in([1])) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "row",
    [
        lambda group: OrganizationField(organization=group, field=21),
        lambda group: ReturnedField(organization=group, field="name", remark=""),
        lambda group: Invitation(
            email="a@b.jp",
            organization=group,
            role="staff",
            starts_on="2026-04-01",
            expires_at="2026-04-15T00:00Z",
        ),
        lambda group: Invitation(
            email="a@b.jp",
            organization=group,
            division=DivisionFactory(),
            role="viewer",
            starts_on="2026-04-01",
            expires_at="2026-04-15T00:00Z",
        ),
    ],
)
def test_the_database_refuses_impossible_rows(row):
    thing = row(OrganizationFactory())
    with pytest.raises(IntegrityError), transaction.atomic():
        thing.save()


@pytest.mark.django_db
def test_a_field_is_held_once():
    group = save_organization(OrganizationFactory(fields=[1]), by=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganizationField.objects.create(organization=group, field=1)
