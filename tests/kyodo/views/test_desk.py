import datetime

import pytest
from django.urls import reverse

from kyodo import registry
from kyodo.desk import blocks_for, read_once, reading_once
from kyodo.drafts import save_draft
from kyodo.registry import BoardColumn, Followed, Registry, Task
from tests.factories.organizations import MembershipFactory, PostFactory, UserFactory

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 22)


def task(what: str, days: int | None) -> Task:
    due_on = None if days is None else TODAY + datetime.timedelta(days=days)
    return Task(what, "小規模公園・緑地活用事業", "/projects/1/", "開く", due_on)


@pytest.fixture
def registered(monkeypatch):
    """Replaces what the apps registered by the test's own functions."""

    def register(name, function):
        only = Registry()
        only(function)
        monkeypatch.setattr(
            f"kyodo.desk.{name}" if name == "desk_tasks" else f"kyodo.views.desk.{name}", only
        )

    return register


def test_tasks_by_urgency_and_date(registered):
    tasks = [
        task("いつか", None),
        task("来週", 8),
        task("七日後", 7),
        task("今日", 0),
        task("昨日", -1),
        task("明日", 1),
    ]
    registered("desk_tasks", lambda user, today: tasks)
    urgent, week, rest = blocks_for(UserFactory(), TODAY)
    assert [each.what for each in urgent.tasks] == ["昨日", "今日"]
    assert [each.what for each in week.tasks] == ["明日", "七日後"]
    assert [each.what for each in rest.tasks] == ["来週", "いつか"]


def test_the_desk_says_what_is_late(client, registered, at):
    at(2026, 11, 22)
    registered("desk_tasks", lambda user, today: [task("記入", -1)])
    client.force_login(UserFactory())
    page = client.get(reverse("desk")).content.decode()
    assert "令和8年11月21日まで" in page
    assert page.count("badge-late") == 1


def test_an_empty_desk_says_so(client, registered):
    registered("desk_tasks", lambda user, today: [])
    client.force_login(UserFactory())
    page = client.get(reverse("desk")).content.decode()
    assert "急ぎの用件はありません。" in page
    assert "フォローする" in page


def test_begun_forms_and_the_followed_are_there(client, registered, rf, now):
    user = UserFactory()
    save_draft(user, "k", rf.post("/", {"name": "n"}).POST, title="新しい事業", url="/projects/new/")
    registered(
        "desk_follows",
        lambda user: [Followed("古い", "/a/", now - datetime.timedelta(1)), Followed("新しい", "/b/", now)],
    )
    client.force_login(user)
    page = client.get(reverse("desk")).content.decode()
    assert "新しい事業" in page
    assert page.index('href="/b/"') < page.index('href="/a/"')


def test_the_board_is_in_its_order(client, registered):
    columns = [BoardColumn("公表", 9, 3, 0, "/p/"), BoardColumn("実施", 6, 12, 2, "/r/")]
    registered("board_columns", lambda user, year, today: columns)
    client.force_login(PostFactory(coordinator=True).user)
    page = client.get(reverse("desk")).content.decode()
    assert page.index("実施") < page.index("公表")
    assert "遅れ 2件" in page


def test_refused_without_a_sign_in(client):
    answer = client.get(reverse("desk"))
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/?next=/desk/")


@pytest.mark.parametrize(
    ("make", "most"),
    [
        (lambda: PostFactory(coordinator=True), 24),
        (PostFactory, 16),
        (lambda: MembershipFactory(role="officer"), 17),
    ],
    ids=["coordinator", "staff", "officer"],
)
def test_the_desk_asks_a_fixed_number_of_queries(client, django_assert_max_num_queries, make, most):
    client.force_login(make().user)
    client.get(reverse("desk"))
    with django_assert_max_num_queries(most):
        client.get(reverse("desk"))


def test_a_shared_read_is_made_once_a_page_and_never_kept_for_the_next():
    asked = []

    @read_once
    def read(number):
        asked.append(number)
        return number * 10

    for _ in range(2):
        with reading_once():
            assert [read(1), read(2), read(1)] == [10, 20, 10]
    assert [read(1), read(1)] == [10, 10]
    assert asked == [1, 2, 1, 2, 1, 1]


def test_a_function_is_registered_once():
    only = registry.Registry()
    only(len)
    only(len)
    assert only.functions == [len]
