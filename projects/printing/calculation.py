"""The whole calculation of a screening on paper: the ranking, then a page for each proposal, to be followed by hand."""

from collections.abc import Iterator
from typing import BinaryIO

from django.utils import timezone

from kyodo.models import City
from kyodo.wareki import format_datetime

from ..charts.spread import spread_mini
from ..models import Call
from ..ranking import Board, Line, Ranking, Tie

STYLES = ("print/base.css", "print/ranking.css")


def write_calculation(call: Call, ranking: Ranking, *, out: BinaryIO, progress=None) -> int:
    """Write the ranking and every proposal's page to `out`; `progress(done, total)` may raise. Says how many pages."""
    from kyodo.pdf import merge  # it takes 40 MB: loaded with the first print, and not before

    return merge(_parts(call, ranking, progress), title=f"審査の計算 {call.title}", out=out)


def one_calculation(call: Call, ranking: Ranking, entry_id: int) -> bytes:
    """One proposal's page as a PDF."""
    from kyodo.pdf import lay_out

    return lay_out(*_page_of(call, ranking, entry_id), title=f"計算 {call.title}", stylesheets=STYLES).write()


def file_name(call: Call) -> str:
    return f"審査の計算_{call.title}.pdf"


def parts_of(ranking: Ranking, entry_id: int) -> list[tuple[Board, Line]]:
    """The boards on which the proposal stands, with its line; the final one only where it is no stage's own."""
    boards = [*ranking.boards]
    if ranking.final and ranking.final not in ranking.boards:
        boards.append(ranking.final)
    return [(board, line) for board in boards if (line := board.line_of(entry_id))]


def ties_of(parts: list[tuple[Board, Line]]) -> list[Tie]:
    """Those in which the proposal stood."""
    return [tie for board, line in parts for tie in board.ties if line.entry in tie.entries]


def _parts(call: Call, ranking: Ranking, progress) -> Iterator:
    from kyodo.pdf import Part, lay_out

    entries = [line.entry for line in ranking.boards[0].lines]
    front = lay_out(
        "projects/print/ranking.html", _context(call, ranking), title=call.title, stylesheets=STYLES
    )
    yield Part("順位", front.write_part())
    for done, entry in enumerate(entries, 1):
        layout = lay_out(*_page_of(call, ranking, entry.id), title=entry.title, stylesheets=STYLES)
        yield Part(entry.title, layout.write_part())
        if progress:
            progress(done, len(entries))


def _page_of(call: Call, ranking: Ranking, entry_id: int) -> tuple[str, dict]:
    """Template and context of one proposal's page."""
    parts = parts_of(ranking, entry_id)
    shown = [(board, line, [(cell, spread_mini(cell)) for cell in line.cells]) for board, line in parts]
    context = {"parts": shown, "entry": parts[0][1].entry, "ties": ties_of(parts), **_context(call, ranking)}
    return "projects/print/calculation.html", context


def _context(call: Call, ranking: Ranking) -> dict:
    return {
        "call": call,
        "ranking": ranking,
        "board": ranking.result,
        "city": City.current(),
        "printed_at": format_datetime(timezone.now()),
    }
