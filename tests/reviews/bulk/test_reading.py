import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from reviews.models import Answer, Respondent, Survey
from tests.reviews.bulk.forms import DIVISION, DIVISIONS, NEVER, PARTNERS, ROW, empty_form, fill, run
from tests.reviews.musashino import fill_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def form(tmp_path):
    return empty_form(tmp_path)


def faults(form, *, partners=(), divisions=(), survey="s10"):
    """(sheet, cell, value, reason) of every fault; nothing was written."""
    fill(form, partners, divisions)
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("import_answers", survey, form, json=True, stdout=out)
    assert (Respondent.objects.count(), Answer.objects.count()) == (0, 0)
    return [
        (each["sheet"], each["cell"], each["value"], each["reason"])
        for each in json.loads(out.getvalue())["errors"]
    ]


@pytest.mark.parametrize(
    ("line", "cell", "value", "reason"),
    [
        ({"P_FORM": "請負"}, "F3", "請負", "「請負」は選択肢にありません。"),
        ({"P_FORM": "委託、共催"}, "F3", "委託、共催", "一つだけ選んでください。"),
        ({"P_ORIGIN": ""}, "J3", "前の年からの約束", "「その他」を選んだときだけ、内容を書けます。"),
        ({"group": "5"}, "B3", "5", "属性は、1から4の番号で書いてください（①以前も、その年度も、②その年度だけ、"
         "③以前だけ、④一度もない）。"),
        ({"runs": "たぶん"}, "E3", "たぶん", "「はい」か「いいえ」で書いてください。"),
        ({"respondent": None}, "A3", "", "だれの答えかを書いてください。"),
        ({"P_FORM": "=1+1"}, "F3", "", "式の計算結果が入っていません。Excelで開き、保存し直してください。"),
        ({"P_ENDED": "人がいない"}, "M3", "人がいない",
         "この行には聞いていない設問です（聞くのは、属性③の課）。答えを消してください。"),
    ],
)  # fmt: skip
def test_a_fault_of_a_partner_row_is_named_by_its_cell(form, line, cell, value, reason):
    assert faults(form, partners=[ROW | line]) == [(PARTNERS, cell, value, reason)]


def test_faults_of_a_division_are_named_by_their_cells(form):
    lines = [
        DIVISION | {"D_MERITS": "特にない、その他"},
        NEVER | {"D_MERITS": "その他"},
        NEVER | {"respondent": "市民課", "D_WISH": "取り組みたい"},
        DIVISION,
        {"respondent": "納税課", "D_WISH": "わからない"},
    ]
    columns = {cell.value: cell.column_letter for cell in load_workbook(form)[DIVISIONS][1]}
    assert faults(form, divisions=lines) == [
        (
            DIVISIONS,
            f"{columns['D_MERITS']}3",
            "特にない、その他",
            "「特にない」は、ほかの答えと一緒に選べません。",
        ),
        (DIVISIONS, "A6", "公園課", "同じ回答者が3行目にもあります。"),
        (DIVISIONS, "B7", "", "調査にない課です。属性（1から4）を書いてください。"),
        (
            DIVISIONS,
            f"{columns['D_MERITS']}4",
            "その他",
            "この行には聞いていない設問です（聞くのは、属性①・②・③の課）。答えを消してください。",
        ),
        (
            DIVISIONS,
            f"{columns['D_NOT_WHY']}5",
            "必要を感じない",
            "この行には聞いていない設問です（聞くのは、属性④の課、「これから協働に取り組みたいですか。」に"
            "「取り組みたいとは思わない」と答えたとき）。答えを消してください。",
        ),
    ]


def change(form, how):
    book = load_workbook(form)
    how(book)
    book.save(form)


@pytest.mark.parametrize(
    ("how", "fault"),
    [
        (
            lambda book: book[PARTNERS].insert_cols(6),
            (PARTNERS, "F1", "", "用紙にない列です。列を足したり、1行目の記号を変えたりしないでください。"),
        ),
        (
            lambda book: book[PARTNERS].delete_cols(6),
            (PARTNERS, "A1", "", "列が足りません: P_FORM。1行目の記号を消さないでください。"),
        ),
        (
            lambda book: book[PARTNERS].delete_rows(2),
            (PARTNERS, "A2", "", "2行目は見出し（「回答者（課）」）です。答えは3行目から書いてください。"),
        ),
        (
            lambda book: book.remove(book[DIVISIONS]),
            (DIVISIONS, "", "", "「課ごと」というシートがありません。"),
        ),
    ],
)
def test_a_form_whose_layout_was_changed_is_refused(form, how, fault):
    change(form, how)
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("import_answers", "s10", form, json=True, stdout=out)
    found = json.loads(out.getvalue())["errors"]
    assert [tuple(each[key] for key in ("sheet", "cell", "value", "reason")) for each in found] == [fault]


def test_another_years_form_is_refused(form):
    run("make_survey", "musashino", year="2011", code="s11")
    reason = "別の調査（s10）の用紙です。「s11」の用紙に書いてください。"
    assert faults(form, partners=[ROW], survey="s11") == [("書き方", "B2", "s10", reason)]


def test_words_in_a_number_cell_are_refused(tmp_path):
    run("make_survey", "yearly", year="2026", code="y26")
    run("answer_form", "y26", out=tmp_path / "form.xlsx")
    line = {"respondent": "公園課", "group": "1", "project": "花だん", "P_PEOPLE": "約百人"}
    form = fill_in(tmp_path / "form.xlsx", {PARTNERS: [line]})
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("import_answers", "y26", form, json=True, stdout=out)
    assert json.loads(out.getvalue())["errors"] == [
        {
            "sheet": PARTNERS,
            "cell": "H3",
            "column": "P_PEOPLE",
            "value": "約百人",
            "reason": "数字で答えてください。",
        }
    ]


def test_a_published_survey_takes_nothing_in(form):
    Survey.objects.update(state="published")
    assert [reason for *_, reason in faults(form)] == [
        "公表した調査です。公表をやめてから取り込んでください。"
    ]
