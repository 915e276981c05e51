"""Which years to copy from and to, and which projects to show for it."""

from django import forms

from kyodo.fiscal_year import FiscalYear
from kyodo.formfields import FiscalYearField
from kyodo.search import search
from organizations.models import Division

from .record import years_to_log


class CopyForm(forms.Form):
    """Without a word about it: last year's projects of one's own 課, into this year."""

    from_year = FiscalYearField(label="写す元の年度", years=years_to_log)
    to_year = FiscalYearField(label="写す先の年度", years=years_to_log)
    division = forms.ModelChoiceField(
        Division.objects.none(), label="課", required=False, empty_label="わたしの課すべて"
    )
    q = forms.CharField(label="ことば", required=False, max_length=100)

    def __init__(self, data=None, *, user):
        present = FiscalYear.current()
        initial = {"from_year": present.previous.year, "to_year": present.year}
        super().__init__(data, initial=initial)
        self.user = user
        divisions = Division.objects.all()
        if user.standing.is_coordinator:
            self.fields["division"].empty_label = "すべての課"
        else:
            divisions = divisions.filter(pk__in=user.standing.division_ids)
        self.fields["division"].queryset = divisions

    def clean(self):
        cleaned = super().clean()
        from_year, to_year = cleaned.get("from_year"), cleaned.get("to_year")
        if from_year and to_year and from_year >= to_year:
            self.add_error("to_year", "写す先は、写す元より後の年度にしてください。")
        return cleaned

    def years(self) -> tuple[FiscalYear, FiscalYear]:
        """From which 年度 into which; what cannot be read falls back to last year and this one."""
        cleaned = self.cleaned_data if self.is_bound and self.errors is not None else {}
        return tuple(FiscalYear(cleaned.get(name) or self.initial[name]) for name in ("from_year", "to_year"))

    def narrow(self, years):
        """The project years that this person may copy, narrowed by 課 and words."""
        cleaned = self.cleaned_data if self.is_bound and self.errors is not None else {}
        if not self.user.standing.is_coordinator:
            years = years.filter(division__in=self.user.standing.division_ids)
        if cleaned.get("division"):
            years = years.filter(division=cleaned["division"])
        return search(years, cleaned["q"]) if cleaned.get("q") else years
