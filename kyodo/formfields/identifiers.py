"""Fields for numbers given by others."""

from django import forms

from kyodo import identifiers
from kyodo.formfields.text import ParsedCharField


class CorporateNumberField(ParsedCharField):
    """法人番号 as 13 digits with a right check digit."""

    parse = staticmethod(identifiers.corporate_number)
    input_attrs = {"inputmode": "numeric", "autocomplete": "off"}
    default_error_messages = {"required": "法人番号を入力してください。"}


class PostalCodeField(ParsedCharField):
    """郵便番号 as 「188-8666」."""

    parse = staticmethod(identifiers.postal_code)
    input_attrs = {"inputmode": "numeric", "autocomplete": "postal-code"}
    default_error_messages = {"required": "郵便番号を入力してください。"}


class PhoneField(ParsedCharField):
    """A telephone number as 「042-420-2821」; `kyodo.identifiers.phone_key` gives its digits."""

    widget = forms.TextInput(attrs={"type": "tel"})
    parse = staticmethod(identifiers.phone)
    input_attrs = {"autocomplete": "tel"}
    default_error_messages = {"required": "電話番号を入力してください。"}
