import pytest
from django import forms
from django.core.exceptions import ValidationError

from kyodo.formfields import YenField


class BudgetForm(forms.Form):
    amount = YenField(label="金額", max_value=1_000_000)


@pytest.mark.parametrize(("typed", "yen"), [("１，２３４円", 1234), ("0", 0), ("100万円", 1_000_000)])
def test_yen(typed, yen):
    assert YenField().clean(typed) == yen


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "金額を入力してください。"),
        ("なし", "金額を入力してください。"),
        ("1,000,001", "1,000,000円以下の金額を入力してください。"),
        ("-5", "マイナスの金額は入力できません。0以上の金額を入力してください。"),
        ("たくさん", "金額を読み取れません。12,300 のように数字で入力してください。"),
    ],
)
def test_a_refused_sum_stays_as_typed(typed, message):
    form = BudgetForm({"amount": typed})
    assert form.errors == {"amount": [message]}
    assert form["amount"].value() == typed


def test_a_least_sum():
    with pytest.raises(ValidationError) as refused:
        YenField(min_value=1000).clean("999")
    assert refused.value.messages == ["1,000円以上の金額を入力してください。"]


def test_an_optional_sum_may_be_left_out():
    assert YenField(required=False).clean("－") is None


def test_the_box_shows_separators():
    html = str(BudgetForm(initial={"amount": 1234567})["amount"])
    assert 'value="1,234,567"' in html
    assert 'inputmode="numeric"' in html
    assert 'class="field-yen"' in html


@pytest.mark.parametrize(("data", "marked"), [({"amount": "x"}, True), ({"amount": "5"}, False)])
def test_the_box_around_a_refused_sum_is_marked(data, marked):
    assert ("field-yen-group is-invalid" in str(BudgetForm(data)["amount"])) is marked


def test_the_same_sum_written_otherwise_is_no_change():
    assert YenField().has_changed(1234, "１，２３４") is False
    assert YenField().has_changed(1234, "1235") is True
