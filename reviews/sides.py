"""Which side a person stands on, and whose scores and comments are shown to them. Every page, table and file asks here.

Until both sides have finished, each sees its own column alone; nobody else sees any.
"""

from .enums import Side
from .models import Sheet

BOTH_SIDES = (Side.GROUP, Side.CITY)


def side_of(user, sheet: Sheet) -> Side | None:
    """団体 for members of the sheet's group, 市 for city staff who are not; None for everybody else."""
    if not user.is_authenticated:
        return None
    if sheet.organization_id in user.standing.memberships:
        return Side.GROUP
    return Side.CITY if user.standing.is_staff else None


def sides_shown(user, sheet: Sheet) -> tuple[Side, ...]:
    """Whose scores (and whose comment) this person may read now."""
    if sheet.shows_both_sides:
        return tuple(Side)
    side = side_of(user, sheet)
    return (side,) if side else ()


def fields_hidden(user, sheet: Sheet) -> frozenset[str]:
    """The sheet's own fields that this person may not read now."""
    shown = sides_shown(user, sheet)
    return frozenset(f"{side}_comment" for side in BOTH_SIDES if side not in shown)


def other(side: Side) -> Side:
    return Side.CITY if side == Side.GROUP else Side.GROUP


def may_write_as(user, sheet: Sheet) -> Side | None:
    """The side for which this person may write now, if any."""
    side = side_of(user, sheet)
    return side if side and user.has_perm(f"reviews.rate_as_{side}", sheet) else None
