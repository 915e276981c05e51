"""Two snapshots of one proposal side by side: field by field, tables row by row, a budget with its sums. Pure.

Takes snapshots in format 1 (`projects.snapshot`) and asks no database; a field or row that only one of them has
stands opposite nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kyodo.fiscal_year import FiscalYear
from kyodo.money import format_yen
from kyodo.wareki import format_date, parse_date

from .enums import AnswerKind, ProposalOrigin
from .textdiff import Pieces, compare_texts

FILES = "files"
COLUMNS = {
    "source_label": "財源",
    "item": "費目",
    "note": "内訳",
    "unit_price": "単価",
    "quantity": "数量",
    "unit": "単位",
    "amount": "金額",
    "eligible": "対象",
}
INCOME = ("source_label", "item", "note", "unit_price", "quantity", "unit", "amount")
EXPENSE = ("item", "note", "unit_price", "quantity", "unit", "amount", "eligible")
SUMS = {
    "income_total": "収入の合計",
    "expense_total": "支出の合計",
    "eligible_total": "対象になる支出",
    "requested": "市に求める額",
}
GROUP = {
    "name": "団体名",
    "kind": "種類",
    "representative": "代表者",
    "established_on": "設立",
    "member_count": "構成員数",
    "address": "所在地",
    "phone": "電話",
    "email": "メール",
    "purpose": "団体の目的",
    "activities": "活動の内容",
}


@dataclass(frozen=True)
class Pair:
    """One text of both sides, in pieces."""

    label: str
    left: Pieces
    right: Pieces

    @property
    def is_changed(self) -> bool:
        return any(piece.is_changed for piece in (*self.left, *self.right))


@dataclass(frozen=True)
class RowPair:
    """One row of a table: `mark` is 「」, 「変更」, 「追加」 or 「削除」; a cell for each column."""

    mark: str
    cells: tuple[Pair, ...]


@dataclass(frozen=True)
class TablePair:
    """A table of both sides, its rows matched by their keys."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[RowPair, ...]

    @property
    def is_changed(self) -> bool:
        return any(row.mark for row in self.rows)


@dataclass(frozen=True)
class FieldPair:
    """One field: its text or sums as `pairs`, its tables as `tables`."""

    key: str
    label: str
    pairs: tuple[Pair, ...] = ()
    tables: tuple[TablePair, ...] = ()

    @property
    def is_changed(self) -> bool:
        return any(each.is_changed for each in (*self.pairs, *self.tables))


@dataclass(frozen=True)
class SectionPair:
    key: str
    title: str
    fields: tuple[FieldPair, ...]

    @property
    def is_changed(self) -> bool:
        return any(field.is_changed for field in self.fields)


def compare_snapshots(left: Mapping, right: Mapping) -> tuple[SectionPair, ...]:
    """What both sides say, in the order of the right one; what it no longer has comes where the left one had it."""
    sections = [
        SectionPair(key, (new or old)["title"], tuple(_fields(old, new)))
        for key, old, new in _matched(left["sections"], right["sections"])
        if key != FILES
    ]
    return (_frame(left, right), *sections, SectionPair(FILES, "添付", (_attachments(left, right),)))


def _frame(left: Mapping, right: Mapping) -> SectionPair:
    about = FieldPair("about", "提案の種類", _pairs(_about(left), _about(right)))
    group = FieldPair("group", "団体", _pairs(_group(left), _group(right)))
    answers = FieldPair("conditions", "応募の条件", _pairs(_conditions(left), _conditions(right)))
    return SectionPair("frame", "応募のしかた", (about, answers, group))


def _about(snapshot: Mapping) -> dict[str, str]:
    category, theme = snapshot["category"], snapshot["theme"]
    return {
        "種類": ProposalOrigin(snapshot["origin"]).label,
        "テーマ": theme["title"] if theme else "自由テーマ",
        "部門": category["name"],
        "年数": f"{category['year_number']}年目から、全部で{category['years']}年",
    }


def _group(snapshot: Mapping) -> dict[str, str]:
    return {label: _group_word(key, snapshot["organization"][key]) for key, label in GROUP.items()}


def _group_word(key: str, value) -> str:
    if value is None:
        return ""
    return format_date(parse_date(value)) if key == "established_on" else str(value)


