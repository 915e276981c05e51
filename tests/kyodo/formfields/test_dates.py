import datetime as dt

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from kyodo.formfields import WarekiDateField, WarekiDateWidget


class EventForm(forms.Form):
    held_on = WarekiDateField(label="開催日", help_text="例：令和8年4月1日")


def boxes(year="", month="", day=""):
    return {"held_on_year": year, "held_on_month": month, "held_on_day": day}


@pytest.mark.parametrize(
    "data",
    [
        boxes("R8", "4", "1"),
        boxes("令和8", "4", "1"),
        boxes("令和８年", "４月", "１日"),
        boxes("2026", "04", "01"),
        boxes("2026年", "4", "1"),
        boxes("令和8年（2026年）", "4", "1"),
        boxes("令和８年４月１日"),
        boxes("2026/4/1"),
        boxes("R8.4.1"),
        {"held_on": "2026-04-01"},
    ],
)
def test_a_day_is_read_from_the_boxes(data):
    form = EventForm(data)
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"held_on": dt.date(2026, 4, 1)}


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (("", "", ""), "日付を入力してください。"),
        (("　", " ", ""), "日付を入力してください。"),
        (("", "4", "1"), "年も入力してください。"),
        (("R8", "4", ""), "日も入力してください。"),
        (("", "4", ""), "年と日も入力してください。"),
        (("8", "4", "1"), "年を読み取れません。令和8年、R8、2026 のように入力してください。"),
        (("R8", "四", "1"), "月は1から12までの数字で入力してください。"),
        (("R8", "13", "1"), "月は1から12までの数字で入力してください。"),
        (("R8", "4", "32"), "日は1から31までの数字で入力してください。"),
        (("R8", "2", "30"), "2026年2月30日という日はありません。"),
        (
            ("平成31", "5", "1"),
            "平成は平成31年（2019年）4月30日までです。令和元年（2019年）5月1日ではありませんか。",
        ),
        (
            ("R8", "", ""),
            "年・月・日をすべて入力してください。令和8年4月1日、R8.4.1、2026/4/1 のように入力してください。",
        ),
    ],
)
def test_a_refused_day_stays_as_typed(typed, message):
    form = EventForm(boxes(*typed))
    assert form.errors == {"held_on": [message]}
    assert form["held_on"].value() == list(typed)


def test_an_optional_day_may_be_left_out():
    assert WarekiDateField(required=False).clean(["", "", ""]) is None
    assert WarekiDateField(required=False).clean(None) is None
    assert WarekiDateField(required=False).clean([" ", "", ""]) is None


@pytest.mark.parametrize(
    ("day", "errors"),
    [
        ("R8.3.31", ["令和8年（2026年）4月1日か、それより後の日付を入力してください。"]),
        ("R8.4.1", []),
        ("R9.3.31", []),
        ("R9.4.1", ["令和9年（2027年）3月31日か、それより前の日付を入力してください。"]),
    ],
)
def test_first_and_last_day(day, errors):
    class YearForm(forms.Form):
        held_on = WarekiDateField(min_value=dt.date(2026, 4, 1), max_value=dt.date(2027, 3, 31))

    assert YearForm({"held_on": day}).errors.get("held_on", []) == errors


@given(st.dates(min_value=dt.date(1868, 10, 23), max_value=dt.date(2117, 12, 31)))
def test_what_the_boxes_show_is_read_back(day):
    assert WarekiDateField().clean(WarekiDateWidget().decompress(day)) == day


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (dt.date(2019, 5, 1), ["令和元", "5", "1"]),
        ("2026-04-01", ["令和8", "4", "1"]),
        ("春ごろ", ["春ごろ", "", ""]),
        (None, ["", "", ""]),
    ],
)
def test_what_the_boxes_show(value, shown):
    assert WarekiDateWidget().decompress(value) == shown


def test_the_same_day_written_otherwise_is_no_change():
    field = WarekiDateField()
    assert field.has_changed(dt.date(2026, 4, 1), ["2026", "4", "1"]) is False
    assert field.has_changed(dt.date(2026, 4, 1), ["2026", "4", "2"]) is True
    assert field.has_changed(None, ["", "", ""]) is False


@pytest.mark.parametrize(("data", "omitted"), [({}, True), (boxes(), False), ({"held_on": ""}, False)])
def test_a_field_that_was_not_sent(data, omitted):
    assert WarekiDateWidget().value_omitted_from_data(data, {}, "held_on") is omitted


def test_the_boxes_are_a_fieldset_with_a_label_each():
    html = EventForm().as_div()
    assert '<fieldset aria-describedby="id_held_on_helptext">' in html
    assert "<legend>開催日:</legend>" in html
    for number, label in enumerate("年月日"):
        assert f'<label for="id_held_on_{number}">{label}</label>' in html
    assert html.count('aria-required="true"') == 3
    assert " required" not in html


def test_a_refused_day_is_marked_at_every_box():
    html = render_crispy_form(EventForm(boxes("R8", "2", "30")))
    assert html.count('aria-invalid="true"') == 3
    assert 'class="field-date is-invalid"' in html
    assert 'id="id_held_on"' in html
    assert 'value="R8"' in html
