"""What the lists of projects may be narrowed by. One query string serves the list, its export and a saved filter."""

import django_filters as filters
from django import forms
from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce

from kyodo.fiscal_year import FiscalYear
from kyodo.lists import Sort
from kyodo.search import search
from organizations.enums import ActivityField, OrganizationKind
from organizations.models import Division

from ..enums import Domain, Outcome, Visibility, YearState
from ..models import CollaborationForm, Partner, ProjectYear
from ..queries.records import logged_years

ALL = "all"
NO_ANSWER = "none"
COUNTED = "counted"
LONGEST_WORDS = 100
SORTS = (
    Sort("newest", "年度の新しい順", ("-fiscal_year", "-pk")),
    Sort("updated", "更新の新しい順", ("-updated_at", "-pk")),
    Sort("name", "事業名の順", ("name", "pk")),
    Sort("cost", "市の負担額の多い順", (Coalesce("city_cost", -1).desc(), "pk")),
)
CASE_SORTS = (
    Sort("newest", "年度の新しい順", ("-fiscal_year", "-pk")),
    Sort("name", "事業名の順", ("name", "pk")),
)
DOMAINS = [(value, f"{value}　{label}") for value, label in Domain.choices]


class WordsFilter(filters.CharFilter):
    """Words that must all occur, however they are written."""

    def __init__(self):
        box = forms.TextInput(attrs={"type": "search", "autocomplete": "off"})
        super().__init__(label="ことば", max_length=LONGEST_WORDS, widget=box)

    def filter(self, queryset, value):
        return search(queryset, value) if value else queryset


class PartnerKindFilter(filters.ChoiceFilter):
    """Years with at least one partner of this kind."""

    def __init__(self):
        super().__init__(label="相手の種類", choices=OrganizationKind.choices, empty_label="すべて")

    def filter(self, queryset, value):
        if not value:
            return queryset
        return queryset.filter(Exists(Partner.objects.filter(project_year=OuterRef("pk"), kind=value)))


class OutcomeFilter(filters.ChoiceFilter):
    """What became of the year; 「まだ答えていない」 is a choice of its own."""

    def __init__(self):
        choices = [*Outcome.choices, (NO_ANSWER, "まだ答えていない")]
        super().__init__(label="成果", choices=choices, empty_label="すべて")

    def filter(self, queryset, value):
        return queryset.filter(outcome="" if value == NO_ANSWER else value) if value else queryset


class StateFilter(filters.ChoiceFilter):
    """One state, or all that the statistics count."""

    def __init__(self):
        choices = [*YearState.choices, (COUNTED, "統計に数えるもの")]
        super().__init__(label="状態", choices=choices, empty_label="すべて")

    def filter(self, queryset, value):
        if value == COUNTED:
            return queryset.filter(state__in=YearState.counted())
        return queryset.filter(state=value) if value else queryset


def choice(field: str, label: str, choices) -> filters.ChoiceFilter:
    return filters.ChoiceFilter(field_name=field, label=label, choices=choices, empty_label="すべて")


