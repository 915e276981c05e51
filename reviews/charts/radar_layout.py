"""Where everything of a radar goes. The centre is (0, 0), y grows downwards, lengths are px.

No label is cut: where labels would meet they move away from the centre, and if that takes them far from their
axis the radar grows.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

from kyodo.charts.labels import LINE_HEIGHT, Box, enclosed_number, numbered, phrases, text_width, wrap

_GROWTH, _GROWTH_STEPS = 1.08, 24
_MOST_LINES, _WIDEST = 4, 24.0
TAG_HEIGHT, TAG_GAP, TAG_PADDING, TAG_FONT = 1.3, 0.25, 0.4, 0.85  # em; TAG_FONT of the label's size


@dataclass(frozen=True)
class Size:
    """How large a radar is in px; `compact` shows ① at the corners, one ring number and no legend."""

    name: str
    width: float
    radius: float
    font: float
    number_font: float
    marker: float
    compact: bool = False

    @property
    def scale(self) -> float:
        """Of lines, against 13 px text."""
        return self.font / 13 if not self.compact else 0.72


SMALL = Size("small", width=160, radius=58, font=11, number_font=9, marker=2.8, compact=True)
MEDIUM = Size("medium", width=480, radius=132, font=13, number_font=11, marker=4.4)
LARGE = Size("large", width=520, radius=146, font=15, number_font=12.5, marker=5)


@dataclass(frozen=True)
class Label:
    """An axis label in its place; `anchor` is the text-anchor of its lines, `tag` stands under them."""

    lines: tuple[str, ...]
    box: Box
    anchor: str
    tag: str = ""


@dataclass(frozen=True)
class Layout:
    """All that stays the same while values change."""

    radius: float
    directions: tuple[tuple[float, float], ...]
    labels: tuple[Label, ...]
    top: float
    bottom: float
    half_width: float


def _first_radius(count: int, size: Size, steps: int) -> float:
    """Rather larger than asked for where the numbers of the rings would touch (few axes, many rings)."""
    if size.compact:
        return size.radius
    return max(
        size.radius, min(1.45 * size.number_font * steps / math.cos(math.pi / count), 1.5 * size.radius)
    )


def directions(count: int) -> tuple[tuple[float, float], ...]:
    """Unit vectors of the axes: the first up, then clockwise."""
    angles = (2 * math.pi * index / count for index in range(count))
    return tuple((_tidy(math.sin(angle)), _tidy(-math.cos(angle))) for angle in angles)


def _tidy(value: float) -> float:
    return 0.0 if abs(value) < 1e-9 else value


@lru_cache(maxsize=512)
def place(axes: tuple[str, ...], tags: tuple[str, ...], size: Size, steps: int = 5) -> Layout:
    """Labels of `axes` (with `tags` under them, "" for none) round a radar of `steps` rings."""
    radius = _first_radius(len(axes), size, steps)
    for _ in range(_GROWTH_STEPS):
        wanted = [_ideal(index, axes, tags, radius, size) for index in range(len(axes))]
        labels = _apart(wanted, gap=0.3 * size.font)
        moved = max(abs(was.box.y - now.box.y) for was, now in zip(wanted, labels, strict=True))
        if moved <= size.font:
            break
        radius *= _GROWTH
    margin = 0.4 * size.font
    return Layout(
        radius=radius,
        directions=directions(len(axes)),
        labels=labels,
        top=min(-radius, *(label.box.y for label in labels)) - margin,
        bottom=max(
            radius * max(y for _, y in directions(len(axes))) + 2.3 * size.marker,
            *(label.box.bottom for label in labels),
        ),
        half_width=max(size.width / 2, *(max(-label.box.x, label.box.right) + margin for label in labels)),
    )


def _ideal(index: int, axes: tuple[str, ...], tags: tuple[str, ...], radius: float, size: Size) -> Label:
    """The label just outside its corner, as if it were alone."""
    ux, uy = directions(len(axes))[index]
    gap = 2.3 * size.marker + 0.35 * size.font
    sideways = min(max((abs(ux) - 0.2) / 0.4, 0.0), 1.0)  # 0: centred on the axis, 1: wholly beside it
    text = enclosed_number(index) if size.compact else numbered(axes[index], index)
    room = max(size.width / 2, radius + 8 * size.font) - abs(ux) * (radius + gap) - 0.4 * size.font
    lines = _lines(text, (room * sideways + 11 * size.font * (1 - sideways)) / size.font)
    width = max(text_width(line, size.font) for line in lines)
    height = len(lines) * LINE_HEIGHT * size.font
    tag = "" if size.compact else tags[index]
    if tag:
        width = max(width, text_width(tag, TAG_FONT * size.font) + 2 * TAG_PADDING * size.font)
        height += (TAG_HEIGHT + TAG_GAP) * size.font
    side = math.copysign(1.0, ux) if ux else 0.0
    middle_x = ux * (radius + gap) + side * sideways * width / 2
    outward = math.copysign(min(1.0, abs(uy) / 0.8), uy)  # 1: wholly above or below its corner
    middle_y = uy * (radius + gap) + outward * height / 2
    anchor = "middle" if sideways < 1 else "start"
    return Label(lines, Box(middle_x - width / 2, middle_y - height / 2, width, height), anchor, tag)


def _lines(text: str, room: float) -> tuple[str, ...]:
    """At most four lines where possible: rather a wider label than a word cut in two or a tower of syllables."""
    longest = max((text_width(phrase) for phrase in phrases(text)), default=0.0)
    width = max(room, 6.5, min(longest, 9.5))
    lines = wrap(text, width)
    while len(lines) > _MOST_LINES and width < _WIDEST:
        width *= 1.2
        lines = wrap(text, width)
    return lines


def _apart(wanted: list[Label], gap: float) -> tuple[Label, ...]:
    """Moves labels away from the horizontal until none meets another."""
    placed: dict[int, Label] = {}
    for index in sorted(range(len(wanted)), key=lambda at: (round(abs(_middle(wanted[at])), 3), at)):
        label = wanted[index]
        upwards = _middle(label) <= 0
        hit = True
        while hit:
            hit = next((other.box for other in placed.values() if label.box.overlaps(other.box, gap)), None)
            if hit:
                y = hit.y - gap - label.box.height - 0.01 if upwards else hit.bottom + gap + 0.01
                box = Box(label.box.x, y, label.box.width, label.box.height)
                label = Label(label.lines, box, label.anchor, label.tag)
        placed[index] = label
    return tuple(placed[index] for index in range(len(wanted)))


def _middle(label: Label) -> float:
    return label.box.y + label.box.height / 2


def number_box(text: str, x: float, y: float, font: float) -> Box:
    """The plate under a ring number whose middle is x, y."""
    width, height = text_width(text, font) + 0.2 * font, 0.95 * font
    return Box(x - width / 2, y - height / 2, width, height)


def ring_numbers(
    rings: tuple[float, ...],
    names: tuple[str, ...],
    layout: Layout,
    size: Size,
    spots: list[tuple[float, float, float]],
) -> list[tuple[str, Box]]:
    """A number for each ring, none under a marker. `spots` are the markers: x, y, radius.

    They stand on the rings between two axes: left of the first axis, or in the next gap that shows more of them.
    """
    best: list[tuple[str, Box]] = []
    count = len(layout.directions)
    for turn in range(count):
        angle = -math.pi / count * (2 * turn + 1)
        ux, uy = math.sin(angle), -math.cos(angle)
        found = []
        for ring, name in zip(rings, names, strict=True):
            along = layout.radius * math.cos(math.pi / count) * ring
            steps = (along,) if ring else (0.0, size.number_font, 1.5 * size.number_font)
            boxes = (number_box(name, ux * step, uy * step, size.number_font) for step in steps)
            free = next((box for box in boxes if _is_free(box, spots, found)), None)
            if free:
                found.append((name, free))
        if len(found) > len(best):
            best = found
        if len(best) == len(rings):
            break
    return best


def _is_free(box: Box, spots: list[tuple[float, float, float]], taken: list[tuple[str, Box]]) -> bool:
    clear = all(box.distance(x, y) > radius for x, y, radius in spots)
    return clear and not any(box.overlaps(other) for _, other in taken)
