"""A question about a call, and its answer for everybody."""

from django import forms

from kyodo.formfields import CleanTextField
from organizations.models import Organization

from ..models import CallQuestion
from .recorded import RecordedForm


class QuestionForm(forms.Form):
    """One question, for one of the registered groups that this person writes for."""

    organization = forms.ModelChoiceField(
        Organization.objects.none(),
        label="団体",
        empty_label=None,
        error_messages={"required": "団体を選んでください。"},
    )
    text = CleanTextField(
        label="質問",
        max_length=1000,
        help_text="質問と答えは、だれでも読めるようになります。団体の名前は出ません。",
        error_messages={"required": "質問を書いてください。"},
    )

    def __init__(self, data=None, *, user):
        super().__init__(data)
        groups = Organization.objects.registered().filter(pk__in=user.standing.editable_organizations)
        self.fields["organization"].queryset = groups
        self.groups = list(groups[:2])
        if len(self.groups) == 1:
            self.fields["organization"].widget = forms.HiddenInput()
            self.fields["organization"].initial = self.groups[0].pk


class AnswerForm(RecordedForm):
    """The question as it is published, and the answer."""

    public_text = CleanTextField(
        label="公開する質問",
        max_length=1000,
        help_text="だれの質問か分かる言葉は、ここで取りのぞきます。短く直しても構いません。",
        error_messages={"required": "公開する質問を書いてください。"},
    )
    answer = CleanTextField(
        label="回答", max_length=2000, error_messages={"required": "回答を書いてください。"}
    )

    def stored(self, instance: CallQuestion, name: str):
        """What was asked, until it is published in other words."""
        return super().stored(instance, name) or (instance.text if name == "public_text" else "")
