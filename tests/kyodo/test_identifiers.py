import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo.identifiers import corporate_check_digit, corporate_number, phone, phone_key, postal_code

BAD_PHONE = "電話番号を読み取れません。市外局番から、042-420-2821 のように入力してください。"


# 国税庁's own number.
@pytest.mark.parametrize(
    "value",
    ["7000012050002", "７０００－０１２０－５０００２", "7000 0120 5000 2", 7000012050002, 7000012050002.0],
)
def test_corporate_number(value):
    assert corporate_number(value) == "7000012050002"


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("7000012050003", "法人番号の数字に誤りがあります。13桁をもう一度確かめてください。"),
        ("7000012050020", "法人番号の数字に誤りがあります。13桁をもう一度確かめてください。"),
        ("700001205000", "法人番号は13桁の数字で入力してください。"),
        ("", "法人番号は13桁の数字で入力してください。"),
        (None, "法人番号は13桁の数字で入力してください。"),
    ],
)
def test_corporate_number_refuses(value, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        corporate_number(value)


@given(st.from_regex(r"[0-9]{12}", fullmatch=True), st.integers(0, 11), st.integers(1, 8))
def test_a_wrong_digit_is_found(base, place, shift):
    wrong = f"{base[:place]}{(int(base[place]) + shift) % 9}{base[place + 1 :]}"
    # Modulo 9 cannot tell 0 from 9, so those two are one digit here.
    same = (int(base[place]) - int(wrong[place])) % 9 == 0
    assert (corporate_check_digit(wrong) == corporate_check_digit(base)) is same


@pytest.mark.parametrize("value", ["188-8666", "1888666", "〒188－8666", "１８８ー８６６６", 1888666])
def test_postal_code(value):
    assert postal_code(value) == "188-8666"


def test_a_spreadsheet_number_gets_its_leading_zeros_back():
    assert (postal_code(600001), postal_code(600001.0)) == ("060-0001", "060-0001")


@pytest.mark.parametrize("value", ["600001", "188-866", "abc", "", None, "٣٣٣٣٣٣٣"])
def test_postal_code_refuses(value):
    with pytest.raises(ValueError, match=r"^郵便番号は7桁の数字で、188-8666 のように入力してください。$"):
        postal_code(value)


@pytest.mark.parametrize(
    ("value", "display", "key"),
    [
        ("042-420-2821", "042-420-2821", "0424202821"),
        ("（０４２）４２０－２８２１", "042-420-2821", "0424202821"),
        ("042（420）2821", "042-420-2821", "0424202821"),
        ("（042）―420―2821", "042-420-2821", "0424202821"),
        ("0424202821", "042-420-2821", "0424202821"),
        (424202821, "042-420-2821", "0424202821"),
        ("TEL：042-420-2821（代表）", "042-420-2821", "0424202821"),
        ("+81 42-420-2821", "042-420-2821", "0424202821"),
        ("042-420-2821（内線123）", "042-420-2821（内線123）", "0424202821"),
        ("042-420-2821 内線 123", "042-420-2821（内線123）", "0424202821"),
        ("090ー1234ー5678", "090-1234-5678", "09012345678"),
        ("050 1234 5678", "050-1234-5678", "05012345678"),
        ("0120123456", "0120-123-456", "0120123456"),
        ("+1 212 736 5000", "+1 212-736-5000", "12127365000"),
    ],
)
def test_phone(value, display, key):
    assert (phone(value), phone_key(value)) == (display, key)


@pytest.mark.parametrize("value", ["420-2821", "abc", "", None, "042-420-28210", "110", "042-420-2821、2822"])
def test_phone_refuses(value):
    with pytest.raises(ValueError, match=f"^{re.escape(BAD_PHONE)}$"):
        phone(value)
