from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from simple_history.models import HistoricalRecords

from kyodo.constraints import in_order, not_negative, one_of, within
from kyodo.fiscal_year import FiscalYear
from kyodo.models import Stamped, Stateful, Versioned
from organizations.enums import ActivityField

from ..enums import Domain, Outcome, Visibility, YearState
from ..workflow import year_workflow


class ProjectYearQuerySet(models.QuerySet):
    def of_year(self, year: int):
        return self.filter(fiscal_year=year)

    def visible_to(self, user):
        """Everything for city staff; public projects and those of one's own group for everybody else."""
        if user.is_authenticated and user.standing.is_staff:
            return self
        shown = Q(listed_visibility=Visibility.PUBLIC)
        if user.is_authenticated and user.standing.memberships:
            shown |= self._with_partners(user.standing.memberships)
        return self.filter(shown)

    def of_groups(self, organization_ids):
        """The years in which one of these groups is a partner."""
        return self.filter(self._with_partners(organization_ids))

    def _with_partners(self, organization_ids):
        partners = self.model._meta.get_field("partners").related_model
        return Q(
            Exists(
                partners.objects.filter(project_year=OuterRef("pk"), organization__in=list(organization_ids))
            )
        )

    def cases(self):
        """What citizens may read: published, and really done or being done."""
        return self.filter(listed_visibility=Visibility.PUBLIC, state__in=YearState.told())

    def newest_case_of_each(self):
        """One year a project: the newest of its cases. The later years of one project are few and found by index."""
        later = self.model.objects.cases().filter(
            project=OuterRef("project"), fiscal_year__gt=OuterRef("fiscal_year")
        )
        return self.filter(~Exists(later))


