from decimal import Decimal

import pytest

from kyodo.conflicts import EditConflict
from projects.actions.year_rows import RowEntry
from projects.actions.year_tables import amount_of, set_tables
from projects.models import BudgetLine, ProjectYear, RoleShare
from tests.factories.organizations import UserFactory
from tests.factories.proposals import BudgetLineFactory, RoleShareFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


def role(item, **more):
    return RoleShare(item=item, **more)


def line(item, price, quantity="1", **more):
    return BudgetLine(side="expense", item=item, unit_price=price, quantity=Decimal(quantity), **more)


def kept(year):
    return (
        list(year.role_shares.values_list("item", flat=True)),
        list(year.budget_lines.values_list("item", "amount")),
    )


@pytest.mark.parametrize(
    ("price", "quantity", "amount"), [(1000, "3", 3000), (333, "0.5", 166), (0, "9", 0), (999, "1.99", 1988)]
)
def test_an_amount_is_rounded_down(price, quantity, amount):
    assert amount_of(price, Decimal(quantity)) == amount


def test_rows_are_changed_added_and_taken_out_with_their_history(year):
    person = UserFactory()
    old_role, gone = RoleShareFactory(project_year=year), RoleShareFactory(project_year=year, item="消える")
    old_line = BudgetLineFactory(project_year=year)
    set_tables(
        year=year,
        roles=[RowEntry(role("新しい")), RowEntry(role("会場"), old_role.pk)],
        lines=[RowEntry(line("謝礼", 333, "2.5"), old_line.pk), RowEntry(line("印刷", 100), 999)],
        base_version=year.version,
        by=person,
    )
    assert kept(year) == (["新しい", "会場"], [("謝礼", 832), ("印刷", 100)])
    assert RoleShare.objects.get(item="会場").pk == old_role.pk
    assert set(RoleShare.history.filter(id=gone.pk).values_list("history_type", "history_user")) >= {
        ("-", person.pk)
    }
    assert ProjectYear.objects.get().version == 2


def test_the_same_again_writes_no_history(year):
    RoleShareFactory(project_year=year, item="会場", group_part="", city_part="", responsible="", payer="")
    entry = RowEntry(role("会場"), RoleShare.objects.get().pk)
    set_tables(year=year, roles=[entry], lines=[], base_version=1, by=UserFactory())
    assert RoleShare.history.count() == 1


def test_whoever_was_slower_changes_nothing(year):
    set_tables(year=year, roles=[RowEntry(role("一人目"))], lines=[], base_version=1, by=UserFactory())
    with pytest.raises(EditConflict):
        set_tables(year=year, roles=[RowEntry(role("二人目"))], lines=[], base_version=1, by=UserFactory())
    assert kept(year) == (["一人目"], [])
