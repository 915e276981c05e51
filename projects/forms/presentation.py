"""What the office types about presentation slots, and what a group chooses."""

import datetime

from django import forms

from kyodo import wareki
from kyodo.formfields import CleanCharField, CleanTextField, ClockField, WarekiDateField, WarekiMomentField

from ..enums import SlotPlace
from ..models import Call, PresentationSlot
from ..slot_plan import PlannedSlot, SlotPlanError, plan_slots
from .numbers import CountField

MOST_DAYS = 31


class DaysField(forms.Field):
    """Several days, one a line, in any way a date is written."""

    widget = forms.Textarea(attrs={"rows": 4})
    default_error_messages = {"required": "日付を入力してください。"}

    def to_python(self, value) -> list[datetime.date]:
        lines = [line.strip() for line in str(value or "").splitlines() if line.strip()]
        if len(lines) > MOST_DAYS:
            raise forms.ValidationError(f"一度に{MOST_DAYS}日までにしてください。")
        days = []
        for number, line in enumerate(lines, 1):
            try:
                days.append(wareki.parse_date(line))
            except ValueError as error:
                raise forms.ValidationError(f"{number}行目：{error}") from None
        return days


class PlaceFields(forms.Form):
    """Where it is, and how one may take part."""

    place_kind = forms.ChoiceField(
        label="方法",
        choices=SlotPlace.choices,
        initial=SlotPlace.IN_PERSON,
        widget=forms.RadioSelect,
        help_text="「会場またはオンライン」なら、団体がどちらかを選びます。",
    )
    place = CleanCharField(
        label="会場・接続先",
        max_length=200,
        required=False,
        help_text="団体に見せます。例：市役所 第一会議室。接続の番号は、別に知らせてください。",
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("place_kind") != SlotPlace.ONLINE and cleaned.get("place") == "":
            self.add_error("place", "会場を書いてください。")
        return cleaned


class MakeSlotsForm(PlaceFields):
    """Many slots at once; `.planned` once it is valid."""

    days = DaysField(
        label="日付", help_text="1行に1日ずつ。土曜・日曜も選べます。例：令和8年11月28日、2026/11/28"
    )
    begins = ClockField(label="始まり", help_text="例：18:30。夜間の枠があると、働く人が来られます。")
    ends = ClockField(label="終わり", help_text="この時刻までに終わる枠を作ります。")
    minutes = CountField(label="1枠の長さ（分）", help_text="発表と質疑を合わせた時間です。")
    pause = CountField(label="枠と枠の間（分）", initial=5)
    field_order = ["days", "begins", "ends", "minutes", "pause", "place_kind", "place"]

    planned: list[PlannedSlot] = []

    def clean(self):
        cleaned = super().clean()
        needed = ("days", "begins", "ends", "minutes", "pause")
        if all(cleaned.get(name) is not None for name in needed):
            try:
                self.planned = plan_slots(
                    cleaned["days"], **{name: cleaned[name] for name in needed if name != "days"}
                )
            except SlotPlanError as error:
                self.add_error(None, str(error))
        return cleaned


class SlotForm(PlaceFields):
    """One slot: its day, its hours, its place; and why, where a group has chosen it."""

    day = WarekiDateField(label="日付")
    begins = ClockField(label="始まり")
    ends = ClockField(label="終わり")
    reason = CleanTextField(
        label="移す理由",
        max_length=500,
        required=False,
        help_text="日時や場所を変えると、団体に通知します。その文に入ります。",
    )
    field_order = ["day", "begins", "ends", "place_kind", "place", "reason"]

    def __init__(self, data=None, *, slot: PresentationSlot):
        self.slot = slot
        starts_at, ends_at = wareki.in_japan(slot.starts_at), wareki.in_japan(slot.ends_at)
        initial = {
            "day": starts_at.date(),
            "begins": starts_at.time(),
            "ends": ends_at.time(),
            "place_kind": slot.place_kind,
            "place": slot.place,
        }
        super().__init__(data, initial=initial)
        if slot.proposal_id is None:
            del self.fields["reason"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("begins") and cleaned.get("ends") and cleaned["begins"] >= cleaned["ends"]:
            self.add_error("ends", "終わりは、始まりより後にしてください。")
        if not self.errors:
            self._fill(cleaned)
            crossing = PresentationSlot.objects.filter(
                call=self.slot.call_id,
                place=self.slot.place,
                starts_at__lt=self.slot.ends_at,
                ends_at__gt=self.slot.starts_at,
            )
            if crossing.exclude(pk=self.slot.pk).exists():
                self.add_error("begins", "同じ場所に、時間の重なる枠があります。")
        return cleaned

    def _fill(self, cleaned: dict) -> None:
        for name, clock in (("starts_at", "begins"), ("ends_at", "ends")):
            moment = datetime.datetime.combine(cleaned["day"], cleaned[clock], tzinfo=wareki.JAPAN)
            setattr(self.slot, name, moment)
        self.slot.place_kind, self.slot.place = cleaned["place_kind"], cleaned["place"]


class WindowForm(forms.Form):
    """When groups choose, and how long one of them speaks and is asked."""

    opens_at = WarekiMomentField(
        label="団体が枠を選び始める日時", help_text="このとき、団体に通知が届きます。"
    )
    closes_at = WarekiMomentField(label="枠を選べる期限", help_text="2日前に、まだの団体へ知らせます。")
    presentation = CountField(label="発表の時間（分）")
    question = CountField(label="質疑の時間（分）")

    def __init__(self, data=None, *, call: Call):
        initial = {
            "opens_at": call.slots_open_at,
            "closes_at": call.slots_close_at,
            "presentation": call.presentation_minutes,
            "question": call.question_minutes,
        }
        super().__init__(data, initial=initial)

    def clean_presentation(self):
        if not 1 <= self.cleaned_data["presentation"] <= 180:
            raise forms.ValidationError("1分から180分までにしてください。")
        return self.cleaned_data["presentation"]

    def clean_question(self):
        if self.cleaned_data["question"] > 180:
            raise forms.ValidationError("180分までにしてください。")
        return self.cleaned_data["question"]

    def clean(self):
        cleaned = super().clean()
        if (
            cleaned.get("opens_at")
            and cleaned.get("closes_at")
            and cleaned["opens_at"] >= cleaned["closes_at"]
        ):
            self.add_error("closes_at", "期限は、選び始める日時より後にしてください。")
        return cleaned


class ChooseSlotForm(forms.Form):
    """One of the slots on the page (whether it is still free is asked when it is taken), and how to take part."""

    slot = forms.ModelChoiceField(
        label="発表の枠",
        queryset=PresentationSlot.objects.none(),
        error_messages={
            "required": "枠を一つ選んでください。",
            "invalid_choice": "この枠はもうありません。選び直してください。",
        },
    )
    wants_online = forms.BooleanField(
        label="オンラインで発表したい",
        required=False,
        help_text="「会場またはオンライン」の枠で選べます。",
    )

    def __init__(self, data=None, *, call: Call):
        super().__init__(data)
        self.fields["slot"].queryset = PresentationSlot.objects.filter(call=call)
