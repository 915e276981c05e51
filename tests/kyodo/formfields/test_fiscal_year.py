import pytest
from django import forms

from kyodo.fiscal_year import FiscalYear
from kyodo.formfields import FiscalYearField


def two_years():
    return [FiscalYear(2026), FiscalYear(2025)]


class TypedForm(forms.Form):
    year = FiscalYearField(label="年度")


class ChosenForm(forms.Form):
    year = FiscalYearField(label="年度", years=two_years, required=False)


@pytest.mark.parametrize("typed", ["令和8年度", "R8", "２０２６", "2026年度", "令和8年度（2026年度）"])
def test_a_typed_year(typed):
    form = TypedForm({"year": typed})
    assert form.is_valid()
    assert form.cleaned_data == {"year": 2026}


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "年度を入力してください。"),
        ("来年度", "年度を読み取れません。令和8年度、R8、2026年度 のように入力してください。"),
        ("8", "年度は元号か西暦4桁で書いてください。令和8年度、R8、2026年度 のように入力してください。"),
    ],
)
def test_a_refused_year_stays_as_typed(typed, message):
    form = TypedForm({"year": typed})
    assert form.errors == {"year": [message]}
    assert form["year"].value() == typed


def test_a_stored_year_is_shown_as_people_say_it():
    assert 'value="令和8年度"' in str(TypedForm(initial={"year": 2026})["year"])


def test_years_to_choose_from():
    form = ChosenForm({"year": "2025"})
    assert form.is_valid()
    assert form.cleaned_data == {"year": 2025}
    assert [(str(value), label) for value, label in form.fields["year"].widget.choices] == [
        ("", "選んでください"),
        ("2026", "令和8年度（2026年度）"),
        ("2025", "令和7年度（2025年度）"),
    ]
    assert '<option value="2025" selected>' in str(form["year"])


def test_a_year_outside_the_list_is_refused():
    assert ChosenForm({"year": "2024"}).errors == {"year": ["一覧にある年度から選んでください。"]}


def test_an_optional_year_may_be_left_out():
    form = ChosenForm({"year": ""})
    assert form.is_valid()
    assert form.cleaned_data == {"year": None}


def test_a_list_given_to_one_form_stays_with_it():
    form = ChosenForm({"year": "2020"})
    form.fields["year"].years = [FiscalYear(2020)]
    assert form.is_valid()
    assert "令和2年度（2020年度）" in str(form["year"])
    assert "令和2年度（2020年度）" not in str(ChosenForm()["year"])


def test_the_same_year_written_otherwise_is_no_change():
    assert FiscalYearField().has_changed(2026, "R8") is False
