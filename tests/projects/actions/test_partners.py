import pytest
from django.core.exceptions import ValidationError

from organizations.models import Organization
from projects.actions.partners import PartnerEntry, set_partners
from projects.enums import PartnerRole
from tests.factories.organizations import OrganizationFactory
from tests.factories.reviews import SheetFactory

pytestmark = pytest.mark.django_db


def entry(organization, role=PartnerRole.LEAD):
    return PartnerEntry(organization.name, organization.kind, role, organization.pk)


def test_order_and_roles_follow_what_was_given(year, clerk, second_partner):
    first, second = [partner.organization for partner in year.partners.all()]
    set_partners(year=year, entries=[entry(second), entry(first, PartnerRole.MEMBER)], by=clerk)
    assert [(each.organization, each.role) for each in year.partners.all()] == [
        (second, "lead"),
        (first, "member"),
    ]
    year.refresh_from_db()
    assert year.partner_names == f"{second.name}、{first.name}"


def test_a_partner_that_stays_keeps_its_name_of_that_year(year, clerk):
    partner = year.partners.get()
    Organization.objects.filter(pk=partner.organization_id).update(name="新しい名前の会")
    set_partners(year=year, entries=[entry(Organization.objects.get())], by=clerk)
    assert year.partners.get().name == partner.name


def test_a_new_group_is_put_down_by_the_office_and_not_listed(year, clerk):
    set_partners(year=year, entries=[PartnerEntry("水辺の会", "volunteer")], by=clerk)
    group = year.partners.get().organization
    assert (group.name, group.kind, group.source, group.state, group.is_listed, group.name_key) == (
        "水辺の会",
        "volunteer",
        "office",
        "registered",
        False,
        "水辺の会",
    )
    assert year.partners.get().history.first().history_user == clerk


def test_who_is_not_given_any_more_goes(year, clerk, second_partner):
    other = OrganizationFactory()
    set_partners(year=year, entries=[entry(other)], by=clerk)
    assert [partner.organization for partner in year.partners.all()] == [other]


def test_a_partner_with_a_sheet_cannot_be_taken_out(year, clerk):
    partner = year.partners.get()
    SheetFactory(partner=partner)
    with pytest.raises(ValidationError) as refused:
        set_partners(year=year, entries=[], by=clerk)
    assert refused.value.messages == [
        f"「{partner.name}」にはふりかえりシートがあるため、協働の相手から外せません。"
    ]
    assert year.partners.get() == partner


def test_nothing_changed_writes_nothing(year, clerk):
    partner = year.partners.get()
    set_partners(year=year, entries=[entry(partner.organization)], by=clerk)
    assert partner.history.count() == 1
