"""A field for 年度, chosen or typed."""

from collections.abc import Callable, Iterable

from django import forms
from django.core.exceptions import ValidationError

from kyodo.fiscal_year import FiscalYear, parse_fiscal_year

Years = Iterable[FiscalYear] | Callable[[], Iterable[FiscalYear]]


class FiscalYearInput(forms.TextInput):
    """A box that shows a stored 2026 as 「令和8年度」."""

    def format_value(self, value: object) -> str | None:
        """The short label of a year; what was typed stays as it is."""
        return FiscalYear(value).short_label if isinstance(value, int) else super().format_value(value)


class FiscalYearField(forms.Field):
    """The western year in which a 年度 starts (int, None when left out), as the models keep it.

    With `years` it is a list to choose from (a callable where the list moves with the date), without it a box
    that takes 「令和8年度」, 「R8」 and 「2026」.
    """

    default_error_messages = {
        "required": "年度を入力してください。",
        "invalid_choice": "一覧にある年度から選んでください。",
    }

    def __init__(self, *, years: Years | None = None, empty_label: str = "選んでください", **kwargs):
        self.years = years
        self.empty_label = empty_label
        kwargs.setdefault(
            "widget", FiscalYearInput(attrs={"autocomplete": "off"}) if years is None else forms.Select
        )
        super().__init__(**kwargs)
        if years is not None:
            self.widget.choices = self._choices

    def __deepcopy__(self, memo):
        copied = super().__deepcopy__(memo)
        if self.years is not None:
            copied.widget.choices = copied._choices
        return copied

    def to_python(self, value: object) -> int | None:
        """The western year."""
        if value in self.empty_values:
            return None
        try:
            return parse_fiscal_year(value).year
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from None

    def validate(self, value: int | None) -> None:
        """Refuse a year that is not in the list."""
        super().validate(value)
        if value is not None and self.years is not None and FiscalYear(value) not in self._listed():
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")

    def _listed(self) -> list[FiscalYear]:
        return list(self.years() if callable(self.years) else self.years)

    def _choices(self) -> list[tuple[int | str, str]]:
        return [("", self.empty_label), *((year.year, year.label) for year in self._listed())]
