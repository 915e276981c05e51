"""The figures behind a chart: checked once, then drawn, tabled and told in words from the same place."""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from kyodo.charts.labels import numbered
from kyodo.charts.palette import Style, series_style
from kyodo.charts.svg import clean

MISSING = "未記入"


@dataclass(frozen=True)
class Series:
    """One line: a value for each axis, None where nobody has answered.

    `spread` is the range (low, high) behind each value, for means; its ends lie on the scale too.
    """

    label: str
    values: tuple[float | None, ...]
    style: Style | None = None
    spread: tuple[tuple[float, float] | None, ...] | None = None

    @property
    def is_empty(self) -> bool:
        return all(value is None for value in self.values)

    @property
    def is_broken(self) -> bool:
        return not self.is_empty and any(value is None for value in self.values)


@dataclass(frozen=True)
class Table:
    """`headers` name the columns, the first that of the axes; each row is the axis label and a text per series."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def checked(axes: Sequence[str], series: Sequence[Series], low: float, high: float) -> tuple[Series, ...]:
    """The series with plain floats and a style each; ValueError where they do not fit axes or scale."""
    if len(axes) < 3:
        raise ValueError("A radar needs at least three axes.")
    result = []
    for position, one in enumerate(series):
        spread = tuple(one.spread) if one.spread is not None else (None,) * len(axes)
        if len(one.values) != len(axes) or len(spread) != len(axes):
            raise ValueError(f"Series {position} needs a value (or None) for each of {len(axes)} axes.")
        values = tuple(None if value is None else float(value) for value in one.values)
        ranges = tuple(None if pair is None else (float(pair[0]), float(pair[1])) for pair in spread)
        ends = [end for pair in ranges if pair is not None for end in pair]
        # A comparison with NaN is false, so NaN is refused here too.
        if not all(low <= value <= high for value in [*ends, *(v for v in values if v is not None)]):
            raise ValueError(f"Series {position} leaves the scale {low}–{high}.")
        result.append(Series(clean(one.label), values, one.style or series_style(position), ranges))
    return tuple(result)


def value_text(value: float | None) -> str:
    """「4」「3.5」「未記入」: at most one decimal, halves rounded up."""
    if value is None:
        return MISSING
    text = str(Decimal(str(value)).quantize(Decimal("0.1"), ROUND_HALF_UP))
    return text.removesuffix(".0")


def cell_text(one: Series, index: int) -> str:
    """The value with its range where one is known: 「3.4（2〜5）」."""
    text = value_text(one.values[index])
    pair = one.spread[index] if one.spread else None
    if pair is None or one.values[index] is None:
        return text
    return f"{text}（{value_text(pair[0])}〜{value_text(pair[1])}）"


def radar_table(axes: Sequence[str], series: Sequence[Series], *, axis_header: str = "視点") -> Table:
    """What the radar of the same arguments shows, for a template to print as a table."""
    rows = (
        (numbered(axis, index), *(cell_text(one, index) for one in series)) for index, axis in enumerate(axes)
    )
    return Table((axis_header, *(clean(one.label) for one in series)), tuple(rows))


def in_words(axes: Sequence[str], series: Sequence[Series]) -> str:
    """The same as one text, a sentence a series."""
    sentences = []
    for one in series:
        if one.is_empty:
            sentences.append(f"{clean(one.label)}：{MISSING}。")
            continue
        parts = (f"{numbered(axis, index)} {cell_text(one, index)}" for index, axis in enumerate(axes))
        sentences.append(f"{clean(one.label)}：{'、'.join(parts)}。")
    return "".join(sentences)


def gap_tags(count: int, series: Sequence[Series], gaps: Collection[int]) -> tuple[str, ...]:
    """「差2」 for each axis in `gaps`, from the first two series; "" for the others."""
    tags = []
    for index in range(count):
        pair = [one.values[index] for one in series[:2]]
        known = len(pair) == 2 and None not in pair and not any(map(math.isnan, pair))
        text = f"差{value_text(abs(pair[0] - pair[1]))}" if known else "差あり"
        tags.append(text if index in gaps else "")
    return tuple(tags)
