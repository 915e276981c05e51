"""What the office writes while it checks a proposal."""

import datetime

from django import forms
from django.db.models import Q
from django.utils import timezone

from kyodo.formfields import CleanTextField, WarekiDateField, WarekiMomentField
from organizations.models import Division

from ..asked import asked_of
from ..models import Proposal
from ..queries.checking import field_labels
from ..sections import CONDITION
from .recorded import RecordedForm

DAYS_TO_ANSWER = 14
END_OF_WORK = datetime.time(17)
REMARK = "remark_"
MET, UNMET = "met", "unmet"
REASON = "理由は団体に見えます。個人の名前や連絡先は書かないでください。"


def usual_due() -> datetime.datetime:
    """In two weeks, at the end of the working day."""
    day = timezone.localtime() + datetime.timedelta(days=DAYS_TO_ANSWER)
    return day.replace(hour=END_OF_WORK.hour, minute=0, second=0, microsecond=0)


def usual_due_day() -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=DAYS_TO_ANSWER)


def current_divisions(*also: int | None):
    """The 課 of today, and those that stand in a record already."""
    return Division.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=timezone.localdate()) | Q(pk__in=[pk for pk in also if pk])
    )


class AskGroupForm(forms.Form):
    """照会."""

    field = forms.ChoiceField(label="項目", required=False)
    text = CleanTextField(
        label="聞きたいこと",
        max_length=1000,
        help_text="一度に一つだけ聞くと、答えやすくなります。",
        error_messages={"required": "聞きたいことを書いてください。"},
    )
    due_at = WarekiMomentField(label="答えの期限", initial=usual_due)

    def __init__(self, data=None, *, proposal: Proposal, initial=None):
        super().__init__(data, initial=initial)
        self.fields["field"].choices = field_labels(proposal).items()


class ReturnForm(forms.Form):
    """差戻し: a box for a remark at each field, one for the whole, and until when."""

    reason = CleanTextField(
        label="全体について伝えること",
        required=False,
        max_length=1000,
        help_text="どの項目にも書かないときは、ここに理由を書きます。",
    )
    due_at = WarekiMomentField(label="出し直しの期限", initial=usual_due)

    def __init__(self, data=None, *, proposal: Proposal, initial=None):
        super().__init__(data, initial=initial)
        self.pages = asked_of(proposal).pages
        for page in self.pages:
            for field in page.fields:
                self.fields[REMARK + field.key] = CleanTextField(
                    label=f"{field.label}：直してほしいこと",
                    required=False,
                    max_length=1000,
                    widget=forms.Textarea(attrs={"rows": 2}),
                )

    @property
    def boxes(self) -> dict[str, forms.BoundField]:
        """The box of each field, by the field's key."""
        names = [name for name in self.fields if name.startswith(REMARK)]
        return {name.removeprefix(REMARK): self[name] for name in names}

    @property
    def condition_boxes(self) -> dict[str, forms.BoundField]:
        """Those of the conditions, by the condition's key."""
        return {
            key.removeprefix(CONDITION): box for key, box in self.boxes.items() if key.startswith(CONDITION)
        }

    @property
    def remarks(self) -> dict[str, str]:
        """Field key → what is to be mended there."""
        return {
            name.removeprefix(REMARK): text
            for name, text in self.cleaned_data.items()
            if name.startswith(REMARK) and text
        }

    def clean(self):
        cleaned = super().clean()
        if not self.remarks and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", "直してほしい項目か、全体の理由を書いてください。")
        return cleaned


class ConditionsForm(RecordedForm):
    """応募の条件, as the office found them."""

    conditions_met = forms.ChoiceField(
        label="応募の条件",
        choices=[(MET, "すべて満たしている"), (UNMET, "満たしていないものがある")],
        widget=forms.RadioSelect,
        error_messages={"required": "どちらかを選んでください。"},
    )
    conditions_note = CleanTextField(
        label="確かめたこと",
        required=False,
        max_length=1000,
        help_text="何で確かめたかを書きます。団体には見えません。",
    )

    def stored(self, instance, name: str):
        value = getattr(instance, name)
        return {True: MET, False: UNMET, None: ""}[value] if name == "conditions_met" else value

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("conditions_met") == UNMET and not cleaned.get("conditions_note"):
            self.add_error("conditions_note", "満たしていない条件と、その理由を書いてください。")
        return cleaned


class DivisionForm(RecordedForm):
    """The 課 concerned."""

    division = forms.ModelChoiceField(
        Division.objects.none(),
        label="関係する課",
        required=False,
        empty_label="決めない",
        help_text="決めると、その課の人がこの提案を読めるようになります。",
    )

    def __init__(self, data=None, *, instance=None, initial=None):
        super().__init__(data, instance=instance, initial=initial)
        self.fields["division"].queryset = current_divisions(instance and instance.division_id)

    def stored(self, instance, name: str):
        return instance.division_id


class ReopenForm(forms.Form):
    """Until when this one proposal is taken, and why."""

    until = WarekiMomentField(label="いつまで受け付けるか")
    reason = CleanTextField(
        label="理由",
        max_length=500,
        help_text=REASON,
        error_messages={"required": "理由を書いてください。"},
    )


class AskOpinionsForm(forms.Form):
    """Which 課 are asked for their opinion, about what, until when."""

    divisions = forms.ModelMultipleChoiceField(
        Division.objects.none(),
        label="意見を聞く課",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "課を一つ以上選んでください。"},
    )
    request = CleanTextField(
        label="聞きたいこと",
        required=False,
        max_length=1000,
        help_text="空けておくと、協働できるかどうかだけを聞きます。",
    )
    due_on = WarekiDateField(label="期限", initial=usual_due_day)

    def __init__(self, data=None, *, proposal: Proposal, initial=None):
        super().__init__(data, initial=initial)
        asked = proposal.opinions.values("division")
        self.fields["divisions"].queryset = current_divisions().exclude(pk__in=asked)


class OpinionRequestForm(RecordedForm):
    """What the office changes about a request."""

    request = CleanTextField(label="聞きたいこと", required=False, max_length=1000)
    due_on = WarekiDateField(label="期限")


class ConfirmForm(forms.Form):
    """A step that asks for nothing but a yes."""
