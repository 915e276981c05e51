"""The parts of a call or programme that are plain fields: basics, period, selection, slots."""

from django import forms
from django.core.exceptions import ValidationError

from kyodo.fiscal_year import FiscalYear
from kyodo.formfields import (
    CleanCharField,
    CleanTextField,
    FiscalYearField,
    WarekiMomentField,
    YenField,
)

from ..actions.call_rows import STAGE_NAMES
from ..actions.calls import check_period
from ..call_parts import BASICS, PERIOD, SELECTION, SLOTS
from ..call_values import STAGE_DUES
from ..enums import ProposalOrigin, ThemeKind, TieRule
from ..models import Call, CollaborationForm, Programme
from .numbers import CountField

MOST_MINUTES = 120


class PartForm(forms.Form):
    """One part. `holder` is the call or programme, `initial` its values; `values()` what was written."""

    names: tuple[str, ...] = ()

    def __init__(self, data=None, *, holder: Call | Programme, initial: dict):
        super().__init__(data, initial=initial)
        self.holder = holder

    def values(self) -> dict[str, object]:
        return {name: self.cleaned_data[name] for name in self.names}


def _kinds(label: str, choices, required_message: str) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": required_message},
    )


def _origins() -> forms.MultipleChoiceField:
    field = _kinds("提案の種類", ProposalOrigin.choices, "提案の種類を選んでください。")
    field.help_text = "市民提案は団体の考え、行政提案は市のテーマに答えるものです。"
    return field


def _theme_kinds() -> forms.MultipleChoiceField:
    field = _kinds("テーマの種類", ThemeKind.choices, "テーマの種類を選んでください。")
    field.help_text = "テーマ設定型では、課が出したテーマから団体が選びます。"
    return field


class BasicsForm(PartForm):
    """What, for whom, how much."""

    title = CleanCharField(
        label="募集の名前", max_length=120, error_messages={"required": "募集の名前を書いてください。"}
    )
    project_year = FiscalYearField(
        label="実施の年度", help_text="採択された事業を行う年度です。例：令和9年度"
    )
    summary = CleanTextField(
        label="あらまし",
        required=False,
        max_length=1000,
        help_text="一覧と検索の結果に出ます。何を募集しているかを、二、三の文で書きます。",
    )
    body = CleanTextField(
        label="募集の内容",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="だれに、どんな提案をしてほしいか、採択のあと市が何をするかを書きます。",
    )
    note = CleanCharField(
        label="一覧に出す注記", required=False, max_length=200, help_text="例：説明会は夜とオンラインでも"
    )
    budget = YenField(label="予算", required=False, help_text="採択する事業すべてを合わせた額です。")
    proposals_per_group = CountField(
        label="1団体が出せる数", error_messages={"required": "1団体が出せる数を入れてください。"}
    )
    origins = _origins()
    theme_kinds = _theme_kinds()

    names = BASICS.names

    def clean_proposals_per_group(self) -> int:
        number = self.cleaned_data["proposals_per_group"]
        if not 1 <= number <= 20:
            raise ValidationError("1から20までの数を入れてください。")
        return number

    def clean_project_year(self) -> int:
        year = self.cleaned_data["project_year"]
        if year < self.holder.fiscal_year:
            first = FiscalYear(self.holder.fiscal_year).short_label
            raise ValidationError(f"募集の年度（{first}）か、それより後にしてください。")
        return year


class PeriodForm(PartForm):
    """From when to when, to the minute. The closing minute itself is too late."""

    opens_at = WarekiMomentField(label="受付の始まり", required=False)
    closes_at = WarekiMomentField(
        label="締切", required=False, help_text="この時刻になると、提出のボタンが消えます。"
    )

    names = PERIOD.names

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            check_period(self.holder, cleaned)
        return cleaned


class SelectionForm(PartForm):
    """How the scores lead to a decision."""

    cutoff_percent = CountField(
        label="採択の目安（満点に対する％）",
        required=False,
        help_text="合計の平均がこれに届かない提案は、採択しません。決めないときは空けておきます。",
    )
    lowest_majority_rejects = forms.BooleanField(
        label="委員の過半数が最低点（1点）を付けた観点があれば、採択しない", required=False
    )
    tie_rule = forms.ChoiceField(label="同点のとき", choices=TieRule.choices, widget=forms.RadioSelect)
    needs_vote = forms.BooleanField(
        label="予算の議決を待ってから、採択を確定する",
        required=False,
        help_text="外すと、結果の公表と同時に確定できます。",
    )

    names = SELECTION.names

    def clean_cutoff_percent(self) -> int | None:
        percent = self.cleaned_data["cutoff_percent"]
        if percent is not None and percent > 100:
            raise ValidationError("0から100までの数を入れてください。")
        return percent