class ProjectYear(Stateful, Versioned, Stamped):
    """年度実績: one project in one 年度 – which 課, in which form, with what money, and what came of it.

    Staff of its 課 change it. Money is whole yen. `name` is the name the project had in that year, so that a past
    year's list shows what was true then. The `listed_*` fields, `partner_names` and `search_key` repeat what stands
    on the project and its partners, because lists filter by them; `projects.actions.listing.refresh_listing` alone
    writes them.
    """

    project = models.ForeignKey(
        "projects.Project", verbose_name="事業", on_delete=models.CASCADE, related_name="years"
    )
    fiscal_year = models.PositiveSmallIntegerField("年度")
    name = models.CharField("その年度の事業名", max_length=150)
    division = models.ForeignKey(
        "organizations.Division", verbose_name="課", on_delete=models.PROTECT, related_name="project_years"
    )
    form = models.ForeignKey(
        "projects.CollaborationForm",
        verbose_name="協働の形態",
        on_delete=models.PROTECT,
        related_name="project_years",
    )
    state = models.CharField("状態", max_length=12, choices=YearState, default=YearState.CONSIDERING)
    starts_on = models.DateField("開始日", null=True, blank=True)
    ends_on = models.DateField("終了日", null=True, blank=True)
    content = models.TextField("事業の内容", max_length=3000, blank=True)
    city_cost = models.PositiveBigIntegerField("市の負担額", null=True, blank=True)
    group_cost = models.PositiveBigIntegerField("団体の負担額", null=True, blank=True)
    other_cost = models.PositiveBigIntegerField("その他の財源", null=True, blank=True)
    participants = models.PositiveIntegerField("参加者数", null=True, blank=True)
    outcome = models.CharField("成果", max_length=15, choices=Outcome, blank=True)
    result = models.TextField("事業の結果", max_length=3000, blank=True)
    outlook = models.TextField("今後の展望", max_length=2000, blank=True)
    programme = models.CharField("利用した制度", max_length=100, blank=True)
    copied_from = models.ForeignKey(
        "self",
        verbose_name="写した元",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="copies",
    )
    listed_visibility = models.CharField(max_length=10, default=Visibility.STAFF, editable=False)
    listed_domain = models.CharField(max_length=1, blank=True, editable=False)
    listed_field = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    partner_names = models.CharField("相手", max_length=300, blank=True, editable=False)
    search_key = models.TextField(default="", editable=False)
    history = HistoricalRecords(
        excluded_fields=["listed_visibility", "listed_domain", "listed_field", "partner_names", "search_key"]
    )

    workflow = year_workflow
    objects = ProjectYearQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "年度実績"
        ordering = ["-fiscal_year", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "fiscal_year"],
                name="projectyear_once_a_year",
                violation_error_message="この事業のその年度は、もう記録されています。",
            ),
            within(
                "fiscal_year", 1900, 2200, name="projectyear_year_sane", message="年度を確かめてください。"
            ),
            in_order("starts_on", "ends_on", name="projectyear_dates_in_order"),
            not_negative(
                "city_cost",
                "group_cost",
                "other_cost",
                "participants",
                name="projectyear_numbers_not_negative",
            ),
            one_of("state", YearState, name="projectyear_state_known"),
            one_of("outcome", Outcome, name="projectyear_outcome_known", blank=True),
        ]
        indexes = [
            models.Index(fields=["-fiscal_year", "-id"], name="projectyear_by_year"),
            models.Index(fields=["division", "-fiscal_year", "-id"], name="projectyear_by_division"),
            models.Index(fields=["form", "-fiscal_year", "-id"], name="projectyear_by_form"),
            models.Index(fields=["state", "-fiscal_year", "-id"], name="projectyear_by_state"),
            models.Index(
                fields=["listed_visibility", "-fiscal_year", "-id"], name="projectyear_by_visibility"
            ),
            models.Index(fields=["listed_field", "-fiscal_year", "-id"], name="projectyear_by_field"),
            models.Index(fields=["listed_domain", "-fiscal_year", "-id"], name="projectyear_by_domain"),
            models.Index(fields=["-updated_at", "-id"], name="projectyear_newest"),
            models.Index(fields=["name", "id"], name="projectyear_by_name"),
            models.Index(Coalesce("city_cost", -1).desc(), "id", name="projectyear_by_cost"),
            models.Index(fields=["outcome", "-fiscal_year", "-id"], name="projectyear_by_outcome"),
            # The statistics read this instead of the rows, whose texts are long.
            models.Index(
                fields=[
                    "fiscal_year",
                    "state",
                    "division",
                    "form",
                    "listed_domain",
                    "listed_field",
                    "outcome",
                    "city_cost",
                    "group_cost",
                    "other_cost",
                    "participants",
                    "project",
                ],
                name="projectyear_of_statistics",
            ),
            # The desk and the board look for the few that wait for something among the very many that do not.
            models.Index(fields=["division", "state", "ends_on"], name="projectyear_of_desk"),
            models.Index(
                fields=["ends_on"], condition=Q(state=YearState.RUNNING), name="projectyear_running_until"
            ),
            models.Index(
                fields=["-fiscal_year", "-id"],
                condition=Q(state=YearState.DONE, outcome=""),
                name="projectyear_unanswered",
            ),
            models.Index(
                fields=["division", "-fiscal_year", "-id"],
                condition=Q(state=YearState.DONE) & (Q(outcome="") | Q(result="")),
                name="projectyear_unreported",
            ),
        ]

    def __str__(self):
        return f"{self.name}（{self.year.short_label}）"

    @property
    def year(self) -> FiscalYear:
        return FiscalYear(self.fiscal_year)

    @property
    def total_cost(self) -> int | None:
        """All three sources together in yen; None where none is known."""
        parts = [part for part in (self.city_cost, self.group_cost, self.other_cost) if part is not None]
        return sum(parts) if parts else None

    def get_listed_domain_display(self) -> str:
        return Domain(self.listed_domain).label if self.listed_domain else ""

    def get_listed_field_display(self) -> str:
        return ActivityField(self.listed_field).label if self.listed_field else ""
