from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from kyodo.constraints import one_of, within
from kyodo.fiscal_year import FiscalYear
from kyodo.models import Stamped, Stateful, Versioned

from ..enums import SurveyAudience, SurveyState
from ..workflow import survey_workflow


class SurveyQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All for coordinators, those sent out for other staff and the groups asked, the published for everybody."""
        shown = Q(state=SurveyState.PUBLISHED)
        if not user.is_authenticated:
            return self.filter(shown)
        if user.standing.is_coordinator:
            return self
        if user.standing.is_staff:
            shown |= ~Q(state=SurveyState.PREPARING)
        if user.standing.memberships:
            asked = self.model.objects.filter(respondents__organization__in=list(user.standing.memberships))
            shown |= ~Q(state=SurveyState.PREPARING) & Q(pk__in=asked.values("pk"))
        return self.filter(shown)


class Survey(Stateful, Versioned, Stamped):
    """実態調査: one wave of a questionnaire, sent to all 課 or to the groups, about one 年度.

    Its questions come from a template (`reviews/survey_templates/`) or from an earlier wave (`previous`), shown
    beside it. `code` is what commands and addresses call it. Coordinators run it. Published tables hide cells that
    fewer than `hide_below` gave, and note an n below `small_n`.
    """

    code = models.SlugField("記号", max_length=40, unique=True)
    title = models.CharField("調査の名前", max_length=120)
    fiscal_year = models.PositiveSmallIntegerField("対象の年度")
    audience = models.CharField(
        "回答者", max_length=10, choices=SurveyAudience, default=SurveyAudience.DIVISIONS
    )
    template = models.SlugField("もとにした調査票", max_length=40, blank=True)
    previous = models.ForeignKey(
        "self",
        verbose_name="前回の調査",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="next_waves",
    )
    introduction = models.TextField("はじめに", max_length=2000, blank=True)
    due_on = models.DateField("回答の期限", null=True, blank=True)
    reminded_on = models.DateField("最後に催促した日", null=True, blank=True, editable=False)
    state = models.CharField("状態", max_length=10, choices=SurveyState, default=SurveyState.PREPARING)
    small_n = models.PositiveSmallIntegerField("注を付けるn", default=30)
    hide_below = models.PositiveSmallIntegerField("公表で伏せる数", default=0)
    counts_projects_once = models.BooleanField("事業を1件と数える", default=False)
    history = HistoricalRecords()

    workflow = survey_workflow
    objects = SurveyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "実態調査"
        ordering = ["-fiscal_year", "-pk"]
        constraints = [
            one_of("state", SurveyState, name="survey_state_known"),
            one_of("audience", SurveyAudience, name="survey_audience_known"),
            within(
                "hide_below", 0, 50, name="survey_hide_below", message="0から50までの数を入れてください。"
            ),
            models.CheckConstraint(
                condition=~Q(state=SurveyState.OPEN) | Q(due_on__isnull=False),
                name="survey_open_has_due_date",
                violation_error_message="受付を始めるには、回答の期限が必要です。",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def year(self) -> FiscalYear:
        return FiscalYear(self.fiscal_year)

    @property
    def badge(self) -> SurveyState:
        """The state as a member of its enum, for its label and tone."""
        return SurveyState(self.state)
