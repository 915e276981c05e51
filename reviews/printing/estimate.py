"""How high the parts of a sheet will be, from its words alone, in mm.

Laying a page out costs some 70 ms, this a tenth of one. The figures are measured on paper at the normal density
of static/print/sheet.css; kyodo.pdf tells afterwards how it really came out (reviews.printing.fit).
"""

from typing import Any
from unicodedata import east_asian_width

EM_MM = 3.35
LINE_MM = 5.2
HEAD_MM = 9.6  # an h2 with its margins
COLUMN_HEAD_MM = 6.4
ROW_MM = 2.5  # what a row adds to its lines
TEXT_WIDTH, BOX_WIDTH, STEP_WIDTH = 148, 168, 70
HALF, KANA = 0.56, 0.93


def width_mm(text: str) -> float:
    """Estimate the width of a text in body size."""
    return sum(_em(char) for char in text) * EM_MM


def _em(char: str) -> float:
    if east_asian_width(char) in "NaHA":
        return HALF
    return KANA if "\u3040" <= char <= "\u30ff" else 1


def lines(paragraphs: list[str], width: float) -> int:
    """Estimate how many lines the paragraphs take; an empty text takes one."""
    return sum(1 + int(width_mm(text) // width) for text in paragraphs) or 1


def front(context: dict[str, Any]) -> float:
    """Head, names, texts and goals."""
    sheet = context["sheet"]
    height = 37.0 + 7.6 * len(sheet.organizations)
    if context["texts"]:
        height += HEAD_MM
    for group in context["texts"]:
        if group["long"]:
            text = group["blocks"][0]["paragraphs"]
            height += box(text)
        else:
            height += sum(
                lines(block["paragraphs"], TEXT_WIDTH) * LINE_MM + ROW_MM for block in group["blocks"]
            )
    if context["goals"]:
        height += HEAD_MM + COLUMN_HEAD_MM + (LINE_MM + ROW_MM) * len(context["goals"])
    return height


def axes(context: dict[str, Any]) -> float:
    """The table of axes with the radar beside it."""
    return HEAD_MM + COLUMN_HEAD_MM + 10.1 * len(context["axes"]) + (12 if context["any_wide"] else 8)


def wide_axes(context: dict[str, Any]) -> float:
    """The table of axes across the page."""
    return HEAD_MM + COLUMN_HEAD_MM + 8.2 * len(context["axes"]) + 8


def tail(context: dict[str, Any]) -> float:
    """Comments, ふりかえりの場 and the confirmation."""
    height = HEAD_MM + sum(box(comment["paragraphs"]) for comment in context["comments"]) + 14.7
    meeting = context["meeting"]
    if meeting:
        height += HEAD_MM + 2 * (LINE_MM + ROW_MM) + lines(meeting["agreed"], TEXT_WIDTH) * LINE_MM + ROW_MM
        height += len(meeting["rules"]) * 7.2
        if meeting["steps"]:
            width = STEP_WIDTH if meeting["any_said"] else TEXT_WIDTH
            rows = [max(lines([step.text], width), lines([step.said], width)) for step in meeting["steps"]]
            height += 1.6 + COLUMN_HEAD_MM + sum(LINE_MM * count + ROW_MM for count in rows)
    return height


def box(paragraphs: list[str]) -> float:
    """Estimate a box with its head."""
    return 9.7 + lines(paragraphs, BOX_WIDTH) * LINE_MM + 2 * len(paragraphs)
