import csv
import io

import openpyxl
import pytest
from django.urls import reverse

from kyodo.text import search_key
from projects.columns import HEADER
from projects.ledger.vocabulary import HEADINGS, Field, table
from tests.factories.projects import ProjectYearFactory

pytestmark = pytest.mark.django_db
NOT_READ_AGAIN = {"状態", "公開"}  # an import starts a year anew, and publishes nothing


def export(browser, kind, **query):
    return browser.get(reverse("projects:export", args=[kind]), query)


def read_csv(answer):
    return list(csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))


def test_one_row_a_partner_of_what_the_list_shows(as_, year, second_partner, clerk):
    ProjectYearFactory(partners=1)
    rows = read_csv(export(as_(clerk), "csv"))
    assert [row["協働の相手"] for row in rows] == [partner.name for partner in year.partners.all()]
    assert len(read_csv(export(as_(clerk), "csv", division="all"))) == 3
    assert read_csv(export(as_(clerk), "csv", q="ない言葉")) == []


def test_excel_holds_the_same(as_, year, clerk):
    answer = export(as_(clerk), "xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.getvalue())).active
    rows = list(sheet.values)
    assert rows[0] == HEADER
    assert rows[1][HEADER.index("事業名")] == "公園の花壇づくり"
    assert "filename*=utf-8''" in answer["Content-Disposition"].lower()


def test_every_heading_is_one_that_the_ledger_import_knows():
    known = table(HEADINGS)
    unknown = {heading for heading in HEADER if search_key(heading) not in known}
    assert unknown == NOT_READ_AGAIN
    assert (
        len({known[search_key(heading)] for heading in HEADER if heading not in unknown}) == len(HEADER) - 2
    )
    assert Field.NAME in known.values()


@pytest.mark.parametrize("who", ["member", "citizen"])
def test_whoever_is_not_of_the_office_is_refused(who, as_, year, request):
    assert export(as_(request.getfixturevalue(who)), "csv").status_code == 403
    assert reverse("projects:export", args=["csv"]) == "/projects/export/csv/"


def test_projects_export_refuses_a_kind_it_does_not_know(as_, clerk):
    assert as_(clerk).get("/projects/export/pdf/").status_code == 404