class SlotsForm(PartForm):
    """How long a presentation takes, and when groups choose their slot."""

    presentation_minutes = CountField(
        label="発表の時間（分）", error_messages={"required": "発表の時間を入れてください。"}
    )
    question_minutes = CountField(
        label="質疑の時間（分）", error_messages={"required": "質疑の時間を入れてください。"}
    )
    slots_open_at = WarekiMomentField(label="受付の始まり", required=False)
    slots_close_at = WarekiMomentField(label="受付の終わり", required=False)

    names = SLOTS.names

    def clean(self):
        cleaned = super().clean()
        for name in ("presentation_minutes", "question_minutes"):
            if (cleaned.get(name) or 0) > MOST_MINUTES:
                self.add_error(name, f"{MOST_MINUTES}分以下にしてください。")
        opens_at, closes_at = cleaned.get("slots_open_at"), cleaned.get("slots_close_at")
        if opens_at and closes_at and closes_at <= opens_at:
            self.add_error("slots_close_at", "受付の終わりは、始まりより後にしてください。")
        if opens_at and self.holder.closes_at and opens_at < self.holder.closes_at:
            self.add_error("slots_open_at", "提案の締切より後にしてください。")
        return cleaned


class ScoringForm(PartForm):
    """Until when each stage is scored; only for stages that have criteria."""

    def __init__(self, data=None, *, holder: Call, initial: dict):
        super().__init__(data, holder=holder, initial=initial)
        stages = {rule["stage"] for rule in initial["criteria"]}
        for name, number in STAGE_DUES.items():
            if number in stages:
                self.fields[name] = WarekiMomentField(label=f"{STAGE_NAMES[number]}の採点", required=False)

    def values(self) -> dict[str, object]:
        return {name: self.cleaned_data.get(name) for name in STAGE_DUES}

    def clean(self):
        cleaned = super().clean()
        after, said = self.holder.closes_at, "提案の締切"
        for name in self.fields:
            due_at = cleaned.get(name)
            if due_at and after and due_at <= after:
                self.add_error(name, f"{said}より後にしてください。")
            after, said = due_at or after, self.fields[name].label
        return cleaned


class ProgrammeBasicsForm(PartForm):
    """The lasting rules of a programme."""

    name = CleanCharField(
        label="制度の名前", max_length=80, error_messages={"required": "制度の名前を書いてください。"}
    )
    since_year = FiscalYearField(label="始まった年度", help_text="例：令和8年度")
    ended_year = FiscalYearField(
        label="終わった年度", required=False, help_text="入れると、この制度では募集を作れなくなります。"
    )
    purpose = CleanTextField(label="めざすこと", required=False, max_length=1000)
    audience = CleanTextField(label="提案できる団体", required=False, max_length=1000)
    form = forms.ModelChoiceField(
        CollaborationForm.objects.none(),
        label="採択後の協働の形態",
        required=False,
        empty_label="決めていない",
    )
    origins = _origins()
    theme_kinds = _theme_kinds()
    needs_vote = forms.BooleanField(label="予算の議決を待ってから、採択を確定する", required=False)

    def __init__(self, data=None, *, holder: Programme, initial: dict):
        super().__init__(data, holder=holder, initial=initial)
        now = CollaborationForm.objects.filter(pk=holder.form_id)
        self.fields["form"].queryset = CollaborationForm.objects.current() | now

    def values(self) -> dict[str, object]:
        return {name: self.cleaned_data[name] for name in self.fields}

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        if Programme.objects.filter(name=name).exclude(pk=self.holder.pk).exists():
            raise ValidationError("同じ名前の制度があります。")
        return name

    def clean(self):
        cleaned = super().clean()
        since, ended = cleaned.get("since_year"), cleaned.get("ended_year")
        if since and ended and ended < since:
            self.add_error("ended_year", "始まった年度と同じか、それより後にしてください。")
        return cleaned
