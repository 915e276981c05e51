"""The budget of a proposal: what was typed, read as whole yen and added up year by year. Pure: asks no database.

A line is 「単価×数」 rounded down to whole yen; an expense is 対象 unless it says 対象外; the most that the city pays
in a year is its share of the eligible expenses rounded down, and never above the limit. `static/js/budget.js` does
the same sums while somebody types.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from kyodo.fiscal_year import FiscalYear
from kyodo.money import MAX_YEN, format_yen, parse_yen

from .content import BUDGET_ROW, MOST_ROWS, Row, read_number
from .enums import BudgetSide, IncomeSource

NOT_ELIGIBLE = "no"  # what stands in the cell 対象 of an expense that the city does not share
MOST_QUANTITY = Decimal("99999999.99")  # what `BudgetLine.quantity` can hold
LONGEST = {"item": ("費目", 60), "note": ("内訳", 200), "unit": ("単位", 20)}


@dataclass(frozen=True)
class YearTerms:
    """What the call says of one year of the project: the city's share in percent, the most it pays (None: no limit)."""

    number: int
    fiscal_year: int
    rate: int = 100
    limit: int | None = None


@dataclass(frozen=True)
class Fault:
    """What is wrong, and where: the key of the cell, or of the year ("budget.y1") where it is its sums."""

    key: str
    message: str
    is_missing: bool = False


@dataclass(frozen=True)
class Line:
    """One line as read. `unit_price` and `amount` are None where they cannot be read, then `faults` say why."""

    key: str
    side: BudgetSide
    source: str
    item: str
    note: str
    unit_price: int | None
    quantity: Decimal | None
    unit: str
    amount: int | None
    is_eligible: bool
    faults: tuple[Fault, ...] = ()

    @property
    def source_label(self) -> str:
        return IncomeSource(self.source).label if self.source in IncomeSource.values else ""


@dataclass(frozen=True)
class BudgetYear:
    """One year's lines and sums, in yen. Lines that cannot be read count nothing, and are named in `faults`."""

    terms: YearTerms
    lines: tuple[Line, ...]
    field_key: str = "budget"

    @property
    def key(self) -> str:
        return f"{self.field_key}.y{self.terms.number}"

    @property
    def income(self) -> list[Line]:
        return [line for line in self.lines if line.side == BudgetSide.INCOME]

    @property
    def expense(self) -> list[Line]:
        return [line for line in self.lines if line.side == BudgetSide.EXPENSE]

    @property
    def income_total(self) -> int:
        return _sum(self.income)

    @property
    def expense_total(self) -> int:
        return _sum(self.expense)

    @property
    def eligible_total(self) -> int:
        return _sum(line for line in self.expense if line.is_eligible)

    @property
    def requested(self) -> int:
        """What the city is asked for."""
        return _sum(line for line in self.income if line.source == IncomeSource.CITY)

    @property
    def most(self) -> int:
        """The most that the city pays for these expenses."""
        share = self.eligible_total * self.terms.rate // 100
        return share if self.terms.limit is None else min(share, self.terms.limit)

    @property
    def faults(self) -> list[Fault]:
        """Every fault of a line, then what the sums of the year say."""
        found = [fault for line in self.lines for fault in line.faults]
        if not self.lines:
            label = FiscalYear(self.terms.fiscal_year).short_label
            return [Fault(self.key, f"{label}の収入と支出を書いてください。", is_missing=True)]
        if max(len(self.income), len(self.expense)) > MOST_ROWS:
            return [*found, Fault(self.key, f"収入も支出も、{MOST_ROWS}行までにしてください。")]
        if self.income_total > MAX_YEN or self.expense_total > MAX_YEN:
            return [*found, Fault(self.key, "合計の金額が大きすぎます。")]
        # Sums that lack a line would only be called wrong for that line's sake.
        return found or [*self._sum_faults()]

    def _sum_faults(self) -> Iterable[Fault]:
        income, expense = self.income_total, self.expense_total
        if income != expense:
            apart = format_yen(abs(income - expense))
            words = f"収入（{format_yen(income)}）と支出（{format_yen(expense)}）が{apart}ちがいます。"
            yield Fault(self.key, f"{words}同じ額にしてください。")
        if self.requested > self.most:
            yield Fault(
                self.key,
                f"市に求める額（{format_yen(self.requested)}）が、"
                f"求められる額（{format_yen(self.most)}まで）を超えています。",
            )


