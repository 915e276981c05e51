import pytest
from django.urls import reverse

from kyodo.models import Draft
from organizations.models import Organization
from projects.models import Project, ProjectYear
from tests.factories.organizations import OrganizationFactory
from tests.factories.projects import CollaborationFormFactory, GoalFactory

pytestmark = pytest.mark.django_db
NEW = "/projects/record/new/"
BOXES = ("year", "month", "day")


@pytest.fixture
def form(db):
    return CollaborationFormFactory(name="委託")


@pytest.fixture
def typed(division, form, now):
    """What a clerk types into the new record, and nothing more than is needed."""
    return {
        "project-name": "公園の花壇づくり",
        "project-visibility": "staff",
        "year-fiscal_year": "2026",
        "year-division": str(division.pk),
        "year-form": str(form.pk),
        "partners-TOTAL_FORMS": "1",
        "partners-INITIAL_FORMS": "0",
        "partners-0-role": "lead",
        "goals-TOTAL_FORMS": "1",
        "goals-INITIAL_FORMS": "0",
        "goals-0-measure": "counted",
    }


def as_typed(answer):
    """The fields of the shown form as a browser would send them again."""
    forms = answer.context["forms"].forms
    data = {"base_version": str(answer.context["base_version"] or "")}
    for name in ("project", "year"):
        for field in forms.get(name, ()):
            value = field.value()
            if hasattr(field.field.widget, "decompress"):
                value = value if isinstance(value, list) else field.field.widget.decompress(value)
                data |= dict(zip((f"{field.html_name}_{part}" for part in BOXES), value, strict=True))
            elif value not in (None, ""):
                data[field.html_name] = value
    for name in ("partners", "goals"):
        if name in forms:
            data |= {f"{name}-TOTAL_FORMS": str(len(forms[name].forms)), f"{name}-INITIAL_FORMS": "0"}
            for row in forms[name].forms:
                data |= {
                    each.html_name: each.value() for each in row if each.value() not in (None, "", False)
                }
    return data


def test_the_three_ways_stand_side_by_side(as_, clerk, now):
    text = as_(clerk).get("/projects/record/").text
    assert [way in text for way in ("新しく書く", "昨年度から写す")] == [True, True]


def test_the_form_starts_with_this_year_and_the_own_division(as_, clerk, division, form, now):
    answer = as_(clerk).get(NEW)
    forms = answer.context["forms"]
    assert (forms["year"]["fiscal_year"].value(), forms["year"]["division"].value()) == (2026, division.pk)
    assert [section.title for section in answer.context["sections"]] == [
        "事業",
        "協働のかたち",
        "経緯と発案",
        "期間とお金",
        "目標",
        "結果",
        "公開",
    ]


def test_what_is_needed_is_enough(as_, clerk, typed):
    answer = as_(clerk).post(NEW, typed)
    project = Project.objects.get()
    assert answer.url == reverse("projects:detail", args=[project.pk])
    year = project.years.get()
    assert (project.name, year.name, year.state) == ("公園の花壇づくり", "公園の花壇づくり", "considering")
    assert project.history.get().history_user == clerk


def test_everything_is_kept_as_typed_in_full_width_too(as_, clerk, typed):
    OrganizationFactory(name="花の会")
    more = {
        "project-origins": ["brought_in"],
        "project-initiators": ["group", "city"],
        "project-domain": "B",
        "project-field": "7",
        "project-origin_note": "広報を見て",
        "year-starts_on_year": "令和８年４月１日",
        "year-ends_on_year": "R9",
        "year-ends_on_month": "３",
        "year-ends_on_day": "31",
        "year-city_cost": "８０，０００",
        "year-group_cost": "5万円",
        "year-participants": "１，２００人",
        "partners-0-name": "花の会",
        "goals-0-title": "集まった回数",
        "goals-0-target": "１０",
        "goals-0-unit": "回",
    }
    assert as_(clerk).post(NEW, typed | more).status_code == 302
    year = ProjectYear.objects.get()
    assert (year.starts_on.isoformat(), year.ends_on.isoformat()) == ("2026-04-01", "2027-03-31")
    assert (year.city_cost, year.group_cost, year.other_cost, year.total_cost) == (80000, 50000, None, 130000)
    assert (year.participants, year.partner_names, year.goals.get().target) == (1200, "花の会", 10)
    assert year.project.origins == ["brought_in", "other"]


def test_errors_stand_at_the_field_and_in_the_summary_and_nothing_is_lost(as_, clerk, typed):
    wrong = {
        "project-name": "",
        "year-ends_on_year": "来年",
        "year-city_cost": "八万円",
        "goals-0-title": "集まった回数",
        "project-purpose": "花を増やす",
    }
    answer = as_(clerk).post(NEW, typed | wrong)
    assert (answer.status_code, Project.objects.count()) == (422, 0)
    text = answer.text
    assert text.count("事業名を入力してください。") == 2
    assert 'href="#id_project-name"' in text
    assert "か所を確かめてください" in text
    assert [word in text for word in ("来年", "八万円", "花を増やす", "集まった回数")] == [True] * 4


def test_the_end_before_the_start_is_said_at_the_end(as_, clerk, typed):
    dates = {"year-starts_on_year": "2026/5/1", "year-ends_on_year": "2026/4/1"}
    answer = as_(clerk).post(NEW, typed | dates)
    assert list(answer.context["forms"]["year"].errors) == ["ends_on"]


