"""The minutes of the ふりかえりの場: one axis, and the whole."""

from django import forms

from kyodo.formfields import CleanCharField, CleanTextField, WarekiDateField

from ..actions.meetings import Point
from ..enums import MeetingForm
from ..models import Meeting
from .entry import CHOICES


class PointForm(forms.Form):
    """One axis at the table. `base` is the digest of the point as the page was opened."""

    agreed = forms.TypedChoiceField(
        label="合意した評価",
        required=False,
        choices=CHOICES,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "1から5の間で選んでください。"},
    )
    said = CleanTextField(
        label="話したこと",
        required=False,
        max_length=1000,
        help_text="評価が分かれたわけ、よかったこと、困ったこと。",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    next_step = CleanTextField(
        label="次の一歩",
        required=False,
        max_length=300,
        help_text="来年度に、だれが何をするか。",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    base = forms.CharField(required=False, widget=forms.HiddenInput)

    @classmethod
    def initial_of(cls, point: Point) -> dict:
        return {
            "agreed": str(point.agreed or ""),
            "said": point.said,
            "next_step": point.next_step,
            "base": point.digest,
        }

    @property
    def point(self) -> Point:
        cleaned = self.cleaned_data
        return Point(cleaned["agreed"], cleaned["said"], cleaned["next_step"])


class WholeForm(forms.ModelForm):
    """When, how, where, who, and what was agreed for next year."""

    held_on = WarekiDateField(label="開いた日", required=False, help_text="確定するときに必要です。")
    form = forms.ChoiceField(label="開き方", choices=MeetingForm.choices, widget=forms.RadioSelect)
    place = CleanCharField(label="場所", required=False, max_length=100, help_text="例：市民協働推進センター")
    group_attendees = CleanCharField(
        label="団体の出席者", required=False, max_length=300, help_text="例：代表、会計、広報の3人"
    )
    city_attendees = CleanCharField(
        label="市の出席者", required=False, max_length=300, help_text="例：課長、担当の2人"
    )
    agreed = CleanTextField(
        label="来年度に向けて決めたこと",
        required=False,
        max_length=2000,
        help_text="続けること、変えること、やめること。",
    )

    class Meta:
        model = Meeting
        fields = ["held_on", "form", "place", "group_attendees", "city_attendees", "agreed"]