@dataclass(frozen=True)
class Budget:
    """All years that the proposal plans, in order."""

    years: tuple[BudgetYear, ...]

    @property
    def requested(self) -> int | None:
        """What the city is asked for in the year that is decided on, the first; None while nothing is written."""
        first = self.years[0] if self.years else None
        return first.requested if first and first.lines else None

    @property
    def faults(self) -> list[Fault]:
        return [fault for year in self.years for fault in year.faults]


def read_budget(rows: Iterable[Row], terms: Sequence[YearTerms], field_key: str = "budget") -> Budget:
    """The rows of `Content.budget_rows()` as a budget of these years; rows of other years are left out."""
    lines: dict[int, list[Line]] = {each.number: [] for each in terms}
    for row in rows:
        match = BUDGET_ROW.fullmatch(row.key)
        number = int(match[1])
        if number in lines and _says_anything(row):
            side = BudgetSide.EXPENSE if match[2] == "e" else BudgetSide.INCOME
            lines[number].append(_line(row, side, f"{field_key}.{row.key}"))
    return Budget(tuple(BudgetYear(each, tuple(lines[each.number]), field_key) for each in terms))


def _says_anything(row: Row) -> bool:
    """対象外 alone is no line: it is what is left when somebody empties one."""
    return any(text.strip() for name, text in row.cells.items() if name != "eligible")


def _line(row: Row, side: BudgetSide, key: str) -> Line:
    cells = {name: text.strip() for name, text in row.cells.items()}
    faults = [*_text_faults(cells, side, key)]
    unit_price = quantity = None
    try:
        unit_price = _unit_price(cells["unit_price"])
    except ValueError as error:
        faults.append(Fault(f"{key}.unit_price", str(error), is_missing=not cells["unit_price"]))
    try:
        quantity = _quantity(cells["quantity"])
    except ValueError as error:
        faults.append(Fault(f"{key}.quantity", str(error)))
    amount = None
    if unit_price is not None and quantity is not None:
        amount = int((unit_price * quantity).to_integral_value(ROUND_DOWN))
        if amount > MAX_YEN:
            faults.append(Fault(f"{key}.unit_price", f"金額は{format_yen(MAX_YEN)}以下にしてください。"))
            amount = None
    return Line(
        key=row.key,
        side=side,
        source=cells["source"] if side == BudgetSide.INCOME else "",
        item=cells["item"],
        note=cells["note"],
        unit_price=unit_price,
        quantity=quantity,
        unit=cells["unit"],
        amount=amount,
        is_eligible=side == BudgetSide.EXPENSE and cells["eligible"] != NOT_ELIGIBLE,
        faults=tuple(faults),
    )


def _text_faults(cells: dict[str, str], side: BudgetSide, key: str) -> Iterable[Fault]:
    if side == BudgetSide.INCOME and cells["source"] not in IncomeSource.values:
        yield Fault(f"{key}.source", "財源を選んでください。", is_missing=not cells["source"])
    if not cells["item"]:
        yield Fault(f"{key}.item", "費目を書いてください。", is_missing=True)
    for name, (label, longest) in LONGEST.items():
        if len(cells[name]) > longest:
            yield Fault(f"{key}.{name}", f"{label}は{longest}字までにしてください。")


def _unit_price(text: str) -> int:
    if not text:
        raise ValueError("単価を書いてください。")
    price = parse_yen(text)
    if price is None:
        raise ValueError("単価を数字で書いてください。")
    return price


def _quantity(text: str) -> Decimal:
    """How many; one where nothing is written."""
    if not text:
        return Decimal(1)
    number = read_number(text)
    if number > MOST_QUANTITY:
        raise ValueError("数が大きすぎます。")
    return number


def _sum(lines: Iterable[Line]) -> int:
    return sum(line.amount or 0 for line in lines)
