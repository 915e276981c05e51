"""Codes from a letter or an app, as a Japanese keyboard types them: full-width letters and digits are taken."""

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp

from kyodo.text import normalise


class HalfWidthCode:
    """Turns the code into half-width before allauth compares it."""

    def clean_code(self):
        self.cleaned_data["code"] = normalise(self.cleaned_data["code"])
        return super().clean_code()


class LoginCodeForm(HalfWidthCode, account.ConfirmLoginCodeForm):
    """The code of a sign-in without password."""


class AddressCodeForm(HalfWidthCode, account.ConfirmEmailVerificationCodeForm):
    """The code that confirms an address."""


class SecondFactorForm(HalfWidthCode, mfa.AuthenticateForm):
    """The app's digits, or a recovery code, at the second step of signing in."""


class SecondFactorAgainForm(HalfWidthCode, mfa.ReauthenticateForm):
    """The same, before something delicate."""


class FirstDigitsForm(HalfWidthCode, totp.ActivateTOTPForm):
    """The app's digits when it is set up."""
