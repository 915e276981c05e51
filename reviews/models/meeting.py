from django.db import models
from simple_history.models import HistoricalRecords

from kyodo.constraints import one_of
from kyodo.models import Stamped, Versioned

from ..enums import MeetingForm


class Meeting(Versioned, Stamped):
    """ふりかえりの場: both sides at one table – when, where, who, and what they agreed on for next year."""

    sheet = models.OneToOneField("reviews.Sheet", on_delete=models.CASCADE, related_name="meeting")
    held_on = models.DateField("開いた日", null=True, blank=True)
    form = models.CharField("開き方", max_length=10, choices=MeetingForm, default=MeetingForm.IN_PERSON)
    place = models.CharField("場所", max_length=100, blank=True)
    group_attendees = models.CharField("団体の出席者", max_length=300, blank=True)
    city_attendees = models.CharField("市の出席者", max_length=300, blank=True)
    agreed = models.TextField("来年度に向けて決めたこと", max_length=2000, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "ふりかえりの場"
        constraints = [one_of("form", MeetingForm, name="meeting_form_known")]

    def __str__(self):
        return f"{self.sheet} ふりかえりの場"


class MeetingPoint(models.Model):
    """What was said about one axis at the table, and the next year's step that came of it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="points")
    axis = models.ForeignKey("reviews.Axis", on_delete=models.PROTECT, related_name="+")
    said = models.TextField("話したこと", max_length=1000, blank=True)
    next_step = models.CharField("次の一歩", max_length=300, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "視点ごとの話し合い"
        ordering = ["axis__number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "axis"], name="meetingpoint_once")]

    def __str__(self):
        return f"{self.axis}: {self.next_step}"
