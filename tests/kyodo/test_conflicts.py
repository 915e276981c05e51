import datetime as dt

import pytest
from django import forms
from django.http import QueryDict

from kyodo.conflicts import Difference, EditConflict, claim_version, differences, merge, take_choices
from kyodo.formfields import CleanCharField, WarekiDateField, WarekiMomentField
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


class _Taken(forms.Form):
    """Stands for a model form: the stored values come with the instance."""

    name = CleanCharField()
    day = WarekiDateField()
    tags = forms.MultipleChoiceField(choices=[("a", "甲"), ("b", "乙")])
    listed = forms.BooleanField(required=False)

    def __init__(self, data=None, instance=None):
        super().__init__(data, initial=instance)


def test_where_the_other_text_was_chosen_it_replaces_the_typed_one():
    stored = {"name": "先の名", "day": dt.date(2026, 4, 1), "tags": ["b"], "listed": True}
    typed = QueryDict(mutable=True)
    typed.update({"name": "私の名", "day_year": "令和7", "day_month": "1", "day_day": "2"})
    typed.setlist("tags", ["a"])
    for name in ("day", "tags", "listed"):
        typed[f"choice_{name}"] = "theirs"
    typed["choice_name"] = "mine"
    form = _Taken(take_choices(typed, _Taken, stored))
    assert form.is_valid()
    assert form.cleaned_data == {"name": "私の名", "day": dt.date(2026, 4, 1), "tags": ["b"], "listed": True}
    assert typed["day_year"] == "令和7"


def test_a_moment_is_told_with_its_time():
    class MomentForm(forms.Form):
        at = WarekiMomentField(label="日時")

        def __init__(self, data=None, instance=None):
            super().__init__(data, initial=instance)

    stored = {"at": dt.datetime(2026, 7, 1, 10, tzinfo=dt.UTC)}
    form = MomentForm({"at_year": "令和8", "at_month": "7", "at_day": "1", "at_time": "18:30"}, stored)
    assert form.is_valid()
    assert differences(form, stored) == [
        Difference("at", "日時", "令和8年（2026年）7月1日 19:00", "令和8年（2026年）7月1日 18:30")
    ]
    data = QueryDict("choice_at=theirs&at_year=令和8")
    taken = MomentForm(take_choices(data, MomentForm, stored))
    assert taken.is_valid()
    assert taken.cleaned_data == stored


def test_what_only_one_of_two_changed_is_merged_and_the_rest_named():
    organization = OrganizationFactory(area="南町", website="")
    claim_version(organization, 1)
    organization.area, organization.purpose = "北町", "花を植える"
    organization.save()
    merged, clashing = merge(
        organization, {"area": "東町", "purpose": "", "website": "https://hana.example"}, 1
    )
    assert clashing == ["area"]
    assert merged == {"area": "東町", "purpose": "花を植える", "website": "https://hana.example"}


def test_what_was_not_there_yet_began_blank():
    organization = OrganizationFactory(area="南町", purpose="花を植える")
    assert merge(organization, {"area": "", "purpose": "木を植える"}, 0) == (
        {"area": "南町", "purpose": "木を植える"},
        ["purpose"],
    )
