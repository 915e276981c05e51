"""A side never reads the other's scores or comment before both have finished: on no page, in no file."""

import csv
import io

import pytest
from django.http import QueryDict
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from kyodo.drafts import save_draft
from reviews.actions.entry import ScoreEdit, finish_side, save_entry
from reviews.actions.meetings import return_to_entry
from reviews.enums import Side
from reviews.models import Sheet
from reviews.scores import ScoreBoard
from tests.factories.reviews import SheetFactory
from tests.reviews.people import person

pytestmark = pytest.mark.django_db
SECRET = {"group": "団体だけのひみつ", "city": "市だけのひみつ"}
# The words of the radar's description and of a history line that would tell a score.
TELLING = {"group": ("団体：", "（団体）を"), "city": ("市：", "（市）を")}
PAGES = (
    "sheets",
    "sheet",
    "sheet_goals",
    "sheet_comparison",
    "sheet_history",
    "entry",
    "finish",
    "of_project",
    "project_years",
    "desk",
)
READERS = [
    ("editor", "city"),
    ("viewer", "city"),
    ("staff", "group"),
    ("coordinator", "group"),
    ("other_staff", "group"),
]


@pytest.fixture
def sheet():
    """Both sides have written; neither has finished."""
    sheet = SheetFactory()
    for side, role in ((Side.GROUP, "officer"), (Side.CITY, "promoter")):
        writer = person(role, sheet)
        save_entry(
            sheet=sheet,
            side=side,
            texts={f"{side}_comment": SECRET[side]},
            scores={axis.pk: ScoreEdit(None, 2) for axis in sheet.axis_set.axes.all()},
            base_version=Sheet.objects.get(pk=sheet.pk).version,
            by=writer,
        )
    return sheet


def address(name: str, sheet: Sheet) -> str:
    project = sheet.project_year.project_id
    special = {
        "sheets": lambda: reverse("reviews:sheets"),
        "desk": lambda: reverse("desk"),
        "of_project": lambda: reverse("reviews:of_project", args=[project]),
        "project_years": lambda: reverse("projects:detail_years", args=[project]),
    }
    return special.get(name, lambda: reverse(f"reviews:{name}", args=[sheet.pk]))()


@pytest.mark.parametrize(("role", "hidden"), READERS)
@pytest.mark.parametrize("page", PAGES)
def test_no_page_tells_what_the_other_side_wrote(client, sheet, role, hidden, page):
    client.force_login(person(role, sheet))
    response = client.get(address(page, sheet))
    text = response.content.decode()
    assert SECRET[hidden] not in text
    assert [word for word in TELLING[hidden] if word in text] == []
    board = (response.context or {}).get("board")
    if isinstance(board, ScoreBoard):
        assert hidden not in board.sides


@pytest.mark.parametrize(("role", "own"), [("editor", "group"), ("staff", "city")])
def test_ones_own_side_is_told(client, sheet, role, own):
    client.force_login(person(role, sheet))
    for page in ("sheet", "sheet_history", "entry"):
        assert SECRET[own] in client.get(address(page, sheet)).content.decode()


@pytest.mark.parametrize(("role", "own", "hidden"), [("editor", "group", "city"), ("staff", "city", "group")])
def test_the_radar_draws_ones_own_picks_alone(client, sheet, role, own, hidden):
    client.force_login(person(role, sheet))
    axes = {f"axis_{axis.pk}": "4" for axis in sheet.axis_set.axes.all()}
    text = client.post(reverse("reviews:entry_radar", args=[sheet.pk]), axes).content.decode()
    assert TELLING[own][0] in text
    assert TELLING[hidden][0] not in text


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_export_tells_before_both_have_finished(client, sheet, kind):
    client.force_login(person("coordinator", sheet))
    response = client.get(reverse("reviews:sheets_export", args=[kind]))
    body = b"".join(response.streaming_content)
    if kind == "csv":
        row = list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))[1]
        assert row[12:] == [""] * 6
    else:
        row = next(load_workbook(io.BytesIO(body)).active.iter_rows(min_row=2, values_only=True))
        assert [value or "" for value in row[12:]] == [""] * 6


def test_a_draft_belongs_to_its_writer_alone(client, sheet):
    writer = person("staff", sheet)
    save_draft(writer, f"reviews.entry:{sheet.pk}:city", _post(city_comment="書きかけのひみつ"))
    for role in ("editor", "coordinator"):
        client.force_login(person(role, sheet))
        assert "書きかけのひみつ" not in client.get(address("entry", sheet)).content.decode()
    client.force_login(writer)
    assert "書きかけのひみつ" in client.get(address("entry", sheet)).content.decode()


def _post(**fields):
    data = QueryDict(mutable=True)
    data.update(fields)
    return data


@pytest.mark.parametrize("role", ["editor", "staff", "coordinator"])
def test_the_table_is_not_found_before_both_have_finished(client, sheet, role):
    client.force_login(person(role, sheet))
    assert client.get(reverse("reviews:meeting", args=[sheet.pk])).status_code == 404
    assert client.get(reverse("reviews:meeting_axis", args=[sheet.pk, 1])).status_code == 404


def test_going_back_to_entry_hides_the_other_side_again(client, sheet):
    member, clerk = person("editor", sheet), person("staff", sheet)
    finish_side(sheet=sheet, side=Side.GROUP, by=member)
    finish_side(sheet=sheet, side=Side.CITY, by=clerk)
    client.force_login(member)
    assert SECRET["city"] in client.get(address("sheet", sheet)).content.decode()
    return_to_entry(sheet=sheet, by=clerk, reason="書き直す")
    for page in ("sheet", "sheet_history"):
        text = client.get(address(page, sheet)).content.decode()
        assert SECRET["city"] not in text
        assert TELLING["city"][0] not in text


def test_a_visitor_reads_no_sheet_that_is_not_published(client, sheet):
    assert client.get(reverse("reviews:published", args=[sheet.pk])).status_code == 404


def test_numbers_of_the_year_count_only_what_both_have_finished(client, sheet):
    client.force_login(person("coordinator", sheet))
    year = client.get(reverse("reviews:year", args=[sheet.fiscal_year]))
    assert (year.context["n"], year.context["gaps"], year.context["rows"]) == (0, [], [])
    gaps = client.get(reverse("reviews:gaps", args=[sheet.fiscal_year]))
    assert gaps.context["page"].paginator.count == 0
    assert SECRET["group"] not in year.content.decode() + gaps.content.decode()
    found = client.get(reverse("reviews:sheets"), {"axis": sheet.axis_set.axes.first().pk, "gap": "1"})
    assert found.context["listing"].paginator.count == 0


@pytest.mark.parametrize(("role", "own", "hidden"), [("editor", "group", "city"), ("staff", "city", "group")])
def test_no_print_tells_what_the_other_side_wrote(client, sheet, role, own, hidden):
    client.force_login(person(role, sheet))
    response = client.get(reverse("reviews:print_sheet", args=[sheet.pk]))
    printed = PdfReader(io.BytesIO(b"".join(response.streaming_content)))
    text = "".join(page.extract_text() for page in printed.pages).replace("\n", "")
    assert SECRET[own] in text
    assert SECRET[hidden] not in text
