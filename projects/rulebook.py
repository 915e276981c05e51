"""The rules that programmes and calls keep as plain data, read into objects: conditions, papers, criteria, schedule.

A preset, a programme and a call hold them in the same shape. Whoever writes them builds them with `as_data()`, so
that what is stored can always be read back.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field


class RulebookError(ValueError):
    """What was given is no such rule; the message names the rule and what is missing."""


class _Rule:
    def as_data(self) -> dict:
        return asdict(self)

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


@dataclass(frozen=True)
class CriterionRule(_Rule):
    """審査の観点 as a programme keeps it; a call has it as a `Criterion` row. `points`: "1" … "5" → words."""

    label: str
    question: str = ""
    weight: int = 1
    stage: int = 1
    points: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Milestone(_Rule):
    """One line of a call's schedule: a day (ISO) or words for when, and what happens."""

    what: str
    on: str = ""
    when: str = ""
