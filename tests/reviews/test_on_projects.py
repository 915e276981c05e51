import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from reviews.on_projects import review_cells, review_story, review_tab, sheets_beside
from tests.factories.organizations import PostFactory
from tests.factories.projects import PartnerFactory, ProjectYearFactory
from tests.factories.reviews import MeetingPointFactory, SheetFactory
from tests.reviews.people import person

pytestmark = pytest.mark.django_db


def test_the_tab_counts_the_sheets_that_one_may_see():
    sheet = SheetFactory()
    project = sheet.project_year.project
    counts = {
        role: next(review_tab(person(role, sheet), project)).count for role in ("staff", "editor", "nobody")
    }
    assert counts == {"staff": 1, "editor": 1, "nobody": 0}


def test_a_years_cell_has_a_radar_only_when_both_have_finished():
    done, waiting = SheetFactory(meeting_open=True, group="4444444"), SheetFactory(group="4444444")
    years = [done.project_year, waiting.project_year]
    cells = {year_id: cell["lines"] for year_id, _, cell in review_cells(PostFactory().user, years)}
    assert "<svg" in str(cells[done.project_year_id][0]["picture"].svg)
    assert cells[waiting.project_year_id][0]["picture"] is None


@pytest.mark.parametrize(("standing", "told"), [("meeting_open", 0), ("final", 0), ("published", 1)])
def test_a_case_tells_published_sheets_alone(standing, told):
    sheet = SheetFactory(**{standing: True}, group="4444444", city="3333333")
    blocks = list(review_story(sheet.project_year.project, [sheet.project_year]))
    assert len(blocks) == told


def test_a_public_case_shows_the_radar_and_leads_to_the_sheet(client):
    year = ProjectYearFactory(public=True, done=True)
    sheet = SheetFactory(partner=PartnerFactory(project_year=year), published=True, group="4444444")
    text = client.get(reverse("projects:case", args=[year.project_id])).content.decode()
    assert reverse("reviews:published", args=[sheet.pk]) in text
    assert "radar" in text


@pytest.mark.parametrize("years", [1, 3])
def test_a_project_costs_the_same_with_more_years(client, django_assert_max_num_queries, years):
    first = SheetFactory(published=True, group="4444444")
    project = first.project_year.project
    for step in range(1, years):
        year = ProjectYearFactory(project=project, fiscal_year=2026 - step)
        SheetFactory(
            partner=PartnerFactory(project_year=year), year_of_round=2026 - step, published=True, group="333"
        )
    client.force_login(PostFactory().user)
    with django_assert_max_num_queries(10):
        client.get(reverse("reviews:of_project", args=[project.pk]))
    with django_assert_max_num_queries(25):
        client.get(reverse("projects:detail_years", args=[project.pk]))


def test_beside_a_continuation_stands_what_the_group_may_read():
    sheet = SheetFactory(meeting_open=True, group="4444444", group_comment="夜がよかった。")
    MeetingPointFactory(meeting__sheet=sheet, axis=sheet.axis_set.axes.first(), next_step="土曜も開く")
    [(template, block)] = sheets_beside(person("editor", sheet), sheet.project_year)
    text = render_to_string(template, {"block": block})
    assert ("<svg" in text, "夜がよかった。" in text, "土曜も開く" in text) == (True, True, True)


def test_a_sheet_under_way_shows_nobodys_half_beside():
    sheet = SheetFactory(group="4444444", city_comment="市だけの言葉")
    [(template, block)] = sheets_beside(person("editor", sheet), sheet.project_year)
    assert ("<svg" in render_to_string(template, {"block": block}), block["lines"][0]["picture"]) == (
        False,
        None,
    )
    assert "市だけの言葉" not in render_to_string(template, {"block": block})
    assert list(sheets_beside(person("other_member", sheet), sheet.project_year)) == []
