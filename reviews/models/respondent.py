from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from kyodo.constraints import one_of
from kyodo.models import Stamped, Stateful, Versioned

from ..enums import ExperienceGroup, RespondentState
from ..workflow import respondent_workflow


class RespondentQuerySet(models.QuerySet):
    def answered_by(self, user):
        """Those for which this person may answer: their own 課, those that answer through it, their own groups."""
        divisions = user.standing.division_ids
        return self.filter(
            Q(answers_through__isnull=True, division__in=divisions)
            | Q(answers_through__division__in=divisions)
            | Q(organization__in=user.standing.editable_organizations)
        )

    def submitted(self):
        return self.filter(state=RespondentState.SUBMITTED)


class Respondent(Stateful, Versioned, Stamped):
    """回答者: one 課 (or one group) in one survey, under the name it had when the survey was made.

    `group` is 属性①–④ as the records say (`group_reason` in words); a coordinator may set another with a reason. A 課
    that was renamed or is not open yet answers through another (`answers_through`), in that one's place.
    """

    survey = models.ForeignKey("reviews.Survey", on_delete=models.CASCADE, related_name="respondents")
    division = models.ForeignKey(
        "organizations.Division",
        verbose_name="課",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="respondents",
    )
    organization = models.ForeignKey(
        "organizations.Organization",
        verbose_name="団体",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="respondents",
    )
    name = models.CharField("名前", max_length=120)
    position = models.PositiveIntegerField("並び順", default=0)
    group = models.CharField("属性", max_length=1, choices=ExperienceGroup, blank=True)
    group_reason = models.CharField("属性の理由", max_length=200, blank=True)
    group_set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answers_through = models.ForeignKey(
        "self",
        verbose_name="代わりに答える課",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="answers_for",
    )
    state = models.CharField("状態", max_length=10, choices=RespondentState, default=RespondentState.WAITING)
    submitted_at = models.DateTimeField("出した日時", null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    is_proxy = models.BooleanField("事務局が代わりに入力", default=False)
    history = HistoricalRecords()

    workflow = respondent_workflow
    objects = RespondentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "回答者"
        ordering = ["position", "pk"]
        constraints = [
            one_of("state", RespondentState, name="respondent_state_known"),
            one_of("group", ExperienceGroup, name="respondent_group_known", blank=True),
            models.UniqueConstraint(fields=["survey", "division"], name="respondent_division_once"),
            models.UniqueConstraint(fields=["survey", "organization"], name="respondent_organization_once"),
            models.CheckConstraint(
                condition=Q(division__isnull=True) | Q(organization__isnull=True),
                name="respondent_is_one_thing",
                violation_error_message="回答者は、課か団体のどちらかです。",
            ),
            models.CheckConstraint(
                condition=Q(submitted_by__isnull=True) | Q(submitted_at__isnull=False),
                name="respondent_submitter_has_time",
                violation_error_message="出した人を記録するときは、日時も要ります。",
            ),
            models.CheckConstraint(
                condition=Q(answers_through__isnull=True) | ~Q(answers_through=F("id")),
                name="respondent_not_through_itself",
                violation_error_message="自分自身を通して答えることはできません。",
            ),
        ]
        indexes = [models.Index(fields=["survey", "state", "position"], name="respondent_of_survey")]

    def __str__(self):
        return self.name

    @property
    def badge(self) -> RespondentState:
        """The state as a member of its enum, for its label and tone."""
        return RespondentState(self.state)
