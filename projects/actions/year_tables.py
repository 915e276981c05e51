"""The two tables of a project's year that its 課 keeps: who does what, and the budget."""

from collections.abc import Sequence
from decimal import ROUND_DOWN, Decimal

from django.db import transaction

from kyodo.conflicts import claim_version

from ..models import BudgetLine, ProjectYear, RoleShare
from .year_rows import RowEntry, set_rows
from .years import touch

ROLE_FIELDS = ("item", "group_part", "city_part", "responsible", "payer", "position")
LINE_FIELDS = (
    "side",
    "source",
    "item",
    "note",
    "unit_price",
    "quantity",
    "unit",
    "amount",
    "is_eligible",
    "position",
)


@transaction.atomic
def set_tables(
    *, year: ProjectYear, roles: Sequence[RowEntry], lines: Sequence[RowEntry], base_version: int, by
) -> ProjectYear:
    """Make these, in this order, the year's roles and budget, or raise `EditConflict` where somebody was faster.

    An id that the year no longer has counts as a new row. The amount of a line is reckoned here.
    """
    claim_version(year, base_version)
    for entry in lines:
        entry.row.amount = amount_of(entry.row.unit_price, entry.row.quantity)
    set_rows(year, RoleShare, ROLE_FIELDS, roles, by=by)
    set_rows(year, BudgetLine, LINE_FIELDS, lines, by=by)
    touch(year.project_id)
    return year


def amount_of(unit_price: int, quantity: Decimal) -> int:
    """Whole yen, rounded down."""
    return int((unit_price * quantity).to_integral_value(rounding=ROUND_DOWN))
