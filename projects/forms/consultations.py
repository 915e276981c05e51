"""What a group and the office write about a 事前相談."""

from django import forms

from kyodo.formfields import CleanCharField, CleanTextField, WarekiMomentField
from organizations.models import Division

from ..enums import ConsultationWay
from .checking import current_divisions
from .recorded import RecordedForm


class AskConsultationForm(forms.Form):
    """A group asks for advice on its draft."""

    wish = CleanTextField(
        label="相談したいこと",
        max_length=1000,
        help_text="何に迷っているかを、短く書きます。",
        error_messages={"required": "相談したいことを書いてください。"},
    )
    way = forms.ChoiceField(
        label="方法",
        choices=ConsultationWay.choices,
        widget=forms.RadioSelect,
        initial=ConsultationWay.ONLINE,
    )
    wished_times = CleanCharField(
        label="都合のよい日時",
        required=False,
        max_length=200,
        help_text="夜や土曜日も書けます。例：平日の19時から、土曜の午前",
    )


class ArrangeForm(RecordedForm):
    """When, where and how."""

    way = forms.ChoiceField(label="方法", choices=ConsultationWay.choices, widget=forms.RadioSelect)
    meets_at = WarekiMomentField(
        label="日時", required=False, help_text="書面・メールのときは、空けておけます。"
    )
    place = CleanCharField(
        label="場所・接続先",
        required=False,
        max_length=120,
        help_text="窓口の場所、電話をかける側、オンラインの接続先など。",
    )

    def clean(self):
        cleaned = super().clean()
        if (
            not cleaned.get("meets_at")
            and cleaned.get("way") != ConsultationWay.WRITING
            and "meets_at" not in self.errors
        ):
            self.add_error("meets_at", "相談の日時を決めてください。")
        return cleaned


class ReferForm(RecordedForm):
    """The 課 that listens in."""

    division = forms.ModelChoiceField(
        Division.objects.none(),
        label="いっしょに聞く課",
        required=False,
        empty_label="事務局だけで聞く",
        help_text="選んだ課の人は、この下書きを読めるようになります。",
    )

    def __init__(self, data=None, *, instance=None, initial=None):
        super().__init__(data, instance=instance, initial=initial)
        self.fields["division"].queryset = current_divisions(instance and instance.division_id)

    def stored(self, instance, name: str):
        return instance.division_id


class OutcomeForm(RecordedForm):
    """What came of it, as a 課 writes it."""

    outcome = CleanTextField(
        label="相談の結果",
        max_length=2000,
        help_text="団体も読みます。話し合って決めたことを書きます。",
        error_messages={"required": "相談の結果を書いてください。"},
    )


class OfficeOutcomeForm(OutcomeForm):
    """The same with the office's own note."""

    office_note = CleanTextField(
        label="事務局のひかえ",
        required=False,
        max_length=2000,
        help_text="事務局だけが読みます。団体にも、課にも見えません。",
    )
