"""What somebody says of themselves when they sign up."""

from django import forms

from kyodo.formfields import CleanCharField


class NameForm(forms.Form):
    """The name that others here read; allauth adds address and password."""

    field_order = ["name", "kana", "email", "password1", "password2"]

    name = CleanCharField(
        label="氏名", max_length=60, help_text="この画面を使う人に表示されます。例：協働 花子"
    )
    kana = CleanCharField(label="フリガナ", max_length=80, required=False, help_text="例：キョウドウ ハナコ")

    def signup(self, request, user) -> None:
        """allauth calls this once the account exists."""
        user.name = self.cleaned_data["name"]
        user.kana = self.cleaned_data["kana"]
        user.save(update_fields=["name", "kana"])
