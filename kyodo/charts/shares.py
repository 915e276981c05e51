"""Bars of 100 %, for answers of which one may be given: one bar, or one a row.

A number stands in its piece where it fits, else under (or over) the bar at the end of a line that leads to it; the
legend names every series. What may not be shown is one piece with a broken outline, as wide as what is left.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .data import HIDDEN, Caption, Row, Series, checked, in_words, row_gap, written
from .frame import FONT, GAP, LINE, WIDTH, block_width, framed, plate, text_block
from .labels import phrases, text_width, wrap
from .legend import Entry, draw_legend, legend_height, place_legend
from .palette import FRAME, GRID, INK, INK_SOFT, PAPER
from .patterns import pattern
from .placing import spread
from .row_labels import row_labels
from .svg import Svg, join, number, safe_id, tag

MOST_SERIES = 13
_LABEL, _WIDEST_LABEL = 9.5, 12.0  # em
_BAR, _HIGH_BAR, _PAD, _LEADER = 30.0, 72.0, 5.0, 14.0
_APART_GAP, _ROW_GAP = 20.0, 12.0


@dataclass(frozen=True)
class Piece:
    """A part of a bar from `left`, px; `name` is its pattern's, none for what is hidden."""

    left: float
    width: float
    lines: tuple[str, ...]
    name: str = ""
    colour: str = FRAME

    @property
    def middle(self) -> float:
        return self.left + self.width / 2

    @property
    def fits(self) -> bool:
        return block_width(self.lines) + 2 * _PAD <= self.width


@dataclass(frozen=True)
class Bar:
    """A row: its pieces, and where the numbers go that have no room inside: (piece, x)."""

    pieces: tuple[Piece, ...]
    below: tuple[tuple[Piece, float], ...]
    above: tuple[tuple[Piece, float], ...]
    thickness: float

    @property
    def over(self) -> float:
        """The room above the bar for its numbers."""
        return LINE + _LEADER if self.above else 0.0

    @property
    def under(self) -> float:
        return LINE + _LEADER if self.below else 0.0


def shares(rows: Sequence[Row], series: Sequence[Series], *, caption: Caption, id_prefix: str = "") -> Svg:
    """An `<svg>` with every label whole; templates print it as it is. The cells are percents.

    A single row without a label is one wide bar, with names in the pieces where they fit. ValueError where the cells
    do not fit the rows, or for more than thirteen series.
    """
    checked(rows, series)
    if len(series) > MOST_SERIES:
        raise ValueError("More than thirteen series cannot be told apart.")
    prefix = f"{safe_id(id_prefix)}shares"
    labels = row_labels(rows, usual=_LABEL, most=_WIDEST_LABEL)
    left = labels.left
    y, drawn = 0.0, []
    for place in range(len(rows)):
        y += row_gap(rows, place, _ROW_GAP, _APART_GAP) if place else 0.0
        bar = _bar(place, series, left, prefix, is_alone=not labels.blocks[place])
        half = labels.beside(place) / 2
        middle = y + labels.above(place) + max(bar.over + bar.thickness / 2, half)
        drawn += [labels.draw(place, y, middle), _draw(bar, middle)]
        y = middle + max(bar.thickness / 2 + bar.under, half)
    axis = len(rows) > 1 and y + _ROW_GAP / 2
    legend = _legend(rows, series, prefix)
    legend_top = (axis + LINE if axis else y) + 1.5 * GAP
    body = join(
        tag("defs", *(pattern(one.fill, f"{prefix}-{n}") for n, one in enumerate(series))),
        _axis(left, axis) if axis else None,
        *drawn,
        draw_legend(legend, legend_top, FONT, middle=WIDTH / 2),
    )
    words = in_words(rows, series, "%")
    return framed(body, legend_top + legend_height(legend), caption, words, safe_id(id_prefix), "shares")


def _bar(place: int, series: Sequence[Series], left: float, prefix: str, *, is_alone: bool) -> Bar:
    """`is_alone`: without a label, and with names where they fit."""
    found = _pieces(place, series, left, "%" if is_alone else "", prefix)
    pieces = tuple(_named(piece, one) if is_alone else piece for piece, one in found)
    outside = [piece for piece in pieces if not piece.fits]
    below, above = outside, []
    if sum(block_width(piece.lines) + GAP for piece in outside) > WIDTH - left + GAP:
        below, above = outside[::2], outside[1::2]
    thickness = _HIGH_BAR if any(len(piece.lines) > 1 for piece in pieces) else _BAR
    return Bar(pieces, _placed(below, left), _placed(above, left), thickness)


