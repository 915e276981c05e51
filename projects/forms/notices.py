"""What the office says to the readers of a call."""

from django import forms

from kyodo.formfields import CleanTextField


class NoticeForm(forms.Form):
    """The words of a notice of change."""

    notice = CleanTextField(
        label="お知らせの文",
        max_length=1000,
        help_text="なぜ変えるのかを、団体に向けて書きます。変わったところは、下に自動で付きます。",
        error_messages={"required": "お知らせの文を書いてください。"},
    )
