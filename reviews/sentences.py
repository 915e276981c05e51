"""Sentences of a report whose numbers have names: 「最も多いのは{top.label}（{top.percent}%）」. Pure.

A name is a path through one figure. `top`, `second`, `third` and `bottom` are the answers by size (those given equally
often stand together), `choice.CODE` is one answer, `no_answer` 無回答, `row.CODE.…` one row of a crossing; each answer
has a `label`, a `percent` and a `count`. `n` is those asked; a number or a scale has `mean`, `deviation`, `min`, `max`
and `sum`. Without more, a name is about the figure of its own block; `{D_GROUPS.top.percent}` is about another one, and
`{D_GROUPS/experience.row.yes.top.label}` about a crossing.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from .tabulation import NO_ANSWER, Crossing, Figures, Line, Table, rounded

NAME = re.compile(r"[{｛]([^{}｛｝]*)[}｝]")
PERCENT_SIGN = re.compile(r"\s*(?:%|％|パーセント)")
LONE_BRACE = re.compile(r"[{}｛｝]")
HIDDEN, NONE = "－（非公表）", "－"
RANKS = {"top": (0, "最も多い答え"), "second": (1, "2番目に多い答え"), "third": (2, "3番目に多い答え")}
BOTTOM, CHOICE, ROW = "bottom", "choice", "row"
PARTS = {"label": "ことば", "percent": "割合", "count": "件数"}
FIGURES = {
    "mean": "平均",
    "deviation": "標準偏差",
    "min": "最小",
    "max": "最大",
    "sum": "合計",
    "answered": "答えた数",
}
OFFERED = "n、title、top、second、third、bottom、choice、no_answer、row"
OWN = {*RANKS, *FIGURES, BOTTOM, CHOICE, ROW, NO_ANSWER, "n", "title"}


class UnknownName(ValueError):
    """A name that the figure does not have; the message says what it has instead."""


@dataclass(frozen=True)
class Numbers:
    """What a sentence may name: a table or a crossing, and for numbers and scales their figures."""

    result: Table | Crossing
    figures: Figures | None = None
    are_figures_hidden: bool = False

    @property
    def total(self) -> Table:
        return self.result.total if isinstance(self.result, Crossing) else self.result


@dataclass(frozen=True)
class Name:
    """One name that may be written, what it means, and what it says at present."""

    name: str
    meaning: str
    value: str

    @property
    def placeholder(self) -> str:
        return f"{{{self.name}}}"


Find = Callable[[str], Numbers | None]


def fill(text: str, own: Numbers | None, find: Find) -> tuple[str, list[str]]:
    """The text with its numbers, and what is wrong with it in words. `find` gives another figure by its code.

    What cannot be read stays as it was typed. A percent sign after a number that is not shown goes with it.
    """
    parts, problems, end = [], [], 0
    for match in NAME.finditer(text):
        parts.append(text[end : match.start()])
        end = match.end()
        try:
            value = value_of(match[1], own, find)
        except UnknownName as reason:
            parts.append(match[0])
            problems.append(str(reason))
            continue
        parts.append(value)
        sign = PERCENT_SIGN.match(text, end)
        if sign and value in (HIDDEN, NONE):
            end = sign.end()
    parts.append(text[end:])
    if LONE_BRACE.search(NAME.sub("", text)):
        problems.append("「{」と「}」の数が合いません。名前は {top.label} のように書きます。")
    return "".join(parts), problems


def value_of(name: str, own: Numbers | None, find: Find) -> str:
    """What one name says; `UnknownName` where there is no such thing."""
    path = [part.strip() for part in unicodedata.normalize("NFKC", name).split(".")]
    if path[0] in OWN:
        if own is None:
            raise UnknownName(
                f"「{name}」：この文には図がありません。設問を選ぶか、{{設問の記号.{path[0]}}} のように書きます。"
            )
        return _value(own, path, name)
    other = find(path[0])
    if other is None:
        raise UnknownName(f"「{name}」：「{path[0]}」という名前も設問もありません。")
    if len(path) == 1:
        raise UnknownName(f"「{name}」：何を書くかまで指してください。例：{{{path[0]}.top.percent}}")
    return _value(other, path[1:], name)


def codes_in(text: str) -> set[str]:
    """The other figures that a text names, as they are written: 「D_GROUPS」, 「D_GROUPS/experience」."""
    heads = {unicodedata.normalize("NFKC", match[1]).split(".")[0].strip() for match in NAME.finditer(text)}
    return heads - OWN - {""}


def _value(numbers: Numbers, path: list[str], name: str) -> str:
    head = path[0]
    if head in FIGURES and len(path) == 1:
        return _figure(numbers, head, name)
    if head == ROW:
        return _of_row(numbers, path[1:], name)
    return _of_table(numbers.total, path, name)


def _of_row(numbers: Numbers, path: list[str], name: str) -> str:
    if not isinstance(numbers.result, Crossing):
        raise UnknownName(f"「{name}」：分けていない表に、行はありません。")
    options = {option.code: option for option in numbers.result.by.options}
    rows = {option.code: table for option, table in numbers.result.rows}
    options |= {option.code: option for option, _ in numbers.result.rows}
    if not path or path[0] not in options:
        raise UnknownName(f"「{name}」：その行はありません。行の記号: {'、'.join(options) or 'なし'}")
    if path[1:] == ["label"]:
        return options[path[0]].label
    return _of_table(rows.get(path[0]) or _empty(numbers.total), path[1:], name)


def _empty(table: Table) -> Table:
    """The same question where nobody was asked it."""
    lines = (replace(line, count=0, tenths=None, is_hidden=False) for line in table.lines)
    return replace(table, n=0, lines=tuple(lines), is_n_hidden=False)


def _of_table(table: Table, path: list[str], name: str) -> str:
    if path == ["n"]:
        return HIDDEN if table.is_n_hidden else f"{table.n:,}"
    if path == ["title"]:
        return table.question.label
    if path[:1] == [CHOICE]:
        codes = [line.code for line in table.lines if line.code != NO_ANSWER]
        if len(path) < 2 or path[1] not in codes:
            raise UnknownName(f"「{name}」：その答えはありません。答えの記号: {'、'.join(codes)}")
        line = table.line(path[1])
        return line.label if path[2:] == ["label"] else _part([line], path[2:], name)
    if path[:1] == [NO_ANSWER]:
        return _part([table.line(NO_ANSWER)], path[1:], name)
    if path and path[0] in {*RANKS, BOTTOM}:
        return _part(_ranked(table, path[0]), path[1:], name)
    raise UnknownName(f"「{name}」：その名前はありません。使えるのは {OFFERED} です。")


def _ranked(table: Table, rank: str) -> list[Line]:
    """The lines of this place by size, in the questionnaire's order; those given equally often share it."""
    answers = [line for line in table.lines if line.code != NO_ANSWER]
    if rank == BOTTOM:
        counts, place = (sorted({line.count for line in answers}) if table.n else []), 0
    else:
        counts, place = sorted({line.count for line in answers if line.count}, reverse=True), RANKS[rank][0]
    return [line for line in answers if line.count == counts[place]] if place < len(counts) else []


