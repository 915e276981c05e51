"""What a proposal of the demo says: its own texts, and the tables of its pattern (`patterns.toml`). Pure."""

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from ..asked import Asked
from ..budget import NOT_ELIGIBLE, YearTerms
from ..enums import IncomeSource
from ..sections import CONDITION, YES

DATA = Path(__file__).with_name("patterns.toml")
BUDGET_CELLS = ("item", "note", "unit_price", "quantity", "unit", "eligible")


@cache
def patterns() -> dict[str, dict]:
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


def answers_of(demo: dict, asked: Asked, group) -> dict[str, str]:
    """Every answer by its key, as somebody would have typed it; a draft holds what its `fields` name."""
    pattern = patterns()[demo["pattern"]]
    answers = {key: demo[key] for key in ("name", "problem", "purpose", "content", "audience") if key in demo}
    answers |= {key: demo[key] for key in ("effect", "outlook") if key in demo}
    answers |= {"team": pattern["team"], "record": pattern["record"]}
    answers |= _conditions(asked, group)
    if "people" in demo:
        answers["head_count"] = str(demo["people"])
        answers |= _rows("goals", ("title", "target", "unit"), [demo["goal"]])
        answers |= _rows("wishes", ("title", "expected"), [demo["wish"]])
    answers |= _rows("schedule", ("when", "what", "place"), pattern["schedule"])
    answers |= _rows("roles", ("item", "group_part", "city_part", "responsible", "payer"), pattern["roles"])
    for terms in asked.terms:
        answers |= _budget(pattern, terms)
    kept = {*demo.get("fields", ()), *(["wishes"] if "goals" in demo.get("fields", ()) else ())}
    return {
        key: text for key, text in answers.items() if text and (not kept or key.partition(".")[0] in kept)
    }


def _rows(field: str, columns: Iterable[str], rows: list[list]) -> dict[str, str]:
    return {
        f"{field}.r{number}.{column}": str(cell)
        for number, row in enumerate(rows, start=1)
        for column, cell in zip(columns, row, strict=True)
    }


def _conditions(asked: Asked, group) -> dict[str, str]:
    numbers = {"members": group.member_count, "active_years": 6}
    return {
        CONDITION + each.key: YES if each.minimum is None else str(numbers[each.key])
        for each in asked.conditions
    }


def _budget(pattern: dict, terms: YearTerms) -> dict[str, str]:
    """One year whose sums agree: the city pays its share in full thousands, the participants and the group the rest."""
    lines = pattern["expense"]
    total = sum(price * quantity for _, _, price, quantity, _, _ in lines)
    shared = sum(price * quantity for _, _, price, quantity, _, eligible in lines if eligible != NOT_ELIGIBLE)
    asked = shared * terms.rate // 100
    asked = (asked if terms.limit is None else min(asked, terms.limit)) // 1000 * 1000
    fee = min(pattern["fee"], total - asked)
    income = [
        (IncomeSource.CITY, "補助金", asked),
        (IncomeSource.FEE, "参加費", fee),
        (IncomeSource.OWN, "会費と寄附の積立て", total - asked - fee),
    ]
    start = f"budget.y{terms.number}"
    answers = {
        f"{start}e{number}.{cell}": str(value)
        for number, line in enumerate(lines, start=1)
        for cell, value in zip(BUDGET_CELLS, line, strict=True)
    }
    for number, (source, item, amount) in enumerate((each for each in income if each[2]), start=1):
        cells = {"source": source, "item": item, "unit_price": f"{amount:,}", "quantity": "1"}
        answers |= {f"{start}i{number}.{cell}": str(value) for cell, value in cells.items()}
    return answers
