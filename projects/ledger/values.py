"""One cell to one typed value. Every reader raises ValueError with a Japanese reason."""

import datetime
import re
from collections.abc import Callable

from kyodo.fiscal_year import parse_fiscal_year
from kyodo.money import parse_yen
from kyodo.tables import Cell
from kyodo.text import clean, normalise, search_key, split_values
from kyodo.wareki import parse_date
from projects.enums import Domain
from projects.ledger.vocabulary import (
    ACTIVITY_FIELDS,
    INITIATORS,
    NO_ANSWER,
    NO_DATE,
    NONE_AT_ALL,
    NOTHING,
    ORIGINS,
    OUTCOMES,
    Field,
    table,
)

_MAX_LENGTHS = {
    Field.NAME: 150,
    Field.PROGRAMME: 100,
    Field.PURPOSE: 2000,
    Field.PROBLEM: 2000,
    Field.EXPECTED_EFFECT: 2000,
    Field.OUTLOOK: 2000,
    Field.CONTENT: 3000,
    Field.RESULT: 3000,
}
_LATIN = re.compile(r"[0-9A-Za-z]")
_ENUMERATOR = re.compile(r"^(?:[①-⑳]|[(（]?[0-9０-９ア-オ]{1,2}[)）.．]|[0-9０-９]{1,2}\s)\s*")
_PEOPLE = re.compile(r"(?:約|延べ|のべ|延|計)*(\d+|\d{1,3}(?:,\d{3})+)(?:人|名)?(?:程度|以上)?")
_PERIOD = re.compile(r"\s*(?:[~〜～]|から|(?<=[日\d])\s*[―–—－]\s*)\s*")
_MAX_PEOPLE = 2_147_483_647


def read_value(field: str, cell: Cell, unit: int) -> object:
    """The typed value of a filled cell for any field but the partners and the period."""
    return _READERS.get(field, _text)(field, cell, unit)


def empty_value(field: str) -> object:
    """What a blank cell means."""
    if field in (Field.ORIGIN, Field.INITIATOR):
        return []
    return None if field in _NONE_WHEN_EMPTY else ""


def one_line(text: str) -> str:
    """A name that was broken over lines; Japanese runs on without a blank."""
    lines = [line.strip() for line in clean(text).split("\n") if line.strip()]
    joined = lines[0] if lines else ""
    for line in lines[1:]:
        blank = " " if _LATIN.match(joined[-1]) and _LATIN.match(line[0]) else ""
        joined += blank + line
    return joined


def _limited(field: str, text: str) -> str:
    limit = _MAX_LENGTHS.get(field)
    if limit and len(text) > limit:
        raise ValueError(f"{len(text):,}文字あります。{limit:,}文字までにしてください。")
    return text


def _text(field: str, cell: Cell, unit: int) -> str:
    text = clean(cell.text)
    return "" if normalise(text) in NOTHING else _limited(field, text)


def _name(field: str, cell: Cell, unit: int) -> str:
    return _limited(field, one_line(cell.text))


def _compact(field: str, cell: Cell, unit: int) -> str:
    """「委　託」 and 「補助･助成 」 as 「委託」 and 「補助・助成」."""
    return "".join(normalise(cell.text).split())


def _date(field: str, cell: Cell, unit: int) -> datetime.date | None:
    if isinstance(cell.value, str):
        return None if _compact(field, cell, unit) in NO_DATE else parse_date(cell.value)
    return parse_date(cell.value)


def read_period(cell: Cell) -> tuple[datetime.date | None, datetime.date | None]:
    """The two dates of 「H22.4.1～H23.3.31」; one alone is the start."""
    if not isinstance(cell.value, str):
        return parse_date(cell.value), None
    text = clean(cell.value).replace("\n", "")
    if "".join(normalise(text).split()) in NO_DATE:
        return None, None
    first, *rest = _PERIOD.split(text, maxsplit=1)
    last = re.sub(r"まで$", "", rest[0]) if rest else ""
    return (parse_date(first) if first else None), (parse_date(last) if last else None)


def _money(field: str, cell: Cell, unit: int) -> int | None:
    return parse_yen(cell.value if isinstance(cell.value, int | float) else cell.text, unit=unit)


def _people(field: str, cell: Cell, unit: int) -> int | None:
    text = "".join(normalise(cell.text).split())
    if text in NOTHING:
        return None
    match = _PEOPLE.fullmatch(text)
    if match is None:
        raise ValueError("人数を読み取れません。120 のように数字で書いてください。")
    number = int(match[1].replace(",", ""))
    if number > _MAX_PEOPLE:
        raise ValueError("人数が大きすぎます。数字を確かめてください。")
    return number


def _year(field: str, cell: Cell, unit: int) -> int:
    return parse_fiscal_year(cell.value if isinstance(cell.value, int) else cell.text).year


def _domain(field: str, cell: Cell, unit: int) -> str:
    text = normalise(cell.text)
    if text in NOTHING:
        return ""
    by_label = {search_key(domain.label): domain.value for domain in Domain}
    letter = re.match(r"[A-Ea-e](?![A-Za-z])", text)
    if letter is None and search_key(text) not in by_label:
        raise ValueError("領域はAからEのどれかで書いてください。")
    return letter[0].upper() if letter else by_label[search_key(text)]


def _choice(words: dict) -> Callable[[str], object]:
    known = table(words)
    labels = "、".join(str(value.label) for value in words)

    def read(text: str):
        plain = _ENUMERATOR.sub("", text.strip())
        # 「その他（要望による）」 is その他.
        candidates = (text, plain, re.sub(r"[（(][^（()）]*[)）]", "", plain))
        found = next((known[key] for key in map(search_key, candidates) if key in known), None)
        if found is None:
            raise ValueError(f"「{text}」が分かりません。{labels}のどれかで書いてください。")
        return found.value

    return read


def _single(words: dict, nothing: object, no_answer: set[str] = NO_ANSWER):
    read = _choice(words)

    def reader(field: str, cell: Cell, unit: int):
        return nothing if normalise(cell.text) in no_answer else read(clean(cell.text))

    return reader


def _several(words: dict):
    read = _choice(words)

    def reader(field: str, cell: Cell, unit: int) -> list[str]:
        if normalise(cell.text) in NO_ANSWER:
            return []
        found = [read(value) for value in split_values(cell.text, dots=True)]
        return list(dict.fromkeys(found))

    return reader


_READERS = {
    Field.YEAR: _year,
    Field.NUMBER: _compact,
    Field.DEPARTMENT: _compact,
    Field.DIVISION: _compact,
    Field.NAME: _name,
    Field.FORM: _compact,
    Field.STARTS_ON: _date,
    Field.ENDS_ON: _date,
    Field.CITY_COST: _money,
    Field.GROUP_COST: _money,
    Field.OTHER_COST: _money,
    Field.ORIGIN: _several(ORIGINS),
    Field.INITIATOR: _several(INITIATORS),
    Field.OUTCOME: _single(OUTCOMES, "", NO_ANSWER - NONE_AT_ALL),
    Field.ACTIVITY_FIELD: _single(ACTIVITY_FIELDS, None),
    Field.DOMAIN: _domain,
    Field.PARTICIPANTS: _people,
}
_NONE_WHEN_EMPTY = {
    Field.YEAR,
    Field.STARTS_ON,
    Field.ENDS_ON,
    Field.CITY_COST,
    Field.GROUP_COST,
    Field.OTHER_COST,
    Field.PARTICIPANTS,
    Field.ACTIVITY_FIELD,
}
