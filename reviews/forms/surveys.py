"""What a coordinator says when a survey is made, changed, and taken a step further."""

import datetime

from django import forms
from django.utils import timezone

from kyodo.fiscal_year import FiscalYear
from kyodo.formfields import CleanCharField, CleanTextField, FiscalYearField, WarekiDateField

from ..enums import SurveyAudience, SurveyState
from ..models import Survey
from ..survey_templates import BLANK, read_template, template_names

WAVES_OFFERED = 10
DAYS_TO_ANSWER = 21


def years_to_ask() -> list[FiscalYear]:
    """This year and the five before it."""
    present = FiscalYear.current().year
    return [FiscalYear(year) for year in range(present, present - 6, -1)]


class NewSurveyForm(forms.Form):
    """`basis` is "template:NAME", "wave:CODE", or "blank:AUDIENCE"."""

    basis = forms.ChoiceField(
        label="もとにするもの",
        widget=forms.RadioSelect,
        help_text="設問は、作ったあとで変えられます。回答者は、選んだ年度の記録から入ります。",
    )
    fiscal_year = FiscalYearField(label="対象の年度", years=years_to_ask)
    title = CleanCharField(
        label="調査の名前", required=False, max_length=120, help_text="空けると、もとの名前と年度を使います。"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["basis"].choices = basis_choices()

    def clean(self):
        cleaned = super().clean()
        kind, _, name = cleaned.get("basis", "").partition(":")
        cleaned["kind"], cleaned["name"] = kind, name
        return cleaned


def basis_choices() -> list[tuple[str, str]]:
    waves = Survey.objects.values_list("code", "title", "audience")[:WAVES_OFFERED]
    templates = [(name, read_template(name)) for name in template_names() if name != BLANK]
    return [
        *((f"wave:{code}", f"前の調査：{title}（{SurveyAudience(to).label}）") for code, title, to in waves),
        *((f"template:{name}", f"ひな形：{each.title}（{each.audience.label}）") for name, each in templates),
        *((f"blank:{value}", f"空の調査票（{label}）") for value, label in SurveyAudience.choices),
    ]


class SurveyForm(forms.ModelForm):
    """What may change of a survey while it runs; its questions have a page of their own."""

    title = CleanCharField(label="調査の名前", max_length=120)
    introduction = CleanTextField(
        label="はじめに", required=False, max_length=2000, help_text="回答するページのはじめに出ます。"
    )
    due_on = WarekiDateField(label="回答の期限", required=False)

    class Meta:
        model = Survey
        fields = ["title", "introduction", "due_on", "counts_projects_once", "small_n", "hide_below"]
        labels = {
            "counts_projects_once": "相手が複数の事業も、1件と数える",
            "small_n": "「回答が少ない」と注を付けるn",
            "hide_below": "公表する表で伏せる数",
        }
        help_texts = {
            "counts_projects_once": "外すと、協働の相手ごとに1件と数えます。どちらで数えたかは、表に書かれます。",
            "small_n": "回答した数が、この数より少ない表に注を付けます。",
            "hide_below": "この数より少ないマスを、市民の画面では「×」にします。0なら伏せません。",
        }

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on is None and self.instance.state == SurveyState.OPEN:
            raise forms.ValidationError("受付中は、回答の期限が必要です。")
        return due_on


class SurveyStepForm(forms.Form):
    """What a step asks for: why, and until when answers are taken."""

    due_on = WarekiDateField(label="回答の期限", help_text="7日前と前日に、まだの人へ自動で催促します。")
    reason = CleanTextField(
        label="理由",
        max_length=1000,
        help_text="履歴に残ります。個人の名前や連絡先は書かないでください。",
        error_messages={"required": "理由を書いてください。"},
    )

    def __init__(self, *args, survey: Survey, action: str, **kwargs):
        due_on = survey.due_on
        if due_on is None or due_on < timezone.localdate():
            due_on = timezone.localdate() + datetime.timedelta(days=DAYS_TO_ANSWER)
        super().__init__(*args, initial={"due_on": due_on}, **kwargs)
        if action not in ("open", "reopen"):
            del self.fields["due_on"]
        if not survey.workflow.get(action).reason_required:
            del self.fields["reason"]

    def clean_due_on(self):
        if self.cleaned_data["due_on"] < timezone.localdate():
            raise forms.ValidationError("きょうより後の日にしてください。")
        return self.cleaned_data["due_on"]
