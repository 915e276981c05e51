"""Which series each print mode draws; the drawing itself is reviews.charts.radar."""

from reviews.charts.radar import Series, radar
from reviews.charts.radar_layout import Size
from reviews.printing.document import Scores, SheetDocument

# On paper the picture is 70–84 mm wide: its words come out at 7–8 pt.
PAPER_SIZE = Size("paper", width=360, radius=118, font=13, number_font=11, marker=4.2)


def sides_radar(sheet: SheetDocument) -> str:
    """団体 and 市, and 合意 where there is one."""
    ratings = sheet.ratings
    named = ((sheet.group_word, ratings.group), (sheet.city_word, ratings.city), ("合意", ratings.agreed))
    return _draw(sheet, [(label, scores) for label, scores in named if _any(scores)], "ふりかえりの視点")


def change_radar(sheet: SheetDocument, side: str) -> str:
    """One side ("group" or "city") last year and this year."""
    word = sheet.group_word if side == "group" else sheet.city_word
    now = getattr(sheet.ratings, side)
    before = getattr(sheet.previous.ratings, side) if sheet.previous else ()
    label = sheet.previous.label if sheet.previous else "前年"
    named = [(f"{word} {label}", before), (f"{word} 今年", now)]
    return _draw(sheet, [(name, scores) for name, scores in named if _any(scores)], f"{word}の評価の変化")


def blank_radar(sheet: SheetDocument) -> str:
    """Axes and rings alone, for drawing by hand."""
    return _draw(sheet, [], "書きこみ用のレーダーチャート")


def _draw(sheet: SheetDocument, named: list[tuple[str, Scores]], title: str) -> str:
    count = len(sheet.axes)
    series = [Series(label, (*scores, *(None,) * count)[:count]) for label, scores in named]
    return radar([axis.name for axis in sheet.axes], series, title=title, size=PAPER_SIZE)


def _any(scores: Scores) -> bool:
    return any(score is not None for score in scores)
