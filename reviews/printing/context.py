"""What the print template is given: a SheetDocument in the shape of the page."""

from itertools import groupby
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from kyodo.wareki import format_date
from reviews.printing.document import Comment, GoalLine, PrintMode, Scores, SheetDocument, TextBlock
from reviews.printing.radars import change_radar, sides_radar

LONG_TEXT = 420  # characters from which a text gets a box whose head is printed again on the next page
WIDE_GAP = 2  # steps between the two sides from which the gap is marked
BLANK_COMMENT_RULES, BLANK_MEETING_RULES, BLANK_GOALS = 4, 2, 3


def sheet_context(sheet: SheetDocument, mode: PrintMode) -> dict[str, Any]:
    """Return everything `reviews/print/sheet.html` reads but its density."""
    blank = mode == PrintMode.BLANK
    rows = _axis_rows(sheet)
    words = [f"{5 - index}＝{word}" for index, word in enumerate(sheet.scale)]
    return {
        "sheet": sheet,
        "mode": mode.value,
        "finalised_on": f"{format_date(sheet.finalised_on)}確定" if sheet.finalised_on else "",
        "texts": _texts(sheet, blank=blank),
        "goals": sheet.goals or ((GoalLine(""),) * BLANK_GOALS if blank else ()),
        "axes": rows,
        "unseen": _unseen_words(sheet),
        "any_wide": any(row["wide"] for row in rows),
        "scale": "　".join(words),
        "steps": range(1, 6),
        "comments": [_comment(comment, sheet, blank=blank) for comment in sheet.comments],
        "meeting": _meeting(sheet, blank=blank),
        **_pictures(sheet, mode),
    }


def paragraphs(text: str) -> list[str]:
    """Return the lines of a text that hold something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _texts(sheet: SheetDocument, *, blank: bool) -> list[dict[str, Any]]:
    """Group the texts: short ones in a row share a table, a long one stands in a box of its own."""
    blocks = [_text(block, blank=blank) for block in sheet.texts]
    grouped = groupby(enumerate(blocks), key=lambda item: (item[1]["long"], item[1]["long"] and item[0]))
    return [{"long": key[0], "blocks": [block for _, block in items]} for key, items in grouped]


def _text(block: TextBlock, *, blank: bool) -> dict[str, Any]:
    text = block.text if block.known_before or not blank else ""
    return {
        "label": block.label,
        "long": len(text) > LONG_TEXT,
        "paragraphs": paragraphs(text),
        "rules": range(0),
    }


def _comment(comment: Comment, sheet: SheetDocument, *, blank: bool) -> dict[str, Any]:
    return {
        "side": comment.side,
        "prompt": comment.prompt,
        "style": "city" if comment.side == sheet.city_word else "group",
        "paragraphs": [] if blank else paragraphs(comment.text),
        "rules": range(BLANK_COMMENT_RULES if blank else 0),
    }


def _meeting(sheet: SheetDocument, *, blank: bool) -> dict[str, Any] | None:
    if blank or sheet.meeting is None:
        held_on, place, attendees, agreed, steps = "年　　月　　日", "", "", [], ()
    else:
        note = sheet.meeting
        held_on = format_date(note.held_on) if note.held_on else ""
        place, attendees, agreed, steps = note.place, note.attendees, paragraphs(note.agreed), note.steps
    return {
        "held_on": held_on,
        "place": place,
        "attendees": attendees,
        "names_nobody": bool(sheet.meeting and not blank and not attendees),
        "agreed": agreed,
        "steps": steps,
        "any_said": any(step.said for step in steps),
        "rules": range(BLANK_MEETING_RULES if blank else 0 if sheet.meeting else 1),
    }


def _axis_rows(sheet: SheetDocument) -> list[dict[str, Any]]:
    count = len(sheet.axes)
    now, before = sheet.ratings, sheet.previous.ratings if sheet.previous else None
    columns = {
        "group": _filled_up(now.group, count),
        "city": _filled_up(now.city, count),
        "agreed": _filled_up(now.agreed, count),
        "group_before": _filled_up(before.group if before else (), count),
        "city_before": _filled_up(before.city if before else (), count),
    }
    rows = []
    for index, axis in enumerate(sheet.axes):
        row: dict[str, Any] = {name: scores[index] for name, scores in columns.items()}
        rows.append(
            {
                **{name: _cell(score, name in sheet.unseen) for name, score in row.items()},
                "axis": axis,
                "wide": _is_wide(row["group"], row["city"]),
                "group_change": _change(row["group_before"], row["group"]),
                "city_change": _change(row["city_before"], row["city"]),
            }
        )
    return rows


def _cell(score: int | None, is_unseen: bool) -> str:
    """What stands in a column: the score, 「—」 where none was given, nothing where it may not be seen yet."""
    return "" if is_unseen else str(score or "—")


def _unseen_words(sheet: SheetDocument) -> str:
    words = {"group": sheet.group_word, "city": sheet.city_word}
    return "と".join(words[side] for side in sheet.unseen)


def _filled_up(scores: Scores, count: int) -> Scores:
    return (*scores, *(None,) * count)[:count]


def _is_wide(group: int | None, city: int | None) -> bool:
    return None not in (group, city) and abs(group - city) >= WIDE_GAP


def _change(before: int | None, now: int | None) -> str:
    """Return 「▲1」, 「▼2」, 「＝」, or nothing where either year has no score."""
    if before is None or now is None:
        return ""
    if before == now:
        return "＝"
    return f"{'▲' if now > before else '▼'}{abs(now - before)}"


def _pictures(sheet: SheetDocument, mode: PrintMode) -> dict[str, SafeString | str]:
    if mode == PrintMode.BLANK:
        return {}
    if mode == PrintMode.FILLED:
        return {"radar": mark_safe(sides_radar(sheet))}  # noqa: S308 (reviews.charts escapes what it draws)
    return {
        "previous_label": sheet.previous.label if sheet.previous else "前年（記録なし）",
        "radar_group": mark_safe(change_radar(sheet, "group")),  # noqa: S308
        "radar_city": mark_safe(change_radar(sheet, "city")),  # noqa: S308
    }
