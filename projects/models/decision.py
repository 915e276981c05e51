from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from kyodo.constraints import both_or_neither, not_negative, one_of
from kyodo.models import Stamped, Versioned

from ..enums import Verdict


class Decision(Versioned, Stamped):
    """決定: 採択, 補欠 or 不採択 of one proposal, with a reason and 講評. Entered by one person, read by a second.

    Nobody outside the office sees it before all decisions of the call are released together
    (`projects.actions.decisions.release`); what was released is never changed.
    """

    proposal = models.OneToOneField("projects.Proposal", on_delete=models.PROTECT, related_name="decision")
    verdict = models.CharField("決定", max_length=10, choices=Verdict)
    reserve_rank = models.PositiveSmallIntegerField("補欠の順位", null=True, blank=True)
    granted = models.PositiveBigIntegerField("市の負担額（円）", null=True, blank=True)
    reason = models.TextField("理由", max_length=1000)
    comment = models.TextField("講評", max_length=2000, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField("入力した日時")
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    read_at = models.DateTimeField("確かめた日時", null=True, blank=True)
    released_at = models.DateTimeField("公表した日時", null=True, blank=True)
    voted_on = models.DateField("予算が議決された日", null=True, blank=True)
    letter = models.FileField("通知書", upload_to="decisions/%Y/%m", blank=True)
    history = HistoricalRecords(excluded_fields=["letter"])

    class Meta:
        verbose_name = verbose_name_plural = "決定"
        ordering = ["pk"]
        constraints = [
            one_of("verdict", Verdict, name="decision_verdict_known"),
            not_negative("granted", name="decision_granted_not_negative"),
            both_or_neither(
                "read_by",
                "read_at",
                name="decision_read_by_somebody",
                message="確かめた人と日時は、そろえて記録します。",
            ),
            models.CheckConstraint(
                condition=Q(read_by__isnull=True) | ~Q(read_by=F("entered_by")),
                name="decision_read_by_a_second_person",
                violation_error_message="入力した人とは別の人が確かめてください。",
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True) | Q(read_at__isnull=False),
                name="decision_released_was_read",
                violation_error_message="公表の前に、別の人が確かめてください。",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="decision_has_reason",
                violation_error_message="理由を書いてください。",
            ),
            models.CheckConstraint(
                condition=Q(verdict=Verdict.RESERVE, reserve_rank__isnull=False)
                | (~Q(verdict=Verdict.RESERVE) & Q(reserve_rank__isnull=True)),
                name="decision_rank_of_reserve",
                violation_error_message="補欠には順位が必要です。ほかの決定には付けられません。",
            ),
        ]

    def __str__(self):
        return self.get_verdict_display()
