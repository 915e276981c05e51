import json

import pytest
from django.core.management import CommandError
from openpyxl import load_workbook

from reviews.enums import RespondentState
from reviews.models import Answer, Question, Respondent, Survey, SurveyRow
from tests.reviews.bulk.forms import DIVISION, DIVISIONS, NEVER, PARTNERS, ROW, empty_form, fill, run

pytestmark = pytest.mark.django_db


@pytest.fixture
def form(tmp_path):
    return empty_form(tmp_path)


def import_(form, *, partners=(), divisions=(), **options):
    return json.loads(run("import_answers", "s10", fill(form, partners, divisions), json=True, **options))


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


def test_no_answer_said_in_words_is_counted_as_such(form):
    """Of a respondent whom the survey knows, the word tells 無回答 to everything from not answered yet."""
    Respondent.objects.create(survey=Survey.objects.get(), name="市民課", group="4", position=1)
    report = import_(form, divisions=[{"respondent": "市民課", "D_CITY": "無回答"}])
    assert (report["left_open"], report["submitted"]) == ([], 1)
    table = json.loads(run("tabulate", "s10", question="D_CITY"))
    assert (table["n"], table["rows"][-1]["count"]) == (1, 1)


def test_a_known_row_may_not_be_taken_out(form):
    import_(form, partners=[ROW], divisions=[DIVISION])
    book = load_workbook(form)
    book[PARTNERS].delete_rows(3)
    book.save(form)
    with pytest.raises(CommandError):
        run("import_answers", "s10", form)


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
    assert [row[:4] for row in rows[1:]] == [["総計", 1, 1, 100], ["委託", 1, 1, 100]]


def first_form():
    return Question.objects.get(code="P_FORM").choices.first().code
