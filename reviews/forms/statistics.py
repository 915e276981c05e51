"""Out of the address of a statistics page: what is counted, by what, over which years."""

from django import forms

from kyodo.fiscal_year import FiscalYear

from ..statistics import BREAKDOWNS, MEASURES, Breakdown, Measure

YEARS_SHOWN, MOST_YEARS = 5, 20


class YearsForm(forms.Form):
    """From one 年度 to another. Unsaid, the five up to the present one."""

    first = forms.ChoiceField(label="いつから")
    last = forms.ChoiceField(label="いつまで")

    def __init__(self, data, *, years: list[FiscalYear]):
        present = FiscalYear.current().year
        unsaid = {"first": max(years[-1].year, present - YEARS_SHOWN + 1), "last": present}
        super().__init__(self.with_unsaid(data, unsaid))
        for name in unsaid:
            self.fields[name].choices = [(str(year.year), year.label) for year in years]
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select"

    @staticmethod
    def with_unsaid(data, unsaid: dict):
        """The address with what holds where it says nothing, so that the boxes show it."""
        filled = data.copy()
        for name, value in unsaid.items():
            if not filled.get(name):
                filled[name] = str(value)
        return filled

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            if int(cleaned["first"]) > int(cleaned["last"]):
                self.add_error("last", "「いつから」と同じか、それより後の年度を選んでください。")
            elif int(cleaned["last"]) - int(cleaned["first"]) >= MOST_YEARS:
                self.add_error("last", f"一度に見られるのは{MOST_YEARS}年度までです。")
        return cleaned

    @property
    def years(self) -> list[int]:
        """Oldest first; the form is valid."""
        return list(range(int(self.cleaned_data["first"]), int(self.cleaned_data["last"]) + 1))


class StatisticsForm(YearsForm):
    measure = forms.ChoiceField(
        label="数えるもの", required=False, choices=[(each.key, each.label) for each in MEASURES.values()]
    )
    by = forms.ChoiceField(
        label="分け方",
        required=False,
        choices=[("", "分けない"), *((each.key, each.label) for each in BREAKDOWNS.values())],
    )
    field_order = ["measure", "by", "first", "last"]

    @property
    def chosen_measure(self) -> Measure:
        return MEASURES[self.cleaned_data["measure"] or "projects"]

    @property
    def chosen_by(self) -> Breakdown | None:
        return BREAKDOWNS.get(self.cleaned_data["by"])
