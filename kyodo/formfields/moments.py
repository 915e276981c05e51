"""A time of day, and a moment of Japan: a date in three boxes with its time in a fourth."""

import datetime as dt
import re

from django import forms
from django.core.exceptions import ValidationError

from kyodo import wareki
from kyodo.formfields.dates import WarekiDateField, WarekiDateWidget
from kyodo.text import normalise

EXAMPLE = "18:30 のように入力してください。"
_CLOCK = re.compile(r"(午前|午後)?(\d{1,2})(?:[:時](?:(\d{2}|\d(?=分))分?|(半))?)")
_DIGITS = re.compile(r"(\d{2})(\d{2})")


def parse_clock(value: object) -> dt.time:
    """The time of day in 「18:30」, 「１８時３０分」, 「午後6時半」 or 「1830」; ValueError in Japanese."""
    if isinstance(value, dt.time):
        return value
    text = "".join(normalise(str(value or "")).split())
    if match := _CLOCK.fullmatch(text):
        half, hour, minute, and_half = match.groups()
        hours, minutes = int(hour), 30 if and_half else int(minute or 0)
        if half and hours > 12:
            raise ValueError(f"時刻を読み取れません。{EXAMPLE}")
        hours = hours % 12 + (12 if half == "午後" else 0) if half else hours
    elif match := _DIGITS.fullmatch(text):
        hours, minutes = int(match[1]), int(match[2])
    else:
        raise ValueError(f"時刻を読み取れません。{EXAMPLE}")
    if hours > 23 or minutes > 59:
        raise ValueError("時刻は0:00から23:59までで入力してください。")
    return dt.time(hours, minutes)


class ClockField(forms.Field):
    """A time of day (`datetime.time`, None when left out)."""

    widget = forms.TextInput(attrs={"class": "field-clock", "autocomplete": "off", "size": "6"})
    default_error_messages = {"required": "時刻を入力してください。"}

    def to_python(self, value: object) -> dt.time | None:
        if value in self.empty_values or not str(value).strip():
            return None
        try:
            return parse_clock(value)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from None

    def prepare_value(self, value: object) -> object:
        return f"{value:%H:%M}" if isinstance(value, dt.time) else value


class WarekiMomentWidget(WarekiDateWidget):
    """The boxes of a date and `<name>_time`; data under the bare `<name>` are a whole moment."""

    labels = (*WarekiDateWidget.labels, "時刻")

    def __init__(self, attrs: dict | None = None):
        super().__init__(attrs)
        clock = forms.TextInput(attrs={"autocomplete": "off", "class": "field-clock", "size": "6"})
        self.widgets.append(clock)
        self.widgets_names.append("_time")

    def decompress(self, value: object) -> list[str]:
        """[「令和8」, 「4」, 「1」, 「18:30」] in Japan."""
        if not isinstance(value, dt.datetime):
            day, _, clock = str(value or "").strip().partition(" ")
            return [*super().decompress(day), clock]
        local = wareki.in_japan(value)
        return [*super().decompress(local.date()), f"{local:%H:%M}"]

    def value_from_datadict(self, data, files, name: str) -> list[str]:
        if name in data:
            return self.decompress(_moment(data[name]))
        return super().value_from_datadict(data, files, name)


def _moment(text: str) -> object:
    """What a draft or another editor's value kept as one text."""
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        return text


class WarekiMomentField(WarekiDateField):
    """A moment of Japan to the minute (aware `datetime`, None when left out)."""

    widget = WarekiMomentWidget

    def to_python(self, value: object) -> dt.datetime | None:
        if isinstance(value, dt.datetime):
            return value
        *boxes, clock = value if isinstance(value, list | tuple) else [value, "", "", ""]
        day = super().to_python(boxes)
        if day is None:
            if str(clock or "").strip():
                raise ValidationError("日付も入力してください。", code="invalid")
            return None
        if not str(clock or "").strip():
            raise ValidationError("時刻も入力してください。", code="invalid")
        try:
            return dt.datetime.combine(day, parse_clock(clock), tzinfo=wareki.JAPAN)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from None
