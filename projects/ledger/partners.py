"""Groups and their kinds, several to a cell."""

import re

from kyodo.text import clean, normalise, search_key
from projects.ledger.rows import LedgerPartner
from projects.ledger.vocabulary import DITTO, KIND_IN_NAME, KINDS, LEGAL_FORMS, NOTHING, table

NAME_LENGTH = 120

_KINDS = table(KINDS)
_FORMS = {search_key(form) for form in LEGAL_FORMS.split()}
_IN_NAME = [(search_key(form), kind) for kind, forms in KIND_IN_NAME.items() for form in forms.split()]
_SEPARATOR = re.compile(r"[、､,，;；／/](?![^（(\n]*[)）])")
_BULLET = re.compile(r"\s*(?:[・･●○〇◯■□◆◇▪*]|[①-⑳]|[(（]?[0-9０-９]{1,2}[)）.．、]|-\s)\s*")


class PartnerFault(ValueError):
    """Why names or kinds cannot be taken; `in_kinds` tells whose cell it is."""

    def __init__(self, reason: str, *, in_kinds: bool = False):
        super().__init__(reason)
        self.in_kinds = in_kinds


def read_partners(names: str, kinds: str) -> list[LedgerPartner]:
    """Pairs the names of one cell with the kinds of another, in order; one kind stands for all names.

    Without a kind the name's legal form decides. PartnerFault in Japanese where they cannot be paired.
    """
    found = split_names(names)
    keys = [search_key(name) for name in found]
    for place, name in enumerate(found):
        if keys[place] in keys[:place]:
            raise PartnerFault(f"「{name}」が2回書かれています。")
        if len(name) > NAME_LENGTH:
            raise PartnerFault(f"団体名が長すぎます。{NAME_LENGTH}文字までにしてください。")
    given = split_kinds(kinds)
    for place, kind in enumerate(given[1:], 1):
        if normalise(kind) in DITTO:
            given[place] = given[place - 1]
    if len(given) == 1:
        given *= len(found)
    if given and len(given) != len(found):
        raise PartnerFault(
            f"相手が{len(found)}、種別が{len(given)}あり、数が合いません。同じ数にするか、種別を1つにしてください。",
            in_kinds=True,
        )
    values = [read_kind(kind) for kind in given] or [""] * len(found)
    return [LedgerPartner(name, kind or kind_in_name(name)) for name, kind in zip(found, values, strict=True)]


def split_names(text: str) -> list[str]:
    """The groups in a cell: by lines where there are several, else by commas; a legal form keeps its name."""
    text = clean(text)
    if normalise(text) in NOTHING:
        return []
    lines = [_BULLET.sub("", line, count=1) if _BULLET.match(line) else line for line in text.split("\n")]
    lines = _joined([line.strip(" 　、,，") for line in lines if line.strip(" 　、,，")])
    if len(lines) > 1:
        return lines
    return [name.strip() for line in lines for name in _SEPARATOR.split(line) if name.strip()]


def _joined(lines: list[str]) -> list[str]:
    names = []
    for line in lines:
        if (names and search_key(names[-1]) in _FORMS) or (names and re.fullmatch(r"[（(].*[)）]", line)):
            names[-1] += line
        else:
            names.append(line)
    return names


def split_kinds(text: str) -> list[str]:
    """The kinds in a cell; 「自治会・町会」 and 「学校、研究機関」 stay one."""
    text = clean(text)
    if not text or search_key(text) in _KINDS:
        return [text] if text else []
    parts = [part.strip() for part in text.split("\n") if part.strip()]
    if len(parts) == 1:
        parts = [part.strip() for part in _SEPARATOR.split(text) if part.strip()]
    return [_BULLET.sub("", part, count=1) if _BULLET.match(part) else part for part in parts]


def read_kind(text: str) -> str:
    """A value of OrganizationKind, "" for a dash; PartnerFault for a kind nobody knows."""
    if normalise(text) in NOTHING:
        return ""
    without_brackets = re.sub(r"\([^()]*\)", "", normalise(text))
    kind = _KINDS.get(search_key(text)) or _KINDS.get(search_key(without_brackets))
    if kind is None:
        known = "、".join(kind.label for kind in KINDS)
        raise PartnerFault(f"種別「{text}」が分かりません。{known}のどれかで書いてください。", in_kinds=True)
    return kind.value


def kind_in_name(name: str) -> str:
    """The kind that the legal form in a name tells, "" where there is none."""
    key = search_key(name)
    return next((kind.value for form, kind in _IN_NAME if form in key), "")
