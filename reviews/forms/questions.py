"""A question as the office writes it: its words, its choices, and whom it is asked."""

from collections.abc import Sequence

from django import forms

from kyodo.formfields import CleanCharField

from ..actions.questions import ChoiceText
from ..enums import ExperienceGroup, QuestionKind, QuestionUnit, SurveyAudience
from ..models import Question, Survey
from ..routing import RUNNING, Routed

MOST_CHOICES, SPARE_ROWS, ROWS_OF_NEW = 40, 3, 8
ANY, NONE = "any_of", "none_of"


class QuestionForm(forms.ModelForm):
    text = CleanCharField(label="設問", max_length=300, error_messages={"required": "設問を書いてください。"})
    note = CleanCharField(
        label="説明", max_length=300, required=False, help_text="設問の下に、小さく出ます。"
    )
    section = CleanCharField(
        label="ページ", max_length=60, required=False, help_text="同じ名前の設問が、一つのページに並びます。"
    )
    unit_label = CleanCharField(
        label="単位", max_length=20, required=False, help_text="数を聞くとき。例：人、回、円"
    )
    columns = CleanCharField(
        label="表の列",
        max_length=200,
        required=False,
        help_text="表を聞くとき。「、」で区切ります。例：名前、人数",
    )

    class Meta:
        model = Question
        fields = ["text", "note", "kind", "unit", "section", "unit_label", "columns", "is_required"]
        widgets = {"kind": forms.RadioSelect, "unit": forms.RadioSelect}

    def __init__(self, *args, survey: Survey, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = QuestionKind.choices
        self.fields["unit"].choices = QuestionUnit.choices
        self.initial["columns"] = "、".join(self.instance.columns)
        if survey.audience == SurveyAudience.GROUPS:
            del self.fields["unit"]

    def clean_columns(self) -> list[str]:
        return [name.strip() for name in self.cleaned_data["columns"].split("、") if name.strip()]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") == QuestionKind.TABLE and not cleaned.get("columns"):
            self.add_error("columns", "表の列を書いてください。")
        return cleaned


class ChoiceForm(forms.Form):
    code = forms.CharField(required=False, widget=forms.HiddenInput)
    label = CleanCharField(label="選択肢", required=False, max_length=120)
    place = forms.IntegerField(label="順", required=False, min_value=1, max_value=999)
    is_other = forms.BooleanField(label="ことばも書ける（その他）", required=False)
    is_exclusive = forms.BooleanField(label="ほかと一緒に選べない（特にない）", required=False)


class BaseChoiceFormSet(forms.BaseFormSet):
    """The choices with words, in the order of their numbers; an emptied row goes."""

    def clean(self):
        if any(self.errors):
            return
        labels = [choice.label for choice in self.choices]
        if len(set(labels)) < len(labels):
            raise forms.ValidationError("同じ選択肢が二つあります。")
        if len([choice for choice in self.choices if choice.is_other]) > 1:
            raise forms.ValidationError("ことばを書ける選択肢は、一つだけにしてください。")

    @property
    def choices(self) -> list[ChoiceText]:
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data.get("label")]
        ordered = sorted(
            enumerate(rows, start=1), key=lambda each: (each[1].get("place") or each[0], each[0])
        )
        return [
            ChoiceText(row["label"], row["code"], row["is_other"], row["is_exclusive"]) for _, row in ordered
        ]


def choice_formset(data=None, *, question: Question | None = None):
    """The rows of a question's choices with some spare ones; `data`: what was sent."""
    spare = SPARE_ROWS if question else ROWS_OF_NEW
    made = forms.formset_factory(
        ChoiceForm, formset=BaseChoiceFormSet, extra=spare, max_num=MOST_CHOICES, absolute_max=MOST_CHOICES
    )
    rows = (
        [
            {
                "code": choice.code,
                "label": choice.label,
                "is_other": choice.is_other,
                "is_exclusive": choice.is_exclusive,
                "place": number,
            }
            for number, choice in enumerate(question.choices.all(), start=1)
        ]
        if question
        else []
    )
    return made(data, initial=rows, prefix="choices")


class GroupRuleForm(forms.Form):
    """The 属性 that get a question; none or all of them means everybody."""

    groups = forms.MultipleChoiceField(
        label="属性",
        required=False,
        choices=ExperienceGroup.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="一つも選ばないと、すべての属性に聞きます。",
    )
    or_row = forms.BooleanField(label="ほかの属性でも、その年度に実施した事業の行には聞く", required=False)

    def __init__(self, *args, question: Question, **kwargs):
        super().__init__(*args, **kwargs)
        if question.unit != QuestionUnit.PARTNER:
            del self.fields["or_row"]

    @property
    def rules(self) -> list[dict]:
        groups = self.cleaned_data["groups"]
        if not groups or len(groups) == len(ExperienceGroup):
            return []
        rule = {"groups": sorted(groups)}
        return [rule | {"or_row": RUNNING}] if self.cleaned_data.get("or_row") else [rule]


class AnswerRuleForm(forms.Form):
    """What somebody has to have answered before."""

    how = forms.ChoiceField(
        label="どう答えたとき",
        choices=[(ANY, "次のどれかを選んだとき"), (NONE, "次のどれも選ばなかったとき")],
        widget=forms.RadioSelect,
        initial=ANY,
    )
    codes = forms.MultipleChoiceField(
        label="前の設問の答え",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "答えを一つ以上選んでください。"},
    )

    def __init__(self, *args, other: Routed, **kwargs):
        super().__init__(*args, **kwargs)
        self.other = other
        self.fields["codes"].choices = list(other.choices.items())

    @property
    def rule(self) -> dict:
        return {"question": self.other.code, self.cleaned_data["how"]: self.cleaned_data["codes"]}


def earlier_questions(question: Question, ways: Sequence[Routed]) -> list[Routed]:
    """Those before it that a rule of it may name: with choices, about the same thing or about the respondent."""
    codes = [way.code for way in ways]
    before = ways[: codes.index(question.code)]
    fits = {QuestionUnit.RESPONDENT, question.unit}
    return [way for way in before if way.choices and way.unit in fits]
