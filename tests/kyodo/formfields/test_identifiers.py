from django import forms

from kyodo.formfields import CorporateNumberField, PhoneField, PostalCodeField


class GroupForm(forms.Form):
    number = CorporateNumberField(label="法人番号", required=False)
    postcode = PostalCodeField(label="郵便番号")
    tel = PhoneField(label="電話")


def test_full_width_is_taken_and_normalised():
    form = GroupForm(
        {
            "number": "７０００－０１２０－５０００２",
            "postcode": "〒１８８－８６６６",
            "tel": "（０４２）４２０－２８２１",
        }
    )
    assert form.is_valid()
    assert form.cleaned_data == {"number": "7000012050002", "postcode": "188-8666", "tel": "042-420-2821"}


def test_what_is_wrong_is_said_and_what_was_typed_stays():
    form = GroupForm({"number": "7000012050003", "postcode": "188", "tel": ""})
    assert form.errors == {
        "number": ["法人番号の数字に誤りがあります。13桁をもう一度確かめてください。"],
        "postcode": ["郵便番号は7桁の数字で、188-8666 のように入力してください。"],
        "tel": ["電話番号を入力してください。"],
    }
    assert 'value="7000012050003"' in str(form["number"])


def test_an_optional_number_may_be_left_out():
    assert CorporateNumberField(required=False).clean(" ") == ""


def test_the_same_number_written_otherwise_is_no_change():
    assert PhoneField().has_changed("042-420-2821", "０４２（４２０）２８２１") is False


def test_browsers_are_told_what_the_boxes_are_for():
    form = GroupForm()
    assert 'inputmode="numeric"' in str(form["number"])
    assert 'autocomplete="postal-code"' in str(form["postcode"])
    assert 'type="tel"' in str(form["tel"])
    assert 'autocomplete="tel"' in str(form["tel"])
