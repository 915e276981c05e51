"""Passkeys in plain words; the ceremony is allauth's."""

from allauth.mfa.webauthn import forms as webauthn
from django import forms

NAME = "名前"
NAME_HELP = "あとで見分けるための名前です。例：自宅のスマートフォン"


class AddPasskeyForm(webauthn.AddWebAuthnForm):
    """A new passkey or security key."""

    name = forms.CharField(label=NAME, required=False, max_length=100, help_text=NAME_HELP)
    passwordless = forms.BooleanField(
        label="これだけでサインインできるようにする（パスキー）",
        required=False,
        initial=True,
        help_text="パスワードなしで入れます。指紋・顔・暗証番号のどれかで、端末が本人を確かめます。",
    )


class EditPasskeyForm(webauthn.EditWebAuthnForm):
    """Another name for it."""

    name = forms.CharField(label=NAME, max_length=100, help_text=NAME_HELP)
