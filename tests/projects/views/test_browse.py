import pytest
from django.urls import reverse

from projects.models import ProjectYear, SavedFilter
from tests.factories.projects import ProjectYearFactory

pytestmark = pytest.mark.django_db
LIST = "/projects/"


def names(answer):
    return [year.name for year in answer.context["listing"].page.object_list]


def test_the_office_sees_its_own_division_first(as_, year, clerk, other_clerk):
    assert names(as_(clerk).get(LIST)) == ["公園の花壇づくり"]
    assert names(as_(other_clerk).get(LIST)) == []
    assert names(as_(other_clerk).get(LIST, {"division": "all"})) == ["公園の花壇づくり"]


def test_a_group_sees_its_own_projects_of_every_year(as_, year, member):
    ProjectYearFactory(public=True, running=True)
    ProjectYearFactory(project=year.project, fiscal_year=2020, name="むかしの相手は別")
    answer = as_(member).get(LIST)
    assert names(answer) == ["公園の花壇づくり"]
    assert "記録する" not in answer.text
    assert "projects/export" not in answer.text


def test_a_citizen_is_led_to_the_cases(as_, citizen):
    answer = as_(citizen).get(LIST)
    assert (answer.status_code, answer.url) == (302, reverse("projects:cases"))


def test_an_empty_list_says_why_and_what_to_do(as_, clerk, now):
    text = as_(clerk).get(LIST).text
    assert "わたしの課の令和8年度の事業は、まだ記録されていません" in text
    assert "昨年度から写す" in text


def test_the_year_switch_keeps_the_filter(as_, year, clerk):
    text = as_(clerk).get(LIST, {"state": "considering", "page": "1"}).text
    assert "?state=considering&amp;year=2027" in text


def test_the_export_keeps_the_filter(as_, year, clerk):
    text = as_(clerk).get(LIST, {"q": "花壇"}).text
    assert "/projects/export/csv/?q=%E8%8A%B1%E5%A3%87" in text


def test_filters_are_kept_under_a_name_and_only_for_their_owner(as_, clerk, other_clerk, now):
    browser = as_(clerk)
    answer = browser.post(reverse("projects:keep_filter"), {"name": "花壇", "query": "q=花壇&state=running"})
    assert answer.url == "/projects/?q=%E8%8A%B1%E5%A3%87&state=running"
    saved = SavedFilter.objects.get()
    assert (saved.user, saved.query) == (clerk, "q=%E8%8A%B1%E5%A3%87&state=running")
    assert "花壇</a>" in browser.get(LIST).text
    assert "花壇</a>" not in as_(other_clerk).get(LIST).text
    browser.post(reverse("projects:drop_filter", args=[saved.pk]))
    assert SavedFilter.objects.count() == 0


def test_a_filter_without_a_name_is_said_and_nothing_is_kept(as_, clerk, now):
    answer = as_(clerk).post(reverse("projects:keep_filter"), {"name": "", "query": "q=a"}, follow=True)
    assert "条件の名前を入力してください。" in answer.text
    assert SavedFilter.objects.count() == 0


def test_anothers_filter_is_not_found(as_, clerk, other_clerk):
    saved = SavedFilter.objects.create(user=clerk, page="projects", name="花壇", query="")
    assert as_(other_clerk).post(reverse("projects:drop_filter", args=[saved.pk])).status_code == 404
    assert SavedFilter.objects.count() == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_costs_the_same_queries_for_one_and_for_three(
    rows, as_, division, clerk, now, django_assert_num_queries
):
    ProjectYearFactory.create_batch(rows, division=division, partners=2)
    browser = as_(clerk)
    browser.get(LIST)
    with django_assert_num_queries(11):
        browser.get(LIST, {"q": "試験", "state": "considering"})


def test_pages_do_not_load_what_they_do_not_show(as_, year, clerk):
    shown = as_(clerk).get(LIST).context["listing"].page.object_list[0]
    assert {"search_key", "content", "result", "outlook"} <= shown.get_deferred_fields()
    assert ProjectYear.objects.count() == 1
