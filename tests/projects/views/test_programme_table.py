import csv
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from projects.programme_table import HEADER
from tests.factories.calls import CallFactory, ProgrammeFactory
from tests.factories.organizations import PostFactory
from tests.factories.proposals import ProposalFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    programme = ProgrammeFactory(name="試験の制度")
    call = CallFactory(programme=programme, fiscal_year=2019, ended=True)
    ProposalFactory(call=call, record=True, title="=茶話会", is_continued=True)
    ProposalFactory(call=call, record=True, origin="city", state="rejected", title="知られない名前")
    return programme


def content(answer) -> bytes:
    return b"".join(answer.streaming_content)


def test_everybody_reads_it(client, programme):
    page = client.get(reverse("projects:programme_table", args=[programme.pk])).content.decode()
    assert page.count("令和元年度（2019年度）") == 1
    assert ("=茶話会" in page, "知られない名前" in page) == (True, False)
    assert "申請 <strong>2件</strong>、採択 <strong>1件</strong>" in page


def test_all_programmes_on_one_page(client, programme):
    CallFactory(programme=ProgrammeFactory(name="もう一つの制度"), fiscal_year=2020, ended=True)
    ProgrammeFactory(name="募集のない制度")
    page = client.get(reverse("projects:programme_tables")).content.decode()
    assert [name in page for name in ("試験の制度", "もう一つの制度", "募集のない制度")] == [
        True,
        True,
        False,
    ]


def test_a_portal_without_calls_says_so(client):
    page = client.get(reverse("projects:programme_tables")).content.decode()
    assert "公開した募集は、まだありません" in page


def test_csv_and_excel_have_the_rows_of_the_page(client, programme):
    row = ["試験の制度", "令和元年度", "2019", "1", "1", "1", "0", "1", "'=茶話会★", "", ""]
    for name, arguments in (
        ("projects:programme_table_file", [programme.pk]),
        ("projects:programme_tables_file", []),
    ):
        answer = client.get(reverse(name, args=[*arguments, "csv"]))
        assert list(csv.reader(io.StringIO(content(answer).decode("utf-8-sig")))) == [list(HEADER), row]
    answer = client.get(reverse("projects:programme_table_file", args=[programme.pk, "xlsx"]))
    sheet = load_workbook(io.BytesIO(content(answer))).active
    shown = [[str("" if cell is None else cell) for cell in line] for line in sheet.values]
    assert shown == [list(HEADER), row]


def test_a_programme_nobody_has_heard_of_is_not_found(client):
    programme = ProgrammeFactory()
    CallFactory(programme=programme, draft=True)
    for name, more in (("projects:programme_table", []), ("projects:programme_table_file", ["csv"])):
        assert client.get(reverse(name, args=[programme.pk, *more])).status_code == 404


def test_a_format_there_is_not_is_not_found(client, programme):
    for name, arguments in (
        ("projects:programme_table_file", [programme.pk]),
        ("projects:programme_tables_file", []),
    ):
        assert client.get(reverse(name, args=[*arguments, "pdf"])).status_code == 404


def test_the_calls_and_the_programme_lead_to_it(client, programme):
    address = reverse("projects:programme_table", args=[programme.pk])
    assert reverse("projects:programme_tables") in client.get(reverse("projects:calls")).content.decode()
    call = CallFactory(programme=programme)
    assert address in client.get(reverse("projects:call", args=[call.pk])).content.decode()
    client.force_login(PostFactory().user)
    assert address in client.get(reverse("projects:programme", args=[programme.pk])).content.decode()
    untold = ProgrammeFactory()
    shown = client.get(reverse("projects:programme", args=[untold.pk])).content.decode()
    assert reverse("projects:programme_table", args=[untold.pk]) not in shown
