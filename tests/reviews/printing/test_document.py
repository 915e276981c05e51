from dataclasses import fields, replace
from datetime import date

import pytest

from reviews.printing.document import PreviousYear, Ratings
from tests.reviews.printing.sheets import SHEET

CHANGED = {
    "finalised_on": date(2026, 5, 21),
    "ratings": Ratings((1,), (2,), (3,)),
    "previous": PreviousYear("令和5年度", Ratings()),
    "meeting": None,
    "unseen": ("city",),
}


@pytest.mark.parametrize("name", [field.name for field in fields(SHEET)])
def test_every_field_counts_in_the_digest(name):
    value = getattr(SHEET, name)
    changed = f"{value}あ" if isinstance(value, str) else CHANGED.get(name) if name in CHANGED else value[:-1]

    assert replace(SHEET, **{name: changed}).digest != SHEET.digest


def test_equal_sheets_have_the_same_digest():
    assert replace(SHEET).digest == SHEET.digest


def test_the_title_names_number_project_and_group():
    assert SHEET.title == "No.003 介護する人の茶話会（特定非営利活動法人 髙﨑・𠮷田まちづくり研究会）"
