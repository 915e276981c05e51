import pytest
from django.urls import reverse

from kyodo.models import Draft
from tests.factories.proposals import BudgetLineFactory, RoleShareFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def page(year):
    return reverse("projects:edit_roles", args=[year.pk])


def posted(version=1, *, roles=(), lines=(), **more):
    data = {"base_version": version, **more}
    for prefix, rows in (("roles", roles), ("lines", lines)):
        data |= {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
        for number, row in enumerate(rows):
            data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return data


ROLE = {
    "item": "会場の手配",
    "group_part": "当日の準備",
    "city_part": "予約",
    "responsible": "both",
    "payer": "",
}
LINE = {
    "side": "expense",
    "item": "謝礼",
    "unit_price": "１０，０００",
    "quantity": "３回",
    "is_eligible": "on",
}
INCOME = {"side": "income", "source": "own", "item": "会費", "unit_price": "20000", "quantity": ""}


def test_both_tables_are_saved_and_shown(as_, clerk, year, page):
    as_(clerk).post(page, posted(roles=[ROLE, {}], lines=[LINE, INCOME]))
    assert list(year.role_shares.values_list("item", "responsible", "payer")) == [("会場の手配", "both", "")]
    assert list(year.budget_lines.values_list("side", "source", "amount")) == [
        ("expense", "", 30_000),
        ("income", "own", 20_000),
    ]
    text = as_(clerk).get(reverse("projects:detail_roles", args=[year.project_id])).text
    for words in ("会場の手配", "10,000円×3", "30,000円", "収入の計と支出の計が10,000円ちがいます。"):
        assert words in text


def test_the_history_tells_of_them(as_, clerk, year, page):
    as_(clerk).post(page, posted(roles=[ROLE], lines=[LINE]))
    text = as_(clerk).get(reverse("projects:detail_history", args=[year.project_id])).text
    assert ("役割「会場の手配」" in text, "収支予算「謝礼」" in text) == (True, True)


def test_a_member_reads_and_does_not_change(as_, member, year, page):
    RoleShareFactory(project_year=year, item="受付")
    text = as_(member).get(reverse("projects:detail_roles", args=[year.project_id])).text
    assert ("受付" in text, page in text) == (True, False)


@pytest.mark.parametrize(
    ("rows", "field"),
    [
        ({"roles": [{**ROLE, "item": ""}]}, "item"),
        ({"roles": [{**ROLE, "responsible": "moon"}]}, "responsible"),
        ({"lines": [{**LINE, "item": ""}]}, "item"),
        ({"lines": [{**LINE, "unit_price": ""}]}, "unit_price"),
        ({"lines": [{**LINE, "unit_price": "10.5"}]}, "unit_price"),
        ({"lines": [{**LINE, "quantity": "いくつか"}]}, "quantity"),
        ({"lines": [{**INCOME, "source": ""}]}, "source"),
    ],
)
def test_what_cannot_be_is_named_at_its_field(rows, field, as_, clerk, year, page):
    answer = as_(clerk).post(page, posted(**rows))
    named = [name for table in answer.context["forms"].all for form in table.forms for name in form.errors]
    assert (answer.status_code, named) == (422, [field])
    assert year.role_shares.count() + year.budget_lines.count() == 0


def test_one_more_row_saves_nothing(as_, clerk, year, page):
    answer = as_(clerk).post(page, posted(lines=[LINE]) | {"add_row": "lines"})
    lines = answer.context["forms"].lines
    assert [form["item"].value() for form in lines.forms] == ["謝礼", None]
    assert year.budget_lines.count() == 0


def test_a_row_is_taken_out(as_, clerk, year, page):
    stored = RoleShareFactory(project_year=year)
    as_(clerk).post(page, posted(roles=[{**ROLE, "row_id": stored.pk, "DELETE": "on"}]))
    assert year.role_shares.count() == 0


def test_two_at_once_see_both_tables(as_, clerk, coordinator, year, page):
    as_(coordinator).post(page, posted(roles=[{**ROLE, "item": "一人目"}]))
    answer = as_(clerk).post(page, posted(roles=[{**ROLE, "item": "二人目"}]))
    assert (answer.status_code, answer.context["base_version"]) == (409, 2)
    assert ("一人目" in answer.text, "二人目" in answer.text) == (True, True)
    as_(clerk).post(page, posted(2, roles=[{**ROLE, "item": "二人目"}]))
    assert list(year.role_shares.values_list("item", flat=True)) == ["二人目"]


def test_a_draft_comes_back_and_can_be_thrown_away(as_, clerk, year, page):
    browser, key = as_(clerk), f"projects.year_tables:{year.pk}"
    browser.post(reverse("draft_save"), posted(roles=[{**ROLE, "item": "書きかけ"}]) | {"draft_key": key})
    answer = browser.get(page)
    assert answer.context["forms"].roles.forms[0]["item"].value() == "書きかけ"
    browser.post(page, {"discard_draft": "yes"})
    assert Draft.objects.count() == 0


@pytest.mark.parametrize(("who", "status"), [("other_clerk", 403), ("member", 403), ("citizen", 404)])
def test_changing_the_tables_is_refused_to_others(who, status, as_, year, request):
    address = reverse("projects:edit_roles", args=[year.pk])
    assert as_(request.getfixturevalue(who)).post(address, posted(roles=[ROLE])).status_code == status


@pytest.mark.parametrize("rows", [1, 3])
def test_costs_the_same_queries_for_one_and_for_three(rows, as_, clerk, year, django_assert_max_num_queries):
    RoleShareFactory.create_batch(rows, project_year=year)
    BudgetLineFactory.create_batch(rows, project_year=year)
    browser, page = as_(clerk), reverse("projects:edit_roles", args=[year.pk])
    browser.get(page)
    with django_assert_max_num_queries(12):
        browser.get(page)
