"""What the office's list of proposals may be narrowed by. One query string serves the list and its export."""

import django_filters as filters
from django.db.models import BooleanField, ExpressionWrapper, F, Q

from kyodo.lists import Sort
from kyodo.search import search
from organizations.models import Division

from ..enums import CallState, ProposalOrigin, ProposalState, ThemeKind
from ..models import Call, Category, Proposal
from .records import ALL, NO_ANSWER, WordsFilter, choice

SORTS = (
    Sort("newest", "提出の新しい順", (F("submitted_at").desc(nulls_last=True), "-pk")),
    Sort("oldest", "提出の古い順", (F("submitted_at").asc(nulls_last=True), "pk")),
    Sort("group", "団体名の順", ("organization__kana_key", "pk")),
)
# What a draft that the office may not read is never found by.
PARTS = ("category", "division", "theme_kind", "origin")


def _in_hand(call: Call) -> int:
    """What groups propose in now comes before what is screened, and that before what is over."""
    order = (CallState.PUBLISHED, CallState.SCREENING)
    return order.index(call.state) if call.state in order else len(order)


class ReadableWordsFilter(WordsFilter):
    """Words in the text where the office may read it, and in the group's name."""

    def filter(self, queryset, value):
        if not value:
            return queryset
        by_text = search(Proposal.objects.filter(Proposal.objects.open_to_office()), value)
        by_group = search(Proposal.objects.all(), value, field="organization__search_key")
        return queryset.filter(Q(pk__in=by_text.values("pk")) | Q(pk__in=by_group.values("pk")))


class OfficeProposalFilter(filters.FilterSet):
    """Without a word about it, the call in hand. `is_open` says of each row whether its text may be read.

    A draft whose text the office may not read is found by its call, its state and the name of its group alone.
    """

    q = ReadableWordsFilter()
    call = filters.ChoiceFilter(label="募集", method="of_call", empty_label=None)
    state = choice("state", "状態", ProposalState.choices)
    category = choice("category__key", "部門", ())
    division = filters.ChoiceFilter(label="課", method="of_division", empty_label="すべて")
    theme_kind = choice("theme_kind", "テーマの種類", ThemeKind.choices)
    origin = choice("origin", "提案の種類", ProposalOrigin.choices)

    class Meta:
        model = Proposal
        fields: list[str] = []

    def __init__(self, data=None, queryset=None):
        readable = ExpressionWrapper(queryset.open_to_office(), output_field=BooleanField())
        super().__init__(data, queryset.annotate(is_open=readable))
        self.calls = list(Call.objects.exclude(state=CallState.DRAFT).only("pk", "title", "state"))
        self.newest = next(iter(sorted(self.calls, key=_in_hand)), None)
        self.form.fields["call"].choices = self._call_choices()
        self.form.fields["category"].choices = [("", "すべて"), *self._category_choices()]
        self.form.fields["division"].choices = [
            ("", "すべて"),
            (NO_ANSWER, "決まっていない"),
            *Division.objects.filter(pk__in=Proposal.objects.values("division")).values_list("pk", "name"),
        ]

    def _call_choices(self) -> list[tuple[str, str]]:
        first = ("", f"いまの募集（{self.newest.title}）") if self.newest else ("", "すべての募集")
        return [first, (ALL, "すべての募集"), *((str(call.pk), call.title) for call in self.calls)]

    def _category_choices(self) -> list[tuple[str, str]]:
        rows = Category.objects.order_by("position", "pk")
        if self.shown_call is not None:
            rows = rows.filter(call=self.shown_call)
        return list(dict(rows.values_list("key", "name")).items())

    @property
    def shown_call(self) -> Call | None:
        """The one call that the list shows, or None for all."""
        said = self.data.get("call") or ""
        if not said:
            return self.newest
        return next((call for call in self.calls if str(call.pk) == said), None)

    def filter_queryset(self, queryset):
        if self.shown_call is not None:
            queryset = queryset.filter(call=self.shown_call)
        found = super().filter_queryset(queryset)
        if any(self.form.cleaned_data.get(name) for name in PARTS):
            found = found.filter(queryset.open_to_office())
        return found

    def of_call(self, queryset, name, value):
        return queryset  # `filter_queryset` narrows by the call, said or not

    def of_division(self, queryset, name, value):
        return queryset.filter(division=None if value == NO_ANSWER else int(value))
