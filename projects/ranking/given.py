"""What the calculation starts from: plain data, taken out of the database once."""

from dataclasses import dataclass

from ..enums import TieRule

LOWEST, HIGHEST = 1, 5


@dataclass(frozen=True)
class Stage:
    """A stage of screening. Only a closed one is calculated."""

    number: int
    name: str
    is_closed: bool = True


@dataclass(frozen=True)
class Measure:
    """A criterion: points from 1 to 5, times its weight."""

    id: int
    label: str
    weight: int
    stage: int


@dataclass(frozen=True)
class Entry:
    """A proposal, and the last stage that it has come to."""

    id: int
    title: str
    stage: int = 1
    group: str = ""


@dataclass(frozen=True)
class Judge:
    """A reviewer."""

    id: int
    name: str


@dataclass(frozen=True)
class Seat:
    """A reviewer who was assigned an entry, as it stands for one stage; `out` says why the scores do not count."""

    judge: int
    entry: int
    stage: int
    out: str = ""


@dataclass(frozen=True)
class Mark:
    """One score, 1 to 5."""

    judge: int
    entry: int
    measure: int
    value: int


@dataclass(frozen=True)
class Rules:
    """What the call says: the mark in percent of full marks, the rule of lowest marks, what decides a tie."""

    cutoff_percent: int | None = None
    lowest_majority: bool = False
    tie: str = TieRule.HEAVIEST


@dataclass(frozen=True)
class Given:
    """All of one call, each in the order in which it is shown."""

    stages: tuple[Stage, ...]
    measures: tuple[Measure, ...]
    entries: tuple[Entry, ...]
    judges: tuple[Judge, ...]
    seats: tuple[Seat, ...]
    marks: tuple[Mark, ...]
    rules: Rules = Rules()
