import io
import json

import pytest
from django.core.management import CommandError, call_command

from tests.factories.calls import CallFactory, ProgrammeFactory
from tests.factories.proposals import ProposalFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def programme():
    programme = ProgrammeFactory(key="teian", name="試験の制度")
    call = CallFactory(programme=programme, fiscal_year=2011, ended=True)
    ProposalFactory(call=call, record=True, title="茶話会", is_continued=True)
    return programme


def written(*arguments, **options) -> str:
    out = io.StringIO()
    call_command("tabulate_programme", *arguments, stdout=out, **options)
    return out.getvalue()


@pytest.mark.parametrize("name", ["teian", "試験の制度"])
def test_json_by_key_and_by_name(name):
    assert json.loads(written(name))["years"] == [
        {
            "year": 2011,
            "label": "平成23年度（2011年度）",
            "applied": {"市民提案": 1, "行政提案": 0},
            "adopted": {"市民提案": [{"title": "茶話会", "running": True}], "行政提案": []},
            "note": "",
        }
    ]


def test_csv_has_a_line_a_year():
    assert written("teian", format="csv").splitlines()[1] == "試験の制度,平成23年度,2011,1,0,1,0,1,茶話会★,,"


def test_excel_goes_to_a_file_or_down_a_pipe(tmp_path):
    call_command("tabulate_programme", "teian", format="xlsx", output=tmp_path / "table.xlsx")
    pipe = io.TextIOWrapper(io.BytesIO())
    call_command("tabulate_programme", "teian", format="xlsx", stdout=pipe)
    assert (tmp_path / "table.xlsx").read_bytes()[:2] == pipe.buffer.getvalue()[:2] == b"PK"


def test_a_programme_that_is_not_there_is_named():
    with pytest.raises(CommandError, match="あるもの: teian"):
        written("kikaku")
