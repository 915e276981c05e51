"""The name under which somebody keeps a list's query string."""

from django import forms
from django.http import QueryDict

from kyodo.formfields import CleanCharField

LONGEST_QUERY = 1000


class SavedFilterForm(forms.Form):
    name = CleanCharField(
        label="条件の名前", max_length=40, error_messages={"required": "条件の名前を入力してください。"}
    )
    query = forms.CharField(required=False, max_length=LONGEST_QUERY, widget=forms.HiddenInput)

    def clean_query(self) -> str:
        """A query string and nothing else: it becomes part of an address."""
        return QueryDict(self.cleaned_data["query"]).urlencode()
