"""What somebody gives as an answer, from a page, an Excel form or a bulk file: read in one place, faults in words.

Pure: takes questions as plain objects and knows no database.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from kyodo.text import clean, normalise, search_key

from .enums import QuestionKind

MOST_TEXT = 3000
NO_ANSWER = "無回答"  # in a cell, the same as nothing
_PARTED = re.compile("[、,\n]")
MOST_NUMBER = Decimal(10) ** 11


class GivenError(ValueError):
    """What was given is no answer to this question; the message says why and what to do."""


@dataclass(frozen=True)
class Given:
    """One answer, ready to be kept. All empty: asked, and left open."""

    codes: tuple[str, ...] = ()
    number: Decimal | None = None
    text: str = ""
    cells: tuple[tuple[str, ...], ...] = ()

    @property
    def is_blank(self) -> bool:
        return not (self.codes or self.text or self.cells) and self.number is None


@dataclass(frozen=True)
class ChoiceOffered:
    code: str
    label: str
    is_other: bool = False
    is_exclusive: bool = False


@dataclass(frozen=True)
class QuestionOffered:
    """A question as answers are read against it."""

    code: str
    kind: QuestionKind
    text: str
    choices: tuple[ChoiceOffered, ...] = ()
    columns: tuple[str, ...] = ()


def choose(question: QuestionOffered, codes: Sequence[str], *, words: str = "") -> Given:
    """Chosen codes, in the questionnaire's order; `words` belong to a choice of 「その他」."""
    offered = {choice.code: choice for choice in question.choices}
    if unknown := [code for code in codes if code not in offered]:
        raise GivenError(f"選択肢にない答えです: {'、'.join(unknown)}")
    chosen = [choice for choice in question.choices if choice.code in set(codes)]
    if question.kind != QuestionKind.MULTIPLE and len(chosen) > 1:
        raise GivenError("一つだけ選んでください。")
    alone = next((choice for choice in chosen if choice.is_exclusive), None)
    if alone and len(chosen) > 1:
        raise GivenError(f"「{alone.label}」は、ほかの答えと一緒に選べません。")
    words = _words(words)
    if words and not any(choice.is_other for choice in chosen):
        raise GivenError("「その他」を選んだときだけ、内容を書けます。")
    return Given(codes=tuple(choice.code for choice in chosen), text=words)


def choose_by_labels(question: QuestionOffered, labels: Sequence[str], *, words: str = "") -> Given:
    """The same by labels or codes as they stand in a cell; spelling is forgiven as in a search."""
    return choose(question, [_code_of(question, label) for label in labels], words=words)


def _code_of(question: QuestionOffered, label: str) -> str:
    """By the label as it is written, by the code, or by the one label that a search would find."""
    plain = normalise(label)
    for spelling in (
        lambda choice: normalise(choice.label) == plain,
        lambda choice: choice.code.casefold() == plain.casefold(),
        lambda choice: search_key(choice.label) == search_key(plain),
    ):
        if found := list(filter(spelling, question.choices)):
            if len(found) > 1:
                raise GivenError(f"「{label}」は、どの選択肢か分かりません。")
            return found[0].code
    raise GivenError(f"「{label}」は選択肢にありません。")


def count(text: object) -> Given:
    """A number of zero or more, as people write it: 「１，２００」, 「3.5」. Blank is no answer."""
    plain = normalise(str(text)).replace(",", "") if text is not None else ""
    if not plain:
        return Given()
    try:
        number = Decimal(plain)
    except InvalidOperation:
        raise GivenError("数字で答えてください。") from None
    if not number.is_finite() or not 0 <= number < MOST_NUMBER:
        raise GivenError("0以上の数で答えてください。")
    if number != number.quantize(Decimal("0.01")):
        raise GivenError("小数は2けたまでにしてください。")
    return Given(number=number)


def tell(text: object) -> Given:
    return Given(text=_words(text))


