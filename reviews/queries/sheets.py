"""Reads over several models that more than one page needs."""

from collections.abc import Iterable

from kyodo.history import Event, history_of
from projects.models import Goal

from ..enums import SheetKind, SheetState, Side
from ..goals import is_beyond
from ..models import Axis, Meeting, MeetingPoint, Rating, Sheet
from ..scores import ScoreBoard
from ..sides import fields_hidden, sides_shown


def visible_sheet(user, pk: int):
    """The one sheet, where this person may see it, with what its pages show of other records."""
    return Sheet.objects.visible_to(user).filter(pk=pk).for_page()


def inside_sheet(user, pk: int):
    """The one sheet, where this person stands on one of its sides."""
    return Sheet.objects.inside(user).filter(pk=pk).for_page()


def sheet_at_table(user, pk: int):
    """The one sheet from inside, once both sides have finished."""
    return inside_sheet(user, pk).counted()


def published_sheet(user, pk: int):
    """The one sheet, where everybody may read it."""
    return Sheet.objects.filter(pk=pk, state=SheetState.PUBLISHED).for_page()


def scores_of(sheets: Iterable[Sheet], sides: Iterable[Side]) -> dict[int, dict[tuple[int, str], int | None]]:
    """Sheet id → (axis id, side) → score. What may not be shown is not even read."""
    found: dict[int, dict] = {sheet.pk: {} for sheet in sheets}
    rows = Rating.objects.filter(sheet__in=list(found), side__in=list(sides)).order_by()
    for sheet_id, axis_id, side, value in rows.values_list("sheet_id", "axis_id", "side", "value"):
        found[sheet_id][axis_id, side] = value
    return found


def board_of(sheet: Sheet, sides: Iterable[Side]) -> ScoreBoard:
    """The sheet's axes with the scores of these sides: two queries."""
    sides = tuple(sides)
    scores = scores_of([sheet], sides)[sheet.pk] if sides else {}
    return ScoreBoard.of(axes_of(sheet), scores, sides)


def board_for(user, sheet: Sheet) -> ScoreBoard:
    """The board as this person may see it now."""
    return board_of(sheet, sides_shown(user, sheet))


def axes_of(sheet: Sheet) -> list[Axis]:
    return list(Axis.objects.filter(axis_set=sheet.axis_set_id))


def boards_of(sheets: Iterable[Sheet]) -> dict[int, ScoreBoard]:
    """Sheet id → board, of sheets that both sides have finished: two queries, however many there are."""
    sheets = [sheet for sheet in sheets if sheet.shows_both_sides]
    axes: dict[int, list[Axis]] = {}
    for axis in Axis.objects.filter(axis_set__in={sheet.axis_set_id for sheet in sheets}):
        axes.setdefault(axis.axis_set_id, []).append(axis)
    scores = scores_of(sheets, Side)
    return {sheet.pk: ScoreBoard.of(axes[sheet.axis_set_id], scores[sheet.pk], Side) for sheet in sheets}


def previous_sheet(user, sheet: Sheet) -> Sheet | None:
    """Last year's final sheet of the same project and group, where both sides finished it and this person sees it."""
    return (
        Sheet.objects.visible_to(user)
        .counted()
        .filter(
            project_year__project=sheet.project_year.project_id,
            organization=sheet.organization_id,
            fiscal_year=sheet.fiscal_year - 1,
            kind=SheetKind.FINAL,
        )
        .first()
    )


def goals_of(sheet: Sheet) -> list[Goal]:
    """The year's goals, each with `is_beyond`: whether it had an effect beyond what was expected."""
    goals = list(Goal.objects.filter(project_year=sheet.project_year_id))
    for goal in goals:
        goal.is_beyond = is_beyond(goal)
    return goals


def meeting_of(sheet: Sheet) -> Meeting | None:
    return Meeting.objects.filter(sheet=sheet).first()


def points_of(meeting: Meeting | None) -> dict[int, MeetingPoint]:
    """Axis id → what was said about it."""
    return {point.axis_id: point for point in meeting.points.all()} if meeting and meeting.pk else {}


def history_for(user, sheet: Sheet) -> list[Event]:
    """Everything that happened to the sheet, as far as this person may read it now."""
    sides = sides_shown(user, sheet)
    ratings = list(Rating.objects.filter(sheet=sheet, side__in=sides).select_related("axis"))
    things = [sheet, *ratings]
    if sheet.shows_both_sides:
        meeting = meeting_of(sheet)
        points = meeting.points.select_related("axis") if meeting else ()
        things += [*([meeting] if meeting else ()), *points]
    names = {(Rating, each.pk): f"評価「{each.axis}」（{each.get_side_display()}）" for each in ratings}
    names |= {
        (MeetingPoint, each.pk): f"「{each.axis}」の話し合い"
        for each in things
        if isinstance(each, MeetingPoint)
    }
    return history_of(*things, hidden=fields_hidden(user, sheet), names=names)
