"""What a chart of numbers shows: rows, series with a cell for each row, and the words around them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from .patterns import Fill

HIDDEN = "－"


@dataclass(frozen=True)
class Cell:
    """A number and how it is written; `value` is None where it may not be shown, and never drawn as 0."""

    value: float | None
    text: str = HIDDEN


@dataclass(frozen=True)
class Row:
    """A bar or a group of bars; in a line chart a place on the axis. `note` stands after the label, as 「n=50」.

    `is_apart`: not one of the others (無回答, 総計); it stands a little apart.
    """

    label: str
    note: str = ""
    is_apart: bool = False


@dataclass(frozen=True)
class Series:
    """One number for each row, drawn alike. `is_apart`: as of `Row`."""

    label: str
    cells: tuple[Cell, ...]
    fill: Fill
    is_apart: bool = False


@dataclass(frozen=True)
class Caption:
    """The words around a chart: its title, drawn only with `has_heading`, and the lines at its foot (n, source)."""

    title: str
    foot: tuple[str, ...] = ()
    has_heading: bool = True


def checked(rows: Sequence[Row], series: Sequence[Series]) -> None:
    """ValueError where a series has not one finite number from 0 on, or None, for each row."""
    for one in series:
        values = [cell.value for cell in one.cells if cell.value is not None]
        if len(one.cells) != len(rows) or not all(math.isfinite(each) and each >= 0 for each in values):
            raise ValueError("Each series needs a number from 0 on, or None, for each row.")


def written(cell: Cell, unit: str) -> str:
    """「41.0%」, and 「－」 without a unit."""
    return cell.text if cell.value is None else f"{cell.text}{unit}"


def row_gap(rows: Sequence[Row], place: int, usual: float, apart: float) -> float:
    """The space before a row: more where it, or the one before it, stands apart."""
    return apart if rows[place].is_apart != rows[place - 1].is_apart else usual


def in_words(rows: Sequence[Row], series: Sequence[Series], unit: str) -> str:
    """All the numbers, for those who cannot see the picture: a sentence a row, or one for all of a single series."""
    if len(series) == 1 and len(rows) > 1:
        cells = zip((row.label for row in rows), series[0].cells, strict=True)
        return f"{'、'.join(_said(label, cell, unit) for label, cell in cells)}。"
    sentences = []
    for place, row in enumerate(rows):
        note = f"（{row.note}）" if row.note else ""
        head = f"{row.label}{note}：" if row.label else ""
        parts = "、".join(_said(one.label, one.cells[place], unit) for one in series)
        sentences.append(f"{head}{parts}。")
    return "".join(sentences)


def _said(label: str, cell: Cell, unit: str) -> str:
    if cell.value is None:
        return f"{label} {'数が少ないため非表示' if cell.text == HIDDEN else cell.text}"
    return f"{label} {cell.text}{unit}"