def _words(text: object) -> str:
    words = clean(str(text)) if text is not None else ""
    if len(words) > MOST_TEXT:
        raise GivenError(f"{MOST_TEXT:,}字以内で書いてください。いまは{len(words):,}字です。")
    return words


def read_cell(question: QuestionOffered, value: object, *, words: object = "") -> Given:
    """A cell of an Excel form, whatever the kind of the question; several answers are parted by 、.

    Of a table, each line is a row, its cells parted by 「｜」.
    """
    if is_no_answer(value) and all(choice.label != NO_ANSWER for choice in question.choices):
        value = None
    if question.kind in QuestionKind.with_choices():
        labels = _split(question, "" if value is None else str(value))
        return choose_by_labels(question, labels, words="" if words is None else str(words))
    if question.kind == QuestionKind.NUMBER:
        return count(value)
    if question.kind == QuestionKind.TABLE:
        lines = clean("" if value is None else str(value)).split("\n")
        return lay_out(question, [re.split("[|｜]", line) for line in lines])
    return tell(value)


def is_no_answer(value: object) -> bool:
    """Somebody says in words that there is no answer."""
    return isinstance(value, str) and normalise(value) == NO_ANSWER


def lay_out(question: QuestionOffered, lines: Sequence[Sequence[str]]) -> Given:
    """A table of words: as many cells in each row as the question has columns; rows with nothing are left out."""
    cells = []
    for line in lines:
        row = [_words(cell) for cell in line]
        if len(row) > len(question.columns) and any(row[len(question.columns) :]):
            raise GivenError(f"列は{len(question.columns)}つまでです（{'、'.join(question.columns)}）。")
        row = (row + [""] * len(question.columns))[: len(question.columns)]
        if any(row):
            cells.append(tuple(row))
    return Given(cells=tuple(cells))


def _split(question: QuestionOffered, text: str) -> list[str]:
    """Parted by 、 (or a comma, or a new line), but a label that holds one itself stays whole."""
    rest, found = normalise(text), []
    labels = sorted((normalise(choice.label) for choice in question.choices), key=len, reverse=True)
    while rest:
        whole = next((label for label in labels if _starts(rest, label)), None)
        part = whole if whole is not None else _PARTED.split(rest, maxsplit=1)[0]
        found.append(part.strip())
        rest = rest[len(part) :].lstrip("、,\n ")
    return [part for part in found if part]


def _starts(text: str, label: str) -> bool:
    return text.startswith(label) and bool(_PARTED.match(text[len(label) :].lstrip(" ") or "、"))


def compose(
    question: QuestionOffered,
    *,
    codes: Sequence[str] = (),
    words: str = "",
    cells: Sequence[Sequence[str]] = (),
) -> Given:
    """What fields say: chosen codes, `words` (of その他, a text, or a number), or the cells of a table."""
    if question.kind in QuestionKind.with_choices():
        return choose(question, codes, words=words)
    if question.kind == QuestionKind.NUMBER:
        return count(words)
    if question.kind == QuestionKind.TABLE:
        return lay_out(question, cells)
    return tell(words)


def in_words(question: QuestionOffered, given: Given) -> str:
    """An answer as people read it: labels and words, a number, or the rows of a table; "" where it is left open."""
    if question.kind in QuestionKind.with_choices():
        labels = {choice.code: choice.label for choice in question.choices}
        words = "、".join(labels.get(code, code) for code in given.codes)
        return f"{words}（{given.text}）" if given.text else words
    if given.number is not None:
        return number_text(given.number)
    if given.cells:
        return "\n".join("｜".join(line) for line in given.cells)
    return given.text


def number_text(number: Decimal | None) -> str:
    """「1200」, 「3.5」: without zeros that say nothing."""
    return "" if number is None else f"{number:f}".rstrip("0").rstrip(".") if number % 1 else f"{number:.0f}"
