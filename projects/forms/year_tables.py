"""役割分担 and 収支予算 of a project's year, as rows."""

from decimal import Decimal

from django import forms

from kyodo.formfields import CleanCharField, YenField

from ..actions.year_rows import RowEntry
from ..content import read_number, write_number
from ..enums import BudgetSide, IncomeSource
from ..models import BudgetLine, ProjectYear, RoleShare
from ..models.role_share import Share
from .rows import BlankRowFormSet, silence

MOST_ROWS = 60
UNSET = [("", "決まっていない")]


class QuantityField(forms.CharField):
    """A number with two decimals at most, as people type it; 1 where it is left out."""

    widget = forms.TextInput(
        attrs={"inputmode": "decimal", "class": "field-number", "autocomplete": "off", "size": "6"}
    )

    def to_python(self, value):
        text = super().to_python(value)
        if not text.strip():
            return Decimal(1)
        try:
            return read_number(text)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None

    def prepare_value(self, value):
        return write_number(value) if isinstance(value, Decimal) else value


class _Row(forms.Form):
    """A row whose `written` fields are all blank is left out."""

    written: tuple[str, ...] = ()
    row_id = forms.IntegerField(required=False, widget=forms.HiddenInput)

    @property
    def is_blank(self) -> bool:
        return not any(self.cleaned_data.get(name) not in (None, "") for name in self.written) and not any(
            name in self.errors for name in self.written
        )

    def require(self, name: str, message: str) -> None:
        if self.cleaned_data.get(name) in (None, "") and name not in self.errors:
            self.add_error(name, message)


class RoleForm(_Row):
    written = ("item", "group_part", "city_part")
    item = CleanCharField(label="項目", max_length=100, required=False)
    group_part = CleanCharField(label="団体がすること", max_length=200, required=False)
    city_part = CleanCharField(label="市がすること", max_length=200, required=False)
    responsible = forms.ChoiceField(label="責任", choices=[*UNSET, *Share.choices], required=False)
    payer = forms.ChoiceField(label="費用", choices=[*UNSET, *Share.choices], required=False)

    def clean(self):
        cleaned = super().clean()
        if not self.is_blank:
            self.require("item", "項目を書いてください。")
        return cleaned

    def row(self) -> RoleShare:
        names = ("item", "group_part", "city_part", "responsible", "payer")
        return RoleShare(**{name: self.cleaned_data[name] for name in names})


class LineForm(_Row):
    written = ("item", "note", "unit_price")
    side = forms.ChoiceField(label="収支", choices=BudgetSide.choices, initial=BudgetSide.EXPENSE)
    source = forms.ChoiceField(
        label="財源（収入）", choices=[("", "選んでください"), *IncomeSource.choices], required=False
    )
    item = CleanCharField(label="費目", max_length=60, required=False)
    note = CleanCharField(label="内訳", max_length=200, required=False)
    unit_price = YenField(label="単価", required=False)
    quantity = QuantityField(label="数", required=False)
    unit = CleanCharField(label="単位", max_length=20, required=False)
    is_eligible = forms.BooleanField(label="対象経費（支出）", required=False, initial=True)

    def clean(self):
        cleaned = super().clean()
        if self.is_blank:
            return cleaned
        self.require("item", "費目を書いてください。")
        self.require("unit_price", "単価を入れてください。")
        if cleaned.get("side") == BudgetSide.INCOME:
            self.require("source", "財源を選んでください。")
        return cleaned

    def row(self) -> BudgetLine:
        given = {name: self.cleaned_data[name] for name in self.fields if name not in ("row_id", "DELETE")}
        if given["side"] == BudgetSide.EXPENSE:
            given["source"] = ""
        else:
            given["is_eligible"] = True
        return BudgetLine(**given)


class _RowSet(BlankRowFormSet):
    def entries(self) -> list[RowEntry]:
        """The rows as given, without blank ones and those marked for removal."""
        kept = [form for form in self.forms if not form.is_blank and not form.cleaned_data.get("DELETE")]
        return [RowEntry(form.row(), form.cleaned_data.get("row_id")) for form in kept]


def _formset(form):
    return forms.formset_factory(
        form, _RowSet, can_delete=True, max_num=MOST_ROWS, absolute_max=MOST_ROWS + 5
    )


RoleFormSet, LineFormSet = _formset(RoleForm), _formset(LineForm)


def initial_of(rows, form) -> list[dict]:
    """The year's stored rows as the formset takes them."""
    names = [name for name in form.base_fields if name != "row_id"]
    return [{"row_id": row.pk, **{name: getattr(row, name) for name in names}} for row in rows]


class TableForms:
    """Both tables of one year."""

    def __init__(self, data=None, *, year: ProjectYear):
        self.roles = RoleFormSet(data, prefix="roles", initial=initial_of(year.role_shares.all(), RoleForm))
        lines = sorted(year.budget_lines.all(), key=lambda line: line.side != BudgetSide.INCOME)
        self.lines = LineFormSet(data, prefix="lines", initial=initial_of(lines, LineForm))
        self.all = [self.roles, self.lines]

    def is_valid(self) -> bool:
        answers = [each.is_valid() for each in self.all]
        return all(answers)

    def silence(self) -> "TableForms":
        """Show what was typed without judging it yet."""
        for each in self.all:
            silence(each)
        return self
