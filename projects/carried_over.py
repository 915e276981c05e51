"""What a submission (`ProposalRevision.content`, format 1) becomes in the records of a project. Pure: saves nothing."""

from collections.abc import Mapping
from decimal import Decimal

from .content import read_number
from .enums import AnswerKind, BudgetSide, IncomeSource
from .models import BudgetLine, Goal, RoleShare
from .models.role_share import Share

GRANTED_ITEM = "市の負担（決定額）"
SHARES = {label: value for value, label in Share.choices}


def text_of(snapshot: Mapping, key: str) -> str:
    """The text of one field; empty where the call left it out."""
    field = _field(snapshot, key)
    return field.get("text", "") if field else ""


def goals_of(snapshot: Mapping) -> list[Goal]:
    """Countable goals first, then those in words; a target that is no number becomes a goal in words."""
    goals = [_counted(cells) for cells in _rows(snapshot, "goals")]
    goals += [
        Goal(title=cells["title"] or cells["expected"][:150], is_countable=False, expected=cells["expected"])
        for cells in _rows(snapshot, "wishes")
        if cells["expected"]
    ]
    for position, goal in enumerate(goals):
        goal.position = position
    return goals


def _counted(cells: Mapping[str, str]) -> Goal:
    title = cells["title"] or "目標"
    try:
        target = read_number(cells["target"], places=1)
    except ValueError:
        expected = f"{cells['target']}{cells['unit']}".strip() or title
        return Goal(title=title, is_countable=False, expected=expected)
    return Goal(title=title, target=target, unit=cells["unit"])


def roles_of(snapshot: Mapping) -> list[RoleShare]:
    return [
        RoleShare(
            item=cells["item"] or "（項目なし）",
            group_part=cells["group_part"],
            city_part=cells["city_part"],
            responsible=SHARES.get(cells["responsible"], ""),
            payer=SHARES.get(cells["payer"], ""),
            position=position,
        )
        for position, cells in enumerate(_rows(snapshot, "roles"))
    ]


def budget_of(snapshot: Mapping, *, fiscal_year: int, granted: int | None) -> list[BudgetLine]:
    """The lines of that year (or of the first one). What the city pays becomes one line where less was granted.

    Lines without a readable amount are left out.
    """
    year = _budget_year(snapshot, fiscal_year)
    if year is None:
        return []
    income = [_line(line, BudgetSide.INCOME) for line in year["income"] if line["amount"] is not None]
    expense = [_line(line, BudgetSide.EXPENSE) for line in year["expense"] if line["amount"] is not None]
    asked = sum(line.amount for line in income if line.source == IncomeSource.CITY)
    if granted is not None and asked != granted:
        rest = [line for line in income if line.source != IncomeSource.CITY]
        income = [_granted(granted, asked), *rest]
    for lines in (income, expense):
        for position, line in enumerate(lines):
            line.position = position
    return income + expense


def costs_of(lines: list[BudgetLine], granted: int | None) -> dict[str, int | None]:
    """Who pays how much of the year, by the field of `ProjectYear`; None where the budget says nothing."""
    income = [line for line in lines if line.side == BudgetSide.INCOME]
    own = sum(line.amount for line in income if line.source == IncomeSource.OWN)
    other = sum(line.amount for line in income if line.source not in (IncomeSource.OWN, IncomeSource.CITY))
    known = bool(income)
    return {
        "city_cost": granted,
        "group_cost": own if known else None,
        "other_cost": other if known else None,
    }


def _line(line: Mapping, side: BudgetSide) -> BudgetLine:
    price, quantity = line["unit_price"], line["quantity"]
    return BudgetLine(
        side=side,
        source=line["source"] if line["source"] in IncomeSource.values else "",
        item=line["item"] or line["source_label"] or "（費目なし）",
        note=line["note"],
        unit_price=line["amount"] if price is None else price,
        quantity=Decimal(1) if quantity is None else read_number(quantity),
        unit=line["unit"],
        amount=line["amount"],
        is_eligible=line.get("eligible", True),
    )


def _granted(granted: int, asked: int) -> BudgetLine:
    return BudgetLine(
        side=BudgetSide.INCOME,
        source=IncomeSource.CITY,
        item=GRANTED_ITEM,
        note=f"求めた額 {asked:,}円",
        unit_price=granted,
        quantity=Decimal(1),
        amount=granted,
    )


def _budget_year(snapshot: Mapping, fiscal_year: int) -> Mapping | None:
    fields = [field for field in _fields(snapshot) if field["kind"] == AnswerKind.BUDGET]
    years = fields[0]["years"] if fields else []
    return next((year for year in years if year["fiscal_year"] == fiscal_year), years[0] if years else None)


def _rows(snapshot: Mapping, key: str) -> list[Mapping[str, str]]:
    field = _field(snapshot, key)
    return [row["cells"] for row in field["rows"]] if field and field["kind"] == AnswerKind.ROWS else []


def _field(snapshot: Mapping, key: str) -> Mapping | None:
    return next((field for field in _fields(snapshot) if field["key"] == key), None)


def _fields(snapshot: Mapping) -> list[Mapping]:
    return [field for section in snapshot.get("sections", []) for field in section["fields"]]
