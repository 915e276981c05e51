"""Numbers given by others: 法人番号, 郵便番号, telephone."""

import re

import phonenumbers

from kyodo.text import normalise

_PHONE_EXTENSION = re.compile(r"[(\s]*(?:内線|EXT\.?)[:\s]*([0-9]{1,6})\)?$", re.IGNORECASE)
_SWITCHBOARD = re.compile(r"\(?(?:代表?|直通?)\)?$|^(?:TEL|電話)[:.\s]*", re.IGNORECASE)
_BAD_PHONE = "電話番号を読み取れません。市外局番から、042-420-2821 のように入力してください。"


def corporate_number(value: object) -> str:
    """The 13 digits of a 法人番号 whose first digit checks the other twelve; ValueError in Japanese.

    The check digit is the one of 法人番号の指定等に関する省令 第2条.
    """
    digits = _digits(value)
    if not re.fullmatch("[0-9]{13}", digits):
        raise ValueError("法人番号は13桁の数字で入力してください。")
    if int(digits[0]) != corporate_check_digit(digits[1:]):
        raise ValueError("法人番号の数字に誤りがあります。13桁をもう一度確かめてください。")
    return digits


def corporate_check_digit(base: str) -> int:
    """The check digit (1–9) of twelve digits: from the right, odd places count once, even places twice."""
    return 9 - sum(int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(base))) % 9


def postal_code(value: object) -> str:
    """「188-8666」; a number from a spreadsheet gets its leading zeros back. ValueError in Japanese."""
    digits = _digits(value).removeprefix("〒")
    if isinstance(value, int | float):
        digits = digits.zfill(7)
    if not re.fullmatch("[0-9]{7}", digits):
        raise ValueError("郵便番号は7桁の数字で、188-8666 のように入力してください。")
    return f"{digits[:3]}-{digits[3:]}"


def phone(value: object) -> str:
    """「042-420-2821」, with 「（内線123）」 if given; abroad 「+1 212-…」. ValueError in Japanese."""
    text = normalise(_plain(value))
    if isinstance(value, int | float):
        text = f"0{text}"
    extension = _PHONE_EXTENSION.search(text)
    if extension:
        text = text[: extension.start()]
    # Between other signs than digits a dash is still a dash here: 「（042）―420」.
    text = re.sub(r"[‐–—―─ー]", "-", _SWITCHBOARD.sub("", text.strip()))
    if not re.fullmatch(r"\+?[0-9\s().-]+", text):
        raise ValueError(_BAD_PHONE)
    try:
        number = phonenumbers.parse(text, "JP")
    except phonenumbers.NumberParseException:
        raise ValueError(_BAD_PHONE) from None
    if not phonenumbers.is_valid_number(number):
        raise ValueError(_BAD_PHONE)
    abroad = number.country_code != 81
    style = (
        phonenumbers.PhoneNumberFormat.INTERNATIONAL if abroad else phonenumbers.PhoneNumberFormat.NATIONAL
    )
    return phonenumbers.format_number(number, style) + (f"（内線{extension[1]}）" if extension else "")


def phone_key(value: object) -> str:
    """The digits alone, to find one number written in two ways; without the extension."""
    return re.sub(r"\D", "", phone(value).partition("（")[0])


def _plain(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value)


def _digits(value: object) -> str:
    """Without blanks, dashes and full-width forms."""
    return re.sub(r"[\s‐–—―─ー.-]", "", normalise(_plain(value)))
