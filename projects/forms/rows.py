"""Rows inside a long form."""

from django import forms
from django.forms.utils import ErrorDict, ErrorList


class BlankRowFormSet(forms.BaseFormSet):
    """Starts with the stored rows, or with one blank row where there are none; a button adds more."""

    remove_label = "外す"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.extra = 0 if self.initial else 1

    def add_fields(self, form, index):
        super().add_fields(form, index)
        # Each form says itself what a blank row is. Django's own way takes a stored row that nobody touched for blank
        # where the browser's count of stored rows is wrong.
        form.empty_permitted = False
        form.fields["DELETE"].label = self.remove_label


def add_blank_row(data, prefix: str) -> int:
    """One more row in the typed data of a formset (a mutable `QueryDict`); returns its number from 0."""
    count = as_id(data.get(f"{prefix}-TOTAL_FORMS")) or 0
    data[f"{prefix}-TOTAL_FORMS"] = str(count + 1)
    return count


def silence(form: forms.BaseForm | forms.BaseFormSet) -> None:
    """Show what was typed without judging it yet: for drafts, and while rows are being added."""
    if isinstance(form, forms.BaseFormSet):
        form._errors, form._non_form_errors = [], ErrorList()
        for row in form.forms:
            row._errors = ErrorDict()
    else:
        form._errors = ErrorDict()


def as_id(value) -> int | None:
    """A row id out of what a browser sent."""
    text = "" if value is None else str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
