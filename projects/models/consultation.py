from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, When
from simple_history.models import HistoricalRecords

from kyodo.constraints import one_of
from kyodo.models import Stamped, Stateful, Versioned

from ..enums import ConsultationState, ConsultationWay
from ..workflow import consultation_workflow


class ConsultationQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state__in=ConsultationState.open())

    def in_order_of_work(self):
        """What is open first: those without a moment, then by their moment; then the newest that are over."""
        is_open = Case(When(state__in=ConsultationState.open(), then=0), default=1)
        return self.order_by(is_open, F("meets_at").asc(nulls_first=True), "-pk")

    def visible_to(self, user):
        """The group's own for its members, all for coordinators, those referred to them for people of a 課."""
        if user.standing.is_coordinator:
            return self
        return self.filter(
            Q(proposal__organization__in=list(user.standing.memberships))
            | Q(division__in=user.standing.division_ids)
        )

    def for_city(self, user):
        """Those that the person handles for the city: never one of a group to which the person belongs."""
        rows = self if user.standing.is_coordinator else self.filter(division__in=user.standing.division_ids)
        return rows.exclude(proposal__organization__in=list(user.standing.memberships))


class Consultation(Stateful, Versioned, Stamped):
    """事前相談: a group talks its draft over with the office before it hands in – also by phone or in the evening.

    Asking for one lets the office (and the 課 it refers the group to) read the draft, unless it is dropped.
    `office_note` is what the office keeps for itself; `outcome` both read. `projects.actions.consultations` writes it.
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
    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "事前相談"
        ordering = ["-pk"]
        constraints = [
            one_of("state", ConsultationState, name="consultation_state_known"),
            one_of("way", ConsultationWay, name="consultation_way_known"),
            models.UniqueConstraint(
                fields=["proposal"],
                condition=Q(state__in=ConsultationState.open()),
                name="consultation_one_open",
                violation_error_message="この提案の事前相談は、もう申し込まれています。",
            ),
            models.CheckConstraint(
                condition=~Q(state=ConsultationState.ARRANGED)
                | Q(meets_at__isnull=False)
                | Q(way=ConsultationWay.WRITING),
                name="consultation_arranged_has_moment",
                violation_error_message="相談の日時を決めてください。",
            ),
            models.CheckConstraint(
                condition=~Q(state=ConsultationState.HELD) | ~Q(outcome=""),
                name="consultation_held_has_outcome",
                violation_error_message="相談の結果を書いてください。",
            ),
        ]
        indexes = [models.Index(fields=["state", "meets_at"], name="consultation_open")]

    def __str__(self):
        return self.wish[:40]

    @property
    def badge(self) -> ConsultationState:
        """The state as a member of its enum, for its label and tone."""
        return ConsultationState(self.state)

    @property
    def is_open(self) -> bool:
        return self.state in ConsultationState.open()
