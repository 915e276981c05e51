"""What areas are filled with: a colour and a pattern, so that a grey print or a colour-blind reader loses nothing."""

from dataclasses import dataclass

from .palette import PAPER, SERIES
from .svg import Svg, tag

TILE = 8  # px


@dataclass(frozen=True)
class Fill:
    """How the areas of one series look; `pattern` is one of `PATTERNS`."""

    colour: str
    pattern: str = "solid"


# Each is marks in the colour on a tile of paper, or, for those of `_ON_COLOUR`, marks of paper on the colour.
_PATHS = {
    "stripes": ("M-2 2L2 -2M0 8L8 0M6 10L10 6", 2.5),
    "cross": ("M0 0L8 8M0 8L8 0", 1.5),
    "lines": ("M0 2H8M0 6H8", 1.8),
    "grid": ("M0 4H8M4 0V8", 1.5),
    "back": ("M-2 6L2 10M0 0L8 8M6 -2L10 2", 2.5),
    "columns": ("M2 0V8M6 0V8", 1.8),
    "zigzag": ("M0 6L4 2L8 6", 2.0),
    "bold": ("M-2 2L2 -2M0 8L8 0M6 10L10 6", 1.4),
    "rungs": ("M0 4H8", 1.4),
}
_ON_COLOUR = frozenset({"solid", "dots", "bold", "rungs"})
PATTERNS = (
    "solid",
    "stripes",
    "dots",
    "cross",
    "lines",
    "spots",
    "bold",
    "grid",
    "back",
    "rungs",
    "columns",
    "zigzag",
)
EMPTY = "empty"

_COLOURS = (*(style.colour for style in SERIES[:5]), "#806300")
# Twelve series that differ by colour and pattern; neighbours in both.
FILLS = tuple(Fill(_COLOURS[place % 6], pattern) for place, pattern in enumerate(PATTERNS))
# 無回答: an outline on paper, apart from every answer.
APART = Fill("#767676", EMPTY)


def fill_of(position: int) -> Fill:
    """The look of the nth series that names none of its own; it starts over after twelve."""
    return FILLS[position % len(FILLS)]


def pattern(fill: Fill, name: str) -> Svg:
    """The `<pattern>` called `name`, for `fill="url(#name)"`."""
    on_colour = fill.pattern in _ON_COLOUR
    tile = tag("rect", width=TILE, height=TILE, fill=fill.colour if on_colour else PAPER)
    marks = _marks(fill.pattern, PAPER if on_colour else fill.colour)
    return tag("pattern", tile, marks, id=name, width=TILE, height=TILE, patternUnits="userSpaceOnUse")


def _marks(kind: str, colour: str) -> Svg | None:
    if kind in ("dots", "spots"):
        return tag("circle", cx=4, cy=4, r=1.7 if kind == "dots" else 2.3, fill=colour)
    if kind in ("solid", EMPTY):
        return None
    path, width = _PATHS[kind]
    return tag("path", d=path, fill="none", stroke=colour, stroke_width=width)
