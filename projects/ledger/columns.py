"""What each column of a ledger means, guessed from its heading."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from kyodo.text import normalise, search_key
from projects.ledger.vocabulary import HEADINGS, UNDER_HEADINGS, Field, table

JOINT = "／"  # between a spanning heading and the one under it

_EXACT = table(HEADINGS)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^】]*】|<[^<>]*>")
_UNIT = re.compile(r"(百万|千|万|億)?円")
_UNITS = {None: 1, "千": 1_000, "万": 10_000, "百万": 1_000_000, "億": 100_000_000}
_MONEY = (Field.CITY_COST, Field.GROUP_COST, Field.OTHER_COST)


@dataclass(frozen=True)
class Column:
    """A column: its heading as written, the field it is read as ("" where it is left out), yen per 1 in it."""

    number: int
    header: str
    field: str = ""
    unit: int = 1

    @property
    def letter(self) -> str:
        return get_column_letter(self.number)


def guess_columns(headers: Mapping[int, str]) -> dict[int, Field]:
    """Column number → field for the headings that are known; each field is given to its first column."""
    guessed: dict[int, Field] = {}
    for number, header in sorted(headers.items()):
        field = guess_field(header)
        if field and field not in guessed.values():
            guessed[number] = field
    return guessed


def guess_field(header: str) -> Field | None:
    """The field a heading names; 「協働の相手／団体名」 is read from its last part in the light of the first."""
    *spanning, own = [part for part in header.split(JOINT) if part.strip()] or [""]
    exact = _EXACT.get(heading_key(header))
    if exact:
        return exact
    for top in spanning:
        if field := _under(heading_key(top), heading_key(own)):
            return field
    return _EXACT.get(heading_key(own)) or (_from_lines(own) if not spanning else None)


def _under(top: str, own: str) -> Field | None:
    for words, field, starts in UNDER_HEADINGS:
        if any(search_key(word) in top for word in words) and own.startswith(
            tuple(search_key(start) for start in starts)
        ):
            return field
    return None


def _from_lines(header: str) -> Field | None:
    """A heading with an explanation under it: its first line."""
    first, _, rest = header.partition("\n")
    return _EXACT.get(heading_key(first)) if rest else None


def heading_key(header: str) -> str:
    """What two spellings of one heading share: no brackets, blanks, dots or widths."""
    text = normalise(header)
    return search_key(_BRACKETS.sub("", text)) or search_key(text)


def map_columns(
    headers: Mapping[int, str], mapping: Mapping[str | int, str] | None, *, unit: int = 1
) -> list[Column]:
    """Every column with its field: the guess, changed where `mapping` names its heading or number.

    A field that `mapping` gives away is taken from the column that was guessed for it. `unit` is the yen per 1 of
    money columns whose heading names none.
    """
    chosen = {number: str(field) for number, field in guess_columns(headers).items()}
    for number, field in _wishes(headers, mapping or {}).items():
        if field:
            chosen = {other: taken for other, taken in chosen.items() if taken != field}
        chosen[number] = field
    return [
        Column(number, header, chosen.get(number, ""), _unit(header, chosen.get(number, ""), unit))
        for number, header in sorted(headers.items())
    ]


def _wishes(headers: Mapping[int, str], mapping: Mapping[str | int, str]) -> dict[int, str]:
    wishes = {}
    for key, field in mapping.items():
        if isinstance(key, int):
            wishes[key] = field
            continue
        wanted = heading_key(key)
        matching = [number for number, header in headers.items() if heading_key(header) == wanted]
        wishes |= dict.fromkeys(matching[:1], field)
    return {number: field for number, field in wishes.items() if number in headers}


def _unit(header: str, field: str, default: int) -> int:
    if field not in _MONEY:
        return 1
    return unit_in(header) or default


def unit_in(text: str) -> int | None:
    """Yen per 1 where a text names a unit in brackets or after 「単位」: 1000 for （千円）."""
    for part in re.findall(r"\(([^()]*)\)|単位:?(\S+)", normalise(text)):
        if match := _UNIT.search("".join(part)):
            return _UNITS[match[1]]
    return None
