from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from kyodo.constraints import one_of
from kyodo.models import Stamped, Stateful, Versioned

from ..enums import ThemeState
from ..workflow import theme_workflow


class ThemeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All for coordinators; one's own 課's and the published ones for staff; published for everybody."""
        if user.is_authenticated and user.standing.is_coordinator:
            return self
        shown = Q(state=ThemeState.PUBLISHED)
        if user.is_authenticated and user.standing.division_ids:
            shown |= Q(division__in=user.standing.division_ids)
        return self.filter(shown)

    def published(self):
        return self.filter(state=ThemeState.PUBLISHED)


class Theme(Stateful, Versioned, Stamped):
    """テーマ: what a 課 looks for a partner for. The office gathers themes and publishes them with a call.

    With `is_city_proposal` the city itself proposes the project (行政提案); a proposal that answers it counts as one.
    """

    division = models.ForeignKey(
        "organizations.Division", verbose_name="課", on_delete=models.PROTECT, related_name="themes"
    )
    call = models.ForeignKey(
        "projects.Call",
        verbose_name="募集",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="themes",
    )
    fiscal_year = models.PositiveSmallIntegerField("募集の年度")
    title = models.CharField("テーマ", max_length=120)
    problem = models.TextField("いま困っていること", max_length=2000)
    wanted = models.TextField("団体といっしょにしたいこと", max_length=2000, blank=True)
    city_offers = models.TextField("市ができること", max_length=1000, blank=True)
    budget = models.PositiveBigIntegerField("見こむ費用（円）", null=True, blank=True)
    is_city_proposal = models.BooleanField("行政提案にする", default=False)
    state = models.CharField("状態", max_length=12, choices=ThemeState, default=ThemeState.DRAFT)
    position = models.PositiveSmallIntegerField("並び順", default=0)
    history = HistoricalRecords()

    workflow = theme_workflow
    objects = ThemeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "テーマ"
        ordering = ["-fiscal_year", "position", "pk"]
        constraints = [
            one_of("state", ThemeState, name="theme_state_known"),
            models.CheckConstraint(
                condition=~Q(state=ThemeState.PUBLISHED) | Q(call__isnull=False),
                name="theme_published_in_a_call",
                violation_error_message="公開するテーマには、募集を選んでください。",
            ),
        ]
        indexes = [
            models.Index(fields=["call", "state", "position"], name="theme_of_call"),
            models.Index(fields=["division", "-fiscal_year"], name="theme_of_division"),
        ]

    def __str__(self):
        return self.title
