"""The rules that programmes and calls keep as plain data, in words: for notices, histories and previews. Pure."""

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from kyodo.money import format_yen
from kyodo.wareki import format_date

from .enums import AnswerKind, ProposalOrigin, ThemeKind
from .rulebook import POINTS, RULES, whole_rows
from .sections import SECTIONS


@dataclass(frozen=True)
class Line:
    """One line of a call: what it is about, and what it says."""

    label: str
    words: str


def kinds_in_words(values: list[str], choices) -> str:
    return "、".join(choices(value).label for value in values)


def amount_of_year(rule: Mapping, year_number: int) -> str:
    """「負担率90％、上限300,000円」 of one year of a category."""
    rates, limits = rule["rates"], rule["limits"]
    rate = rates[year_number - 1] if year_number <= len(rates) else 100
    limit = format_yen(limits[year_number - 1]) if year_number <= len(limits) else "なし"
    return f"負担率{rate}％、上限{limit}"


def _categories(rows) -> Iterator[tuple[str, Line]]:
    for rule in rows:
        years = [
            f"{number}年目は{amount_of_year(rule, number)}" for number in range(1, rule["max_years"] + 1)
        ]
        parts = [f"{rule['max_years']}年まで", *years]
        parts += ["実施中の事業を続ける部門"] if rule["is_continuation"] else []
        yield rule["key"], Line(f"部門「{rule['name']}」", _joined(*parts, rule["note"]))


def _conditions(rows) -> Iterator[tuple[str, Line]]:
    for rule in rows:
        least = (
            f"{rule['minimum']}{rule['unit']}以上" if rule["minimum"] is not None else "はい・いいえで答える"
        )
        yield rule["key"], Line("応募の条件", _joined(rule["label"], least, rule["note"]))


def _papers(rows) -> Iterator[tuple[str, Line]]:
    for rule in rows:
        asked = "必ず付ける" if rule["required"] else "あれば付ける"
        yield rule["key"], Line("求める書類", _joined(rule["label"], asked, rule["note"]))


def _sections(rows) -> Iterator[tuple[str, Line]]:
    titles = {section.key: section.title for section in SECTIONS}
    for change in rows:
        title, key = change.get("title", ""), change["key"]
        if key not in titles:
            kind = AnswerKind(change.get("kind") or AnswerKind.TEXT).label
            asked = "必ず書く" if change.get("required", True) else "書かなくてもよい"
            yield (
                key,
                Line(f"提案書の項目「{title}」", _joined("加える", kind, asked, change.get("note", ""))),
            )
        elif change.get("leave_out"):
            yield key, Line(f"提案書の項目「{titles[key]}」", "求めない")
        else:
            named = f"題名は「{title}」" if title else ""
            yield key, Line(f"提案書の項目「{titles[key]}」", _joined(named, change.get("note", "")))


def _criteria(rows) -> Iterator[tuple[str, Line]]:
    for rule in rows:
        points = points_in_words(rule["points"])
        words = _joined(f"第{rule['stage']}段階", f"重み{rule['weight']}", rule["question"], points)
        key = str(rule.get("id") or rule["label"])
        yield key, Line(f"審査の観点「{rule['label']}」", _joined(rule["label"], words))


def _schedule(rows) -> Iterator[tuple[str, Line]]:
    if rows:
        yield "all", Line("日程", "\n".join(f"{milestone_when(rule)}　{rule['what']}" for rule in rows))


def milestone_when(rule: Mapping) -> str:
    return format_date(datetime.date.fromisoformat(rule["on"])) if rule["on"] else rule["when"]


def _joined(*parts: str) -> str:
    return "。".join(filter(None, (part.strip().removesuffix("。") for part in parts)))


def points_in_words(points: Mapping[str, str]) -> str:
    return "。".join(f"{point}点は「{points[point]}」" for point in POINTS if points.get(point))


def _all_lines(name: str) -> Callable[[list], str]:
    def in_words(rows: list[dict]) -> str:
        whole = whole_rows(name, rows) if name in RULES else rows
        return "\n".join(line.words for _, line in ROWS[name](whole))

    return in_words


ROWS: dict[str, Callable] = {
    "categories": _categories,
    "conditions": _conditions,
    "papers": _papers,
    "sections": _sections,
    "criteria": _criteria,
    "schedule": _schedule,
}
# For the histories of the models that keep such lists.
HISTORY = {
    **{name: _all_lines(name) for name in ROWS},
    "origins": lambda values: kinds_in_words(values, ProposalOrigin),
    "theme_kinds": lambda values: kinds_in_words(values, ThemeKind),
}
