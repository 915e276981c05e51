"""The steps of an axis of numbers."""

from .frame import FONT, GAP
from .labels import text_width

_STEPS = (1, 2, 5)
_MOST = 5


def ticks(value: float, length: float, most: float | None = None) -> tuple[int, int]:
    """(step, how many): whole steps 1, 2, 5, 10 … beyond `value`, their numbers not touching on `length` px."""
    size = 1
    while True:
        for each in _STEPS:
            step = each * size
            count = max(int(-(-value // step)), 1)
            if most is not None:
                count = min(count, max(int(most // step), 1))
            if count <= _MOST and count * (text_width(f"{step * count:,}", FONT) + 2 * GAP) <= max(
                length, 1.0
            ):
                return step, count
            if count == 1:
                return step, count
        size *= 10
