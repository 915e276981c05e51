"""What a coordinator says when a 年度's ふりかえり is opened, and when its dates move."""

import datetime

from django import forms
from django.utils import timezone

from kyodo.fiscal_year import FiscalYear
from kyodo.formfields import FiscalYearField, WarekiDateField

from ..models import AxisSet, ReviewRound

DAYS_TO_WRITE, DAYS_TO_MEET = 30, 60


def years_to_review() -> list[FiscalYear]:
    """This year and the five before it."""
    present = FiscalYear.current().year
    return [FiscalYear(year) for year in range(present, present - 6, -1)]


class DatesForm(forms.ModelForm):
    entry_due_on = WarekiDateField(label="記入の期限", help_text="団体と市が、それぞれ書き終える日です。")
    meeting_due_on = WarekiDateField(label="ふりかえりの場の期限", help_text="話し合いを終える日です。")

    class Meta:
        model = ReviewRound
        fields = ["entry_due_on", "meeting_due_on"]

    def clean(self):
        cleaned = super().clean()
        entry, meeting = cleaned.get("entry_due_on"), cleaned.get("meeting_due_on")
        if entry and meeting and meeting < entry:
            self.add_error("meeting_due_on", "記入の期限と同じか、それより後にしてください。")
        return cleaned

    def validate_constraints(self):
        """The order of the dates is said at its field, in `clean`."""
        if "meeting_due_on" not in self.errors:
            super().validate_constraints()


class RoundForm(DatesForm):
    fiscal_year = FiscalYearField(label="年度", years=years_to_review)
    axis_set = forms.ModelChoiceField(
        AxisSet.objects.all(),
        label="視点の組",
        empty_label=None,
        help_text="あとから変えられません。言葉を直すときは、先に新しい版を作ります。",
    )
    start = forms.BooleanField(
        label="作ったら、すぐに記入を始める",
        required=False,
        help_text="外すと「準備」のままになり、団体にはまだ見えません。",
    )

    field_order = ["fiscal_year", "axis_set", "entry_due_on", "meeting_due_on", "start"]

    class Meta(DatesForm.Meta):
        fields = ["fiscal_year", "axis_set", "entry_due_on", "meeting_due_on"]

    def clean_fiscal_year(self):
        year = self.cleaned_data["fiscal_year"]
        if ReviewRound.objects.filter(fiscal_year=year).exists():
            raise forms.ValidationError(
                "この年度は、もう開いています。増えた相手の分は、その年度のページで足せます。"
            )
        return year

    @staticmethod
    def first_values() -> dict:
        """The last year that has no round, the current axes, and dates a month apart."""
        today = timezone.localdate()
        taken = set(ReviewRound.objects.values_list("fiscal_year", flat=True))
        years = [year.year for year in years_to_review()]
        wanted = next((year for year in (years[1], years[0]) if year not in taken), years[0])
        return {
            "fiscal_year": wanted,
            "axis_set": AxisSet.objects.filter(is_current=True).first(),
            "entry_due_on": today + datetime.timedelta(days=DAYS_TO_WRITE),
            "meeting_due_on": today + datetime.timedelta(days=DAYS_TO_MEET),
            "start": True,
        }
