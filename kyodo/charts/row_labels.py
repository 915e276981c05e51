"""The labels of rows: beside the bars, or above them where a word would have to be cut in two."""

from collections.abc import Sequence
from dataclasses import dataclass

from .data import Row
from .frame import FONT, GAP, LINE, WIDTH, block_width, text_block
from .labels import phrases, text_width, wrap
from .svg import Svg


@dataclass(frozen=True)
class RowLabels:
    """`blocks` are the lines of each row. `are_above`: over its bars, from the left edge."""

    blocks: tuple[tuple[str, ...], ...]
    are_above: bool

    @property
    def left(self) -> float:
        """Where the bars begin, px."""
        wide = 0.0 if self.are_above else max(map(block_width, self.blocks), default=0.0)
        return wide + GAP if wide else 0.0

    def above(self, place: int) -> float:
        """The room that a row's label takes over its bars."""
        return self.height(place) if self.are_above else 0.0

    def beside(self, place: int) -> float:
        """How high a row has to be for its label."""
        return 0.0 if self.are_above else self.height(place)

    def height(self, place: int) -> float:
        return len(self.blocks[place]) * LINE

    def draw(self, place: int, top: float, middle: float) -> Svg:
        """`top`: of the row; `middle`: of its bars."""
        lines = self.blocks[place]
        if self.are_above:
            return text_block(lines, 0.0, top)
        return text_block(lines, self.left - GAP, middle - self.height(place) / 2, anchor="end")


def row_labels(rows: Sequence[Row], *, usual: float, most: float) -> RowLabels:
    """Beside the bars in `usual` em, in more where a phrase needs it; above them where one needs more than `most`."""
    longest = max((text_width(phrase) for row in rows for phrase in phrases(row.label)), default=0.0)
    if longest > most:
        whole = (f"{row.label}（{row.note}）" if row.note else row.label for row in rows)
        return RowLabels(tuple(wrap(text, WIDTH / FONT) for text in whole), are_above=True)
    return RowLabels(tuple(_lines(row, max(usual, longest)) for row in rows), are_above=False)


def _lines(row: Row, width: float) -> tuple[str, ...]:
    lines = wrap(row.label, width) if row.label else ()
    return (*lines, row.note) if row.note else lines
