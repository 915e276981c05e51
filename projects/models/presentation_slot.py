from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from kyodo.constraints import both_or_neither, in_order, one_of
from kyodo.models import Stamped
from kyodo.wareki import in_japan

from ..enums import SlotPlace

EVENING_FROM = 17


class PresentationSlot(Stamped):
    """発表の枠 of the 公開プレゼンテーション, also in the evening, on Saturdays and online: first come, first served.

    One proposal has one slot and one slot one proposal: the database says so. `projects.actions.slots` writes it.
    """

    call = models.ForeignKey("projects.Call", on_delete=models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField("始まり")
    ends_at = models.DateTimeField("終わり")
    place_kind = models.CharField("方法", max_length=10, choices=SlotPlace, default=SlotPlace.IN_PERSON)
    place = models.CharField("会場・接続先", max_length=200, blank=True)
    proposal = models.OneToOneField(
        "projects.Proposal", null=True, blank=True, on_delete=models.SET_NULL, related_name="slot"
    )
    wants_online = models.BooleanField("オンラインで発表する", default=False)
    taken_at = models.DateTimeField("選んだ日時", null=True, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "発表の枠"
        ordering = ["starts_at", "pk"]
        constraints = [
            one_of("place_kind", SlotPlace, name="presentationslot_place_known"),
            in_order("starts_at", "ends_at", name="presentationslot_in_order"),
            both_or_neither(
                "taken_at",
                "taken_by",
                name="presentationslot_taken_by_somebody",
                message="選んだ人と日時は、そろえて記録します。",
            ),
            models.CheckConstraint(
                condition=Q(proposal__isnull=True) | Q(taken_at__isnull=False),
                name="presentationslot_taken_has_time",
                violation_error_message="枠を選んだ日時が必要です。",
            ),
            models.UniqueConstraint(
                fields=["call", "starts_at", "place"],
                name="presentationslot_once",
                violation_error_message="同じ時間・同じ場所の枠があります。",
            ),
        ]

    @property
    def is_online(self) -> bool:
        return self.place_kind == SlotPlace.ONLINE or self.wants_online

    @property
    def where(self) -> str:
        """The place in words: 「市役所 第一会議室（オンラインで発表）」."""
        place = self.place or self.get_place_kind_display()
        return f"{place}（オンラインで発表）" if self.wants_online else place

    @property
    def is_evening(self) -> bool:
        """Begins at 17:00 or later, when those who work by day can come."""
        return in_japan(self.starts_at).hour >= EVENING_FROM

    def __str__(self):
        return f"{self.starts_at:%Y-%m-%d %H:%M}"
