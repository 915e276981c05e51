"""What the lists of calls and themes may be narrowed by."""

import django_filters as filters

from kyodo.fiscal_year import FiscalYear
from kyodo.lists import Sort
from organizations.models import Division

from ..enums import CallState, ThemeState
from ..models import Call, Programme, Theme

NEWEST = Sort("newest", "年度の新しい順", ("-fiscal_year", "-pk"))
CALL_SORTS = (NEWEST, Sort("closes", "締切の遅い順", ("-closes_at", "-pk")))
THEME_SORTS = (
    Sort("newest", "年度の新しい順", ("-fiscal_year", "position", "pk")),
    Sort("updated", "更新の新しい順", ("-updated_at", "-pk")),
)
ALL = "all"


def year_choices(rows) -> list[tuple[str, str]]:
    years = rows.order_by("-fiscal_year").values_list("fiscal_year", flat=True).distinct()
    return [(str(year), FiscalYear(year).label) for year in years]


class CallFilter(filters.FilterSet):
    """By programme and 年度: for citizens."""

    programme = filters.ModelChoiceFilter(
        queryset=Programme.objects.all(), label="制度", empty_label="すべて"
    )
    year = filters.ChoiceFilter(
        field_name="fiscal_year",
        label="年度",
        choices=lambda: year_choices(Call.objects.told()),
        empty_label="すべて",
    )

    class Meta:
        model = Call
        fields: list[str] = []


class OfficeCallFilter(CallFilter):
    """The office also sees what is in preparation, and asks for a state."""

    year = filters.ChoiceFilter(
        field_name="fiscal_year",
        label="年度",
        choices=lambda: year_choices(Call.objects.all()),
        empty_label="すべて",
    )
    state = filters.ChoiceFilter(label="状態", choices=CallState.choices, empty_label="すべて")


class ThemeFilter(filters.FilterSet):
    """Themes as a 課 and the office see them; a 課 begins with its own."""

    division = filters.ChoiceFilter(label="課", method="of_division", empty_label=None)
    year = filters.ChoiceFilter(
        field_name="fiscal_year",
        label="募集の年度",
        choices=lambda: year_choices(Theme.objects.all()),
        empty_label="すべて",
    )
    state = filters.ChoiceFilter(label="状態", choices=ThemeState.choices, empty_label="すべて")

    class Meta:
        model = Theme
        fields: list[str] = []

    def __init__(self, data=None, queryset=None, *, user):
        super().__init__(data, queryset)
        self.own = user.standing.division_ids
        self.starts_with_own = bool(self.own) and not user.standing.is_coordinator
        start = [("", "わたしの課"), (ALL, "すべての課")] if self.starts_with_own else [("", "すべての課")]
        divisions = Division.objects.filter(themes__isnull=False).distinct()
        self.form.fields["division"].choices = start + [(str(each.pk), each.name) for each in divisions]

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        if self.starts_with_own and not self.form.cleaned_data["division"]:
            return queryset.filter(division__in=self.own)
        return queryset

    def of_division(self, queryset, name, value):
        return queryset if value == ALL else queryset.filter(division=int(value))
