"""Filling the pages: no last page with three lines on it, no gap where a block did not fit."""

from dataclasses import dataclass
from typing import Any

from kyodo.pdf import Layout, lay_out
from reviews.printing import estimate
from reviews.printing.context import sheet_context
from reviews.printing.document import PrintMode, SheetDocument
from reviews.printing.qr import qr_png

TEMPLATE = "reviews/print/sheet.html"
STYLES = ("print/base.css", "print/sheet.css")

PAGE_TOP_MM, PAGE_BOTTOM_MM = 13.0, 281.0
PAGE_MM = PAGE_BOTTOM_MM - PAGE_TOP_MM
THIN_PAGE_MM = 90.0  # a last page that ends above this is nearly empty
GAP_MM = 45.0  # what may stay empty at the foot of a page so that コメント begin on the next
RADAR_MM = 78.0  # across the page, with its margin
ROOMY_MM = 52.0  # what the roomy style takes up
MEMO_HEAD_MM, RULE_MM, MEMO_SLACK_MM = 10.0, 7.2, 8.0
# Where blocks may move to the next page nobody can tell beforehand how much a page leaves at its foot. Rather some
# lines for notes too few than a page too many: another layout costs as much as the first one.
FOOT_MM = 26.0
LEAST_RULES, MOST_TRIES = 2, 4
MORE_RULES = 6  # so many more must fit below the last line for notes, or the page counts as full


@dataclass(frozen=True, slots=True)
class Plan:
    """How to lay out: the words for the body's class, and the lines for notes in what room is left."""

    style: str
    rules: int = 0


def fitted(sheet: SheetDocument, mode: PrintMode) -> Layout:
    """Lay the sheet out as its words suggest, and again where the paper shows otherwise (seldom)."""
    context = sheet_context(sheet, mode)
    if mode == PrintMode.BLANK:
        _spread_rules(context)
    pictures = {"qr.png": qr_png(sheet.url)}

    def attempt(plan: Plan) -> Layout:
        filled = {
            **context,
            "style": plan.style,
            "radar_first": "radar-first" in plan.style,
            "memo_lines": range(plan.rules),
        }
        return lay_out(TEMPLATE, filled, title=sheet.title, stylesheets=STYLES, pictures=pictures)

    plan: Plan | None = first_plan(context, mode)
    tried: list[Layout] = []
    while plan and len(tried) < MOST_TRIES:
        layout = attempt(plan)
        if "flow" not in plan.style and mode != PrintMode.BLANK and _leaves_a_gap(layout):
            plan = _flowing(context, estimate.front(context), estimate.tail(context))
            continue
        tried.append(layout)
        plan = next_plan(plan, *layout.position("end"))
    return min(reversed(tried), key=_badness)


def _leaves_a_gap(layout: Layout) -> bool:
    """Whether the axes with their radar did not fit below the texts and went to the next page as a whole."""
    page, top = layout.position("axes")
    return page > 1 and top < PAGE_TOP_MM + 5


def _spread_rules(context: dict[str, Any]) -> None:
    """Give the texts of a blank form as many lines to write on as its first page holds."""
    empty = [block for group in context["texts"] for block in group["blocks"] if not block["paragraphs"]]
    if empty:
        room = PAGE_MM - estimate.front(context) - 2 * MEMO_SLACK_MM
        each = int(room // RULE_MM) // len(empty)
        for block in empty:
            block["rules"] = range(max(LEAST_RULES, each))


def first_plan(context: dict[str, Any], mode: PrintMode) -> Plan:
    """Choose from the estimated heights alone."""
    if mode == PrintMode.BLANK:
        return Plan("normal")
    front, axes, tail = estimate.front(context), estimate.axes(context), estimate.tail(context)
    whole = front + axes + tail
    if mode == PrintMode.COMPARISON or front + axes > PAGE_MM:
        return _flowing(context, front, tail)
    if whole <= PAGE_MM:
        return Plan("normal", _rules(PAGE_MM - whole))
    if whole <= PAGE_MM * 1.06:
        return Plan("compact")
    gap = PAGE_MM - front - axes
    if tail <= PAGE_MM and (gap <= GAP_MM or PAGE_TOP_MM + whole - PAGE_MM < THIN_PAGE_MM):
        style = "split roomy" if gap > ROOMY_MM else "split"
        return Plan(style, _rules(PAGE_MM - tail * (1.1 if "roomy" in style else 1)))
    return Plan("normal", _rules(2 * PAGE_MM - whole - FOOT_MM))


def _flowing(context: dict[str, Any], front: float, tail: float) -> Plan:
    """The table of axes may break, the radar may not: it comes first where it still fits on the page."""
    table = estimate.wide_axes(context)
    left = PAGE_MM - front % PAGE_MM
    if left > RADAR_MM + estimate.HEAD_MM:
        return Plan(
            "flow radar-first", _rules(PAGE_MM - (front + RADAR_MM + table + tail) % PAGE_MM - FOOT_MM)
        )
    after = front + table
    if PAGE_MM - after % PAGE_MM < RADAR_MM:
        after += PAGE_MM - after % PAGE_MM
    return Plan("flow", _rules(PAGE_MM - (after + RADAR_MM + tail) % PAGE_MM - FOOT_MM))


def next_plan(plan: Plan, pages: int, end: float) -> Plan | None:
    """Return a better plan for a sheet that ends on that page, so many mm from its top; None if it fits well."""
    if pages > 1 and end < THIN_PAGE_MM:
        if plan.style == "normal" and plan.rules:
            return Plan("normal")  # the lines for notes pushed the end over the page
        if "compact" not in plan.style:
            return Plan(f"{plan.style} compact")
        return Plan("split roomy") if "split" not in plan.style else None
    more = _rules(PAGE_BOTTOM_MM - end)
    return (
        Plan(plan.style, plan.rules + more)
        if more >= (LEAST_RULES if plan.rules == 0 else MORE_RULES)
        else None
    )


def _rules(room: float) -> int:
    count = int((room - MEMO_HEAD_MM - MEMO_SLACK_MM) // RULE_MM)
    return count if count >= LEAST_RULES else 0


def _badness(layout: Layout) -> tuple[bool, int, float]:
    """Order layouts: first those without a thin last page, then the shortest, then the fullest."""
    pages, end = layout.position("end")
    return pages > 1 and end < THIN_PAGE_MM, pages, -end
