"""What the list of groups may be narrowed by."""

import django_filters
from django import forms

from kyodo.search import search
from kyodo.text import search_key

from .enums import ActivityField, OrganizationKind, OrganizationState
from .models import Organization
from .models.organization import KANA_ROWS, OTHER_ROW


class OrganizationFilter(django_filters.FilterSet):
    """For all readers; the state is for city staff (`for_staff`)."""

    q = django_filters.CharFilter(label="ことば", method="by_words")
    kind = django_filters.ChoiceFilter(label="種類", choices=OrganizationKind.choices, empty_label="すべて")
    field = django_filters.ChoiceFilter(
        label="活動分野", choices=ActivityField.choices, method="by_field", empty_label="すべて"
    )
    area = django_filters.CharFilter(label="地域", method="by_area")
    row = django_filters.ChoiceFilter(
        label="フリガナ",
        field_name="kana_row",
        choices=[(row, f"{row}行" if row != OTHER_ROW else "そのほか") for row in (*KANA_ROWS, OTHER_ROW)],
        widget=forms.HiddenInput,
    )
    state = django_filters.ChoiceFilter(label="状態", choices=OrganizationState.choices, empty_label="すべて")

    class Meta:
        model = Organization
        fields: list[str] = []

    def __init__(self, *args, for_staff: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        if not for_staff:
            del self.filters["state"]

    def by_words(self, queryset, name, value):
        return search(queryset, value)

    def by_area(self, queryset, name, value):
        return queryset.filter(area_key__contains=search_key(value))

    def by_field(self, queryset, name, value):
        return queryset.active_in([int(value)])
