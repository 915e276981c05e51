import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organizations.models import Division, Organization
from projects.actions.ledger import history_marks
from projects.models import LedgerImportItem, Partner, Project, ProjectYear

from .books import HEADER, imported, row

pytestmark = pytest.mark.django_db


def test_everything_made_has_one_history_with_who_and_why(contract, coordinator):
    imported(row(), by=coordinator)
    for model in (Division, Organization, Project, ProjectYear, Partner):
        newest = model.objects.latest("pk").history.get()
        assert (newest.history_type, newest.history_user, newest.history_change_reason) == (
            "+",
            coordinator,
            "台帳から",
        )


def test_the_command_line_has_no_person(contract):
    imported(row())
    assert Project.history.get().history_user is None


def test_keeps_what_undoing_needs(kept, coordinator):
    imported(row(市の負担額=1), by=coordinator)
    imported(row(市の負担額=2, 協働の相手="うみの会", 種別="任意団体"), by=coordinator, kept=kept)
    found = kept.items.order_by("pk").values_list("model", "was_created", "before")
    project_year = ProjectYear.objects.get()
    assert [(model, was_created) for model, was_created, _ in found] == [
        ("projects.partner", False),
        ("organizations.organization", True),
        ("projects.partner", True),
        ("projects.projectyear", False),
    ]
    assert found[0][2]["name"] == "NPO法人みどりの会"
    assert found[3][2] == {"city_cost": 1}
    assert (project_year.city_cost, project_year.version) == (2, 2)


def test_days_are_kept_as_text(kept, coordinator):
    year = imported(row()).years[0]
    ProjectYear.objects.update(starts_on=datetime.date(2024, 4, 1))
    imported([*row(), "2024/5/1"], header=(*HEADER, "開始日"), by=coordinator, kept=kept)
    item = LedgerImportItem.objects.get(model="projects.projectyear")
    assert (item.object_id, item.before) == (year.pk, {"starts_on": "2024-04-01"})


def test_marks_move_with_every_write(contract):
    before = history_marks()
    imported(row())
    after = history_marks()
    assert {label for label in after if after[label] > before[label]} == {
        "organizations.division",
        "organizations.organization",
        "projects.project",
        "projects.projectyear",
        "projects.partner",
    }


def test_writing_costs_no_more_queries_for_more_rows(contract):
    counts = []
    for start, size in ((0, 1), (10, 3)):
        rows = [row(事業名=f"事業{n}", 協働の相手=f"会{n}") for n in range(start, start + size)]
        imported(row(事業名=f"先の事業{start}"))
        with CaptureQueriesContext(connection) as queries:
            imported(*rows)
        counts.append(len(queries))
    assert counts[0] == counts[1]
