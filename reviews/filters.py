"""What the list of sheets may be narrowed by. One query string serves the list, its export and its print."""

import django_filters as filters
from django import forms
from django.db.models import Exists, IntegerField, OuterRef, Q
from django.db.models.functions import Cast
from django.utils import timezone

from kyodo.fiscal_year import FiscalYear
from kyodo.lists import Sort
from kyodo.search import search
from kyodo.text import organization_key
from organizations.enums import ActivityField
from organizations.models import Division, Organization
from projects.models import CollaborationForm, ProjectYear

from .enums import ExperienceGroup, Fitness, RespondentState, SheetKind, SheetState, Side
from .models import Axis, Rating, Respondent, ReviewRound, Sheet, WorkItem
from .queries.work import divisions_listing, work_years, year_to_show
from .scores import WIDE_GAP

COUNTED = "counted"
SORTS = (
    Sort("number", "年度と番号の順", ("-fiscal_year", "number")),
    Sort("due", "期限の近い順", ("due_on", "-fiscal_year", "number")),
    Sort("updated", "更新の新しい順", ("-updated_at", "-pk")),
)
STATES = [*SheetState.choices, (COUNTED, "双方が書き終えたもの")]
WAITING = {
    "group": ("団体の記入", Q(state=SheetState.OPEN, group_finished_at__isnull=True)),
    "city": ("市の記入", Q(state=SheetState.OPEN, city_finished_at__isnull=True)),
    "meeting": ("ふりかえりの場", Q(state=SheetState.MEETING)),
    "publish": ("公表", Q(state=SheetState.FINAL)),
}


class AxisChoice(filters.ModelChoiceFilter):
    """Sheets on which both sides rated this axis."""

    def __init__(self):
        super().__init__(
            queryset=Axis.objects.filter(axis_set__rounds__isnull=False)
            .select_related("axis_set")
            .order_by("-axis_set__version", "number")
            .distinct(),
            label="視点",
            empty_label="すべて",
        )

    @property
    def field(self):
        field = super().field
        field.label_from_instance = lambda axis: f"{axis.label}（第{axis.axis_set.version}版）"
        return field

    def filter(self, queryset, axis):
        return queryset.filter(Exists(both_rated(axis=axis))) if axis else queryset


def both_rated(**narrowed):
    """Scores of the group on axes that the city rated as well, with the city's score beside them (in a subquery)."""
    return Rating.objects.filter(
        sheet=OuterRef("pk"),
        sheet__state__in=SheetState.both_sides_seen(),
        side=Side.GROUP,
        value__isnull=False,
    ).filter(
        Exists(
            Rating.objects.filter(
                sheet=OuterRef("sheet"), axis=OuterRef("axis"), side=Side.CITY, value__isnull=False
            )
        ),
        **narrowed,
    )


def far_apart(**narrowed):
    """Scores of the group from which the city's differs by two steps or more (in a subquery)."""
    mine = Cast(OuterRef("value"), IntegerField())
    wide = Q(value__gte=mine + WIDE_GAP) | Q(value__lte=mine - WIDE_GAP)
    theirs = Rating.objects.filter(wide, sheet=OuterRef("sheet"), axis=OuterRef("axis"), side=Side.CITY)
    return Rating.objects.filter(
        Exists(theirs),
        sheet=OuterRef("pk"),
        sheet__state__in=SheetState.both_sides_seen(),
        side=Side.GROUP,
        **narrowed,
    )


