import pytest
from django.core.management import CommandError, call_command

from tests.factories.organizations import DivisionFactory
from tests.factories.reviews import SheetFactory
from tests.kyodo.pdf.reading import open_pdf, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheets():
    for number in (1, 2):
        SheetFactory(
            number=number,
            project_name=f"事業その{number}",
            division=DivisionFactory(code=f"C{number}"),
            city_done=True,
            group="4444444",
            group_comment="団体より",
            city_comment="市より",
        )


@pytest.fixture
def out(tmp_path):
    return tmp_path / "2026年度.pdf"


def test_a_year_is_one_file_and_what_was_done_is_told(sheets, out, capsys):
    call_command("print_sheets", "--year", "R8", "--out", str(out))
    told = capsys.readouterr()

    assert [mark.title[:6] for mark in open_pdf(out.read_bytes()).outline] == ["No.001", "No.002"]
    assert told.out == f"2件、2ページを {out} に書きました（新しく組んだもの 2件）。\n"
    assert told.err == "2/2\n"
    assert list(out.parent.iterdir()) == [out]


def test_one_division_alone(sheets, out):
    call_command("print_sheets", "--year", "2026", "--division", "C2", "--out", str(out))
    text = text_of(out.read_bytes())

    assert ("事業その1" in text, "事業その2" in text) == (False, True)


@pytest.mark.parametrize(("how", "word"), [("--blank", "手書き用"), ("--comparison", "前年（記録なし）")])
def test_the_other_modes(sheets, out, how, word):
    call_command("print_sheets", "--year", "2026", "--division", "C1", how, "--out", str(out))
    assert word in text_of(out.read_bytes())


def test_what_the_group_has_not_finished_stays_with_the_group(sheets, out):
    call_command("print_sheets", "--year", "2026", "--out", str(out))
    text = text_of(out.read_bytes())

    assert ("市より" in text, "団体より" in text) == (True, False)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            ["--year", "2020"],
            "令和2年度（2020年度）のふりかえりシートはありません。印刷するものがありません。",
        ),
        (["--year", "いつか"], "年度を読み取れません。令和8年度、R8、2026年度 のように入力してください。"),
        (["--year", "2026", "--division", "ない"], "コード「ない」の課はありません。"),
    ],
)
def test_nothing_to_print_is_an_error_in_one_line(sheets, out, options, message):
    with pytest.raises(CommandError) as error:
        call_command("print_sheets", *options, "--out", str(out))

    assert (str(error.value), error.value.returncode) == (message, 1)
    assert not out.exists()


def test_a_file_that_cannot_be_written_is_an_error_in_one_line(sheets, tmp_path):
    nowhere = tmp_path / "no" / "such" / "folder.pdf"
    with pytest.raises(CommandError, match="に書き込めません: No such file"):
        call_command("print_sheets", "--year", "2026", "--out", str(nowhere))
    with pytest.raises(CommandError, match="はフォルダーです"):
        call_command("print_sheets", "--year", "2026", "--out", str(tmp_path))


def test_a_file_that_is_there_is_kept_when_printing_fails(sheets, out, monkeypatch):
    out.write_bytes(b"last week's")
    monkeypatch.setattr("reviews.management.commands.print_sheets.write_pdf", _fail)
    with pytest.raises(CommandError, match="No space left"):
        call_command("print_sheets", "--year", "2026", "--out", str(out))

    assert (out.read_bytes(), list(out.parent.iterdir())) == (b"last week's", [out])


def _fail(*args, **options):
    raise OSError(28, "No space left on device")
