"""A date in three boxes 年・月・日, of which the first also takes a whole date."""

import datetime as dt
import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator

from kyodo import wareki
from kyodo.text import normalise

BOXES = {"year": "年", "month": "月", "day": "日"}


class WarekiDateWidget(forms.MultiWidget):
    """Boxes `<name>_year`, `<name>_month`, `<name>_day`; data under the bare `<name>` are a whole date."""

    template_name = "kyodo/widgets/wareki_date.html"
    labels = tuple(BOXES.values())

    def __init__(self, attrs: dict | None = None):
        common = {"autocomplete": "off"}
        super().__init__(
            {
                "year": forms.TextInput(attrs={**common, "class": "field-date-year", "size": "8"}),
                "month": forms.TextInput(
                    attrs={**common, "class": "field-date-part", "size": "3", "inputmode": "numeric"}
                ),
                "day": forms.TextInput(
                    attrs={**common, "class": "field-date-part", "size": "3", "inputmode": "numeric"}
                ),
            },
            attrs,
        )

    def use_required_attribute(self, initial: object) -> bool:
        """Never: a whole date in the first box leaves the others empty. `aria-required` says it instead."""
        return False

    def decompress(self, value: object) -> list[str]:
        """[「令和8」, 「4」, 「1」]; a text that is no date stands in the first box."""
        if not value:
            return ["", "", ""]
        try:
            date = wareki.parse_date(value)
        except ValueError:
            return [str(value), "", ""]
        year, _, _ = wareki.format_date_short(date).partition("年")
        return [year, str(date.month), str(date.day)]

    def value_from_datadict(self, data, files, name: str) -> list[str]:
        """What was typed in the three boxes."""
        if name in data:
            return [data[name], "", ""]
        return [value or "" for value in super().value_from_datadict(data, files, name)]

    def value_omitted_from_data(self, data, files, name: str) -> bool:
        """True where neither the boxes nor the whole date were sent."""
        return name not in data and super().value_omitted_from_data(data, files, name)

    def get_context(self, name: str, value: object, attrs: dict | None) -> dict:
        """As in Django, with each box's own name beside it."""
        context = super().get_context(name, value, attrs)
        for box, label in zip(context["widget"]["subwidgets"], self.labels, strict=True):
            box["label"] = label
        context["widget"]["invalid"] = "aria-invalid" in context["widget"]["attrs"]
        return context


class WarekiDateField(forms.Field):
    """A day (`datetime.date`, None when left out); `min_value` and `max_value` are the first and last taken."""

    widget = WarekiDateWidget
    default_error_messages = {
        "required": "日付を入力してください。",
        "month": "月は1から12までの数字で入力してください。",
        "day": "日は1から31までの数字で入力してください。",
    }

    def __init__(self, *, min_value: dt.date | None = None, max_value: dt.date | None = None, **kwargs):
        super().__init__(**kwargs)
        if min_value is not None:
            message = f"{wareki.format_date(min_value)}か、それより後の日付を入力してください。"
            self.validators.append(MinValueValidator(min_value, message=message))
        if max_value is not None:
            message = f"{wareki.format_date(max_value)}か、それより前の日付を入力してください。"
            self.validators.append(MaxValueValidator(max_value, message=message))

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        """`aria-required` on every box."""
        return {"aria-required": "true"} if self.required else {}

    def to_python(self, value: object) -> dt.date | None:
        """The day in three boxes, in the first of them, or in one value of any kind `parse_date` reads."""
        boxes = list(value) if isinstance(value, list | tuple) else [value, "", ""]
        if all(box in self.empty_values for box in boxes):
            return None
        try:
            return self._from_boxes(*boxes)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from None

    def _from_boxes(self, year: object, month: object, day: object) -> dt.date | None:
        if not isinstance(year, str):
            return wareki.parse_date(year)
        texts = [normalise(box) for box in (year, month, day)]
        if not any(texts):
            return None
        if texts[0] and not any(texts[1:]):
            return wareki.parse_date(texts[0])
        if missing := [label for label, text in zip(BOXES.values(), texts, strict=True) if not text]:
            raise ValueError(f"{'と'.join(missing)}も入力してください。")
        wareki.parse_year(texts[0])  # refuses in words about the year
        month, day = self._number("month", texts[1], 12), self._number("day", texts[2], 31)
        # The era is checked against the whole day: 平成31年 ended in April.
        return wareki.parse_date(f"{texts[0].removesuffix('年')}年{month}月{day}日")

    def _number(self, box: str, text: str, most: int) -> int:
        digits = text.removesuffix(BOXES[box]).strip()
        if not re.fullmatch("[0-9]{1,2}", digits) or not 1 <= int(digits) <= most:
            raise ValueError(self.error_messages[box])
        return int(digits)