class ProjectYearFilter(filters.FilterSet):
    """The office's list. Without a word about it, it shows this 年度 and the reader's own 課."""

    q = WordsFilter()
    year = filters.ChoiceFilter(label="年度", method="of_year", empty_label=None)
    division = filters.ChoiceFilter(label="課", method="of_division", empty_label=None)
    form = filters.ModelChoiceFilter(
        queryset=CollaborationForm.objects.all(), label="形態", empty_label="すべて"
    )
    domain = choice("listed_domain", "領域", DOMAINS)
    partner_kind = PartnerKindFilter()
    state = StateFilter()
    outcome = OutcomeFilter()
    field = choice("listed_field", "分野", ActivityField.choices)
    visibility = choice("listed_visibility", "公開", Visibility.choices)

    class Meta:
        model = ProjectYear
        fields: list[str] = []

    def __init__(self, data=None, queryset=None, *, user, today_year: FiscalYear | None = None):
        super().__init__(data, queryset)
        self.user = user
        self.present = today_year or FiscalYear.current()
        self.own_divisions = user.standing.division_ids
        self.starts_with_own = bool(self.own_divisions) and not user.standing.is_coordinator
        self.is_office = user.standing.is_staff
        self.years = logged_years()
        years = [(str(year.year), year.label) for year in self.years]
        self.form.fields["year"].choices = [("", self._year_when_unsaid()), *self._all_years(), *years]
        if self.is_office:
            self.form.fields["division"].choices = self._divisions()
        else:
            # A group's list is its own few projects: what the office sorts by is of no use there.
            for name in ("division", "visibility", "partner_kind", "domain"):
                del self.form.fields[name]

    def _year_when_unsaid(self) -> str:
        return f"今年度（{self.present.short_label}）" if self.is_office else "すべての年度"

    def _all_years(self) -> list[tuple[str, str]]:
        return [(ALL, "すべての年度")] if self.is_office else []

    def _divisions(self) -> list[tuple[str, object]]:
        current, former = [], []
        for division in Division.objects.all():
            (former if division.ends_on else current).append((str(division.pk), division.name))
        now = self.own_divisions - self.user.standing.inherited
        mine = [name for pk, name in current + former if int(pk) in now]
        own = ("", f"わたしの課（{'・'.join(mine)}）") if self.starts_with_own else ("", "すべての課")
        choices = [own, *([(ALL, "すべての課")] if self.starts_with_own else []), *current]
        return [*choices, ("いまはない課", former)] if former else choices

    def _said(self, name: str) -> str:
        """What the query string says, if it can be understood."""
        return (
            self.form.cleaned_data.get(name, "")
            if self.form.is_bound and self.form.errors is not None
            else ""
        )

    @property
    def shown_year(self) -> FiscalYear | None:
        """The one 年度 that the list shows, or None for all."""
        chosen = self._said("year")
        if chosen == ALL or (not chosen and not self.is_office):
            return None
        return FiscalYear(int(chosen)) if chosen else self.present

    def neighbours(self) -> tuple[FiscalYear | None, FiscalYear | None]:
        """The 年度 before and after the one shown, as far as there are any to show."""
        shown = self.shown_year
        if shown is None:
            return None, None
        return tuple(year if year in self.years else None for year in (shown.previous, shown.next))

    @property
    def shows_own_division(self) -> bool:
        return self.starts_with_own and not self._said("division")

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        if self.shown_year is not None:
            queryset = queryset.of_year(self.shown_year.year)
        if self.is_office and self.shows_own_division:
            queryset = queryset.filter(division__in=self.own_divisions)
        return queryset

    def of_year(self, queryset, name, value):
        return queryset  # `filter_queryset` narrows by the year, said or not

    def of_division(self, queryset, name, value):
        return queryset if value == ALL else queryset.filter(division=int(value))


class CaseFilter(filters.FilterSet):
    """The public list: each project once, as it stands in its newest published year, or in the 年度 asked for."""

    q = WordsFilter()
    year = filters.ChoiceFilter(label="年度", method="of_year", empty_label=None)
    form = filters.ModelChoiceFilter(
        queryset=CollaborationForm.objects.all(), label="形態", empty_label="すべて"
    )
    field = choice("listed_field", "分野", ActivityField.choices)
    partner_kind = PartnerKindFilter()

    class Meta:
        model = ProjectYear
        fields: list[str] = []

    def __init__(self, data=None, queryset=None):
        super().__init__(data, queryset)
        years = [(str(year.year), year.label) for year in logged_years()]
        self.form.fields["year"].choices = [("", "すべて"), *years]

    def filter_queryset(self, queryset):
        year = self.form.cleaned_data.get("year")
        queryset = queryset.of_year(int(year)) if year else queryset.newest_case_of_each()
        return super().filter_queryset(queryset)

    def of_year(self, queryset, name, value):
        return queryset  # `filter_queryset` narrows by it