def _conditions(snapshot: Mapping) -> dict[str, str]:
    return {
        each["label"]: f"{each['answer']}{each['unit']}" if each["answer"] else ""
        for each in snapshot["conditions"]
    }


def _pairs(left: Mapping[str, str], right: Mapping[str, str]) -> tuple[Pair, ...]:
    labels = dict.fromkeys([*right, *left])
    return tuple(_pair(label, left.get(label, ""), right.get(label, "")) for label in labels)


def _pair(label: str, left: str, right: str) -> Pair:
    return Pair(label, *compare_texts(left, right))


def _fields(old: Mapping | None, new: Mapping | None) -> Iterable[FieldPair]:
    before, after = (side["fields"] if side else [] for side in (old, new))
    for key, left, right in _matched(before, after):
        if left and right and left["kind"] != right["kind"]:  # the call asks in another way now
            yield _field(key, left, None)
            left = None
        yield _field(key, left, right)


def _field(key: str, left: Mapping | None, right: Mapping | None) -> FieldPair:
    shown = right or left
    if shown["kind"] == AnswerKind.BUDGET:
        return _budget(key, shown["label"], left, right)
    if shown["kind"] == AnswerKind.ROWS:
        columns = {each["key"]: each["label"] for side in (left, right) if side for each in side["columns"]}
        rows = [side["rows"] if side else [] for side in (left, right)]
        cells = [[{"key": row["key"], **row["cells"]} for row in each] for each in rows]
        return FieldPair(key, shown["label"], tables=(_table("", columns, *cells),))
    texts = [f"{side['text']}{side['unit']}" if side and side["text"] else "" for side in (left, right)]
    return FieldPair(key, shown["label"], (_pair("", *texts),))


def _budget(key: str, label: str, left: Mapping | None, right: Mapping | None) -> FieldPair:
    before, after = (
        [{**year, "key": year["number"]} for year in side["years"]] if side else [] for side in (left, right)
    )
    pairs, tables = [], []
    for _, old, new in _matched(before, after):
        word = FiscalYear((new or old)["fiscal_year"]).short_label
        for side, title, columns in (("income", "収入", INCOME), ("expense", "支出", EXPENSE)):
            lines = [year[side] if year else [] for year in (old, new)]
            tables.append(_table(f"{word}の{title}", {name: COLUMNS[name] for name in columns}, *lines))
        for name, title in SUMS.items():
            pairs.append(_pair(f"{word}の{title}", *(_word(name, year) for year in (old, new))))
    return FieldPair(key, label, tuple(pairs), tuple(tables))


def _attachments(left: Mapping, right: Mapping) -> FieldPair:
    rows = [
        [
            {"key": each["id"], "paper": each["paper_label"], "name": each["name"]}
            for each in side["attachments"]
        ]
        for side in (left, right)
    ]
    table = _table("", {"paper": "書類", "name": "ファイル"}, *rows)
    return FieldPair(FILES, "添付", tables=(table,))


def _table(title: str, columns: Mapping[str, str], left: list[Mapping], right: list[Mapping]) -> TablePair:
    rows = []
    for _, old, new in _matched(left, right):
        cells = tuple(_pair(label, _word(name, old), _word(name, new)) for name, label in columns.items())
        changed = "変更" if any(cell.is_changed for cell in cells) else ""
        rows.append(RowPair("追加" if old is None else "削除" if new is None else changed, cells))
    return TablePair(title, tuple(columns.values()), tuple(rows))


def _word(name: str, row: Mapping | None) -> str:
    """A cell as people read it."""
    value = row.get(name) if row else None
    if value is None:
        return ""
    if name == "eligible":
        return "対象" if value else "対象外"
    return format_yen(value) if isinstance(value, int) else str(value)


def _matched(left: Iterable[Mapping], right: Iterable[Mapping]):
    """(key, of the left, of the right) by "key", in the right one's order; what it lost stands where it was."""
    before, after = ({each["key"]: each for each in side} for side in (left, right))
    order = list(after)
    for index, key in enumerate(before):
        if key not in after:
            previous = list(before)[index - 1] if index else None
            order.insert(order.index(previous) + 1 if previous is not None else 0, key)
    for key in order:
        yield key, before.get(key), after.get(key)
