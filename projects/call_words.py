"""What a call says, in words, line by line: for the notice of a change, and where two editors met."""

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from kyodo.fiscal_year import FiscalYear
from kyodo.money import format_yen
from kyodo.wareki import format_date, format_datetime

from .enums import AnswerKind, ProposalOrigin, ThemeKind, TieRule
from .models import Call
from .rulebook import POINTS
from .sections import SECTIONS

NOTHING = "（なし）"


@dataclass(frozen=True)
class Line:
    """One line of a call: what it is about, and what it says."""

    label: str
    words: str


@dataclass(frozen=True)
class WordChange:
    """One line that reads otherwise than before."""

    label: str
    before: str
    after: str

    def as_data(self) -> dict[str, str]:
        return {"label": self.label, "before": self.before, "after": self.after}


def changes_between(before: Mapping[str, object], after: Mapping[str, object]) -> list[WordChange]:
    """The lines that differ between two sets of values (`call_values.values_of`), in the order of the call."""
    old, new = lines_of(before), lines_of(after)
    found = []
    for key in [*new, *(key for key in old if key not in new)]:
        was, now = old.get(key), new.get(key)
        if was != now:
            label = (now or was).label
            found.append(WordChange(label, was.words if was else NOTHING, now.words if now else NOTHING))
    return found


def lines_of(values: Mapping[str, object]) -> dict[str, Line]:
    """Every line by a key that stays the same when only the words change."""
    lines = {}
    for name, value in values.items():
        if name in ROWS:
            lines |= {f"{name}.{key}": line for key, line in ROWS[name](value)}
        elif name in WORDS:
            label = str(Call._meta.get_field(name).verbose_name)
            lines[name] = Line(label, WORDS[name](value) if value not in (None, "", []) else NOTHING)
    return lines


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
        points = [f"{point}点は「{rule['points'][point]}」" for point in POINTS if rule["points"].get(point)]
        words = _joined(f"第{rule['stage']}段階", f"重み{rule['weight']}", rule["question"], *points)
        key = str(rule.get("id") or rule["label"])
        yield key, Line(f"審査の観点「{rule['label']}」", _joined(rule["label"], words))


def _schedule(rows) -> Iterator[tuple[str, Line]]:
    if rows:
        yield "all", Line("日程", "\n".join(f"{milestone_when(rule)}　{rule['what']}" for rule in rows))


def milestone_when(rule: Mapping) -> str:
    return format_date(datetime.date.fromisoformat(rule["on"])) if rule["on"] else rule["when"]


def _joined(*parts: str) -> str:
    return "。".join(filter(None, (part.strip().removesuffix("。") for part in parts)))


def _yes(value: bool) -> str:
    return "はい" if value else "いいえ"


WORDS: dict[str, Callable] = {
    "title": str,
    "project_year": lambda year: FiscalYear(year).label,
    "summary": str,
    "body": str,
    "note": str,
    "budget": format_yen,
    "proposals_per_group": "{}件".format,
    "origins": lambda values: kinds_in_words(values, ProposalOrigin),
    "theme_kinds": lambda values: kinds_in_words(values, ThemeKind),
    "opens_at": format_datetime,
    "closes_at": format_datetime,
    "cutoff_percent": "満点の{}％".format,
    "lowest_majority_rejects": _yes,
    "tie_rule": lambda value: TieRule(value).label,
    "needs_vote": _yes,
    "presentation_minutes": "{}分".format,
    "question_minutes": "{}分".format,
    "slots_open_at": format_datetime,
    "slots_close_at": format_datetime,
}
ROWS: dict[str, Callable] = {
    "categories": _categories,
    "conditions": _conditions,
    "papers": _papers,
    "sections": _sections,
    "criteria": _criteria,
    "schedule": _schedule,
}
