"""Markers and sample lines, the same in the plot and in the legend."""

import math

from .palette import PAPER, Style
from .svg import Svg, points, tag

# Corners, first angle in degrees (0 is up) and a factor that gives every shape about the circle's area.
_SHAPES = {
    "square": (4, 45, 1.25),
    "triangle": (3, 0, 1.5),
    "diamond": (4, 0, 1.3),
    "nabla": (3, 180, 1.5),
    "pentagon": (5, 0, 1.2),
}


def reach(style: Style, radius: float) -> float:
    """How far from its middle a marker of that radius goes at most, its outline included."""
    return radius * (_SHAPES.get(style.marker, (0, 0, 1.0))[2] + 0.18)


def marker(style: Style, x: float, y: float, radius: float, *, hollow: float = 0.0) -> Svg:
    """A marker of about `radius` px, its middle at x, y; `hollow` is the outline's width where it is not filled."""
    look = {
        "fill": PAPER if hollow else style.colour,
        "stroke": style.colour if hollow else PAPER,
        "stroke_width": float(hollow or 0.22 * radius),
    }
    if style.marker not in _SHAPES:
        return tag("circle", cx=float(x), cy=float(y), r=float(radius), **look)
    corners, first, factor = _SHAPES[style.marker]
    angles = [math.radians(first + 360 * corner / corners) for corner in range(corners)]
    outline = [(x + radius * factor * math.sin(a), y - radius * factor * math.cos(a)) for a in angles]
    return tag("polygon", points=points(outline), stroke_linejoin="round", **look)


def line_attributes(style: Style, scale: float = 1.0) -> dict[str, object]:
    """Stroke attributes of a series line; `scale` is text size over 13 px."""
    dash = " ".join(f"{float(part) * scale:.3g}" for part in style.dash.split()) or None
    return {
        "stroke": style.colour,
        "stroke_width": float(style.width * scale),
        "stroke_dasharray": dash,
        "stroke_linejoin": "round",
    }


def sample(style: Style, x: float, y: float, width: float, radius: float, scale: float = 1.0) -> Svg:
    """What a series looks like: a piece of its line with its marker in the middle."""
    line = tag(
        "line", x1=float(x), y1=float(y), x2=float(x + width), y2=float(y), **line_attributes(style, scale)
    )
    return tag("g", line, marker(style, x + width / 2, y, radius))