def test_a_clerk_cannot_log_for_another_division(as_, other_clerk, typed):
    answer = as_(other_clerk).post(NEW, typed)
    assert list(answer.context["forms"]["year"].errors) == ["division"]
    assert Project.objects.count() == 0


def test_a_row_is_added_and_a_group_picked_without_saving(as_, clerk, typed):
    browser, group = as_(clerk), OrganizationFactory(name="花の会")
    answer = browser.post(NEW, typed | {"project-name": "", "partners-0-name": "花", "add_row": "partners"})
    rows = answer.context["forms"]["partners"].forms
    assert (answer.status_code, [row["role"].value() for row in rows]) == (200, ["lead", "lead"])
    assert "か所を確かめてください" not in answer.text
    picked = browser.post(NEW, typed | {"pick": f"partners-0:{group.pk}"})
    assert picked.context["forms"]["partners"].forms[0].chosen == group
    let_go = browser.post(NEW, typed | {"partners-0-organization": str(group.pk), "change_row": "partners-0"})
    assert let_go.context["forms"]["partners"].forms[0].chosen is None
    assert Project.objects.count() == 0


def test_a_group_nobody_knows_is_registered_on_the_way(as_, clerk, typed):
    as_(clerk).post(NEW, typed | {"partners-0-name": "水辺の会", "partners-0-kind": "volunteer"})
    assert Organization.objects.get(name="水辺の会").source == "office"
    assert ProjectYear.objects.get().partner_names == "水辺の会"


def test_a_draft_is_opened_again_and_ends_with_the_saving(as_, clerk, typed):
    browser = as_(clerk)
    browser.post(
        "/drafts/save/",
        typed | {"project-name": "", "draft_key": "projects.project:new", "project-purpose": "花を"},
    )
    opened = browser.get(NEW)
    assert "書きかけを開きました" in opened.text
    assert (opened.context["forms"]["project"]["purpose"].value(), "か所を" in opened.text) == ("花を", False)
    browser.post(NEW, typed)
    assert Draft.objects.count() == 0


def test_a_draft_can_be_thrown_away(as_, clerk, typed):
    browser = as_(clerk)
    browser.post("/drafts/save/", typed | {"draft_key": "projects.project:new"})
    assert browser.post(NEW, {"discard_draft": "yes"}).url == NEW
    assert Draft.objects.count() == 0


def test_a_project_is_edited(as_, clerk, year):
    browser, address = as_(clerk), reverse("projects:edit", args=[year.project_id])
    data = as_typed(browser.get(address)) | {"project-visibility": "public", "project-purpose": "花を増やす"}
    assert browser.post(address, data).status_code == 302
    year.refresh_from_db()
    assert (year.project.purpose, year.listed_visibility, year.project.version) == ("花を増やす", "public", 2)


def test_a_year_is_edited_with_its_partners_and_goals(as_, clerk, year, second_partner):
    GoalFactory(project_year=year)
    browser, address = as_(clerk), reverse("projects:edit_year", args=[year.pk])
    data = as_typed(browser.get(address)) | {
        "year-result": "花が咲いた",
        "year-starts_on_year": "令和8年4月1日",
        "partners-0-DELETE": "on",
        "goals-0-actual": "12",
    }
    assert browser.post(address, data).status_code == 302
    year.refresh_from_db()
    assert (year.result, year.starts_on.isoformat(), year.partner_names) == (
        "花が咲いた",
        "2026-04-01",
        "落ち葉の会",
    )
    assert year.goals.get().actual == 12


def test_a_partner_with_a_sheet_that_was_taken_out_is_said_and_nothing_is_saved(as_, clerk, year):
    from tests.factories.reviews import SheetFactory

    SheetFactory(partner=year.partners.get())
    browser, address = as_(clerk), reverse("projects:edit_year", args=[year.pk])
    data = as_typed(browser.get(address)) | {"partners-0-DELETE": "on", "year-result": "花が咲いた"}
    answer = browser.post(address, data)
    assert (answer.status_code, "協働の相手から外せません" in answer.text) == (422, True)
    year.refresh_from_db()
    assert (year.result, year.partners.count(), year.version) == ("", 1, 1)


@pytest.mark.parametrize("name", ["projects:record_start", "projects:record_new"])
@pytest.mark.parametrize("who", ["member", "citizen"])
def test_whoever_is_not_of_the_office_is_refused(name, who, as_, year, request):
    assert as_(request.getfixturevalue(who)).get(reverse(name)).status_code == 403


@pytest.mark.parametrize(("who", "status"), [("other_clerk", 403), ("member", 403), ("citizen", 404)])
@pytest.mark.parametrize("name", ["projects:edit", "projects:edit_year"])
def test_everybody_else_is_refused_to_edit(name, who, status, as_, year, request):
    browser = as_(request.getfixturevalue(who))
    address = reverse(name, args=[year.project_id if name == "projects:edit" else year.pk])
    assert [browser.get(address).status_code, browser.post(address, {}).status_code] == [status, status]


def test_an_old_draft_does_not_overwrite_what_was_saved_since(as_, clerk, year):
    browser, address = as_(clerk), reverse("projects:edit", args=[year.project_id])
    data = as_typed(browser.get(address)) | {"project-purpose": "書きかけ"}
    browser.post("/drafts/save/", data | {"draft_key": f"projects.project:{year.project_id}"})
    Project.objects.update(version=2, purpose="先に保存した目的")
    opened = browser.get(address)
    answer = browser.post(address, as_typed(opened))
    assert answer.status_code == 409
    assert Project.objects.get().purpose == "先に保存した目的"
