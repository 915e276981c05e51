import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from organizations.enums import OrganizationKind
from tests.factories.organizations import DivisionFactory
from tests.factories.projects import CollaborationFormFactory, PartnerFactory, ProjectYearFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def records():
    park, welfare = DivisionFactory(code="P1", name="公園課"), DivisionFactory(code="W1", name="福祉課")
    contract = CollaborationFormFactory(name="委託")
    CollaborationFormFactory(name="共催")
    CollaborationFormFactory(name="むかしの形", is_current=False)
    two = ProjectYearFactory(fiscal_year=2010, division=park, form=contract, outcome="achieved")
    PartnerFactory(project_year=two, organization__kind=OrganizationKind.NPO)
    PartnerFactory(project_year=two)
    one = ProjectYearFactory(fiscal_year=2010, division=welfare, form=contract)
    PartnerFactory(project_year=one)
    ProjectYearFactory(fiscal_year=2011, division=park, form=contract, partners=1)
    return contract


def counted(by):
    out = StringIO()
    call_command("count_projects", year="平成22年度", by=by, json=True, stdout=out)
    result = json.loads(out.getvalue())
    return result, [(row["label"], row["count"]) for row in result["rows"]]


def test_counts_partners_not_projects(records):
    result, rows = counted("division")
    assert (result["year"], result["by"], result["unit"], result["n"]) == (2010, "division", "partner", 3)
    assert result["rows"][0] == {"key": "P1", "label": "公園課", "count": 2}
    assert rows == [("公園課", 2), ("福祉課", 1)]


def test_a_form_that_may_be_chosen_shows_its_zero(records):
    result, rows = counted("form")
    assert rows == [("委託", 3), ("共催", 0)]
    assert result["rows"][0]["key"] == records.pk


def test_every_kind_and_outcome_shows_even_with_none(records):
    _, kinds = counted("partner_kind")
    assert kinds[:2] == [("NPO法人", 1), ("任意団体", 2)]
    assert len(kinds) == len(OrganizationKind)
    _, outcomes = counted("outcome")
    assert outcomes == [
        ("成果が上がった", 2),
        ("成果が上がっていない", 0),
        ("どちらともいえない", 0),
        ("無回答", 1),
    ]


def test_prints_a_table_for_people(records):
    out = StringIO()
    call_command("count_projects", year="2010", by="form", stdout=out)
    assert out.getvalue() == "平成22年度（2010年度）\n     3  委託\n     0  共催\n     3  計\n"


def test_a_year_that_cannot_be_read_is_said_in_words():
    with pytest.raises(CommandError, match="年度を読み取れません"):
        call_command("count_projects", year="むかし", by="form")
