"""One sheet's scores as plain data: a row an axis, a column a side. Knows no database and no request."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .enums import Side

WIDE_GAP = 2  # steps between the two sides from which a gap is marked

Scores = Mapping[tuple[int, str], int | None]  # (axis id, side) → score


@dataclass(frozen=True)
class AxisScore:
    """One axis with the scores that may be shown; None where none was given (or none may be seen)."""

    axis_id: int
    number: int
    label: str
    question: str
    group: int | None = None
    city: int | None = None
    agreed: int | None = None

    def of(self, side: Side | str) -> int | None:
        return {Side.GROUP: self.group, Side.CITY: self.city, Side.AGREED: self.agreed}[Side(side)]

    @property
    def gap(self) -> int | None:
        """Steps between the two sides."""
        return None if self.group is None or self.city is None else abs(self.group - self.city)

    @property
    def is_wide(self) -> bool:
        return self.gap is not None and self.gap >= WIDE_GAP


@dataclass(frozen=True)
class ScoreBoard:
    """All rows of a sheet, and the sides whose columns it holds."""

    rows: tuple[AxisScore, ...]
    sides: tuple[Side, ...]

    @classmethod
    def of(cls, axes: Iterable, scores: Scores, sides: Iterable[Side]) -> "ScoreBoard":
        """`axes`: records with pk, number, label, question. Scores of other sides are left out."""
        sides = tuple(sides)
        return cls(
            tuple(
                AxisScore(
                    axis.pk,
                    axis.number,
                    axis.label,
                    axis.question,
                    **{str(side): scores.get((axis.pk, str(side))) for side in sides},
                )
                for axis in axes
            ),
            sides,
        )

    @property
    def labels(self) -> list[str]:
        return [row.label for row in self.rows]

    def values(self, side: Side) -> tuple[int | None, ...]:
        return tuple(row.of(side) for row in self.rows)

    def has(self, side: Side) -> bool:
        return side in self.sides and any(value is not None for value in self.values(side))

    @property
    def columns(self) -> tuple[Side, ...]:
        """The sides worth a column: 合意 only once something was agreed."""
        return tuple(side for side in self.sides if side != Side.AGREED or self.has(side))

    @property
    def shows_gaps(self) -> bool:
        return Side.GROUP in self.sides and Side.CITY in self.sides

    @property
    def wide(self) -> list[int]:
        """Positions (from 0) of the axes where the two sides differ widely."""
        return [index for index, row in enumerate(self.rows) if row.is_wide]

    def missing(self, side: Side) -> list[AxisScore]:
        return [row for row in self.rows if row.of(side) is None]


@dataclass(frozen=True)
class ScoreChange:
    """One axis of one side, the year before and now."""

    label: str
    side: Side
    before: int | None
    now: int | None

    @property
    def words(self) -> str:
        """「＋1」, 「－2」, 「同じ」, or nothing where either year has no score."""
        if self.before is None or self.now is None:
            return ""
        if self.before == self.now:
            return "同じ"
        return f"{'＋' if self.now > self.before else '－'}{abs(self.now - self.before)}"


def changes(before: ScoreBoard, now: ScoreBoard) -> list[list[ScoreChange]]:
    """A row an axis of the present sheet, a change for each side that both years show; axes are matched by label."""
    sides = [side for side in now.sides if side in before.sides and (now.has(side) or before.has(side))]
    old = {row.label: row for row in before.rows}
    return [
        [
            ScoreChange(row.label, side, old[row.label].of(side) if row.label in old else None, row.of(side))
            for side in sides
        ]
        for row in now.rows
    ]


def matched(before: ScoreBoard, now: ScoreBoard, side: Side) -> tuple[int | None, ...]:
    """One side's scores of the year before, in the order of the present axes."""
    old = {row.label: row.of(side) for row in before.rows}
    return tuple(old.get(row.label) for row in now.rows)
