"""Tabulating a survey: rows in, numbers out, no request and no database. Text, table and chart come from one result.

A row is what one respondent (or one partner row) left in one question: `None` where it was not asked, and then it is
never counted; `()` where it was asked and left without an answer, which is a row of its own and inside n; otherwise
the codes of what was chosen. Rows come grouped, each with how often it occurs.

Percent is count of n, those asked, rounded half up to one place from the integers themselves; several answers may
add up to more than 100, single ones to 99.9 (武蔵野市 実態把握調査, note to figure 3).
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

NO_ANSWER = "no_answer"
NO_ANSWER_LABEL = "無回答"
SMALL_N = 30

Chosen = tuple[str, ...] | None


@dataclass(frozen=True)
class Option:
    """One thing that could be chosen. `is_last`: 「その他」 and 「特にない」 keep their places when sorted by size."""

    code: str
    label: str
    is_last: bool = False


@dataclass(frozen=True)
class Asked:
    """A question as the tabulation needs it. `single` allows one choice, else several may be made.

    `counted` says what one of n is: 「協働の相手」, 「事業」, 「課」, 「団体」.
    """

    code: str
    label: str
    options: tuple[Option, ...]
    single: bool = True
    counted: str = ""


@dataclass(frozen=True)
class Line:
    """One answer: how many gave it, and how many tenths of a percent of n; None where nobody was asked."""

    code: str
    label: str
    count: int
    tenths: int | None
    is_hidden: bool = False

    @property
    def percent(self) -> str:
        """「41.0」; empty where there is none."""
        return "" if self.tenths is None or self.is_hidden else f"{self.tenths // 10}.{self.tenths % 10}"


@dataclass(frozen=True)
class Table:
    """The answers to one question. 無回答 is the last line, and n counts it."""

    question: Asked
    n: int
    lines: tuple[Line, ...]
    small_n: int = SMALL_N
    is_n_hidden: bool = False

    @property
    def is_small(self) -> bool:
        return self.n < self.small_n

    @property
    def hides_any(self) -> bool:
        return self.is_n_hidden or any(line.is_hidden for line in self.lines)

    @property
    def top(self) -> Line | None:
        """The answer given most often, the first in the questionnaire's order where several are; None without any."""
        answers = [
            line for line in self.lines if line.code != NO_ANSWER and line.count and not line.is_hidden
        ]
        return max(answers, key=lambda line: line.count, default=None)

    def line(self, code: str) -> Line:
        return next(each for each in self.lines if each.code == code)

    def by_size(self) -> "Table":
        """The same, the most frequent answer first; 「その他」, 「特にない」 and 無回答 stay at the end.

        Hidden answers come after the shown ones: their places would tell how many they are.
        """
        at_end = {option.code for option in self.question.options if option.is_last} | {NO_ANSWER}
        last = [line for line in self.lines if line.code in at_end]
        rest = [line for line in self.lines if line.code not in at_end]
        return replace(
            self,
            lines=(
                *sorted(rest, key=lambda line: (line.is_hidden, 0 if line.is_hidden else -line.count)),
                *last,
            ),
        )


@dataclass(frozen=True)
class Crossing:
    """One question by another or by an attribute: a table for all, and one for each of its values that anybody has."""

    question: Asked
    by: Asked
    total: Table
    rows: tuple[tuple[Option, Table], ...]

    def by_size(self) -> "Crossing":
        """The same, the answers in the order of their size in all; the rows keep theirs."""
        total = self.total.by_size()
        places = [line.code for line in total.lines]
        rows = ((option, replace(table, lines=tuple(map(table.line, places)))) for option, table in self.rows)
        return replace(self, total=total, rows=tuple(rows))


class UnknownCode(ValueError):
    """A row holds a code that the question does not have: left out, it would make every other figure wrong."""


def tenths(count: int, n: int) -> int | None:
    """Percent of n in tenths, half rounded up: 1 of 16 (6.25) is 63. None where n is 0."""
    return None if n == 0 else (2000 * count + n) // (2 * n)


def tabulate(question: Asked, rows: Iterable[tuple[Chosen, int]], *, small_n: int = SMALL_N) -> Table:
    """Count one question. `rows`: (what was chosen, how often). `UnknownCode` where a row fits no option."""
    counted: Counter[str] = Counter()
    n = 0
    known = {option.code for option in question.options}
    for chosen, times in rows:
        if chosen is None:
            continue
        n += times
        if unknown := set(chosen) - known:
            raise UnknownCode(f"{question.code}: {sorted(unknown)}")
        for code in set(chosen) or {NO_ANSWER}:
            counted[code] += times
    options = (*question.options, Option(NO_ANSWER, NO_ANSWER_LABEL))
    lines = tuple(
        Line(option.code, option.label, counted[option.code], tenths(counted[option.code], n))
        for option in options
    )
    return Table(question, n, lines, small_n)


def cross(
    question: Asked, by: Asked, rows: Iterable[tuple[Chosen, Chosen, int]], *, small_n: int = SMALL_N
) -> Crossing:
    """Count one question by another. `rows`: (what was chosen, what was chosen in `by`, how often).

    Who was not asked `by` is in the total alone; who was and left it open stands under 無回答.
    """
    rows = list(rows)
    total = tabulate(question, ((chosen, times) for chosen, _, times in rows), small_n=small_n)
    parts: dict[str, list[tuple[Chosen, int]]] = {}
    for chosen, other, times in rows:
        for code in _under(by, other):
            parts.setdefault(code, []).append((chosen, times))
    return _crossing(question, by, total, parts, small_n)


