"""Fields that several forms of this app share."""

from django import forms

from kyodo.text import normalise


class EmailAddressField(forms.EmailField):
    """An address in lower case; full-width letters are taken too."""

    default_error_messages = {
        "required": "メールアドレスを入力してください。",
        "invalid": "メールアドレスの形になっていません。例：hanako@example.jp",
    }

    def to_python(self, value):
        return super().to_python(normalise(value).lower() if value else value)
