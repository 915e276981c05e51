"""Charts the size of a line of text, without words: how the answers divide, one of them filled.

What they show stands in words in their title, which a pointer and a screen reader find.
"""

from collections.abc import Sequence

from .data import Cell
from .frame import MARGIN
from .palette import ORGANIZATION, PAPER
from .patterns import APART
from .svg import Svg, join, number, tag

WIDTH, HEIGHT = 160.0, 24.0
_WIDEST = 12.0


def mini_shares(cells: Sequence[Cell], *, title: str, filled: int | None = None) -> Svg:
    """One bar of 100 % of these parts, the one at `filled` in colour.

    What may not be shown is a piece with a broken outline at the end.
    """
    at, drawn = 0.0, []
    for place, cell in enumerate(cells):
        if cell.value:
            wide = cell.value * WIDTH / 100
            drawn.append(_box(at, 4.0, wide, HEIGHT - 8.0, is_filled=place == filled))
            at += wide
    if any(cell.value is None for cell in cells) and WIDTH - at > 1:
        drawn.append(_box(at, 4.0, WIDTH - at, HEIGHT - 8.0, stroke_dasharray="3 2"))
    return _framed(drawn, title)


def mini_columns(cells: Sequence[Cell], *, title: str, filled: int | None = None) -> Svg:
    """The same as a column for each answer, 100 % as high as the picture; one that may not be shown is left out."""
    step = min(WIDTH / max(len(cells), 1), _WIDEST + 4.0)
    drawn = [tag("line", x1=0.0, y1=HEIGHT, x2=WIDTH, y2=HEIGHT, stroke=APART.colour, stroke_width=1.0)]
    for place, cell in enumerate(cells):
        if cell.value:
            high = cell.value * HEIGHT / 100
            drawn.append(_box(step * place, HEIGHT - high, step - 2.0, high, is_filled=place == filled))
    return _framed(drawn, title)


def _box(x: float, y: float, width: float, height: float, *, is_filled: bool = False, **look: object) -> Svg:
    colour = ORGANIZATION.colour if is_filled else APART.colour
    measures = {"x": x + 0.5, "y": y, "width": max(width - 1.0, 0.5), "height": height}
    return tag(
        "rect", **measures, fill=colour if is_filled else PAPER, stroke=colour, stroke_width=1.0, **look
    )


def _framed(drawn: Sequence[Svg], title: str) -> Svg:
    measures = (-MARGIN, -MARGIN, WIDTH + 2 * MARGIN, HEIGHT + 2 * MARGIN)
    return tag(
        "svg",
        tag("title", title),
        join(*drawn),
        xmlns="http://www.w3.org/2000/svg",
        role="img",
        aria_label=title,
        class_="mini-chart",
        viewBox=" ".join(map(number, measures)),
        width=measures[2],
        height=measures[3],
    )
