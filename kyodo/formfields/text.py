"""Text fields that clean what they take and count what they hold."""

from collections.abc import Callable

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator

from kyodo.text import clean


class CleanTextField(forms.CharField):
    """Several lines of cleaned text.

    With `max_length` the widget carries it as `data-counter` for a live count. It has no `maxlength`:
    a browser would cut a pasted text short without a word.
    """

    widget = forms.Textarea(attrs={"rows": 4})
    default_error_messages = {"required": "入力してください。"}

    def __init__(self, *, max_length: int | None = None, **kwargs):
        super().__init__(**kwargs)
        if max_length is not None:
            self.max_length = max_length
            self.widget.attrs["data-counter"] = str(max_length)
            message = "%(limit_value)d字以内で入力してください。いまは%(show_value)d字です。"
            self.validators.append(MaxLengthValidator(max_length, message=message))

    def to_python(self, value: object) -> str:
        """Cleaned text, or `empty_value`."""
        return super().to_python(clean(str(value)) if value not in self.empty_values else value)


class CleanCharField(CleanTextField):
    """One line of cleaned text; line ends and tabs from a paste become blanks."""

    widget = forms.TextInput

    def to_python(self, value: object) -> str:
        """One cleaned line, or `empty_value`."""
        text = super().to_python(value)
        return " ".join(text.splitlines()).replace("\t", " ") if text not in self.empty_values else text


class ParsedCharField(CleanCharField):
    """One line that a parser of `kyodo` turns into its normal form; its ValueError is the message."""

    parse: Callable[[object], str]
    input_attrs: dict[str, str] = {}

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        """Keyboard and autofill hints."""
        return {**super().widget_attrs(widget), **self.input_attrs}

    def to_python(self, value: object) -> str:
        """The normal form, or `empty_value`."""
        text = super().to_python(value)
        if text in self.empty_values:
            return text
        try:
            return self.parse(text)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from None
