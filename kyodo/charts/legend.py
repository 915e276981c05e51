"""The legend, inside the picture, so that screen and paper say the same."""

from dataclasses import dataclass
from functools import lru_cache

from .labels import ASCENT, LINE_HEIGHT, Box, text_width, wrap
from .marks import sample
from .palette import INK, INK_SOFT, Style
from .svg import Svg, join, tag

_SAMPLE, _BESIDE, _BETWEEN = 2.9, 0.5, 1.5  # em


@dataclass(frozen=True)
class Entry:
    """One series; without a style it is a remark in words."""

    label: str
    style: Style | None = None


@dataclass(frozen=True)
class Item:
    """An entry in its place."""

    entry: Entry
    lines: tuple[str, ...]
    box: Box


@lru_cache(maxsize=512)
def place_legend(entries: tuple[Entry, ...], width: float, font: float) -> tuple[Item, ...]:
    """Rows centred on x = 0, the first row's top at y = 0, no wider than `width` px where words can be cut."""
    rows: list[list[tuple[Entry, tuple[str, ...], float]]] = []
    room = 0.0
    for entry in entries:
        lead = (_SAMPLE + _BESIDE) * font if entry.style else 0.0
        lines = wrap(entry.label, max(width - lead, 4 * font) / font)
        wide = lead + max(text_width(line, font) for line in lines)
        if not rows or wide + _BETWEEN * font > room:
            rows.append([])
            room = width + _BETWEEN * font
        rows[-1].append((entry, lines, wide))
        room -= wide + _BETWEEN * font
    items: list[Item] = []
    top = 0.0
    for row in rows:
        left = -(sum(wide for *_, wide in row) + _BETWEEN * font * (len(row) - 1)) / 2
        for entry, lines, wide in row:
            items.append(Item(entry, lines, Box(left, top, wide, len(lines) * font * LINE_HEIGHT)))
            left += wide + _BETWEEN * font
        top = max(item.box.bottom for item in items) + 0.35 * font
    return tuple(items)


def legend_height(items: tuple[Item, ...]) -> float:
    return max((item.box.bottom for item in items), default=0.0)


@lru_cache(maxsize=512)
def draw_legend(items: tuple[Item, ...], top: float, font: float, marker: float) -> Svg:
    """The placed items, moved down to `top`."""
    return tag("g", *(_draw_item(item, top, font, marker) for item in items), font_size=float(font))


def _draw_item(item: Item, top: float, font: float, marker: float) -> Svg:
    style, box = item.entry.style, item.box
    lead = (_SAMPLE + _BESIDE) * font if style else 0.0
    middle = top + box.y + LINE_HEIGHT * font / 2
    baseline = middle + (ASCENT - 0.5) * font
    words = (
        tag(
            "text",
            line,
            x=box.x + lead,
            y=baseline + row * LINE_HEIGHT * font,
            fill=INK if style else INK_SOFT,
        )
        for row, line in enumerate(item.lines)
    )
    picture = sample(style, box.x, middle, _SAMPLE * font, marker, font / 13) if style else None
    return join(picture, *words)
