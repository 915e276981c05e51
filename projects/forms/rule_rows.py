"""Rows of which each is one rule of a programme or call (`projects.rulebook`)."""

import uuid

from django import forms
from django.forms.utils import ErrorDict

from ..rulebook import faults_of
from .rows import BlankRowFormSet

PREFIX = "rows"


class RuleRow(forms.Form):
    """One rule. A row in which nobody wrote anything is left out, whatever is required in the others.

    `written`: the fields of which one has to hold something; `told_at`: where a fault of a part of the rule is told.
    """

    key = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    rule: type
    key_prefix = ""  # without one the rule has no key
    written: tuple[str, ...] = ("label",)
    told_at: dict[str, str] = {"key": "label"}

    @property
    def is_blank(self) -> bool:
        """Nothing was typed into it, and it is no stored row."""
        if self["key"].data or self.data.get(self.add_prefix("id")):
            return False
        return not any(_is_typed(self[name].data) for name in self.written if name in self.fields)

    def full_clean(self):
        if self.is_bound and self.is_blank:
            self._errors, self.cleaned_data = ErrorDict(), {}
            return
        super().full_clean()

    def parts(self) -> dict:
        """The parts of the rule out of the cleaned fields."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("DELETE", "id")}

    @property
    def is_kept(self) -> bool:
        return bool(self.cleaned_data) and not self.cleaned_data.get("DELETE")


class RuleRowSet(BlankRowFormSet):
    """A list of rules, in order. `holder` is the programme or call; `name` of its value that the rows are."""

    name = ""
    title = "行"
    add_label = "もう一つ加える"
    remove_label = "これを外す"

    def __init__(self, data=None, *, holder, initial):
        self.holder = holder
        super().__init__(data, prefix=PREFIX, initial=self.initial_of(initial[self.name]))

    def initial_of(self, rows: list[dict]) -> list[dict]:
        """The stored rules as the rows take them."""
        return rows

    def clean(self):
        rows = [row for row in self.kept_rows() if not row.errors]
        for fault in faults_of([self.rule_of(row) for row in self.with_keys(rows)]):
            row = rows[fault.row]
            field = row.told_at.get(fault.part, fault.part)
            row.add_error(field if field in row.fields else None, fault.message)

    def kept_rows(self) -> list[RuleRow]:
        return [row for row in self.forms if hasattr(row, "cleaned_data") and row.is_kept]

    def with_keys(self, rows: list[RuleRow]) -> list[RuleRow]:
        """The rows, each with a key. A new rule gets one that none ever had: answers and files hang on it."""
        for row in rows:
            if row.key_prefix and not row.cleaned_data.get("key"):
                row.cleaned_data["key"] = f"{row.key_prefix}{uuid.uuid4().hex[:10]}"
        return rows

    def rule_of(self, row: RuleRow):
        return row.rule(**row.parts())

    def values(self) -> dict[str, list[dict]]:
        """The rules as plain data, under their name."""
        return {self.name: [self.rule_of(row).as_data() for row in self.with_keys(self.kept_rows())]}


def _is_typed(data) -> bool:
    if isinstance(data, list | tuple):
        return any(map(_is_typed, data))
    return bool(str(data or "").strip())
