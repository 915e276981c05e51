"""What stands round every chart of numbers: the outer element, the title, the lines at the foot."""

from .data import Caption
from .labels import ASCENT, LINE_HEIGHT, text_width, wrap
from .palette import FONT_FAMILY, INK, INK_SOFT, PAPER
from .svg import Svg, clean, join, number, tag

# At 390 px a page has some 358 for a chart: letters of 16 in 520 come out at 11 px there.
WIDTH, FONT = 512.0, 16.0
LINE = FONT * LINE_HEIGHT
GAP = 8.0
MARGIN = 4.0  # so that no letter is cut at the edge
_PLATE = 3.0


def text_block(lines: tuple[str, ...], x: float, top: float, *, anchor: str = "start", **look: object) -> Svg:
    """Lines of text whose first begins at `top`."""
    first = top + ((LINE_HEIGHT - 1) / 2 + ASCENT) * FONT
    look = {"fill": INK, **look}
    return join(
        *(
            tag("text", line, x=float(x), y=first + place * LINE, text_anchor=anchor, **look)
            for place, line in enumerate(lines)
        )
    )


def block_width(lines: tuple[str, ...]) -> float:
    return max((text_width(line, FONT) for line in lines), default=0.0)


def plate(lines: tuple[str, ...], middle: float, top: float) -> Svg:
    """A ground of paper under centred lines, so that no pattern runs through the letters."""
    wide = block_width(lines) + 2 * _PLATE
    return tag(
        "rect",
        x=middle - wide / 2,
        y=top,
        width=wide,
        height=len(lines) * LINE,
        rx=3,
        fill=PAPER,
        fill_opacity=0.92,
    )


def framed(body: Svg, height: float, caption: Caption, words: str, prefix: str, kind: str) -> Svg:
    """The whole picture: the heading, `body` (px, from 0 down to `height`), the foot; `words` is the description."""
    heading = wrap(caption.title, WIDTH / FONT) if caption.has_heading and caption.title.strip() else ()
    foot = tuple(line for each in caption.foot for line in wrap(each, WIDTH / FONT))
    top = len(heading) * LINE + (GAP if heading else 0.0)
    below = top + height + GAP
    bottom = below + len(foot) * LINE
    return tag(
        "svg",
        tag("title", caption.title, id=f"{prefix}{kind}-title"),
        tag("desc", clean(words), id=f"{prefix}{kind}-desc"),
        text_block(heading, 0.0, 0.0, font_weight="bold"),
        tag("g", body, transform=f"translate(0 {number(top)})"),
        text_block(foot, 0.0, below, fill=INK_SOFT),
        xmlns="http://www.w3.org/2000/svg",
        role="img",
        aria_labelledby=f"{prefix}{kind}-title",
        aria_describedby=f"{prefix}{kind}-desc",
        class_=f"{kind}-chart",
        viewBox=" ".join(map(number, (-MARGIN, -MARGIN, WIDTH + 2 * MARGIN, bottom + 2 * MARGIN))),
        width=WIDTH + 2 * MARGIN,
        height=bottom + 2 * MARGIN,
        font_family=FONT_FAMILY,
        font_size=FONT,
    )
