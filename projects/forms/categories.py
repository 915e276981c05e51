"""部門 of a programme or call: for each year the city's share and the most it pays."""

from django import forms
from django.forms import BoundField

from kyodo.formfields import CleanCharField, YenField

from ..actions.call_rows import chosen_categories
from ..models import Call
from ..rulebook import MOST_YEARS, CategoryRule
from .numbers import CountField
from .rule_rows import RuleRow, RuleRowSet

YEARS = range(1, MOST_YEARS + 1)
KINDS = (("rate", "負担率"), ("limit", "上限"))


class CategoryRow(RuleRow):
    """Fields `rate_1` … `limit_3` hold percent and yen of the project's first to third year."""

    name = CleanCharField(
        label="部門の名前", max_length=60, error_messages={"required": "部門の名前を書いてください。"}
    )
    note = CleanCharField(label="説明", max_length=300, required=False)
    max_years = forms.TypedChoiceField(
        label="続けられる年数",
        choices=[(year, f"{year}年まで") for year in YEARS],
        coerce=int,
        initial=1,
    )
    is_continuation = forms.BooleanField(
        label="実施中の事業を続ける部門",
        required=False,
        help_text="前の年に採択された事業を持つ団体だけが選べます。",
    )

    rule = CategoryRule
    key_prefix = "k"
    written = ("name", "note", *(f"{kind}_{year}" for kind, _ in KINDS for year in YEARS))
    told_at = {"key": "name", "rates": "rate_1", "limits": "limit_1"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for year in YEARS:
            self.fields[f"rate_{year}"] = CountField(label=f"{year}年目の負担率（％）", required=False)
            self.fields[f"limit_{year}"] = YenField(label=f"{year}年目の上限", required=False)

    def clean(self):
        cleaned = super().clean()
        for kind, label in KINDS:
            self._check_years(cleaned, kind, label)
        return cleaned

    def _check_years(self, cleaned: dict, kind: str, label: str) -> None:
        """As many as the years, or none at all."""
        years = cleaned.get("max_years") or MOST_YEARS
        given = {year for year in YEARS if cleaned.get(f"{kind}_{year}") is not None}
        for year in YEARS:
            if given and year <= years and year not in given and f"{kind}_{year}" not in self.errors:
                self.add_error(f"{kind}_{year}", f"{year}年目の{label}も入れるか、すべて空けてください。")
            if year > years and year in given:
                message = f"続けられるのは{years}年までです。空けるか、年数を増やしてください。"
                self.add_error(f"{kind}_{year}", message)

    def parts(self) -> dict:
        cleaned = super().parts()
        parts = {name: cleaned[name] for name in ("key", "name", "note", "max_years", "is_continuation")}
        for kind, _ in KINDS:
            values = [cleaned[f"{kind}_{year}"] for year in YEARS]
            parts[f"{kind}s"] = [value for value in values if value is not None]
        return parts

    def years(self) -> list[tuple[int, BoundField, BoundField]]:
        """(year, share, most) for the small table of a row."""
        return [(year, self[f"rate_{year}"], self[f"limit_{year}"]) for year in YEARS]


class CategoryRows(RuleRowSet):
    name = "categories"
    title = "部門"
    add_label = "部門をもう一つ加える"
    remove_label = "この部門を外す"

    def __init__(self, data=None, *, holder, initial):
        self.chosen = chosen_categories(holder) if isinstance(holder, Call) else set()
        super().__init__(data, holder=holder, initial=initial)

    def initial_of(self, rows: list[dict]) -> list[dict]:
        return [
            {
                **row,
                **{f"rate_{year}": rate for year, rate in enumerate(row["rates"], 1)},
                **{f"limit_{year}": limit for year, limit in enumerate(row["limits"], 1)},
            }
            for row in rows
        ]

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.is_chosen = form["key"].value() in self.chosen
        if form.is_chosen:
            del form.fields["DELETE"]

    def clean(self):
        super().clean()
        left = self.chosen - {row.cleaned_data.get("key") for row in self.kept_rows()}
        if left:
            raise forms.ValidationError("提案のある部門は、外せません。")


CategoryFormSet = forms.formset_factory(
    CategoryRow, CategoryRows, can_delete=True, max_num=8, absolute_max=10
)
