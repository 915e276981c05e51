"""The rules that programmes and calls keep as plain data, read into objects: conditions, papers, criteria, schedule.

A preset, a programme and a call hold them in the same shape. Whoever writes them builds them with `as_data()`, so
that what is stored can always be read back.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field

KEY = re.compile(r"[a-z0-9_-]{1,30}")
MOST_YEARS = 3
STAGES = (1, 2)
POINTS = ("1", "2", "3", "4", "5")


class RulebookError(ValueError):
    """What was given is no such rule; the message names the rule and what is missing."""


@dataclass(frozen=True)
class Fault:
    """What is wrong with one row: its place from 0, the part of the rule, and the message for a person."""

    row: int
    part: str
    message: str


class _Rule:
    title_part = "label"
    once = ("key", "label")  # parts that no two rows of one list may share

    def as_data(self) -> dict:
        return asdict(self)

    def faults(self) -> Iterator[tuple[str, str]]:
        """(part, message) for each part that makes no sense by itself."""
        if not KEY.fullmatch(self.key):
            yield "key", "記号は、半角の英小文字・数字で30字までにしてください。"
        if not getattr(self, self.title_part).strip():
            yield self.title_part, "名前を書いてください。"

    @classmethod
    def read(cls, rows: Iterable[dict]) -> list:
        """Every row as one rule; `RulebookError` where a row has an unknown or lacks a needed part."""
        try:
            return [cls(**row) for row in rows]
        except TypeError as error:
            raise RulebookError(f"{cls.__name__}: {error}") from None


@dataclass(frozen=True)
class Condition(_Rule):
    """応募の条件 that a group answers and the office checks (小金井市協働推進基本指針 第2章⑵; members, years).

    With `minimum` the answer is a number of `unit`, else はい or いいえ.
    """

    key: str
    label: str
    minimum: int | None = None
    unit: str = ""
    note: str = ""

    def faults(self) -> Iterator[tuple[str, str]]:
        yield from super().faults()
        if self.minimum is not None and self.minimum < 1:
            yield "minimum", "1以上の数を入れてください。"
        if self.minimum is not None and not self.unit.strip():
            yield "unit", "数で答える条件には、単位を書いてください。例：人"
        if self.minimum is None and self.unit.strip():
            yield "minimum", "単位を使うのは、数で答える条件だけです。いくつ以上かを入れてください。"


@dataclass(frozen=True)
class PaperAsked(_Rule):
    """求める書類: a paper that is to be attached."""

    key: str
    label: str
    required: bool = True
    note: str = ""


@dataclass(frozen=True)
class CategoryRule(_Rule):
    """部門 as a programme keeps it; a call has it as a `Category` row. Rates in percent, limits in yen, one a year."""

    key: str
    name: str
    note: str = ""
    max_years: int = 1
    rates: list[int] = field(default_factory=list)
    limits: list[int] = field(default_factory=list)
    is_continuation: bool = False
    title_part = "name"
    once = ("key", "name")

    def faults(self) -> Iterator[tuple[str, str]]:
        yield from super().faults()
        if not 1 <= self.max_years <= MOST_YEARS:
            yield "max_years", f"1年から{MOST_YEARS}年までにしてください。"
        for part, label in (("rates", "負担率"), ("limits", "上限")):
            if len(getattr(self, part)) not in (0, self.max_years):
                yield (
                    part,
                    f"{label}は、続けられる年数（{self.max_years}年）と同じ数だけ入れるか、すべて空けてください。",
                )
        if any(not 1 <= rate <= 100 for rate in self.rates):
            yield "rates", "負担率は、1から100までの数にしてください。"
        if any(limit < 1 for limit in self.limits):
            yield "limits", "上限は、1円以上にしてください。"


@dataclass(frozen=True)
class CriterionRule(_Rule):
    """審査の観点 as a programme keeps it; a call has it as a `Criterion` row. `points`: "1" … "5" → words."""

    label: str
    question: str = ""
    weight: int = 1
    stage: int = 1
    points: dict[str, str] = field(default_factory=dict)
    once = ("label",)

    def faults(self) -> Iterator[tuple[str, str]]:
        if not self.label.strip():
            yield "label", "観点の名前を書いてください。"
        if not 1 <= self.weight <= 10:
            yield "weight", "重みは1から10までにしてください。"
        if self.stage not in STAGES:
            yield "stage", "段階は1か2です。"
        if set(self.points) - set(POINTS):
            yield "points", "点は1から5までです。"


@dataclass(frozen=True)
class Milestone(_Rule):
    """One line of a call's schedule: a day (ISO) or words for when, and what happens."""

    what: str
    on: str = ""
    when: str = ""
    once = ()

    def faults(self) -> Iterator[tuple[str, str]]:
        if not self.what.strip():
            yield "what", "何があるかを書いてください。"
        if bool(self.on) == bool(self.when.strip()):
            yield "when", "日付か、「7月ごろ」のような言葉か、どちらか一方で書いてください。"
        elif self.on and not _is_day(self.on):
            yield "on", "日付を読み取れません。"


RULES: dict[str, type[_Rule]] = {
    "categories": CategoryRule,
    "conditions": Condition,
    "papers": PaperAsked,
    "criteria": CriterionRule,
    "schedule": Milestone,
}


def whole_rows(name: str, rows: Iterable[dict]) -> list[dict]:
    """Rows of the rules of that name with all their parts, whichever were stored; an "id" stays with its row."""
    whole = []
    for row in rows:
        (rule,) = RULES[name].read([{part: value for part, value in row.items() if part != "id"}])
        whole.append({**rule.as_data(), **({"id": row["id"]} if "id" in row else {})})
    return whole


def faults_of(rules: Sequence[_Rule]) -> list[Fault]:
    """Everything wrong with one list of rules: each by itself, and what two of them share but may not."""
    found = [Fault(row, *fault) for row, rule in enumerate(rules) for fault in rule.faults()]
    for part in rules[0].once if rules else ():
        seen = set()
        for row, rule in enumerate(rules):
            value = getattr(rule, part).strip()
            if value and value in seen:
                found.append(Fault(row, part, f"「{value}」が二つあります。"))
            seen.add(value)
    return found


def _is_day(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True
