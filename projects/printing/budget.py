"""A budget on paper: the years side by side, then each year line by line. Money in whole yen, None where unread."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kyodo.fiscal_year import FiscalYear


@dataclass(frozen=True)
class Across:
    """One line of the table that has a column for each year; None is a year without it."""

    label: str
    values: list[int | str | None]
    is_sum: bool = False


@dataclass(frozen=True)
class PrintedLine:
    label: str
    note: str
    reckoning: str  # 「3,000円 × 12回」, empty where it says no more than the sum
    amount: int | None
    eligible: str


@dataclass(frozen=True)
class PrintedSide:
    title: str
    lines: list[PrintedLine]
    total: int


@dataclass(frozen=True)
class PrintedYear:
    label: str
    sides: list[PrintedSide]
    faults: list[str]


@dataclass(frozen=True)
class BudgetSheet:
    """`groups`: what the table of all years shows, under its subheads."""

    years: list[PrintedYear]
    groups: list[tuple[str, list[Across]]]

    @property
    def labels(self) -> list[str]:
        return [year.label for year in self.years]

    @property
    def width(self) -> int:
        """Columns of the table of all years."""
        return len(self.years) + 1


def budget_sheet(years: Sequence[Mapping]) -> BudgetSheet:
    """`years`: those of a snapshot's field of kind budget. One year alone is not listed twice."""
    terms = [
        Across("対象経費の計", [year["eligible_total"] for year in years]),
        Across("市の負担率", [f"{year['rate']}％" for year in years]),
        Across("市の負担の上限", ["定めなし" if year["limit"] is None else year["limit"] for year in years]),
        Across("市に求める額", [year["requested"] for year in years], is_sum=True),
    ]
    groups = [("市の負担", terms)]
    if len(years) > 1:
        groups = [
            ("収入", _side(years, "income", lambda line: line["source_label"])),
            ("支出", _side(years, "expense", lambda line: line["item"])),
            *groups,
        ]
    return BudgetSheet([_year(year) for year in years], groups)


def _side(years: Sequence[Mapping], side: str, name: Callable[[Mapping], str]) -> list[Across]:
    total = Across("計", [year[f"{side}_total"] for year in years], is_sum=True)
    return [*_grouped([year[side] for year in years], name), total]


def _grouped(sides: Sequence[Iterable[Mapping]], name: Callable[[Mapping], str]) -> list[Across]:
    """Lines of the same name added up within each year, in the order in which the names first stand."""
    names = list(dict.fromkeys(name(line) for lines in sides for line in lines))
    return [Across(each or "（費目なし）", [_sum(lines, each, name) for lines in sides]) for each in names]


def _sum(lines: Iterable[Mapping], wanted: str, name: Callable[[Mapping], str]) -> int | None:
    amounts = [line["amount"] or 0 for line in lines if name(line) == wanted]
    return sum(amounts) if amounts else None


def _year(year: Mapping) -> PrintedYear:
    income = [_line(line, line["source_label"], line["item"]) for line in year["income"]]
    expense = [
        _line(line, line["item"], "", "対象" if line["eligible"] else "対象外") for line in year["expense"]
    ]
    return PrintedYear(
        FiscalYear(year["fiscal_year"]).short_label,
        [
            PrintedSide("収入", income, year["income_total"]),
            PrintedSide("支出", expense, year["expense_total"]),
        ],
        year["faults"],
    )


def _line(line: Mapping, label: str, more: str, eligible: str = "") -> PrintedLine:
    note = "　".join(filter(None, (more, line["note"])))
    return PrintedLine(label or "（費目なし）", note, _reckoning(line), line["amount"], eligible)


def _reckoning(line: Mapping) -> str:
    if line["unit_price"] is None or (line["quantity"] in (None, "1") and not line["unit"]):
        return ""
    return f"{line['unit_price']:,}円 × {line['quantity'] or '？'}{line['unit']}"
