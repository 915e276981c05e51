"""Rows inside a long form."""

from django import forms


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
