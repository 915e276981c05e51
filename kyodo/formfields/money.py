"""A field for whole yen."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator

from kyodo.money import format_yen, parse_yen


class YenInput(forms.TextInput):
    """A right-aligned box with separators, before 「円」; `data-yen` lets a script group digits."""

    template_name = "kyodo/widgets/yen.html"

    def __init__(self, attrs: dict | None = None):
        defaults = {"class": "field-yen", "inputmode": "numeric", "autocomplete": "off", "data-yen": True}
        super().__init__({**defaults, **(attrs or {})})

    def format_value(self, value: object) -> str | None:
        """「1,234」 for a number; what was typed stays as it is."""
        return f"{value:,}" if isinstance(value, int) else super().format_value(value)

    def get_context(self, name: str, value: object, attrs: dict | None) -> dict:
        """As in Django, with `widget.invalid` for the box around the input."""
        context = super().get_context(name, value, attrs)
        context["widget"]["invalid"] = "aria-invalid" in context["widget"]["attrs"]
        return context


class YenField(forms.Field):
    """Whole yen (int, None when left out). `min_value` and `max_value` are in yen."""

    widget = YenInput
    default_error_messages = {"required": "金額を入力してください。"}

    def __init__(self, *, min_value: int | None = None, max_value: int | None = None, **kwargs):
        super().__init__(**kwargs)
        if min_value is not None:
            message = f"{format_yen(min_value)}以上の金額を入力してください。"
            self.validators.append(MinValueValidator(min_value, message=message))
        if max_value is not None:
            message = f"{format_yen(max_value)}以下の金額を入力してください。"
            self.validators.append(MaxValueValidator(max_value, message=message))

    def to_python(self, value: object) -> int | None:
        """Yen, or None for blank, a dash and 「なし」."""
        try:
            return parse_yen(value)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from None
