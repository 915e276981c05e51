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
    """One series: a line's style, or the fill and outline of an area; without either it is a remark in words."""

    label: str
    style: Style | None = None
    swatch: tuple[str, str] | None = None

    @property
    def has_sample(self) -> bool:
        return bool(self.style or self.swatch)


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
        lead = (_SAMPLE + _BESIDE) * font if entry.has_sample else 0.0
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
def draw_legend(
    items: tuple[Item, ...], top: float, font: float, marker: float = 0.0, *, middle: float = 0.0
) -> Svg:
    """The placed items, moved down to `top`, centred on `middle`."""
    return tag("g", *(_draw_item(item, middle, top, font, marker) for item in items), font_size=float(font))


def _draw_item(item: Item, aside: float, top: float, font: float, marker: float) -> Svg:
    entry, left = item.entry, item.box.x + aside
    lead = (_SAMPLE + _BESIDE) * font if entry.has_sample else 0.0
    middle = top + item.box.y + LINE_HEIGHT * font / 2
    baseline = middle + (ASCENT - 0.5) * font
    words = (
        tag(
            "text",
            line,
            x=left + lead,
            y=baseline + row * LINE_HEIGHT * font,
            fill=INK if entry.has_sample else INK_SOFT,
        )
        for row, line in enumerate(item.lines)
    )
    return join(_sample(entry, left, middle, font, marker), *words)


def _sample(entry: Entry, left: float, middle: float, font: float, marker: float) -> Svg | None:
    if entry.style:
        return sample(entry.style, left, middle, _SAMPLE * font, marker, font / 13)
    if entry.swatch is None:
        return None
    fill, outline = entry.swatch
    return tag(
        "rect",
        x=left + 0.5,
        y=middle - 0.5 * font,
        width=_SAMPLE * font - 1,
        height=font,
        fill=fill,
        stroke=outline,
        stroke_width=1.0,
    )
