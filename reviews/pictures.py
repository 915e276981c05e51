"""The radars of the screens: which series they draw. The drawing itself is reviews.charts.radar."""

from dataclasses import dataclass

from kyodo.charts.palette import AGREED, CITY, LAST_YEAR, ORGANIZATION, THIS_YEAR
from kyodo.charts.svg import Svg
from kyodo.models import City

from .charts.radar import MEDIUM, SMALL, Series, Size, Table, radar, radar_table
from .enums import Side
from .scores import ScoreBoard, matched

STYLES = {Side.GROUP: ORGANIZATION, Side.CITY: CITY, Side.AGREED: AGREED}


@dataclass(frozen=True)
class Picture:
    """A radar and the same figures as a table."""

    svg: Svg
    table: Table


def side_words() -> dict[Side, str]:
    """What the city calls the sides."""
    return {Side.GROUP: City.current().organization_word, Side.CITY: "市", Side.AGREED: "合意"}


def draw(
    axes: list[str], series: list[Series], *, title: str, size: Size = MEDIUM, **options
) -> Picture | None:
    """A picture of any series; None where there are too few axes for one."""
    if len(axes) < 3:
        return None
    return Picture(radar(axes, series, title=title, size=size, **options), radar_table(axes, series))


def sheet_picture(
    board: ScoreBoard, *, title: str, before: Series | None = None, **options
) -> Picture | None:
    """The sides that the board holds, with the wide gaps marked, and last year's agreed scores where there are any."""
    words = side_words()
    series = [Series(words[side], board.values(side), STYLES[side]) for side in board.columns]
    gaps = board.wide if board.shows_gaps else ()
    return draw(board.labels, [*series, *([before] if before else [])], title=title, gaps=gaps, **options)


def last_year_series(before: ScoreBoard | None, now: ScoreBoard) -> Series | None:
    """What both agreed on last year, on the axes of this year."""
    if before is None or not before.has(Side.AGREED):
        return None
    return Series("前年の合意", matched(before, now, Side.AGREED), LAST_YEAR)


def change_picture(before: ScoreBoard, now: ScoreBoard, side: Side, **options) -> Picture | None:
    """One side, last year and this year."""
    word = side_words()[side]
    series = [
        Series("今年", now.values(side), THIS_YEAR),
        Series("前年", matched(before, now, side), LAST_YEAR),
    ]
    return draw(now.labels, series, title=f"{word}の評価：今年と前年", **options)


def mini_picture(board: ScoreBoard, side: Side) -> Picture | None:
    """One side in the size of a thumb, for the foot of the entry page on a phone."""
    series = [Series(side_words()[side], board.values(side), STYLES[side])]
    return draw(board.labels, series, title="いま選んでいる評価", size=SMALL, id_prefix="mini-")


def small_picture(board: ScoreBoard, *, title: str, id_prefix: str) -> Picture | None:
    """For a cell of a table: what was agreed, or both sides where nothing was."""
    if board.has(Side.AGREED):
        board = ScoreBoard(board.rows, (Side.AGREED,))
    words = side_words()
    series = [
        Series(words[side], board.values(side), STYLES[side]) for side in board.sides if board.has(side)
    ]
    return draw(board.labels, series, title=title, size=SMALL, id_prefix=id_prefix) if series else None
