import pytest
from django.urls import reverse

from kyodo.models import Draft
from organizations.lineage import forget_lineage
from reviews.models import WorkItem
from tests.factories.organizations import DivisionFactory, PostFactory, UserFactory
from tests.factories.surveys import WorkItemFactory, WorkRoundFactory

pytestmark = pytest.mark.django_db
YEAR = 2026
WHY = "個人情報を扱うため"


@pytest.fixture
def division(client):
    """The 課 of whoever is signed in."""
    post = PostFactory()
    client.force_login(post.user)
    return post.division


def address(division, name: str = "work_edit", year: int = YEAR) -> str:
    return reverse(f"reviews:{name}", args=[year, division.pk])


def typed(key: str, name: str, fitness: str = "", reason: str = "", content: str = "") -> dict[str, str]:
    words = {"name": name, "content": content, "fitness": fitness, "reason": reason}
    return {f"work.{key}.{field}": value for field, value in words.items()}


def opened(item: WorkItem, **changed) -> dict[str, str]:
    words = {name: getattr(item, name) for name in ("name", "fitness", "reason", "content")} | changed
    return typed(f"i{item.pk}", **words) | {f"work.i{item.pk}.version": str(item.version)}


def listed() -> list[tuple]:
    return list(WorkItem.objects.order_by("pk").values_list("name", "fitness", "reason"))


@pytest.mark.parametrize("name", ["reviews:work_edit", "reviews:work_copy"])
@pytest.mark.parametrize(("who", "status"), [("other_staff", 403), ("nobody", 404)])
def test_writing_another_divisions_list_is_forbidden_and_not_found(client, name, who, status):
    division = DivisionFactory()
    client.force_login(PostFactory().user if who == "other_staff" else UserFactory())
    assert client.post(reverse(name, args=[YEAR, division.pk])).status_code == status


def test_a_division_and_a_year_that_were_never_there_are_not_found(client, division):
    assert client.get(address(division, year=2201)).status_code == 404
    assert client.get(reverse("reviews:work_edit", args=[YEAR, 0])).status_code == 404


def test_many_rows_are_written_at_once_and_blank_ones_left_out(client, division):
    data = typed("n1", "窓口", "no", WHY) | typed("n2", "") | typed("n7", " 講座 ", "yes")
    answer = client.post(address(division), data)
    assert answer.url == f"{reverse('reviews:work')}?year={YEAR}&division={division.pk}"
    assert listed() == [("窓口", "no", WHY), ("講座", "yes", "")]
    assert list(WorkItem.objects.values_list("position", flat=True).order_by("pk")) == [1, 2]


@pytest.mark.parametrize(
    ("row", "field", "message"),
    [
        (typed("n1", "", "yes"), "name", "業務の名前を書いてください。"),
        (typed("n1", "窓口", "no"), "reason", "理由を書いてください。"),
        (typed("n1", "窓口", "conditional"), "reason", "条件を書いてください。"),
        (typed("n1", "窓口") | typed("n2", "窓口"), "name", "この年度に、同じ業務があります。"),
    ],
)
def test_what_is_missing_is_said_at_its_row_and_nothing_is_lost(client, division, row, field, message):
    answer = client.post(address(division), typed("n4", "講座", "yes") | row)
    assert answer.status_code == 422
    assert [form.errors.get(field) for form in answer.context["forms"].forms if form.errors] == [[message]]
    assert (listed(), "講座" in answer.content.decode()) == ([], True)


def test_an_emptied_row_goes(client, division):
    item = WorkItemFactory(division=division, fits=True)
    client.post(address(division), opened(item, name="", fitness=""))
    assert listed() == []


def test_more_rows_and_a_row_to_take_away_need_no_script(client, division):
    item = WorkItemFactory(division=division, name="窓口")
    longer = client.post(address(division), opened(item) | typed("n1", "講座") | {"add_row": "work"})
    keys = [form.key for form in longer.context["forms"].forms]
    assert keys == [f"i{item.pk}", "n1", "n2", "n3", "n4", "n5", "n6"]
    emptied = client.post(address(division), opened(item) | {"drop": f"i{item.pk}"})
    assert emptied.context["forms"].forms[0]["name"].value() == ""
    assert listed() == [("窓口", "", "")]


