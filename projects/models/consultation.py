from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from kyodo.constraints import one_of
from kyodo.models import Stamped, Stateful, Versioned

from ..enums import ConsultationState, ConsultationWay
from ..workflow import consultation_workflow


class Consultation(Stateful, Versioned, Stamped):
    """事前相談: a group talks its draft over with the office before it hands in – also by phone or in the evening.

    Asking for one lets the office (and the 課 it refers the group to) read the draft. `office_note` is what the
    office keeps for itself; `outcome` both read.
    """

    proposal = models.ForeignKey("projects.Proposal", on_delete=models.CASCADE, related_name="consultations")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    wish = models.TextField("相談したいこと", max_length=1000)
    way = models.CharField("方法", max_length=10, choices=ConsultationWay, default=ConsultationWay.COUNTER)
    wished_times = models.CharField("都合のよい日時", max_length=200, blank=True)
    division = models.ForeignKey(
        "organizations.Division",
        verbose_name="いっしょに聞く課",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    meets_at = models.DateTimeField("相談の日時", null=True, blank=True)
    place = models.CharField("場所", max_length=120, blank=True)
    outcome = models.TextField("相談の結果", max_length=2000, blank=True)
    office_note = models.TextField("事務局のひかえ", max_length=2000, blank=True)
    state = models.CharField(
        "状態", max_length=10, choices=ConsultationState, default=ConsultationState.ASKED
    )
    history = HistoricalRecords()

    workflow = consultation_workflow

    class Meta:
        verbose_name = verbose_name_plural = "事前相談"
        ordering = ["-pk"]
        constraints = [
            one_of("state", ConsultationState, name="consultation_state_known"),
            one_of("way", ConsultationWay, name="consultation_way_known"),
        ]
        indexes = [models.Index(fields=["state", "meets_at"], name="consultation_open")]

    def __str__(self):
        return self.wish[:40]
