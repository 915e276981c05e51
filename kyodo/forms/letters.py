"""What the office types about letters: a reason for dropping one, and its own words for a kind."""

from django import forms

from ..formfields import CleanCharField, CleanTextField
from ..models import LetterWording
from ..outbox.kinds import kind_of
from ..outbox.wording import tidy_braces, unknown_placeholders

UNKNOWN = "{names}は、この通知では使えません。使えるものは、下の表にあります。"


class DropForm(forms.Form):
    reason = CleanTextField(
        label="理由", max_length=500, help_text="だれがいつ取りやめたかと、いっしょに残ります。"
    )


class WordingForm(forms.ModelForm):
    """Starts from the standard words where the kind has none of its own."""

    subject = CleanCharField(label="件名", max_length=100)
    body = CleanTextField(label="本文", max_length=5000, widget=forms.Textarea(attrs={"rows": 14}))

    class Meta:
        model = LetterWording
        fields = ["subject", "body"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind_of(self.instance.kind)
        if not self.instance.is_own:
            self.initial |= {"subject": self.kind.subject, "body": self.kind.body}

    def clean_subject(self):
        return self._checked(self.cleaned_data["subject"])

    def clean_body(self):
        return self._checked(self.cleaned_data["body"])

    def _checked(self, text: str) -> str:
        text = tidy_braces(text, self.kind)
        if unknown := unknown_placeholders(text, self.kind):
            names = "、".join(f"{{{name}}}" for name in unknown)
            raise forms.ValidationError(UNKNOWN.format(names=names), code="placeholder")
        return text
