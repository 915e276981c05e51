import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from reviews.enums import RespondentState
from reviews.models import Answer, Question, Respondent, Survey, SurveyRow
from tests.factories.projects import CollaborationFormFactory
from tests.reviews.musashino import fill_in

pytestmark = pytest.mark.django_db
PARTNERS, DIVISIONS = "協働の相手ごと", "課ごと"


def run(name, *arguments, **options):
    out = StringIO()
    call_command(name, *arguments, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def form(tmp_path):
    for name in ("委託", "共催"):
        CollaborationFormFactory(name=name)
    run("make_survey", "musashino", year="H22", code="s10")
    run("answer_form", "s10", out=tmp_path / "form.xlsx")
    return tmp_path / "form.xlsx"


ROW = {
    "respondent": "公園課", "group": "①", "project": "花だん", "partner": "花の会",
    "P_FORM": "委託", "P_KIND": "npo", "P_ORIGIN": "その他、effective", "P_ORIGIN.text": "前の年からの約束",
}  # fmt: skip
DIVISION = {"respondent": "公園課", "group": "1", "D_MERITS": "特にない", "D_CONTINUE": "続けたい"}
NEVER = {
    "respondent": "会計課",
    "group": "4",
    "D_WISH": "取り組みたいとは思わない",
    "D_NOT_WHY": "必要を感じない",
}


def import_(form, *, partners=(), divisions=(), **options):
    return json.loads(run("import_answers", "s10", fill(form, partners, divisions), json=True, **options))


def fill(form, partners=(), divisions=()):
    return fill_in(form, {PARTNERS: list(partners), DIVISIONS: list(divisions)})


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


def test_the_form_has_codes_labels_and_how_it_is_filled_in(form):
    book = load_workbook(form)
    assert book.sheetnames == [PARTNERS, DIVISIONS, "書き方"]
    columns = [
        (code.value, label.value) for code, label in zip(book[PARTNERS][1], book[PARTNERS][2], strict=True)
    ]
    assert columns[:5] == [
        ("respondent", "回答者（課）"),
        ("group", "属性"),
        ("project", "事業名"),
        ("partner", "協働の相手"),
        ("runs", "その年度に実施したか（はい・いいえ）"),
    ]
    assert ("P_ORIGIN.text", "協働にしたきっかけは何ですか。（その他の内容）") in columns
    assert book[DIVISIONS].max_row == 2


def test_a_filled_form_makes_respondents_rows_and_answers(form):
    report = import_(form, partners=[ROW], divisions=[DIVISION, NEVER])
    assert (report["respondents"], report["rows"], report["submitted"], report["errors"]) == (2, 1, 2, [])
    park = Respondent.objects.get(name="公園課")
    assert (park.group, park.state, park.is_proxy) == ("1", RespondentState.SUBMITTED, True)
    row = SurveyRow.objects.get()
    assert (row.respondent, row.project_name, row.partner_name, row.runs) == (park, "花だん", "花の会", True)
    said = Answer.objects.get(question__code="P_ORIGIN")
    assert (said.codes, said.text, said.is_counted) == ("effective,other", "前の年からの約束", True)
    # What was asked and is empty is a 無回答; what was not asked has no answer.
    assert Answer.objects.get(question__code="P_OUTCOME").is_blank
    assert not Answer.objects.filter(question__code="D_WISH", respondent=park).exists()
    assert Answer.objects.filter(question__code="D_NOT_WHY", respondent__name="会計課").count() == 1


def test_the_same_file_twice_changes_nothing(form):
    import_(form, partners=[ROW], divisions=[DIVISION, NEVER])
    before = list(Answer.objects.order_by("pk").values())
    again = import_(form)
    assert {name: again[name] for name in ("respondents", "rows", "created", "updated", "deleted", "submitted")} == {
        "respondents": 0, "rows": 0, "created": 0, "updated": 0, "deleted": 0, "submitted": 0
    }  # fmt: skip
    assert again["unchanged"] == len(before)
    assert list(Answer.objects.order_by("pk").values()) == before


def test_what_is_exported_is_taken_back_unchanged(form, tmp_path):
    import_(form, partners=[ROW, ROW | {"P_FORM": "共催"}], divisions=[DIVISION, NEVER])
    answers = Answer.objects.order_by("pk").values()
    before = list(answers)
    run("export_answers", "s10", out=tmp_path / "out.xlsx")
    again = json.loads(run("import_answers", "s10", tmp_path / "out.xlsx", json=True))
    assert (again["unchanged"], again["created"], again["updated"], again["errors"]) == (
        len(before),
        0,
        0,
        [],
    )
    assert list(answers) == before


def test_an_export_fills_an_empty_survey_of_the_same_questions(form, tmp_path):
    import_(form, partners=[ROW], divisions=[DIVISION, NEVER])
    run("export_answers", "s10", out=tmp_path / "out.xlsx")
    first = json.loads(run("tabulate", "s10", question="P_ORIGIN"))
    Answer.objects.all().delete()
    SurveyRow.objects.all().delete()
    Respondent.objects.all().delete()
    run("import_answers", "s10", tmp_path / "out.xlsx")
    assert json.loads(run("tabulate", "s10", question="P_ORIGIN")) == first


def test_a_changed_cell_is_the_next_version_of_its_answer(form):
    import_(form, divisions=[NEVER])
    report = import_(
        form, divisions=[NEVER | {"D_NOT_WHY": "必要を感じない、その他", "D_NOT_WHY.text": "人手"}]
    )
    assert (report["updated"], report["created"]) == (1, 0)
    answer = Answer.objects.get(question__code="D_NOT_WHY")
    assert (answer.codes, answer.text, answer.version, answer.history.count()) == (
        "no_need,other",
        "人手",
        2,
        2,
    )


def test_a_dry_run_writes_nothing(form):
    report = import_(form, partners=[ROW], divisions=[DIVISION], dry_run=True)
    assert (report["written"], report["respondents"], Respondent.objects.count()) == (False, 1, 0)


def test_not_asked_of_this_one_is_not_counted(form):
    import_(form, divisions=[NEVER, NEVER | {"respondent": "市民課", "D_WISH": "対象外", "D_NOT_WHY": ""}])
    assert json.loads(run("tabulate", "s10", question="D_WISH"))["n"] == 1
    assert json.loads(run("tabulate", "s10", question="D_GROUPS"))["n"] == 2


def test_a_respondent_of_the_survey_with_an_empty_line_stays_open(form):
    Respondent.objects.create(survey=Survey.objects.get(), name="市民課", group="4", position=1)
    report = import_(form, divisions=[NEVER, {"respondent": "市民課"}])
    assert (report["left_open"], report["submitted"]) == (["市民課"], 1)
    assert Respondent.objects.get(name="市民課").state == RespondentState.WAITING


def test_a_known_row_may_not_be_taken_out(form):
    import_(form, partners=[ROW], divisions=[DIVISION])
    book = load_workbook(form)
    book[PARTNERS].delete_rows(3)
    book.save(form)
    with pytest.raises(CommandError):
        run("import_answers", "s10", form)


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


def test_the_survey_is_described_for_programs(form):
    found = json.loads(run("describe_survey", "s10", json=True))
    assert (found["survey"], found["year"], len(found["questions"])) == (
        "s10",
        2010,
        Question.objects.count(),
    )
    origin = next(each for each in found["questions"] if each["code"] == "P_ORIGIN")
    assert (origin["kind"], origin["unit"], origin["words_column"]) == (
        "multiple",
        "partner",
        "P_ORIGIN.text",
    )
    assert origin["choices"][-1] == {
        "code": "other", "label": "その他", "is_other": True, "is_exclusive": False
    }  # fmt: skip
    why = next(each for each in found["questions"] if each["code"] == "D_NOT_WHY")
    assert why["asked_of"]["groups"] == ["4"]
    assert [sheet["name"] for sheet in found["form"]["sheets"]] == [PARTNERS, DIVISIONS]
    assert "P_FORM  どの形で協働していますか。（一つ選ぶ、協働の相手ごと）" in run("describe_survey", "s10")


def test_commands_name_what_is_not_there(form, tmp_path):
    wrong = [
        ("describe_survey", ["zzz"], {}, "「zzz」という記号の調査はありません。あるもの: s10"),
        (
            "make_survey",
            ["musashino"],
            {"year": "2010", "code": "s10"},
            "「s10」という記号の調査は、もうあります。",
        ),
        ("import_answers", ["s10", "no.xlsx"], {}, "no.xlsx を開けません: No such file or directory"),
        ("tabulate", ["s10"], {"question": "P_FORM", "by": ["zzz"]}, None),
        (
            "answer_form",
            ["s10"],
            {"out": tmp_path},
            f"{tmp_path} はフォルダーです。書き込むファイルの名前を指定してください。",
        ),
        ("import_answers", ["s10", form], {"by": "a@b.c"}, "a@b.c は、調査を扱える人ではありません。"),
    ]
    for name, arguments, options, words in wrong:
        with pytest.raises(CommandError) as refused:
            run(name, *arguments, **options)
        assert words is None or str(refused.value) == words


def test_tabulate_prints_csv_and_writes_xlsx(form, tmp_path):
    import_(form, partners=[ROW], divisions=[DIVISION])
    text = run("tabulate", "s10", question="P_FORM", format="csv")
    assert text.splitlines()[:2] == [
        "記号,回答,件数,%,n",
        f"{first_form()},委託,1,100.0,1",
    ]
    run("tabulate", "s10", question="P_KIND", by=["form"], format="xlsx", out=tmp_path / "t.xlsx")
    rows = [[cell.value for cell in row] for row in load_workbook(tmp_path / "t.xlsx")["集計"].rows]
    assert rows[0][:4] == ["どの形で協働していますか。", "n", "NPO法人（件数）", "NPO法人（%）"]
    assert [row[:4] for row in rows[1:]] == [["総計", 1, 1, "100.0"], ["委託", 1, 1, "100.0"]]


def first_form():
    return Question.objects.get(code="P_FORM").choices.first().code