def once_each(rows: Iterable[tuple[Hashable, Chosen]]) -> Iterator[tuple[Chosen, int]]:
    """Rows that belong together as one: (key, what was chosen) to (what any row of the key chose, 1).

    A key counts for an answer where any of its rows gave it, as 無回答 where it was asked and none gave any, and not
    at all where none was asked.
    """
    found: dict[Hashable, set[str]] = {}
    for key, chosen in rows:
        if chosen is not None:
            found.setdefault(key, set()).update(chosen)
    return ((tuple(sorted(chosen)), 1) for chosen in found.values())


def cross_once(
    question: Asked, by: Asked, rows: Iterable[tuple[Hashable, Chosen, Chosen]], *, small_n: int = SMALL_N
) -> Crossing:
    """`cross` with rows that belong together counted as one. `rows`: (key, what was chosen, what in `by`)."""
    rows = list(rows)
    total = tabulate(question, once_each((key, chosen) for key, chosen, _ in rows), small_n=small_n)
    keyed: dict[str, list[tuple[Hashable, Chosen]]] = {}
    for key, chosen, other in rows:
        for code in _under(by, other):
            keyed.setdefault(code, []).append((key, chosen))
    parts = {code: once_each(there) for code, there in keyed.items()}
    return _crossing(question, by, total, parts, small_n)


def _under(by: Asked, other: Chosen) -> set[str]:
    """The codes of `by` under which a row stands; none where it was not asked."""
    if other is None:
        return set()
    if unknown := set(other) - {option.code for option in by.options}:
        raise UnknownCode(f"{by.code}: {sorted(unknown)}")
    return set(other) or {NO_ANSWER}


def _crossing(
    question: Asked, by: Asked, total: Table, parts: Mapping[str, Iterable], small_n: int
) -> Crossing:
    options = (*by.options, Option(NO_ANSWER, NO_ANSWER_LABEL))
    found = (
        (option, tabulate(question, parts[option.code], small_n=small_n))
        for option in options
        if option.code in parts
    )
    return Crossing(question, by, total, tuple((option, table) for option, table in found if table.n))


def both(first: Asked, second: Asked) -> Asked:
    """Two things to cross by as one: every pair of their values."""
    left, right = ((*each.options, Option(NO_ANSWER, NO_ANSWER_LABEL)) for each in (first, second))
    pairs = tuple(Option(f"{a.code}/{b.code}", f"{a.label}・{b.label}") for a in left for b in right)
    label = f"{first.label}と{second.label}"
    return Asked(f"{first.code}/{second.code}", label, pairs, first.single and second.single)


def pairs(first: Chosen, second: Chosen) -> Chosen:
    """What was chosen in `both`; None where either was not asked."""
    if first is None or second is None:
        return None
    return tuple(f"{a}/{b}" for a in first or (NO_ANSWER,) for b in second or (NO_ANSWER,))


@dataclass(frozen=True)
class Figures:
    """Numbers given, or a scale read as numbers: n of those asked, how many answered, and what they say.

    `mean` is exact, `deviation` that of the population; None where nobody answered.
    """

    n: int
    answered: int
    total: Fraction
    mean: Fraction | None
    deviation: Decimal | None
    low: Fraction | None
    high: Fraction | None

    @property
    def no_answer(self) -> int:
        return self.n - self.answered


def figures(rows: Iterable[tuple[Decimal | int | None, int]], *, asked: int) -> Figures:
    """Mean and spread of numbers. `rows`: (number or None for 無回答, how often); `asked`: how many were asked."""
    values = [(Fraction(value), times) for value, times in rows if value is not None]
    answered = sum(times for _, times in values)
    total = sum((value * times for value, times in values), Fraction(0))
    if not answered:
        return Figures(asked, 0, total, None, None, None, None)
    mean = total / answered
    variance = sum(((value - mean) ** 2 * times for value, times in values), Fraction(0)) / answered
    deviation = (Decimal(variance.numerator) / Decimal(variance.denominator)).sqrt()
    numbers = [value for value, _ in values]
    return Figures(asked, answered, total, mean, deviation, min(numbers), max(numbers))


def rounded(value: Fraction, places: int = 1) -> str:
    """An exact number with so many places, half rounded up: 5/4 is 「1.3」."""
    scale = 10**places
    whole = (2 * value * scale + 1) // 2
    sign, digits = ("-", -whole) if whole < 0 else ("", whole)
    if not places:
        return f"{sign}{digits:,}"
    return f"{sign}{digits // scale:,}.{digits % scale:0{places}}"


def group_texts(
    texts: Iterable[tuple[Hashable | None, str]], order: Sequence[Hashable]
) -> list[tuple[Hashable | None, list[str]]]:
    """Answers in words under the headings they were put under by hand; those without one come last."""
    found: dict[Hashable | None, list[str]] = {key: [] for key in (*order, None)}
    for key, text in texts:
        found[key if key in found else None].append(text)
    return [(key, said) for key, said in found.items() if said]
