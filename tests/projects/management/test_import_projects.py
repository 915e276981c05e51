import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from projects.models import LedgerImport, Project
from tests.factories.projects import CollaborationFormFactory
from tests.projects.actions.ledger.books import book_of, row
from tests.projects.ledger.books import messy_ledger

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def path(tmp_path):
    """`path(file)` is that file on the disk."""

    def keep(file, name="台帳.xlsx"):
        target = tmp_path / name
        file.seek(0)
        target.write_bytes(file.read())
        return str(target)

    return keep


def run(*arguments):
    """What the command prints, and its complaint ("" where it ends well)."""
    out = StringIO()
    try:
        call_command("import_projects", *arguments, stdout=out)
    except CommandError as error:
        return out.getvalue(), str(error)
    return out.getvalue(), ""


def test_works_on_a_bare_portal(path):
    printed, complaint = run(path(messy_ledger()), "--json")
    report = json.loads(printed)
    assert complaint == ""
    expected = {
        "year": 2010,
        "created": 4,
        "updated": 0,
        "unchanged": 0,
        "projects": 4,
        "partners": 6,
        "errors": [],
        "written": True,
    }
    assert {key: report[key] for key in expected} == expected
    assert Project.objects.count() == 4


def test_says_the_same_in_words(path):
    file = path(messy_ledger())
    first, _ = run(file)
    second, _ = run(file)
    assert "新規 4、更新 0、変更なし 0、誤り 0（事業 4、協働の相手 6）" in first
    assert "12行目は読みません（合計の行）" in first
    assert first.splitlines()[-1] == "取り込みました。"
    assert "新規 0、更新 0、変更なし 4、誤り 0" in second
    assert second.splitlines()[-1] == "変わるところはありませんでした。"


def test_anything_wrong_ends_in_an_error_and_nothing_is_written(path):
    CollaborationFormFactory(name="委託")
    printed, complaint = run(path(book_of(row(), row(事業名="読み聞かせ", 成果="たぶん"))), "--json")
    assert complaint == "誤りが1か所あります。何も変えていません。"
    report = json.loads(printed)
    assert (report["created"], report["written"], Project.objects.count()) == (1, False, 0)
    assert report["errors"] == [
        {
            "row": 4,
            "column": "H",
            "header": "成果",
            "value": "たぶん",
            "reason": "「たぶん」が分かりません。"
            "成果が上がった、成果が上がっていない、どちらともいえないのどれかで書いてください。",
        }
    ]


def test_the_error_in_words_names_the_cell(path):
    printed, _ = run(path(book_of(row(成果="たぶん"))))
    assert "3行目 H列（成果）「たぶん」：「たぶん」が分かりません。" in printed


def test_a_dry_run_writes_nothing(path):
    printed, complaint = run(path(messy_ledger()), "--dry-run")
    assert (complaint, Project.objects.count()) == ("", 0)
    assert printed.splitlines()[-1] == "確かめました。何も変えていません。"


def test_year_and_columns_can_be_said(path):
    header = ("部", "担当", "事業名", "協働の形態", "協働の相手", "種別", "市の負担額", "成果", "ねらい目")
    book = book_of(row(目的="花をふやす"), header=header, title=None)
    printed, complaint = run(
        path(book),
        "--year",
        "R5",
        "--map",
        "担当=課",
        "--map",
        "ねらい目=purpose",
        "--map",
        "成果=",
        "--json",
    )
    project = Project.objects.get()
    assert (complaint, json.loads(printed)["year"]) == ("", 2023)
    assert (project.purpose, project.years.get().division.name) == ("花をふやす", "みどり公園課")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--map", "担当"], "--map は 見出し=項目 の形で書いてください：担当"),
        (["--map", "担当=係"], "--map 担当=係：「係」という項目はありません。"),
        (["--year", "22"], "--year 22：年度は元号か西暦4桁で書いてください。"),
        (["--by", "nobody@example.jp"], "nobody@example.jp は、台帳を取り込める人ではありません。"),
    ],
)
def test_a_wrong_argument_is_refused(arguments, complaint, path):
    assert run(path(messy_ledger()), *arguments)[1].startswith(complaint)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "ファイルが空です。"),
        (b"a,b\n1,2\n", "台帳の見出しの行が見つかりません。"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "古い形式（.xls）"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_error(content, reason, tmp_path):
    file = tmp_path / "台帳.csv"
    file.write_bytes(content)
    printed, complaint = run(str(file), "--json")
    (error,) = json.loads(printed)["errors"]
    assert complaint == "誤りが1か所あります。何も変えていません。"
    assert (error["row"], error["value"], error["reason"].startswith(reason)) == (None, "台帳.csv", True)


def test_a_file_that_is_not_there_is_one_error(tmp_path):
    printed, _ = run(str(tmp_path / "ない.xlsx"))
    assert "ない.xlsx：ファイルを開けません。" in printed


def test_a_person_is_kept_with_the_import(path, coordinator):
    assert run(path(messy_ledger()), "--by", coordinator.email.upper())[1] == ""
    assert (LedgerImport.objects.get().owner, Project.history.first().history_user) == (
        coordinator,
        coordinator,
    )


def test_a_person_without_the_right_cannot(path, citizen):
    assert run(path(messy_ledger()), "--by", citizen.email)[1].endswith("台帳を取り込める人ではありません。")
