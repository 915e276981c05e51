"""The partners of a year: groups the portal knows, found by typing, or new ones put down on the way."""

from functools import cached_property

from django import forms
from django.urls import reverse

from kyodo.formfields import CleanCharField
from kyodo.text import organization_key
from organizations.enums import OrganizationKind
from organizations.models import Organization

from ..actions.partners import PartnerEntry
from ..enums import PartnerRole
from .rows import BlankRowFormSet, as_id

MOST_PARTNERS = 30
MOST_ALIKE = 5


class Directory:
    """The groups that the rows of one page may mean, read in one query for all rows."""

    def __init__(self, ids: set[int], names: set[str]):
        keys = {organization_key(name) for name in names if name}
        found = Organization.objects.filter(pk__in=ids) | Organization.objects.filter(name_key__in=keys)
        self.by_id = {organization.pk: organization for organization in found} if ids or keys else {}

    def get(self, organization_id: int | None) -> Organization | None:
        return self.by_id.get(organization_id)

    def named(self, name: str) -> list[Organization]:
        return [each for each in self.by_id.values() if each.name == name]

    def like(self, name: str) -> list[Organization]:
        key = organization_key(name)
        return [each for each in self.by_id.values() if each.name_key == key][:MOST_ALIKE]


class PartnerRow(forms.Form):
    """One partner: a known group (`organization`), or a name that is looked up or registered."""

    organization = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = CleanCharField(
        label="団体名",
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label="種類（新しい団体のとき）",
        required=False,
        choices=[("", "選んでください"), *OrganizationKind.choices],
    )
    role = forms.ChoiceField(label="役割", choices=PartnerRole.choices, initial=PartnerRole.LEAD)
    is_new = forms.BooleanField(label="同じ団体ではないので、新しい団体として登録する", required=False)

    directory: Directory
    alike: list[Organization] = []

    @property
    def chosen(self) -> Organization | None:
        """The known group that stands in this row, whether it was just picked or saved before."""
        return self.directory.get(as_id(self["organization"].value()))

    @property
    def is_blank(self) -> bool:
        return not self.cleaned_data.get("organization") and not self.cleaned_data.get("name")

    def clean(self):
        cleaned = super().clean()
        if self.is_blank or cleaned.get("DELETE"):
            return cleaned
        known = self.directory.get(cleaned.get("organization"))
        if known is None:
            known = self._look_up(cleaned)
        if known is not None:
            cleaned |= {"organization": known.pk, "name": known.name, "kind": known.kind}
        else:
            cleaned["organization"] = None
        return cleaned

    def _look_up(self, cleaned: dict) -> Organization | None:
        """The one group of exactly this name, or None for a new one; asks where it cannot tell."""
        name = cleaned.get("name", "")
        same = self.directory.named(name)
        if len(same) == 1 and not cleaned.get("is_new"):
            return same[0]
        self.alike = self.directory.like(name)
        if self.alike and not cleaned.get("is_new"):
            self.add_error(
                "name", f"「{name}」に似た団体があります。下から選ぶか、新しい団体として登録してください。"
            )
        elif name and not cleaned.get("kind"):
            self.add_error(
                "kind", f"「{name}」はまだ登録がありません。新しく登録するため、種類を選んでください。"
            )
        return None


class BasePartnerFormSet(BlankRowFormSet):
    """The partners of a year, in order; no group twice."""

    remove_label = "この相手を外す"

    @cached_property
    def directory(self) -> Directory:
        values = [(self._value(index, "organization"), self._value(index, "name")) for index in self._rows()]
        ids = {as_id(organization) for organization, _ in values} - {None}
        return Directory(ids, {str(name or "").strip() for _, name in values})

    def _rows(self) -> range:
        return range(self.total_form_count())

    def _value(self, index: int, name: str):
        if self.is_bound:
            return self.data.get(f"{self.add_prefix(index)}-{name}")
        return self.initial[index].get(name) if self.initial and index < len(self.initial) else None

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if index is not None:
            form.fields["name"].widget.attrs |= {
                "hx-get": reverse("projects:find_partners", args=[index]),
                "hx-trigger": "input changed delay:300ms",
                "hx-target": f"#{self.add_prefix(index)}-found",
            }
        form.directory = self.directory if index is not None else Directory(set(), set())

    def clean(self):
        seen = set()
        for row in self.rows():
            key = row.cleaned_data["organization"] or organization_key(row.cleaned_data["name"])
            if key in seen and not row.errors:
                row.add_error("name", f"「{row.cleaned_data['name']}」は、もう相手に入っています。")
            seen.add(key)

    def rows(self) -> list[PartnerRow]:
        return [
            row
            for row in self.forms
            if hasattr(row, "cleaned_data") and not row.is_blank and not row.cleaned_data.get("DELETE")
        ]

    def entries(self) -> list[PartnerEntry]:
        """The partners as given, without blank rows and those marked for removal."""
        return [
            PartnerEntry(
                row.cleaned_data["name"],
                row.cleaned_data["kind"],
                row.cleaned_data["role"],
                row.cleaned_data["organization"],
            )
            for row in self.rows()
        ]


PartnerFormSet = forms.formset_factory(
    PartnerRow,
    BasePartnerFormSet,
    can_delete=True,
    max_num=MOST_PARTNERS,
    absolute_max=MOST_PARTNERS + 5,
)


def partner_initial(year) -> list[dict]:
    """The year's partners as the formset takes them."""
    return [
        {"organization": partner.organization_id, "name": partner.name, "role": partner.role}
        for partner in year.partners.all()
    ]
