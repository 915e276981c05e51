"""Which series each print mode draws; the drawing itself is reviews.charts.radar."""

from kyodo.charts.palette import AGREED, CITY, LAST_YEAR, ORGANIZATION, THIS_YEAR, Style
from reviews.charts.radar import Series, radar
from reviews.charts.radar_layout import Size
from reviews.printing.document import Scores, SheetDocument

LEAST_AXES = 3
# On paper the picture is 70–90 mm wide: its words come out at 7–9 pt.
PAPER_SIZE = Size("paper", width=360, radius=118, font=13, number_font=11, marker=4.2)


def sides_radar(sheet: SheetDocument) -> str:
    """団体 and 市, and 合意 where there is one."""
    ratings = sheet.ratings
    lines = [
        (sheet.group_word, ratings.group, ORGANIZATION),
        (sheet.city_word, ratings.city, CITY),
        ("合意", ratings.agreed, AGREED),
    ]
    return _draw(sheet, lines, "ふりかえりの視点")


def change_radar(sheet: SheetDocument, side: str) -> str:
    """One side ("group" or "city") last year and this year."""
    word = sheet.group_word if side == "group" else sheet.city_word
    lines = [(f"{word} 今年", getattr(sheet.ratings, side), THIS_YEAR)]
    if sheet.previous:
        before = getattr(sheet.previous.ratings, side)
        lines.insert(0, (f"{word} {sheet.previous.label}", before, LAST_YEAR))
    return _draw(sheet, lines, f"{word}の評価の変化")


def _draw(sheet: SheetDocument, lines: list[tuple[str, Scores, Style]], title: str) -> str:
    """Draw the lines that have a score; nothing where there are too few axes for a shape."""
    count = len(sheet.axes)
    if count < LEAST_AXES:
        return ""
    series = [
        Series(label, (*scores, *(None,) * count)[:count], style)
        for label, scores, style in lines
        if any(score is not None for score in scores)
    ]
    return radar([axis.name for axis in sheet.axes], series, title=title, size=PAPER_SIZE)
