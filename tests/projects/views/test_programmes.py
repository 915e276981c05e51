import pytest
from django.urls import reverse

from kyodo.models import Draft
from projects.call_parts import PROGRAMME_PARTS
from projects.models import Programme
from tests.factories.calls import CallFactory, ProgrammeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def programme():
    return ProgrammeFactory(
        name="企画提案事業",
        categories=[
            {"key": "new", "name": "新規", "max_years": 2, "rates": [90, 80], "limits": [300_000, 200_000]}
        ],
        conditions=[{"key": "members", "label": "構成員の数", "minimum": 5, "unit": "人"}],
        criteria=[{"label": "課題のとらえ方", "points": {"5": "声を確かめた"}}],
        sections=[{"key": "team", "leave_out": True}],
    )


@pytest.fixture
def office(as_, coordinator):
    return as_(coordinator)


def address(programme, part) -> str:
    return reverse("projects:programme_edit", args=[programme.pk, part])


def test_city_hall_reads_the_programmes(as_, clerk, programme, django_assert_num_queries):
    CallFactory(programme=programme, fiscal_year=2025)
    browser = as_(clerk)
    text = browser.get(reverse("projects:programmes")).text
    assert ["企画提案事業" in text, "令和7年度" in text, "制度を作る" in text] == [True, True, False]
    with django_assert_num_queries(6):
        browser.get(reverse("projects:programmes"))
    ProgrammeFactory()
    ProgrammeFactory()
    with django_assert_num_queries(6):
        browser.get(reverse("projects:programmes"))


def test_a_programme_says_what_a_call_would_take_over(as_, clerk, programme):
    text = as_(clerk).get(reverse("projects:programme", args=[programme.pk])).text
    wanted = (
        "新規",
        "90％",
        "300,000円",
        "構成員の数が5人以上",
        "課題のとらえ方",
        "声を確かめた",
        "地域の課題",
    )
    assert [word for word in wanted if word not in text] == []
    assert ("<li>体制</li>" in text, "募集を作る" in text) == (False, False)


@pytest.mark.parametrize("part", [part.key for part in PROGRAMME_PARTS])
def test_each_part_is_a_page(office, programme, part):
    assert office.get(address(programme, part)).status_code == 200


def test_a_part_is_saved_with_its_history_in_words(office, programme):
    base = office.get(address(programme, "conditions")).context["base"]
    data = {
        "base": base,
        "rows-TOTAL_FORMS": "1",
        "rows-INITIAL_FORMS": "1",
        "rows-0-key": "members",
        "rows-0-label": "構成員の数",
        "rows-0-minimum": "3",
        "rows-0-unit": "人",
    }
    assert office.post(address(programme, "conditions"), data).url == address(programme, "papers")
    programme.refresh_from_db()
    assert [each["minimum"] for each in programme.conditions] == [3]
    text = office.get(reverse("projects:programme_history", args=[programme.pk])).text
    assert ["構成員の数。5人以上" in text, "構成員の数。3人以上" in text] == [True, True]


def test_a_programme_of_the_citys_own_is_made(office):
    typed = {
        "name": "地域づくり提案",
        "since_year": "令和8年度",
        "origins": ["citizen"],
        "theme_kinds": ["free"],
    }
    office.post("/drafts/save/", {"draft_key": "projects.programme:new", "name": "書きかけ"})
    page = office.get(reverse("projects:programme_new"))
    assert page.context["form"]["name"].value() == "書きかけ"
    answer = office.post(reverse("projects:programme_new"), typed)
    assert Draft.objects.count() == 0
    made = Programme.objects.get()
    assert (answer.url, made.since_year) == (address(made, "categories"), 2026)
    again = office.post(reverse("projects:programme_new"), typed)
    assert (again.status_code, list(again.context["form"].errors)) == (422, ["name"])


def test_who_does_not_run_the_programme_cannot_write_it(as_, clerk, member, programme):
    for person in (clerk, member):
        browser = as_(person)
        assert (
            browser.post(reverse("projects:programme_edit", args=[programme.pk, "papers"])).status_code == 403
        )
        assert browser.post(reverse("projects:programme_new")).status_code == 403


def test_who_is_not_of_city_hall_cannot_read_it(as_, member, citizen, programme):
    for person in (member, citizen):
        browser = as_(person)
        assert browser.get(reverse("projects:programmes")).status_code == 403
        assert browser.get(reverse("projects:programme", args=[programme.pk])).status_code == 403
        assert browser.get(reverse("projects:programme_history", args=[programme.pk])).status_code == 403


def test_an_unknown_part_is_not_found(office, programme):
    assert office.get(reverse("projects:programme_edit", args=[programme.pk, "period"])).status_code == 404
