import pytest
from django import forms

from kyodo.conflicts import Difference, EditConflict, claim_version, differences
from organizations.models import Organization
from tests.factories.organizations import OrganizationFactory

pytestmark = pytest.mark.django_db


class OrganizationForm(forms.ModelForm):
    class Meta:
        model = Organization
        fields = ["name", "kind", "area"]


def test_the_first_editor_saves():
    organization = OrganizationFactory()
    claim_version(organization, 1)
    organization.area = "南町"
    organization.save()
    organization.refresh_from_db()
    assert (organization.version, organization.area) == (2, "南町")


def test_the_second_editor_is_told_what_stands_now():
    organization = OrganizationFactory(area="南町")
    claim_version(Organization.objects.get(pk=organization.pk), 1)
    with pytest.raises(EditConflict) as conflict:
        claim_version(organization, 1)
    assert conflict.value.current.version == 2


def test_both_texts_are_shown_in_words():
    organization = OrganizationFactory(name="みどりの会", kind="npo", area="南町")
    form = OrganizationForm({"name": "みどりの会", "kind": "school", "area": ""}, instance=organization)
    assert differences(form, Organization.objects.get(pk=organization.pk)) == [
        Difference("kind", "種類", "NPO法人", "学校・研究機関"),
        Difference("area", "活動地域", "南町", ""),
    ]
