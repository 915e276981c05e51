import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from kyodo.constraints import both_or_neither, in_order, not_negative, one_of, within
from kyodo.fiscal_year import FiscalYear
from kyodo.models import Stamped, Stateful, Versioned

from ..enums import CallState, RejectedShown, TieRule
from ..rule_words import HISTORY
from ..workflow import call_workflow


class CallQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everything for coordinators, the published ones for everybody else."""
        if user.is_authenticated and user.standing.is_coordinator:
            return self
        return self.told()

    def told(self):
        """What citizens may read of; of one that was cancelled after they had, they still read that it was."""
        cancelled = Q(state=CallState.CANCELLED, published_at__isnull=False)
        return self.filter(Q(state__in=CallState.told()) | cancelled)

    def open_at(self, moment: datetime.datetime):
        """Those that take proposals at this moment."""
        return self.filter(state=CallState.PUBLISHED, opens_at__lte=moment, closes_at__gt=moment)


class Call(Stateful, Versioned, Stamped):
    """募集: one 年度 of a programme – when it opens and closes, what it asks for, how it is judged.

    Takes proposals from `opens_at` on and before `closes_at`, to the second. Its rules (`categories` and `criteria`
    as rows, the rest here as JSON that `projects.rulebook` reads) are taken over from the programme when it is made.
    Coordinators write it; once published it changes only together with a `CallNotice` (`projects.actions.calls`).
    """

    programme = models.ForeignKey(
        "projects.Programme", verbose_name="制度", on_delete=models.PROTECT, related_name="calls"
    )
    fiscal_year = models.PositiveSmallIntegerField("募集の年度")
    project_year = models.PositiveSmallIntegerField("実施の年度")
    title = models.CharField("募集の名前", max_length=120)
    summary = models.TextField("あらまし", max_length=1000, blank=True)
    body = models.TextField("募集の内容", max_length=5000, blank=True)
    note = models.CharField("一覧に出す注記", max_length=200, blank=True)
    state = models.CharField("状態", max_length=12, choices=CallState, default=CallState.DRAFT)
    opens_at = models.DateTimeField("受付の始まり", null=True, blank=True)
    closes_at = models.DateTimeField("締切", null=True, blank=True)
    budget = models.PositiveBigIntegerField("予算（円）", null=True, blank=True)
    proposals_per_group = models.PositiveSmallIntegerField("1団体が出せる数", default=1)
    origins = models.JSONField("提案の種類", default=list, blank=True)
    theme_kinds = models.JSONField("テーマの種類", default=list, blank=True)
    conditions = models.JSONField("応募の条件", default=list, blank=True)
    papers = models.JSONField("求める書類", default=list, blank=True)
    sections = models.JSONField("提案書の項目の変更", default=list, blank=True)
    schedule = models.JSONField("日程", default=list, blank=True)
    cutoff_percent = models.PositiveSmallIntegerField("採択の目安（満点に対する％）", null=True, blank=True)
    lowest_majority_rejects = models.BooleanField(
        "過半数が最低点を付けた観点があれば採択しない", default=False
    )
    tie_rule = models.CharField("同点のとき", max_length=15, choices=TieRule, default=TieRule.HEAVIEST)
    needs_vote = models.BooleanField("予算の議決を待つ", default=True)
    presentation_minutes = models.PositiveSmallIntegerField("発表の時間（分）", default=10)
    question_minutes = models.PositiveSmallIntegerField("質疑の時間（分）", default=10)
    slots_open_at = models.DateTimeField("発表の枠の受付開始", null=True, blank=True)
    slots_close_at = models.DateTimeField("発表の枠の受付終了", null=True, blank=True)
    order_published_at = models.DateTimeField("発表の順番を公開した日時", null=True, blank=True)
    rejected_shown = models.CharField(
        "結果のページに出す不採択", max_length=10, choices=RejectedShown, default=RejectedShown.COUNT
    )
    published_at = models.DateTimeField("公開した日時", null=True, blank=True)
    release_at = models.DateTimeField("結果を出す日時", null=True, blank=True)
    release_ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    released_at = models.DateTimeField("結果を出した日時", null=True, blank=True)
    voted_on = models.DateField("予算が議決された日", null=True, blank=True)
    history = HistoricalRecords()

    workflow = call_workflow
    history_words = HISTORY
    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "募集"
        ordering = ["-fiscal_year", "-pk"]
        constraints = [
            one_of("state", CallState, name="call_state_known"),
            one_of("tie_rule", TieRule, name="call_tie_rule_known"),
            one_of("rejected_shown", RejectedShown, name="call_rejected_shown_known"),
            both_or_neither(
                "release_at",
                "release_ordered_by",
                name="call_release_ordered_by_somebody",
                message="結果を出す日時と、決めた人は、そろえて記録します。",
            ),
            in_order(
                "opens_at",
                "closes_at",
                name="call_moments_in_order",
                message="締切は、受付の始まりより後にしてください。",
            ),
            in_order("slots_open_at", "slots_close_at", name="call_slots_in_order"),
            in_order("fiscal_year", "project_year", name="call_years_in_order"),
            not_negative("budget", name="call_budget_not_negative"),
            within(
                "cutoff_percent",
                0,
                100,
                name="call_cutoff_is_percent",
                message="0から100までの数を入れてください。",
            ),
            within(
                "proposals_per_group",
                1,
                20,
                name="call_proposals_per_group",
                message="1から20までの数を入れてください。",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[CallState.DRAFT, CallState.ENDED, CallState.CANCELLED])
                | Q(opens_at__isnull=False, closes_at__isnull=False),
                name="call_published_has_moments",
                violation_error_message="公開するには、受付の始まりと締切が必要です。",
            ),
            models.CheckConstraint(
                condition=~Q(state=CallState.DECIDED) | Q(released_at__isnull=False),
                name="call_decided_is_released",
                violation_error_message="結果の公表には、公表した日時が必要です。",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "closes_at"], name="call_by_state"),
            models.Index(fields=["programme", "-fiscal_year"], name="call_of_programme"),
        ]

    def __str__(self):
        return self.title

    @property
    def year(self) -> FiscalYear:
        return FiscalYear(self.fiscal_year)

    def takes_proposals_at(self, moment: datetime.datetime) -> bool:
        """From the opening on and before the closing moment; 17:00:00 itself is too late."""
        return (
            self.state == CallState.PUBLISHED
            and self.opens_at is not None
            and self.opens_at <= moment < self.closes_at
        )

    def takes_slots_at(self, moment: datetime.datetime) -> bool:
        """Whether groups may choose and change their presentation slot."""
        return (
            self.slots_open_at is not None
            and self.slots_close_at is not None
            and self.slots_open_at <= moment < self.slots_close_at
        )

    @property
    def is_open(self) -> bool:
        return self.takes_proposals_at(timezone.now())

    @property
    def is_over(self) -> bool:
        """Decided, ended or given up: nothing is handed in any more, not even what was promised more time."""
        return self.state in (CallState.DECIDED, CallState.ENDED, CallState.CANCELLED)

    @property
    def is_to_open(self) -> bool:
        return self.state == CallState.PUBLISHED and timezone.now() < self.opens_at

    @property
    def takes_decisions(self) -> bool:
        """Whether decisions may be entered and changed: until they are out, or their release is set for a time."""
        return self.released_at is None and self.release_at is None

    @property
    def takes_questions(self) -> bool:
        """From the publishing until the closing."""
        return self.state == CallState.PUBLISHED and timezone.now() < self.closes_at

    @property
    def is_released(self) -> bool:
        return self.released_at is not None
