"""What the office decides about one respondent."""

from django import forms

from kyodo.formfields import CleanCharField, CleanTextField
from organizations.models import Division

from ..enums import ExperienceGroup
from ..models import Respondent, Survey

REASON = {"required": "理由を書いてください。"}


class GroupForm(forms.Form):
    group = forms.ChoiceField(label="属性", choices=ExperienceGroup.choices, widget=forms.RadioSelect)
    reason = CleanCharField(
        label="理由", max_length=200, help_text="属性の横に出ます。", error_messages=REASON
    )


class ThroughForm(forms.Form):
    through = forms.ModelChoiceField(
        Respondent.objects.none(),
        label="代わりに答える課",
        required=False,
        empty_label="代わりを立てない（この課が答える）",
        error_messages={"invalid_choice": "一覧にある課から選んでください。"},
    )

    def __init__(self, *args, respondent: Respondent, **kwargs):
        super().__init__(*args, **kwargs)
        others = respondent.survey.respondents.filter(answers_through__isnull=True).exclude(pk=respondent.pk)
        self.fields["through"].queryset = others


class ReturnForm(forms.Form):
    reason = CleanTextField(
        label="理由",
        max_length=1000,
        help_text="回答した人に通知で届きます。どこを直すかを書いてください。",
        error_messages=REASON,
    )


class LaterForm(forms.Form):
    """課 that are not asked yet: those of the 年度 and those of today."""

    divisions = forms.ModelMultipleChoiceField(
        Division.objects.none(),
        label="加える課",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "加える課を選んでください。"},
    )

    def __init__(self, *args, survey: Survey, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["divisions"].queryset = not_asked(survey)


def not_asked(survey: Survey):
    known = survey.respondents.filter(division__isnull=False).values("division")
    there = Division.objects.in_fiscal_year(survey.year) | Division.objects.in_force()
    return there.exclude(pk__in=known)
