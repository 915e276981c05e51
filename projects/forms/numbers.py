"""Fields for counts and measures as people type them: 「１，２００人」, 「10.5」."""

from django import forms

from kyodo.text import normalise

COUNTED_IN = ("人", "名", "件", "回", "年", "字", "分", "%")


def bare_number(value: object, units: tuple[str, ...] = ()) -> object:
    """The typed number without separators and unit, half-width."""
    if not isinstance(value, str):
        return value
    text = normalise(value).replace(",", "").replace("、", "").replace(" ", "")
    for unit in units:
        text = text.removesuffix(unit)
    return text


class CountField(forms.IntegerField):
    """A whole number from 0 on (None when left out)."""

    default_error_messages = {"invalid": "0以上の整数で入力してください。"}

    def __init__(self, **kwargs):
        widget = forms.TextInput(
            attrs={"inputmode": "numeric", "class": "field-number", "autocomplete": "off"}
        )
        kwargs.setdefault("widget", widget)
        super().__init__(min_value=0, max_value=2_147_483_647, **kwargs)

    def to_python(self, value):
        return super().to_python(bare_number(value, COUNTED_IN))


class MeasureField(forms.DecimalField):
    """A number from 0 on with one decimal at most (None when left out)."""

    default_error_messages = {"invalid": "数字で入力してください。"}

    def __init__(self, **kwargs):
        widget = forms.TextInput(
            attrs={"inputmode": "decimal", "class": "field-number", "autocomplete": "off"}
        )
        kwargs.setdefault("widget", widget)
        super().__init__(min_value=0, max_digits=12, decimal_places=1, **kwargs)

    def to_python(self, value):
        return super().to_python(bare_number(value, ("人", "名", "件", "回", "%", "点")))

    def prepare_value(self, value):
        """10.0 as stored is shown as 10."""
        return f"{value.normalize():f}" if hasattr(value, "normalize") else value
