"""For whom a sheet is printed: nobody gets on paper what the screen would not show them."""

from collections.abc import Callable
from dataclasses import dataclass

from reviews.enums import Side
from reviews.models import Sheet
from reviews.models.sheet import SheetQuerySet
from reviews.sides import side_of, sides_shown


@dataclass(frozen=True)
class Reader:
    """`sides` says whose scores and comments the reader sees, `is_inside` whether they stand on one of the sides.

    `visible` are the sheets out of which last year's may be taken for a comparison.
    """

    sides: Callable[[Sheet], tuple[Side, ...]]
    is_inside: Callable[[Sheet], bool]
    visible: Callable[[], SheetQuerySet]


def reader_for(user) -> Reader:
    """The person as `reviews.sides` knows them; somebody who has not signed in is a reader, too."""
    return Reader(
        sides=lambda sheet: sides_shown(user, sheet),
        is_inside=lambda sheet: side_of(user, sheet) is not None,
        visible=lambda: Sheet.objects.visible_to(user),
    )


# Whoever prints on the server itself, without signing in: the city's side of every sheet.
OFFICE = Reader(
    sides=lambda sheet: tuple(Side) if sheet.shows_both_sides else (Side.CITY,),
    is_inside=lambda sheet: True,
    visible=Sheet.objects.all,
)