def _placed(pieces: list[Piece], left: float) -> tuple[tuple[Piece, float], ...]:
    sizes = [block_width(piece.lines) + GAP for piece in pieces]
    middles = spread([piece.middle for piece in pieces], sizes, left - GAP / 2, WIDTH + GAP / 2)
    return tuple(zip(pieces, middles, strict=True))


def _pieces(
    place: int, series: Sequence[Series], left: float, unit: str, prefix: str
) -> Iterable[tuple[Piece, Series | None]]:
    scale, at = (WIDTH - left) / 100, left
    for n, one in enumerate(series):
        cell = one.cells[place]
        if cell.value:
            text = f"{cell.text}{unit}"
            yield Piece(at, cell.value * scale, (text,), f"{prefix}-{n}", one.fill.colour), one
            at += cell.value * scale
    if any(one.cells[place].value is None for one in series) and WIDTH - at > 1:
        yield Piece(at, WIDTH - at, (HIDDEN,)), None


def _named(piece: Piece, one: Series | None) -> Piece:
    """With its name over the number, where that fits in two lines without a word cut in two."""
    room = (piece.width - 2 * _PAD) / FONT
    if one is None or not piece.fits or max(map(text_width, phrases(one.label)), default=0.0) > room:
        return piece
    lines = wrap(one.label, room)
    if len(lines) > 2:
        return piece
    return Piece(piece.left, piece.width, (*lines, *piece.lines), piece.name, piece.colour)


def _draw(bar: Bar, middle: float) -> Svg:
    begin, end = middle - bar.thickness / 2, middle + bar.thickness / 2
    return join(
        *(_area(piece, begin, bar.thickness) for piece in bar.pieces),
        *(
            _words(piece, piece.middle, middle - len(piece.lines) * LINE / 2)
            for piece in bar.pieces
            if piece.fits
        ),
        *(_led(piece, x, end, end + _LEADER) for piece, x in bar.below),
        *(_led(piece, x, begin, begin - _LEADER) for piece, x in bar.above),
    )


def _area(piece: Piece, top: float, height: float) -> Svg:
    """Its outline in its own colour: a piece of half a pixel is still seen."""
    look = {"fill": f"url(#{piece.name})"} if piece.name else {"fill": PAPER, "stroke_dasharray": "4 3"}
    return tag(
        "rect",
        x=piece.left + 0.75,
        y=top,
        width=max(piece.width - 1.5, 0.5),
        height=height,
        stroke=piece.colour,
        stroke_width=1.0,
        **look,
    )


def _words(piece: Piece, middle: float, top: float) -> Svg:
    return join(
        plate(piece.lines, middle, top), text_block(piece.lines, middle, top, anchor="middle", fill=INK)
    )


def _led(piece: Piece, x: float, edge: float, label: float) -> Svg:
    """A line from the piece's edge to its number: straight, aside, straight."""
    near, far = edge + (label - edge) * 0.25, edge + (label - edge) * 0.75
    path = f"M{number(piece.middle)} {number(edge)}V{number(near)}L{number(x)} {number(far)}V{number(label)}"
    line = tag("path", d=path, fill="none", stroke=INK_SOFT, stroke_width=1.0)
    return join(line, _words(piece, x, label if label > edge else label - LINE))


def _axis(left: float, bottom: float) -> Svg:
    marks = []
    for percent in range(0, 101, 25):
        x = left + (WIDTH - left) * percent / 100
        marks.append(tag("line", x1=x, y1=0.0, x2=x, y2=bottom, stroke=GRID, stroke_width=1.0))
        anchor = {0: "start", 100: "end"}.get(percent, "middle")
        text = f"{percent}%" if percent == 100 else str(percent)
        marks.append(text_block((text,), x, bottom, anchor=anchor, fill=INK_SOFT))
    return join(*marks)


def _legend(rows: Sequence[Row], series: Sequence[Series], prefix: str):
    """With the numbers where there is one bar: those of 0 are nowhere else."""
    entries = []
    for n, one in enumerate(series):
        said = f" {written(one.cells[0], '%')}" if len(rows) == 1 else ""
        entries.append(Entry(f"{one.label}{said}", swatch=(f"url(#{prefix}-{n})", one.fill.colour)))
    return place_legend(tuple(entries), WIDTH, FONT)