def _part(lines: list[Line], path: list[str], name: str) -> str:
    if len(path) != 1 or path[0] not in PARTS:
        raise UnknownName(
            f"「{name}」：最後に label（ことば）、percent（割合）、count（件数）のどれかを書きます。"
        )
    if not lines:
        return NONE
    if any(line.is_hidden for line in lines):
        return HIDDEN
    if path[0] == "label":
        return "／".join(line.label for line in lines)
    return f"{lines[0].count:,}" if path[0] == "count" else lines[0].percent or NONE


def _figure(numbers: Numbers, head: str, name: str) -> str:
    if numbers.are_figures_hidden:
        return HIDDEN
    found = numbers.figures
    if found is None:
        raise UnknownName(f"「{name}」：数や段階を聞く設問ではないので、{FIGURES[head]}はありません。")
    if head == "answered":
        return f"{found.answered:,}"
    if head == "deviation":
        return NONE if found.deviation is None else f"{found.deviation:.1f}"
    value = {"mean": found.mean, "min": found.low, "max": found.high, "sum": found.total}[head]
    if value is None:
        return NONE
    return rounded(value, 0 if head != "mean" and value.denominator == 1 else 1)


def names_of(numbers: Numbers, *, prefix: str = "") -> Iterator[Name]:
    """Every name that this figure offers with its present value, the likely ones first."""
    yield from _table_names(numbers, "", "", prefix)
    if numbers.figures is not None:
        for head, label in FIGURES.items():
            yield _name(numbers, head, label, prefix)
    if isinstance(numbers.result, Crossing):
        for option, _ in numbers.result.rows:
            yield from _table_names(numbers, f"{ROW}.{option.code}.", f"{option.label}：", prefix)


def _table_names(numbers: Numbers, path: str, about: str, prefix: str) -> Iterator[Name]:
    yield _name(numbers, f"{path}n", f"{about}聞いた数（n）", prefix)
    ranks = {**{key: label for key, (_, label) in RANKS.items()}, BOTTOM: "最も少ない答え"}
    for rank, label in ranks.items():
        for part, word in PARTS.items():
            yield _name(numbers, f"{path}{rank}.{part}", f"{about}{label}の{word}", prefix)
    for line in numbers.total.lines:
        head = NO_ANSWER if line.code == NO_ANSWER else f"{CHOICE}.{line.code}"
        for part in ("percent", "count"):
            yield _name(numbers, f"{path}{head}.{part}", f"{about}「{line.label}」の{PARTS[part]}", prefix)


def _name(numbers: Numbers, path: str, meaning: str, prefix: str) -> Name:
    value = _value(numbers, path.split("."), path)
    return Name(f"{prefix}.{path}" if prefix else path, meaning, value)
