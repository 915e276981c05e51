"""Counting rows by a list of categories: rows in, numbers out. Text, table and chart come from one result."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

NO_ANSWER = "no_answer"


@dataclass(frozen=True)
class Category:
    """One row of a table before it is counted. `always` keeps it where nothing falls into it."""

    key: Hashable
    label: str
    position: int = 0
    always: bool = False


@dataclass(frozen=True)
class Count:
    """How many of the rows fall into one category."""

    key: Hashable
    label: str
    count: int


def tabulate(values: Iterable[Hashable], categories: Sequence[Category]) -> list[Count]:
    """Count the values by category: by the category's position, then by size, then by label.

    A value that no category has raises `ValueError`: a row that vanishes would make every other figure wrong.
    """
    counted = Counter(values)
    unknown = set(counted) - {category.key for category in categories}
    if unknown:
        raise ValueError(f"values without a category: {sorted(map(str, unknown))}")
    kept = [category for category in categories if category.always or counted[category.key]]
    kept.sort(key=lambda category: (category.position, -counted[category.key], category.label))
    return [Count(category.key, category.label, counted[category.key]) for category in kept]
