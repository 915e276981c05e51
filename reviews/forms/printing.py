"""What a person chooses before printing: which sheets, and how."""

from django import forms
from django.http import QueryDict

from kyodo.fiscal_year import FiscalYear
from organizations.models import Division

from ..enums import SheetState
from ..models import ReviewRound, Sheet
from ..models.sheet import SheetQuerySet
from ..printing.document import PrintMode

PAGES_A_SHEET = 2  # for the estimate alone: most sheets have two pages
LONGEST_ID = 18  # digits: the database refuses longer ones


class ModeForm(forms.Form):
    """記入済み, 前年との比較 or 空欄."""

    mode = forms.ChoiceField(
        label="印刷のしかた",
        choices=PrintMode.choices,
        initial=PrintMode.FILLED,
        widget=forms.RadioSelect,
        error_messages={
            "required": "印刷のしかたを選んでください。",
            "invalid_choice": "印刷のしかたを選んでください。",
        },
    )

    @property
    def chosen_mode(self) -> PrintMode:
        return PrintMode(self.cleaned_data["mode"])


class OptionsForm(ModeForm):
    """A whole 年度, or one 課 or state of it."""

    year = forms.TypedChoiceField(label="年度", coerce=int)
    division = forms.ModelChoiceField(
        Division.objects.all(), label="課", required=False, empty_label="すべての課"
    )
    state = forms.ChoiceField(label="状態", required=False, choices=[("", "すべて"), *SheetState.choices])

    field_order = ["year", "division", "state", "mode"]

    def __init__(self, data: QueryDict, *, user):
        """Without a choice yet: the newest 年度, as it was filled in."""
        years = list(ReviewRound.objects.values_list("fiscal_year", flat=True))
        data = data.copy()
        data.setdefault("mode", PrintMode.FILLED)
        if years:
            data.setdefault("year", str(years[0]))
        super().__init__(data)
        self.user = user
        self.has_years = bool(years)
        self.fields["year"].choices = [(year, FiscalYear(year).label) for year in years]

    def sheets(self) -> SheetQuerySet:
        """The sheets that are chosen; none while something is wrong with the choice."""
        if not self.is_valid():
            return Sheet.objects.none()
        rows = Sheet.objects.inside(self.user).filter(fiscal_year=self.cleaned_data["year"])
        if self.cleaned_data["division"]:
            rows = rows.filter(division=self.cleaned_data["division"])
        if self.cleaned_data["state"]:
            rows = rows.filter(state=self.cleaned_data["state"])
        return rows


class SelectionForm(ModeForm):
    """What was ticked in the list (`sheet`, several), or all that its filters leave (`query`, the list's own).

    `listed` is that query string where the address of the list alone was given.
    """

    def __init__(self, data: QueryDict, *, listed: str = ""):
        super().__init__(data if "mode" in data else None)
        self.query = data.get("query", None if "sheet" in data else listed or None)
        self.ticked = [key for key in data.getlist("sheet") if key.isdecimal() and len(key) <= LONGEST_ID]

    @property
    def address_query(self) -> str:
        """The selection as the query string of its page."""
        query = QueryDict(mutable=True)
        if self.query is None:
            query.setlist("sheet", self.ticked)
        else:
            query["query"] = self.query
        return query.urlencode()
