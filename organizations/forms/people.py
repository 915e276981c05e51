"""What people say of themselves."""

from django import forms

from kyodo.formfields import CleanCharField

from ..models import User


class PersonForm(forms.ModelForm):
    """One's own name; address and password have their own pages."""

    name = CleanCharField(label="氏名", max_length=60)
    kana = CleanCharField(label="フリガナ", max_length=80, required=False)

    class Meta:
        model = User
        fields = ["name", "kana"]
