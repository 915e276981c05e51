"""The look of all charts. Colours follow デジタル庁デザインシステム; each has at least 4.5:1 on white.

Series differ by colour, dash, marker and lightness, so that a grey print or a colour-blind reader loses nothing.
"""

from dataclasses import dataclass

FONT_FAMILY = "BIZ UDPGothic, Noto Sans JP, Noto Sans CJK JP, Meiryo, sans-serif"

INK = "#333333"
INK_SOFT = "#595959"
GRID = "#d0d0d6"
FRAME = "#8c8c92"
PAPER = "#ffffff"


@dataclass(frozen=True)
class Style:
    """How one series looks. `dash` is an SVG dash array, empty for a solid line; widths are px at 13 px text."""

    colour: str
    dash: str = ""
    marker: str = "circle"
    width: float = 2.25
    fill_opacity: float = 0.05


ORGANIZATION = Style("#0017c1", marker="circle", width=2.5, fill_opacity=0.08)
CITY = Style("#c74700", dash="7 4", marker="square")
AGREED = Style("#115a36", dash="10 3 2 3", marker="triangle", fill_opacity=0.03)

THIS_YEAR = Style("#0017c1", marker="circle", width=2.75, fill_opacity=0.10)
LAST_YEAR = Style("#008299", dash="7 4", marker="diamond", width=2.0, fill_opacity=0.04)
YEAR_BEFORE_LAST = Style("#666666", dash="2 3", marker="nabla", width=2.0, fill_opacity=0.0)

SERIES = (
    ORGANIZATION,
    CITY,
    AGREED,
    Style("#6f23d0", dash="2 3", marker="diamond"),
    Style("#008299", dash="12 4", marker="nabla"),
    Style("#4d4d4d", dash="5 3 5 3 2 3", marker="pentagon"),
)
YEARS = (THIS_YEAR, LAST_YEAR, YEAR_BEFORE_LAST)


def series_style(position: int) -> Style:
    """The look of the nth series that names none of its own; it starts over after six."""
    return SERIES[position % len(SERIES)]
