"""What a 課 writes when it is asked for its opinion, and a group when it is asked a question."""

from django import forms

from kyodo.formfields import CleanTextField

from ..enums import OpinionAnswer
from .recorded import RecordedForm


class OpinionForm(RecordedForm):
    """課の意見; what is conditional or no says why."""

    answer = forms.ChoiceField(
        label="協働について",
        choices=OpinionAnswer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "どれか一つを選んでください。"},
    )
    text = CleanTextField(
        label="意見",
        required=False,
        max_length=2000,
        help_text="課として何ができるか、どんな条件があるかを書きます。審査委員も読みます。",
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("answer") not in ("", None, OpinionAnswer.YES) and not cleaned.get("text"):
            self.add_error("text", "条件や、むずかしい理由を書いてください。")
        return cleaned


class AnswerForm(forms.Form):
    """The group's answer to a 照会."""

    answer = CleanTextField(
        label="答え",
        max_length=2000,
        help_text="送ると、事務局に届きます。送ったあとは直せません。",
        error_messages={"required": "答えを書いてください。"},
    )
