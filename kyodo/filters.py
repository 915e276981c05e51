"""What the lists of kyodo's own records may be narrowed by."""

import django_filters as filters
from django import forms

from .lists import Sort
from .models import Letter
from .models.letter import LetterState
from .outbox.kinds import all_kinds

LETTER_SORTS = (Sort("newest", "新しい順", ("-pk",)),)


class LetterFilter(filters.FilterSet):
    """The outbox: by state, kind and batch, and by (part of) the address."""

    state = filters.ChoiceFilter(label="状態", choices=LetterState.choices, empty_label="すべて")
    kind = filters.ChoiceFilter(label="種類", empty_label="すべて")
    batch = filters.CharFilter(label="まとまり", max_length=100)
    to = filters.CharFilter(
        label="宛先のアドレス",
        field_name="address",
        lookup_expr="icontains",
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )

    class Meta:
        model = Letter
        fields: list[str] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = [(kind.key, kind.title) for kind in all_kinds().values()]
        self.form.fields["kind"].choices = [("", "すべて"), *kinds]
