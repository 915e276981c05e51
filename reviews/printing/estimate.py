"""How high the parts of a sheet will be, from its words alone, in mm.

Laying a page out costs some 70 ms, this a tenth of one. The figures are measured on paper at the normal density
of static/print/sheet.css; kyodo.pdf tells afterwards how it really came out (reviews.printing.fit).
"""

from typing import Any
from unicodedata import east_asian_width

from reviews.printing.document import GoalLine

EM_MM = 3.35
LINE_MM = 5.2
HEAD_MM = 9.6  # an h2 with its margins
COLUMN_HEAD_MM = 6.4
ROW_MM = 2.5  # what a row adds to its lines
TEXT_WIDTH, BOX_WIDTH, STEP_WIDTH = 148, 168, 70
GOAL_NAME_WIDTH, GOAL_WIDTH = 64, 52
# The questions of the axes: smaller letters in three widths of column, no row lower than its score.
BESIDE_WIDTH, COMPARED_WIDTH, ACROSS_WIDTH = 40.5, 79, 113
SMALL, SMALL_LINE_MM, SCORE_MM = 0.842, 3.85, 7.7
HALF, KANA = 0.56, 0.93


def width_mm(text: str) -> float:
    """Estimate the width of a text in body size."""
    return sum(_em(char) for char in text) * EM_MM


def _em(char: str) -> float:
    if east_asian_width(char) in "NaHA":
        return HALF
    return KANA if "\u3040" <= char <= "\u30ff" else 1


def lines(paragraphs: list[str], width: float, size: float = 1.0) -> int:
    """Estimate how many lines the paragraphs take at this share of the body size; an empty text takes one."""
    return sum(1 + int(width_mm(text) * size // width) for text in paragraphs) or 1


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
        rows = [_goal_lines(goal) for goal in context["goals"]]
        height += HEAD_MM + COLUMN_HEAD_MM + sum(LINE_MM * count + ROW_MM for count in rows)
    return height


def _goal_lines(goal: GoalLine) -> int:
    values = max(lines([goal.planned], GOAL_WIDTH), lines([goal.actual], GOAL_WIDTH))
    return max(values, lines([goal.name], GOAL_NAME_WIDTH))


def axes(context: dict[str, Any]) -> float:
    """The table of axes with the radar beside it."""
    return _axes_table(context, BESIDE_WIDTH) + (12 if context["any_wide"] else 8)


def wide_axes(context: dict[str, Any]) -> float:
    """The table of axes across the page."""
    compared = context["mode"] == "comparison"
    heads = COLUMN_HEAD_MM if compared else 0
    return _axes_table(context, COMPARED_WIDTH if compared else ACROSS_WIDTH) + heads + 6


def _axes_table(context: dict[str, Any], width: float) -> float:
    questions = (lines([row["axis"].question], width, SMALL) for row in context["axes"])
    return HEAD_MM + COLUMN_HEAD_MM + sum(max(SCORE_MM, SMALL_LINE_MM * n + ROW_MM) for n in questions)


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
