"""The projects that a ledger tells of: its rows, those that say the same project once more joined into one."""

from collections.abc import Iterator
from dataclasses import dataclass

from kyodo.fiscal_year import FiscalYear
from kyodo.text import clean, organization_key, search_key
from projects.ledger import Fault, Field, Ledger, LedgerError, LedgerPartner, LedgerRow, split_names

FIRST_YEAR = 1900
YEARS_AHEAD = 5
LONGEST = {Field.DIVISION: 50, Field.DEPARTMENT: 50}
TELLS_NOTHING = (Field.NUMBER, Field.NOTES)  # may differ between rows of one project


@dataclass
class Entry:
    """One project in one 年度 as the ledger has it, and where in the sheet it stands."""

    ledger: Ledger
    row: LedgerRow
    year: int
    division: str  # the 課 as written, or the one that stands for a ledger without such a column

    @property
    def values(self) -> dict[str, object]:
        return self.row.values

    @property
    def name(self) -> str:
        return self.values.get(Field.NAME, "")

    @property
    def department(self) -> str:
        return self.values.get(Field.DEPARTMENT, "")

    @property
    def partners(self) -> list[LedgerPartner]:
        return self.row.partners

    @property
    def key(self) -> tuple:
        """What makes two rows the same project."""
        return self.year, search_key(self.department), search_key(self.division), search_key(self.name)

    def fault(self, field: str, reason: str) -> None:
        add_fault(self.ledger, self.row, field, reason)


def add_fault(ledger: Ledger, row: LedgerRow, field: str, reason: str, *, line: int = 0) -> None:
    """Name the cell of `field` in the row's first (or `line`th) line of the sheet as faulty."""
    column = next((column for column in ledger.columns if column.field == field), None)
    cell = row.cells[line].get(column.number) if column else None
    row.faults.append(
        Fault(
            row.sheet_rows[line],
            column.letter if column else "",
            column.header if column else Field(field).label,
            cell.text if cell else "",
            reason,
        )
    )


def read_entries(ledger: Ledger, *, division: str = "") -> list[Entry]:
    """The ledger's projects, earliest 年度 first, otherwise in the order of the sheet.

    Rows that cannot be placed get a fault and are left out. `division` stands for a missing column of 課.
    Raises LedgerError where no row can be placed at all: no 年度, no 課 or no form of collaboration.
    """
    mapped = {column.field for column in ledger.columns}
    if Field.YEAR not in mapped and ledger.year is None:
        raise LedgerError("年度が分かりません。年度を選んでください。")
    if Field.DIVISION not in mapped and not division:
        raise LedgerError("課の列がありません。どの列が課かを選んでください。")
    if Field.FORM not in mapped:
        raise LedgerError("協働の形態の列がありません。どの列が形態かを選んでください。")
    found: dict[tuple, Entry] = {}
    for entry in _placed(ledger, division):
        first = found.setdefault(entry.key, entry)
        if first is not entry:
            _join(first, entry)
    return sorted(found.values(), key=lambda entry: entry.year)


def _placed(ledger: Ledger, division: str) -> Iterator[Entry]:
    latest = FiscalYear.current().year + YEARS_AHEAD
    for row in ledger.rows:
        year = row.values.get(Field.YEAR) or ledger.year
        entry = Entry(ledger, row, year or 0, row.values.get(Field.DIVISION) or division)
        for field, longest in LONGEST.items():
            if len(row.values.get(field, "")) > longest:
                entry.fault(field, f"長すぎます。{longest}文字までにしてください。")
        if year is None and not row.faults:
            entry.fault(Field.YEAR, "年度がありません。年度を書いてください。")
        elif year is not None and not FIRST_YEAR <= year <= latest:
            entry.fault(
                Field.YEAR,
                f"年度を確かめてください。{FIRST_YEAR}年度から{latest}年度までを取り込めます。",
            )
        if year and entry.name and entry.division:
            yield entry


def _join(first: Entry, again: Entry) -> None:
    """A ledger with one row a partner repeats the project: its partners go to the first row."""
    if first.row.faults or again.row.faults:
        return
    told = [
        {field: value for field, value in each.values.items() if field not in TELLS_NOTHING}
        for each in (first, again)
    ]
    if told[0] != told[1]:
        again.fault(
            Field.NAME,
            f"{first.row.row_number}行目と同じ課・同じ事業名ですが、内容が違います。"
            "一つの事業なら内容をそろえ、別の事業なら名前を変えてください。",
        )
        return
    known = {organization_key(partner.name): partner.name for partner in first.partners}
    for partner in again.partners:
        if organization_key(partner.name) in known:
            again.fault(
                Field.PARTNER_NAME,
                f"{first.row.row_number}行目と同じ事業・同じ相手です。どちらかの行を消してください。",
            )
            return
    first.partners.extend(again.partners)


def partner_texts(ledger: Ledger) -> Iterator[tuple[LedgerRow, str, list[str]]]:
    """Cells with several groups by their commas, each with its text and parts: the whole may be one group's name."""
    number = next((column.number for column in ledger.columns if column.field == Field.PARTNER_NAME), None)
    for row in ledger.rows:
        for cells in row.cells if number else ():
            text = clean(cells[number].text) if number in cells else ""
            if "\n" not in text and len(parts := split_names(text)) > 1:
                yield row, text, parts
