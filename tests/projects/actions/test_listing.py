import pytest

from kyodo.fiscal_year import FiscalYear
from kyodo.search import search
from organizations.enums import ActivityField
from projects.actions.copy import copy_years
from projects.actions.listing import refresh_listing
from projects.actions.partners import PartnerEntry, set_partners
from projects.actions.projects import change_project, log_project
from projects.actions.years import change_year, move_year
from projects.enums import Domain, Visibility
from projects.models import Project, ProjectYear
from tests.factories.organizations import DivisionFactory
from tests.factories.projects import PartnerFactory, ProjectFactory, ProjectYearFactory

pytestmark = pytest.mark.django_db


def test_repeats_what_stands_on_project_division_and_partners():
    project = ProjectFactory(
        name="公園の花", domain=Domain.B, field=ActivityField.TOWN, visibility=Visibility.PUBLIC, purpose=""
    )
    year = ProjectYearFactory(
        project=project,
        name="公園の花２０２６",
        division=DivisionFactory(name="みどり公園課"),
        content="植える",
    )
    PartnerFactory(project_year=year, organization__name="花の会")
    PartnerFactory(project_year=year, organization__name="ＮＰＯ法人みどり", position=1)
    year.refresh_from_db()
    assert (year.listed_visibility, year.listed_domain, year.listed_field) == ("public", "B", 3)
    assert year.partner_names == "花の会、ＮＰＯ法人みどり"
    assert year.search_key == "公園の花2026 公園の花 花の会 npo法人みどり みどり公園課 植える"


def test_long_partner_names_are_cut_with_a_mark():
    year = ProjectYearFactory()
    for number in range(4):
        PartnerFactory(project_year=year, organization__name=f"{number}" * 100, position=number)
    year.refresh_from_db()
    assert len(year.partner_names) == 300
    assert year.partner_names.endswith("…")


def test_a_word_is_not_found_across_two_texts():
    ProjectYearFactory(project__name="花", division__name="公園課", project__purpose="")
    assert search(ProjectYear.objects, "花公").count() == 0
    assert search(ProjectYear.objects, "花 公園").count() == 1


def test_says_how_many_changed():
    years = ProjectYearFactory.create_batch(3)
    assert refresh_listing(years) == 0
    years[0].project.__class__.objects.filter(pk=years[0].project_id).update(domain=Domain.A)
    assert refresh_listing(years) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same_queries_for_one_and_for_three(count, django_assert_num_queries):
    years = ProjectYearFactory.create_batch(count, partners=2)
    ProjectYear.objects.update(search_key="")
    with django_assert_num_queries(3):  # rows, partners, one write
        refresh_listing(years)


def _log(year, by):
    log_project(
        project=Project(name="新しい", domain=Domain.C),
        year=ProjectYear(fiscal_year=2026, division=year.division, form=year.form),
        partners=[PartnerEntry("水辺の会", "npo")],
        by=by,
    )


def _change_project(year, by):
    year.project.name, year.project.visibility, year.project.field = "別の名前", Visibility.PUBLIC, 3
    change_project(project=year.project, base_version=1, by=by)


def _change_year(year, by):
    year.name, year.content, year.division = "別の名前", "別の内容", DivisionFactory()
    change_year(year=year, base_version=1, partners=[PartnerEntry("別の会", "npo")], goals=[], by=by)


VERBS = {
    "log": _log,
    "change_project": _change_project,
    "change_year": _change_year,
    "set_partners": lambda year, by: set_partners(year=year, entries=[], by=by),
    "move": lambda year, by: move_year(year=year, action="prepare", by=by),
    "copy": lambda year, by: copy_years(years=[year], to_year=FiscalYear(2027), by=by),
}


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS)
def test_every_verb_keeps_it_true(verb, year, second_partner, coordinator):
    verb(year, coordinator)
    assert refresh_listing(ProjectYear.objects.all()) == 0
