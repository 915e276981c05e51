"""Why a sheet takes a step, where the table asks."""

from django import forms

from kyodo.formfields import CleanTextField


class StepForm(forms.Form):
    reason = CleanTextField(
        label="理由",
        max_length=1000,
        help_text="履歴に残り、団体と市の両方が読みます。個人の名前や連絡先は書かないでください。",
        error_messages={"required": "理由を書いてください。"},
    )

    def __init__(self, *args, reason_required: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not reason_required:
            del self.fields["reason"]
