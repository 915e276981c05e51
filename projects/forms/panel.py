"""Inviting reviewers, and ending their place on the panel."""

from django import forms

from kyodo.formfields import CleanCharField, CleanTextField
from organizations.forms.fields import EmailAddressField


class InviteReviewerForm(forms.Form):
    """One person, for one call."""

    email = EmailAddressField(
        label="メールアドレス", help_text="この人に、引き受けるかどうかを尋ねる手紙を送ります。"
    )
    name = CleanCharField(label="氏名", max_length=60)
    affiliation = CleanCharField(
        label="所属・肩書", max_length=100, required=False, help_text="例：見本大学 教授、市民委員"
    )
    is_chair = forms.BooleanField(label="委員長", required=False)


class ReasonForm(forms.Form):
    """A step that asks why."""

    reason = CleanTextField(label="理由", max_length=1000)


class EndReasonForm(forms.Form):
    """Why somebody leaves the panel."""

    reason = CleanCharField(label="理由", max_length=300, help_text="例：本人から辞退の申し出があったため")
