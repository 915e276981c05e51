import csv
import io
import json

import pytest
from django.urls import reverse

from tests.factories.organizations import DivisionFactory
from tests.factories.projects import CollaborationFormFactory, ProjectYearFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def published():
    return ProjectYearFactory(
        public=True,
        running=True,
        partners=2,
        name="みどりの日",
        division=DivisionFactory(name="みどり課"),
        form=CollaborationFormFactory(name="共催"),
        city_cost=120_000,
    )


def taken(client, kind: str) -> str:
    answer = client.get(reverse("projects:open_data", args=[kind]))
    return b"".join(answer.streaming_content).decode("utf-8")


def test_a_row_a_partner_in_both_formats_alike(client, published):
    text = taken(client, "csv")
    assert text.startswith("\ufeff")
    from_csv = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    from_json = json.loads(taken(client, "json"))
    first, second = published.partners.all()
    assert [row["partner"] for row in from_json] == [first.name, second.name]
    assert from_csv == [
        {name: "" if value is None else str(value) for name, value in row.items()} for row in from_json
    ]
    assert (from_json[0]["name"], from_json[0]["division"], from_json[0]["city_cost"]) == (
        "みどりの日",
        "みどり課",
        120_000,
    )


def test_what_is_not_published_is_not_in_it(client):
    ProjectYearFactory(running=True, partners=1)
    ProjectYearFactory(public=True, partners=1)  # published, and only thought about so far
    assert json.loads(taken(client, "json")) == []


def test_an_unknown_format_is_not_found(client):
    assert client.get(reverse("projects:open_data", args=["exe"])).status_code == 404


def test_the_page_tells_of_it(client):
    page = client.get(reverse("open_data")).content.decode()
    assert reverse("projects:open_data", args=["csv"]) in page
    assert "市の負担額。円" in page


def test_queries_do_not_grow_with_the_rows(client, published, django_assert_num_queries):
    with django_assert_num_queries(2):
        taken(client, "json")
    ProjectYearFactory.create_batch(2, public=True, running=True, partners=2)
    with django_assert_num_queries(2):
        taken(client, "json")
