"""Reads one ledger row at a time, remembering what the rows above said."""

from kyodo.tables import Cell
from kyodo.text import normalise, search_key
from projects.ledger.columns import Column
from projects.ledger.partners import PartnerFault, read_partners
from projects.ledger.rows import Fault, LedgerRow
from projects.ledger.values import empty_value, read_period, read_value
from projects.ledger.vocabulary import DITTO, Field

CARRIED = (Field.DEPARTMENT, Field.DIVISION)  # blank means: as above
_NEVER_AS_ABOVE = {
    Field.YEAR,
    Field.NUMBER,
    Field.CITY_COST,
    Field.GROUP_COST,
    Field.OTHER_COST,
    Field.PARTICIPANTS,
}
_PARTNER = (Field.PARTNER_NAME, Field.PARTNER_KIND)
_REQUIRED = {Field.NAME: "事業名", Field.DIVISION: "課", Field.FORM: "協働の形態"}
_UNDECIDED = {"未定", "調整中", "検討中"}


class RowReader:
    """Turns rows into LedgerRows, in the order of the sheet."""

    def __init__(self, columns: list[Column]):
        mapped = {column.field: column for column in columns if column.field}
        # A new 部 decides what a blank 課 means, wherever the two stand.
        self.columns = {
            field: mapped[field] for field in sorted(mapped, key=lambda field: field != "department")
        }
        self.above: dict[str, Cell] = {}
        self.previous: LedgerRow | None = None

    def read(self, number: int, cells: dict[int, Cell]) -> LedgerRow | None:
        """The row's project; None where the row only adds a partner to the project above."""
        row = LedgerRow(number, {}, sheet_rows=[number])
        found = self._resolve(row, cells)
        further = self._adds_partner(found)
        if not further:
            self._remember(found)
        self._read_values(row, found)
        self._read_partners(row, found)
        if further or self._repeats_project(row):
            self._add_to_previous(row)
            return None
        self._check(row, found)
        self.previous = row
        return row

    def _fault(self, row: LedgerRow, field: str, cell: Cell | None, reason: str) -> None:
        column = self.columns[field]
        text = cell.text if cell else ""
        row.faults.append(Fault(row.row_number, column.letter, column.header, text, reason))

    def carry(self, cells: dict[int, Cell]) -> None:
        """Takes over a 部 or 課 that heads the rows below it."""
        for field in CARRIED:
            cell = cells.get(self.columns[field].number) if field in self.columns else None
            if cell and not cell.fault and not _is_ditto(cell):
                self.above[field] = cell

    def _resolve(self, row: LedgerRow, cells: dict[int, Cell]) -> dict[str, Cell | None]:
        """Each field's cell, with 〃 and the blanks under a 部 or 課 replaced by the cell above."""
        found = {}
        for field, column in self.columns.items():
            cell = cells.get(column.number)
            if cell and cell.fault:
                self._fault(row, field, cell, cell.fault)
                cell = None
            elif cell and _is_ditto(cell):
                cell = self._as_above(row, field, cell)
            elif cell is None and field in CARRIED:
                cell = self.above.get(field)
            if field == Field.DEPARTMENT:
                self._forget_division_of_other(cell)
            found[field] = cell
        filled_in = {self.columns[field].number: cell for field, cell in found.items() if cell}
        row.cells.append(cells | filled_in)
        return found

    def _forget_division_of_other(self, department: Cell | None) -> None:
        above = self.above.get(Field.DEPARTMENT)
        if department and above and _key(department) != _key(above):
            self.above.pop(Field.DIVISION, None)

    def _remember(self, found: dict[str, Cell | None]) -> None:
        for field, cell in found.items():
            if cell:
                self.above[field] = cell
            elif field not in CARRIED:
                self.above.pop(field, None)

    def _as_above(self, row: LedgerRow, field: str, cell: Cell) -> Cell | None:
        if field in _NEVER_AS_ABOVE:
            self._fault(row, field, cell, "この列では「〃」を使えません。値を書いてください。")
            return None
        above = self.above.get(field)
        if above is None:
            self._fault(row, field, cell, "上の行に何も書かれていないので「〃」の意味が分かりません。")
        return above

    def _adds_partner(self, found: dict[str, Cell | None]) -> bool:
        """A row that names a partner and nothing of a project: the blanks belong to a merged project above."""
        if self.previous is None or not found.get(Field.PARTNER_NAME):
            return False
        return not any(cell for field, cell in found.items() if field not in {*_PARTNER, *CARRIED})

    def _repeats_project(self, row: LedgerRow) -> bool:
        """One row a partner, with the project written out each time: the number and all else are the same."""
        previous = self.previous
        if previous is None or not row.values.get(Field.NUMBER) or not row.partners or row.faults:
            return False
        return row.values == previous.values

    def _add_to_previous(self, row: LedgerRow) -> None:
        previous = self.previous
        previous.sheet_rows.append(row.row_number)
        previous.cells.extend(row.cells)
        known = {search_key(partner.name) for partner in previous.partners}
        if any(search_key(partner.name) in known for partner in row.partners):
            cell = row.cells[0][self.columns[Field.PARTNER_NAME].number]
            self._fault(row, Field.PARTNER_NAME, cell, "この事業の相手に、同じ団体がもう書かれています。")
        previous.partners.extend(row.partners)
        previous.faults.extend(row.faults)

    def _read_values(self, row: LedgerRow, found: dict[str, Cell | None]) -> None:
        for field, cell in found.items():
            if field in _PARTNER:
                continue
            if field == Field.PERIOD:
                self._read_period(row, cell)
                continue
            row.values[str(field)] = empty_value(field)
            if cell is None:
                continue
            try:
                row.values[str(field)] = read_value(field, cell, self.columns[field].unit)
            except ValueError as error:
                self._fault(row, field, cell, str(error))

    def _read_period(self, row: LedgerRow, cell: Cell | None) -> None:
        starts_on = ends_on = None
        if cell is not None:
            try:
                starts_on, ends_on = read_period(cell)
            except ValueError as error:
                self._fault(row, Field.PERIOD, cell, str(error))
        row.values.setdefault("starts_on", starts_on)
        row.values.setdefault("ends_on", ends_on)

    def _read_partners(self, row: LedgerRow, found: dict[str, Cell | None]) -> None:
        if Field.PARTNER_NAME not in self.columns:
            return
        names, kinds = found.get(Field.PARTNER_NAME), found.get(Field.PARTNER_KIND)
        if names and normalise(names.text) in _UNDECIDED:
            return
        try:
            row.partners = read_partners(names.text if names else "", kinds.text if kinds else "")
        except PartnerFault as fault:
            field = Field.PARTNER_KIND if fault.in_kinds and kinds else Field.PARTNER_NAME
            self._fault(row, field, found[field], str(fault))
            return
        if not row.partners and not self._is_faulty(row, Field.PARTNER_NAME):
            self._fault(row, Field.PARTNER_NAME, names, "協働の相手がありません。団体名を書いてください。")

    def _is_faulty(self, row: LedgerRow, field: str) -> bool:
        return any(fault.column == self.columns[field].letter for fault in row.faults)

    def _check(self, row: LedgerRow, found: dict[str, Cell | None]) -> None:
        """What a project cannot be without, and what must fit together."""
        for field, label in _REQUIRED.items():
            missing = field in self.columns and not row.values.get(field)
            if missing and not self._is_faulty(row, field):
                self._fault(row, field, found[field], f"{label}がありません。{label}を書いてください。")
        starts_on, ends_on = row.values.get("starts_on"), row.values.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            field = Field.ENDS_ON if Field.ENDS_ON in self.columns else Field.PERIOD
            self._fault(row, field, found.get(field), "終了日が開始日より前です。")


def _is_ditto(cell: Cell) -> bool:
    return _key(cell) in DITTO


def _key(cell: Cell) -> str:
    return "".join(normalise(cell.text).split())
