import datetime
import json

import pytest
from django.template.loader import render_to_string

from projects.models import Proposal
from projects.snapshot import compose_snapshot, digest_of
from tests.factories.calls import CallFactory, CategoryFactory, ThemeFactory
from tests.factories.organizations import OrganizationFactory
from tests.factories.proposals import AttachmentFactory, ProposalFactory
from tests.projects.whole import WHOLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    return CallFactory(
        title="令和9年度の募集",
        project_year=2027,
        conditions=[
            {"key": "open", "label": "だれでも参加できる"},
            {"key": "members", "label": "構成員の数", "minimum": 5, "unit": "人"},
        ],
        papers=[{"key": "rules", "label": "会則・定款"}, {"key": "accounts", "label": "決算書"}],
    )


@pytest.fixture
def proposal(call):
    return ProposalFactory(
        call=call,
        category=CategoryFactory(call=call, key="new", name="新規", rates=[90, 80], limits=[300_000]),
        organization=OrganizationFactory(
            name="みほん介護の会", established_on=datetime.date(2015, 4, 1), member_count=8
        ),
        title=WHOLE["name"],
        answers=WHOLE | {"condition.open": "yes", "condition.members": "８"},
    )


def composed(proposal):
    related = ("call", "category", "theme", "organization")
    return compose_snapshot(Proposal.objects.select_related(*related).get(pk=proposal.pk))


def field_of(snapshot, key):
    return next(
        field for section in snapshot["sections"] for field in section["fields"] if field["key"] == key
    )


def test_it_is_plain_data_that_says_who_proposes_what(proposal, call):
    snapshot = composed(proposal)
    assert json.loads(json.dumps(snapshot)) == snapshot
    assert (snapshot["format"], snapshot["title"], snapshot["origin"]) == (1, WHOLE["name"], "citizen")
    assert snapshot["call"] == {
        "id": call.pk,
        "title": "令和9年度の募集",
        "fiscal_year": 2026,
        "project_year": 2027,
    }
    assert snapshot["category"] == {"key": "new", "name": "新規", "years": 1, "year_number": 1}
    assert snapshot["theme"] is None
    group = snapshot["organization"]
    assert (group["name"], group["kind"]) == ("みほん介護の会", "任意団体")
    assert (group["established_on"], group["member_count"]) == ("2015-04-01", 8)


def test_conditions_and_fields_stand_as_people_read_them(proposal):
    snapshot = composed(proposal)
    assert [(each["label"], each["answer"], each["unit"]) for each in snapshot["conditions"]] == [
        ("だれでも参加できる", "はい", ""),
        ("構成員の数", "8", "人"),
    ]
    assert field_of(snapshot, "head_count") == {
        "key": "head_count",
        "label": "人数（のべ）",
        "kind": "number",
        "text": "120",
        "unit": "人",
    }
    roles = field_of(snapshot, "roles")
    assert [column["label"] for column in roles["columns"]][3:] == ["責任", "費用"]
    assert roles["rows"] == [
        {
            "key": "r1",
            "cells": {
                "item": "会場の手配",
                "group_part": "当日の準備",
                "city_part": "予約",
                "responsible": "双方",
                "payer": "市",
            },
        }
    ]


def test_the_budget_carries_its_terms_and_sums(proposal):
    (year,) = field_of(composed(proposal), "budget")["years"]
    assert (year["number"], year["fiscal_year"], year["rate"], year["limit"]) == (1, 2027, 90, 300_000)
    assert (year["income_total"], year["expense_total"], year["eligible_total"]) == (100_000,) * 3
    assert (year["requested"], year["most"], year["faults"]) == (90_000, 90_000, [])
    assert year["expense"] == [
        {
            "key": "y1e1",
            "source": "",
            "source_label": "",
            "item": "会場と講師",
            "note": "",
            "unit_price": 100_000,
            "quantity": "1",
            "unit": "",
            "amount": 100_000,
            "eligible": True,
        }
    ]


def test_a_continued_project_starts_with_its_own_year(proposal):
    proposal.years, proposal.year_number = 3, 2
    proposal.save()
    years = field_of(composed(proposal), "budget")["years"]
    assert [(year["number"], year["fiscal_year"], year["rate"], year["limit"]) for year in years] == [
        (2, 2027, 80, None),
        (3, 2028, 100, None),
    ]


def test_files_stand_in_the_order_of_the_papers_without_the_removed_ones(proposal, now):
    AttachmentFactory(proposal=proposal, paper="other", name="写真.jpg")
    AttachmentFactory(proposal=proposal, paper="accounts", name="決算書.pdf")
    AttachmentFactory(proposal=proposal, paper="rules", name="会則.pdf", sha256="a" * 64)
    gone = AttachmentFactory(proposal=proposal, paper="rules", name="古い会則.pdf")
    gone.removed_at, gone.removed_by = now, gone.added_by
    gone.save()
    found = composed(proposal)["attachments"]
    assert [(each["paper_label"], each["name"]) for each in found] == [
        ("会則・定款", "会則.pdf"),
        ("決算書", "決算書.pdf"),
        ("その他", "写真.jpg"),
    ]
    assert (found[0]["sha256"], found[0]["size"]) == ("a" * 64, 8)


def test_the_digest_changes_with_the_content_alone(proposal):
    before = digest_of(composed(proposal))
    assert digest_of(dict(reversed(composed(proposal).items()))) == before
    proposal.answers.filter(key="purpose").update(value="書きかえた。")
    assert digest_of(composed(proposal)) != before


@pytest.mark.parametrize("rows", [1, 3])
def test_it_costs_two_queries_however_much_is_written(proposal, rows, django_assert_num_queries):
    AttachmentFactory.create_batch(rows, proposal=proposal)
    related = ("call", "category", "theme", "organization")
    read = Proposal.objects.select_related(*related).get(pk=proposal.pk)
    with django_assert_num_queries(2):
        compose_snapshot(read)


def test_the_page_shows_all_of_it_and_says_what_is_not_written(proposal):
    theme = ThemeFactory(title="夜の居場所", is_city_proposal=True)
    proposal.theme, proposal.theme_kind, proposal.origin = theme, "set", "city"
    proposal.save()
    proposal.answers.filter(key__in=["effect", "budget.y1e1.unit_price"]).update(value="")
    AttachmentFactory(proposal=proposal, paper="rules", name="会則.pdf")
    html = render_to_string("projects/proposal/_content.html", {"snapshot": composed(proposal)})
    for words in (
        "夜の居場所（行政提案）",
        "会場の手配",
        "90,000円",
        "会則.pdf",
        "（未記入）",
        "読み取れません",
    ):
        assert words in html