class SheetFilter(filters.FilterSet):
    """`user` decides which filters make sense: a group has few sheets and no 課 of its own."""

    q = filters.CharFilter(
        label="ことば",
        method="by_words",
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    year = filters.ChoiceFilter(label="年度", field_name="fiscal_year", empty_label="すべての年度")
    division = filters.ModelChoiceFilter(queryset=Division.objects.all(), label="課", empty_label="すべて")
    state = filters.ChoiceFilter(label="状態", choices=STATES, method="by_state", empty_label="すべて")
    waiting = filters.ChoiceFilter(
        label="待っているもの",
        choices=[(key, label) for key, (label, _) in WAITING.items()],
        method="by_waiting",
        empty_label="すべて",
    )
    late = filters.ChoiceFilter(
        label="遅れ", choices=[("1", "遅れているものだけ")], method="by_late", empty_label="すべて"
    )
    kind = filters.ChoiceFilter(label="種類", choices=SheetKind.choices, empty_label="すべて")
    organization = filters.CharFilter(label="団体", method="by_organization", max_length=120)
    form = filters.ModelChoiceFilter(
        queryset=CollaborationForm.objects.all(),
        field_name="project_year__form",
        label="形態",
        empty_label="すべて",
    )
    field = filters.ChoiceFilter(
        field_name="project_year__listed_field",
        choices=ActivityField.choices,
        label="分野",
        empty_label="すべて",
    )
    axis = AxisChoice()
    gap = filters.ChoiceFilter(
        label="双方の差", choices=[("1", "2以上のあるものだけ")], method="by_gap", empty_label="すべて"
    )

    class Meta:
        model = Sheet
        fields: list[str] = []

    def __init__(self, data=None, queryset=None, *, user):
        super().__init__(data, queryset)
        years = ReviewRound.objects.values_list("fiscal_year", flat=True)
        self.form.fields["year"].choices = [
            ("", "すべての年度"),
            *((str(year), FiscalYear(year).label) for year in years),
        ]
        if not user.standing.is_staff:
            for name in ("division", "organization", "form", "field", "axis", "gap", "waiting"):
                del self.form.fields[name]

    def by_words(self, queryset, name, value):
        """In the names of the year: project, group and 課."""
        return queryset.filter(project_year__in=search(ProjectYear.objects.all(), value))

    def by_state(self, queryset, name, value):
        return queryset.counted() if value == COUNTED else queryset.filter(state=value)

    def by_waiting(self, queryset, name, value):
        return queryset.filter(WAITING[value][1])

    def by_late(self, queryset, name, value):
        return queryset.late_on(timezone.localdate())

    def by_organization(self, queryset, name, value):
        key = organization_key(value)
        return queryset.filter(organization__in=Organization.objects.filter(name_key__contains=key))

    def by_gap(self, queryset, name, value):
        axis = self.form.cleaned_data.get("axis")
        return queryset.filter(Exists(far_apart(axis=axis) if axis else far_apart()))


RESPONDENT_SORTS = (
    Sort("position", "組織の順", ("position", "pk")),
    Sort("state", "まだの順", ("-state", "position", "pk")),
)


class RespondentFilter(filters.FilterSet):
    """Who is asked by one survey: by state, 属性 and name."""

    state = filters.ChoiceFilter(label="状態", choices=RespondentState.choices, empty_label="すべて")
    group = filters.ChoiceFilter(label="属性", choices=ExperienceGroup.choices, empty_label="すべて")
    q = filters.CharFilter(
        label="名前",
        field_name="name",
        lookup_expr="icontains",
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )

    class Meta:
        model = Respondent
        fields: list[str] = []


UNDECIDED = "none"
WORK_SORTS = (
    Sort("division", "課の順", ("division__position", "division_id", "position", "pk")),
    Sort("updated", "更新の新しい順", ("-updated_at", "-pk")),
)


class WorkFilter(filters.FilterSet):
    """業務の洗い出し of one 年度: by 課, mark, and whether it became a theme. Unsaid, the year last asked about."""

    q = filters.CharFilter(
        label="業務の名前",
        field_name="name",
        lookup_expr="icontains",
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    year = filters.ChoiceFilter(label="年度", method="of_year", empty_label=None)
    division = filters.ChoiceFilter(label="課", field_name="division", empty_label="すべての課")
    fitness = filters.ChoiceFilter(
        label="協働",
        choices=[*Fitness.choices, (UNDECIDED, "まだ決めていない")],
        method="by_fitness",
        empty_label="すべて",
    )
    theme = filters.ChoiceFilter(
        label="テーマ",
        choices=[("yes", "テーマになった"), ("no", "まだ")],
        method="by_theme",
        empty_label="すべて",
    )

    class Meta:
        model = WorkItem
        fields: list[str] = []

    def __init__(self, data=None, queryset=None):
        super().__init__(data, queryset)
        start, self.years = year_to_show(), work_years()
        words = [(str(year.year), year.label) for year in self.years]
        self.form.fields["year"].choices = [("", f"いまの洗い出し（{start.short_label}）"), *words]
        chosen = self.form.data.get("year", "")
        self.year = FiscalYear(int(chosen)) if chosen in dict(words) else start
        self.named = list(divisions_listing(self.year).values_list("pk", "name"))
        self.form.fields["division"].choices = [
            ("", "すべての課"),
            *((str(pk), name) for pk, name in self.named),
        ]

    def filter_queryset(self, queryset):
        return super().filter_queryset(queryset).filter(fiscal_year=self.year.year)

    def of_year(self, queryset, name, value):
        return queryset  # `filter_queryset` narrows by it, said or not

    def by_fitness(self, queryset, name, value):
        return queryset.filter(fitness="" if value == UNDECIDED else value)

    def by_theme(self, queryset, name, value):
        return queryset.filter(theme__isnull=value == "no")