def test_too_many_rows_are_refused_together(client, division):
    data = {name: value for n in range(151) for name, value in typed(f"n{n}", f"業務{n}").items()}
    answer = client.post(address(division), data)
    assert (answer.status_code, answer.context["forms"].errors) == (
        422,
        ["一度に書けるのは150行までです。"],
    )


def test_a_draft_is_opened_with_what_others_saved_since_and_discarded_once_saved(client, division):
    mine = WorkItemFactory(division=division, name="窓口")
    client.post(
        reverse("draft_save"),
        opened(mine, content="毎日")
        | typed("n1", "講座")
        | {"draft_key": f"reviews.work:{division.pk}:{YEAR}"},
    )
    WorkItemFactory(division=division, name="統計")
    page = client.get(address(division))
    rows = [(form["name"].value(), form["content"].value()) for form in page.context["forms"].forms]
    assert rows[:3] == [("窓口", "毎日"), ("講座", ""), ("統計", "")]
    client.post(address(division), opened(mine, content="毎日"))
    assert Draft.objects.count() == 0


def test_a_draft_can_be_thrown_away(client, division):
    key = f"reviews.work:{division.pk}:{YEAR}"
    client.post(reverse("draft_save"), typed("n1", "講座") | {"draft_key": key})
    client.post(address(division), {"discard_draft": "yes"})
    assert Draft.objects.count() == 0


def test_whoever_saves_second_sees_both_and_chooses(client, division):
    item = WorkItemFactory(division=division, name="窓口")
    mine = opened(item, fitness="no", reason=WHY)
    client.post(address(division), opened(item, fitness="yes"))
    told = client.post(address(division), mine)
    found = [(each.name, each.label, each.theirs, each.mine) for each in told.context["differences"]]
    assert (told.status_code, found) == (
        409,
        [(f"{item.pk}.fitness", "「窓口」の協働", "できる", "できない")],
    )
    again = typed(f"i{item.pk}", "窓口", "no", WHY) | {f"work.i{item.pk}.version": "2"}
    assert told.context["forms"].versions == {item.pk: 2}
    client.post(address(division), again | {f"choice_{item.pk}.fitness": "theirs"})
    assert listed() == [("窓口", "yes", WHY)]


def test_a_row_that_another_took_away_can_be_kept(client, division):
    item = WorkItemFactory(division=division, name="窓口")
    mine = opened(item, content="毎日") | typed("n1", "講座")
    client.post(address(division), opened(item, name=""))
    told = client.post(address(division), mine)
    assert (told.status_code, told.context["gone"]) == (409, ["窓口"])
    again = {
        f"work.{form.key}.{field.name}": field.value()
        for form in told.context["forms"].forms
        for field in form
    }
    client.post(address(division), again)
    assert sorted(listed()) == [("窓口", "", ""), ("講座", "", "")]


def test_last_years_list_is_copied_with_one_button(client, division):
    old = DivisionFactory(successor=division, ends_on=division.starts_on)
    forget_lineage()
    WorkItemFactory(division=old, fiscal_year=YEAR - 1, name="窓口", unfit=True)
    answer = client.post(address(division, "work_copy"))
    assert (answer.url, WorkItem.objects.filter(division=division).count()) == (address(division), 1)
    page = client.post(address(division, "work_copy"), follow=True)
    assert "写せる業務は、ほかにありません" in page.content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_form_costs_the_same_with_more_rows(client, division, number, django_assert_num_queries):
    WorkRoundFactory()
    WorkItemFactory.create_batch(number, division=division)
    with django_assert_num_queries(QUERIES):
        assert client.get(address(division)).status_code == 200


QUERIES = 9
