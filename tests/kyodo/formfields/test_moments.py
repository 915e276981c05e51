import datetime as dt

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms

from kyodo.formfields import ClockField, WarekiMomentField, WarekiMomentWidget
from kyodo.wareki import JAPAN


class WindowForm(forms.Form):
    opens_at = WarekiMomentField(label="受付開始", required=False)


def boxes(year="", month="", day="", time=""):
    return {"opens_at_year": year, "opens_at_month": month, "opens_at_day": day, "opens_at_time": time}


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("18:30", dt.time(18, 30)),
        ("１８：３０", dt.time(18, 30)),
        ("18時30分", dt.time(18, 30)),
        ("午後6時半", dt.time(18, 30)),
        ("午後 0時5分", dt.time(12, 5)),
        ("午前12:00", dt.time(0, 0)),
        ("9時", dt.time(9, 0)),
        ("0930", dt.time(9, 30)),
        ("", None),
    ],
)
def test_a_time_of_day_is_read(typed, time):
    assert ClockField(required=False).clean(typed) == time


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("夕方", "時刻を読み取れません。18:30 のように入力してください。"),
        ("午後13時", "時刻を読み取れません。18:30 のように入力してください。"),
        ("24:00", "時刻は0:00から23:59までで入力してください。"),
        ("12:60", "時刻は0:00から23:59までで入力してください。"),
        ("", "時刻を入力してください。"),
    ],
)
def test_a_time_that_cannot_be_is_refused(typed, message):
    with pytest.raises(forms.ValidationError) as refused:
        ClockField().clean(typed)
    assert refused.value.messages == [message]


@pytest.mark.parametrize(
    "data",
    [
        boxes("R8", "7", "1", "18:30"),
        boxes("令和8年7月1日", "", "", "午後6時半"),
        {"opens_at": "2026-07-01T09:30:00+00:00"},
        {"opens_at": "2026/7/1 18:30"},
    ],
)
def test_a_moment_is_read_from_its_boxes(data):
    form = WindowForm(data)
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"opens_at": dt.datetime(2026, 7, 1, 18, 30, tzinfo=JAPAN)}


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (("R8", "7", "1", ""), "時刻も入力してください。"),
        (("", "", "", "18:30"), "日付も入力してください。"),
        (("R8", "7", "1", "25時"), "時刻は0:00から23:59までで入力してください。"),
        (("R8", "2", "30", "9:00"), "2026年2月30日という日はありません。"),
    ],
)
def test_a_moment_that_cannot_be_is_refused_and_stays_as_typed(typed, message):
    form = WindowForm(boxes(*typed))
    assert form.errors == {"opens_at": [message]}
    assert form["opens_at"].value() == list(typed)


def test_an_optional_moment_may_be_left_out():
    assert WindowForm(boxes()).is_valid()
    assert WindowForm({}).is_valid()


def test_the_boxes_show_japans_clock():
    moment = dt.datetime(2026, 3, 31, 15, 5, tzinfo=dt.UTC)
    assert WarekiMomentWidget().decompress(moment) == ["令和8", "4", "1", "00:05"]
    html = render_crispy_form(WindowForm(initial={"opens_at": moment}))
    assert html.count("<input") == 4
    assert ">時刻</label>" in html
