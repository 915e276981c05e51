import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kyodo.models import City
from organizations.demo import ACCOUNTS, PASSWORD
from organizations.models import Organization, User
from projects.models import Partner, Project, ProjectYear
from reviews.enums import SheetState
from reviews.models import Rating, ReviewRound, Sheet
from tests.factories.organizations import DivisionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(at):
    at(2026, 11, 22)
    call_command("demo")


def counts() -> list[int]:
    return [
        model.objects.count() for model in (User, Organization, Project, ProjectYear, Partner, Sheet, Rating)
    ]


# Facts: forms.json, 西東京市, projects (市民と行政の協働に関する基本方針, 事例).
def test_the_four_published_projects(demo):
    newest = ProjectYear.objects.filter(fiscal_year=2026, project__visibility="public").order_by("pk")
    assert list(newest.values_list("name", "form__name", "division__name", "project__started_on__year")) == [
        ("多言語情報提供事業", "委託", "文化振興課", 2005),
        ("こそだてフェスタ＠西東京", "共催", "児童青少年課", 2012),
        ("小規模公園・緑地活用事業", "事業協力", "みどり公園課", 2019),
        ("ケアラー（在宅介護者）支援…傾聴と認知症から学ぶ", "補助・助成", "高齢者支援課", None),
    ]
    assert newest.get(division__name="高齢者支援課").programme == "ＮＰＯ等企画提案事業"
    assert {project.years.count() for project in Project.objects.filter(visibility="public")} == {4}


def test_sheets_in_every_state_and_one_round_open(demo):
    assert set(Sheet.objects.values_list("state", flat=True)) == set(SheetState.values)
    rounds = {
        each.fiscal_year: set(each.sheets.values_list("state", flat=True))
        for each in ReviewRound.objects.all()
    }
    assert [year for year, states in rounds.items() if states != {SheetState.PUBLISHED}] == [2025]


def test_every_account_signs_in(demo, client):
    for account in ACCOUNTS:
        assert client.login(email=account.email, password=PASSWORD), account.email


def test_a_full_desk_asks_no_more_queries_than_these(demo, client):
    asked = {}
    for account in ACCOUNTS:
        client.login(email=account.email, password=PASSWORD)
        client.get(reverse("desk"))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("desk"))
        asked[account.key or str(account.held)] = len(queries)
    most = {"coordinator": 25, "second_coordinator": 25}
    assert {role: number for role, number in asked.items() if number > most.get(role, 17)} == {}


def test_a_second_call_changes_nothing(demo, capsys):
    before = counts()
    call_command("demo")
    call_command("demo", if_empty=True)
    assert counts() == before
    assert "何も変えません" in capsys.readouterr().out


def test_a_portal_with_records_refuses_it():
    DivisionFactory()
    with pytest.raises(CommandError, match="空のポータルにだけ"):
        call_command("demo")
    call_command("demo", if_empty=True)
    assert not City.objects.filter(is_demo=True).exists()
    assert User.objects.count() == 0


def test_the_accounts_are_printed_only_of_a_demo(demo, capsys):
    call_command("demo", accounts=True)
    assert "coordinator@kyodo.example" in capsys.readouterr().out
    City.objects.update(is_demo=False)
    call_command("demo", accounts=True)
    assert capsys.readouterr().out == ""
