"""A new call, and a later deadline for one that is out."""

import datetime

from django import forms
from django.core.exceptions import ValidationError

from kyodo.fiscal_year import FiscalYear
from kyodo.formfields import CleanCharField, FiscalYearField, WarekiMomentField

from ..models import Call
from .notices import NoticeForm


def years_to_call() -> list[FiscalYear]:
    """This 年度 and the next; a call of an earlier one is a record, and not made here."""
    present = FiscalYear.current()
    return [present, present.next]


class NewCallForm(forms.Form):
    """A call of a 年度 out of a programme."""

    fiscal_year = FiscalYearField(label="募集の年度", years=years_to_call)
    title = CleanCharField(
        label="募集の名前",
        required=False,
        max_length=120,
        help_text="空けておくと「令和8年度　制度の名前」になります。同じ年度の二回目には、違う名前を付けます。",
    )


class ExtendForm(NoticeForm):
    """A later deadline, and what is said about it."""

    closes_at = WarekiMomentField(label="新しい締切")
    field_order = ("closes_at", "notice")

    def __init__(self, data=None, *, call: Call, now: datetime.datetime):
        super().__init__(data, initial={"closes_at": call.closes_at})
        self.earliest = max(call.closes_at, now)

    def clean_closes_at(self) -> datetime.datetime:
        closes_at = self.cleaned_data["closes_at"]
        if closes_at <= self.earliest:
            raise ValidationError("いまの締切より後で、これからの日時にしてください。")
        return closes_at
