"""課・職員・所属 read from one table: each row checked by itself, each fault named by its cell."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from kyodo.tables import Cell, Sheet, TableError, read_table
from kyodo.text import clean, normalise, search_key
from kyodo.wareki import parse_date

from .enums import PostRole

# Header as cities write it (compared by `search_key`) → field. The first of each is the one that faults name.
HEADERS = {
    "department": ("部", "部局", "部名"),
    "code": ("課コード", "所属コード", "コード"),
    "division": ("課", "課名", "所属"),
    "name": ("氏名", "名前", "職員名"),
    "kana": ("フリガナ", "ふりがな", "カナ"),
    "email": ("メール", "メールアドレス", "Eメール"),
    "role": ("役割",),
    "starts_on": ("開始日", "始まり", "発令日"),
    "ends_on": ("終了日", "終わり"),
}
NEEDED = ("code", "division", "email")
SEARCHED_FOR_HEADER = 15  # rows
_FIELD_BY_KEY = {search_key(word): name for name, words in HEADERS.items() for word in words}


@dataclass(frozen=True)
class Fault:
    """One cell that cannot be taken: where, what it holds, why."""

    row: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True)
class StaffRow:
    """One line, checked: a 課, and (where `email` is given) a person's post in it."""

    number: int
    department: str
    code: str
    division: str
    name: str
    kana: str
    email: str
    role: str
    starts_on: datetime.date | None
    ends_on: datetime.date | None


@dataclass
class StaffTable:
    """What a file says, and what is wrong with it."""

    rows: list[StaffRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_staff_table(file: BinaryIO, filename: str) -> StaffTable:
    """Read the first sheet that has the headers. Raises `TableError` where there is none."""
    for sheet in read_table(file, filename):
        found = _find_header(sheet)
        if found is not None:
            return _read_sheet(sheet, *found)
    names = "・".join(HEADERS[name][0] for name in NEEDED)
    raise TableError(f"見出しの行が見つかりません。「{names}」の列が要ります。")


def column_name(name: str) -> str:
    """How faults call a field's column."""
    return HEADERS[name][0]


def _find_header(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    for number in range(1, min(len(sheet.rows), SEARCHED_FOR_HEADER) + 1):
        columns: dict[str, int] = {}
        for column, cell in sorted(sheet.row(number).items()):
            name = _FIELD_BY_KEY.get(search_key(cell.text))
            if name is not None:
                columns.setdefault(name, column)
        if all(name in columns for name in NEEDED):
            return number, columns
    return None


def _read_sheet(sheet: Sheet, header: int, columns: dict[str, int]) -> StaffTable:
    table = StaffTable()
    for number in range(header + 1, len(sheet.rows) + 1):
        cells = sheet.row(number)
        if not any(cell.text.strip() for column, cell in cells.items() if column in columns.values()):
            continue
        reader = _RowReader(number, {name: cells.get(column) for name, column in columns.items()})
        row = reader.read()
        table.faults += reader.faults
        if row is not None:
            table.rows.append(row)
    return table


class _RowReader:
    """Turns the cells of one line into a `StaffRow`, collecting what is wrong with them."""

    def __init__(self, number: int, cells: dict[str, Cell | None]):
        self.number = number
        self.cells = cells
        self.faults: list[Fault] = []

    def read(self) -> StaffRow | None:
        email = self._parsed("email", _email)
        values = {
            "department": self._text("department", 50),
            "code": self._text("code", 20, needed=True),
            "division": self._text("division", 50, needed=True),
            "name": self._text("name", 60, needed=bool(email)),
            "kana": self._text("kana", 80),
            "email": email or "",
            "role": self._parsed("role", _role) or PostRole.STAFF,
            "starts_on": self._parsed("starts_on", parse_date, needed=bool(email)),
            "ends_on": self._parsed("ends_on", parse_date),
        }
        if values["name"] and not email and not self._has_fault("email"):
            self._fault("email", "氏名のある行には、メールアドレスが要ります。")
        first, last = values["starts_on"], values["ends_on"]
        if first and last and last < first:
            self._fault("ends_on", "終了日は、開始日か、それより後にしてください。")
        return None if self.faults else StaffRow(self.number, **values)

    def _text(self, name: str, longest: int, *, needed: bool = False) -> str:
        text = " ".join(clean(self._shown(name)).split())
        if needed and not text:
            self._fault(name, "空いています。")
        if len(text) > longest:
            self._fault(name, f"{longest}字以内にしてください。")
        return text

    def _parsed(self, name: str, parse: Callable, *, needed: bool = False):
        cell = self.cells.get(name)
        if cell is not None and cell.fault:
            self._fault(name, cell.fault)
            return None
        if not self._shown(name).strip():
            if needed:
                self._fault(name, "空いています。")
            return None
        try:
            return parse(cell.value)
        except ValueError as error:
            self._fault(name, str(error))
            return None

    def _shown(self, name: str) -> str:
        cell = self.cells.get(name)
        return cell.text if cell is not None else ""

    def _fault(self, name: str, reason: str) -> None:
        self.faults.append(Fault(self.number, column_name(name), self._shown(name), reason))

    def _has_fault(self, name: str) -> bool:
        return any(fault.column == column_name(name) for fault in self.faults)


def _email(value) -> str:
    address = normalise(str(value)).lower()
    try:
        validate_email(address)
    except ValidationError:
        raise ValueError("メールアドレスの形になっていません。") from None
    return address


def _role(value) -> str:
    key = search_key(str(value))
    for role in PostRole:
        if key in (search_key(role.label), role.value):
            return role
    raise ValueError(f"役割は「{'」「'.join(_labels())}」のどれかで書いてください。")


def _labels() -> Iterator[str]:
    return (role.label for role in PostRole)
