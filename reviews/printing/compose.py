"""Sheets of the database as SheetDocuments: a fixed number of queries, however many there are."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.urls import reverse

from kyodo.models import City, StateChange
from kyodo.wareki import as_date
from reviews.enums import SCALE, SheetKind, Side
from reviews.models import Axis, Meeting, MeetingPoint, Rating, Sheet
from reviews.models.sheet import TEXT_FIELDS
from reviews.printing.document import (
    AxisLine,
    Comment,
    GoalLine,
    MeetingNote,
    NextStep,
    PreviousYear,
    PrintMode,
    Ratings,
    SheetDocument,
    TextBlock,
)
from reviews.printing.goals import goals_of_sheets
from reviews.printing.readers import Reader
from reviews.scores import ScoreBoard, matched
from reviews.sides import BOTH_SIDES

# What is known when the writing begins stands on a blank form, too.
KNOWN_BEFORE = ("purpose", "expected_effect", "summary")
SCALE_WORDS = tuple(SCALE[step] for step in sorted(SCALE, reverse=True))
CITY_WORD = "市"


def compose(sheets: Iterable[Sheet], *, mode: PrintMode, reader: Reader) -> list[SheetDocument]:
    """The documents of the sheets, in their order, with no more in them than the mode prints and the reader sees."""
    sheets = list(sheets)
    gathered = _Gathered.of(sheets, mode, reader)
    return [_document(sheet, gathered) for sheet in sheets]


@dataclass(frozen=True)
class _Gathered:
    """What several sheets need of other tables, read once for all of them."""

    city: City
    mode: PrintMode
    reader: Reader
    axes: Mapping[int, list[Axis]]
    boards: Mapping[int, ScoreBoard]
    before: Mapping[int, Sheet]
    goals: Mapping[int, tuple[GoalLine, ...]]
    meetings: Mapping[int, tuple[Meeting, list[MeetingPoint]]]
    finished_at: Mapping[int, datetime.datetime]

    @classmethod
    def of(cls, sheets: list[Sheet], mode: PrintMode, reader: Reader) -> "_Gathered":
        blank = mode == PrintMode.BLANK
        before = _last_years(sheets, reader) if mode == PrintMode.COMPARISON else {}
        axes = _axes([*sheets, *before.values()])
        sides = {sheet.pk: () if blank else reader.sides(sheet) for sheet in sheets}
        sides |= {sheet.pk: tuple(Side) for sheet in before.values()}
        finished_at = {} if blank else _finished_at(sheets)
        return cls(
            city=City.current(),
            mode=mode,
            reader=reader,
            axes=axes,
            boards=_boards([*sheets, *before.values()], axes, sides),
            before=before,
            goals=goals_of_sheets(sheets, _frozen_at(sheets, finished_at)),
            meetings={} if blank else _meetings(sheets),
            finished_at=finished_at,
        )


def _axes(sheets: Iterable[Sheet]) -> dict[int, list[Axis]]:
    found: dict[int, list[Axis]] = defaultdict(list)
    for axis in Axis.objects.filter(axis_set__in={sheet.axis_set_id for sheet in sheets}):
        found[axis.axis_set_id].append(axis)
    return found


def _boards(
    sheets: Iterable[Sheet], axes: Mapping[int, list[Axis]], sides: Mapping[int, tuple[Side, ...]]
) -> dict[int, ScoreBoard]:
    """Sheet id → board. Scores that the reader may not see are not even read."""
    scores: dict[int, dict] = defaultdict(dict)
    shown = Q(pk__in=[])
    for side in Side:
        shown |= Q(side=side, sheet__in=[pk for pk, seen in sides.items() if side in seen])
    rows = Rating.objects.filter(shown).order_by()
    for sheet_id, axis_id, side, value in rows.values_list("sheet_id", "axis_id", "side", "value"):
        scores[sheet_id][axis_id, side] = value
    return {
        sheet.pk: ScoreBoard.of(axes[sheet.axis_set_id], scores[sheet.pk], sides[sheet.pk])
        for sheet in sheets
    }


def _last_years(sheets: Iterable[Sheet], reader: Reader) -> dict[int, Sheet]:
    """Sheet id → last year's final sheet of the same project and group that the reader may see."""
    keys = {sheet.pk: (sheet.project_year.project_id, sheet.organization_id) for sheet in sheets}
    rows = (
        reader.visible()
        .counted()
        .filter(
            kind=SheetKind.FINAL,
            fiscal_year__in={sheet.fiscal_year - 1 for sheet in sheets},
            organization__in={organization for _, organization in keys.values()},
        )
        .select_related("project_year")
    )
    kept = {(row.project_year.project_id, row.organization_id, row.fiscal_year): row for row in rows}
    found = {sheet.pk: kept.get((*keys[sheet.pk], sheet.fiscal_year - 1)) for sheet in sheets}
    return {pk: row for pk, row in found.items() if row is not None}


def _meetings(sheets: Iterable[Sheet]) -> dict[int, tuple[Meeting, list[MeetingPoint]]]:
    """Sheet id → the meeting and what was said about each axis, of sheets that both sides have finished."""
    held = [sheet.pk for sheet in sheets if sheet.shows_both_sides]
    found: dict[int, tuple[Meeting, list[MeetingPoint]]] = {}
    for meeting in Meeting.objects.filter(sheet__in=held):
        found[meeting.sheet_id] = (meeting, [])
    points = MeetingPoint.objects.filter(meeting__sheet__in=held).select_related("axis", "meeting")
    for point in points:
        found[point.meeting.sheet_id][1].append(point)
    return found


def _finished_at(sheets: Iterable[Sheet]) -> dict[int, datetime.datetime]:
    """Sheet id → when it was last 確定, of those that are."""
    frozen = [sheet.pk for sheet in sheets if sheet.is_frozen]
    steps = StateChange.objects.filter(
        content_type=ContentType.objects.get_for_model(Sheet), object_id__in=frozen, action="finalise"
    )
    return dict(steps.order_by("at", "pk").values_list("object_id", "at"))


def _frozen_at(sheets: Iterable[Sheet], finished_at: Mapping[int, datetime.datetime]) -> dict:
    """A sheet that was entered later than the day it was finished on knows what stood when it was entered."""
    return {
        sheet.pk: max(finished_at[sheet.pk], sheet.created_at) for sheet in sheets if sheet.pk in finished_at
    }


def _document(sheet: Sheet, gathered: _Gathered) -> SheetDocument:
    city, finished_at = gathered.city, gathered.finished_at.get(sheet.pk)
    board = gathered.boards[sheet.pk]
    return SheetDocument(
        number=f"{sheet.number:03}",
        kind=sheet.get_kind_display(),
        fiscal_year=sheet.year.label,
        city=city.name,
        portal=city.portal_name,
        division=sheet.division_name,
        organizations=(sheet.organization_name,),
        project=sheet.project_name,
        form=sheet.form_name,
        url=_address(sheet, is_inside=gathered.reader.is_inside(sheet)),
        state="" if gathered.mode == PrintMode.BLANK else sheet.get_state_display(),
        finalised_on=as_date(finished_at) if finished_at else None,
        texts=_texts(sheet, gathered.mode),
        goals=gathered.goals[sheet.pk],
        axes=tuple(AxisLine(row.number, row.label, row.question) for row in board.rows),
        scale=SCALE_WORDS,
        ratings=_ratings(board.values),
        previous=_previous(sheet, board, gathered),
        comments=_comments(sheet, board, gathered),
        unseen=_unseen(board, gathered.mode),
        meeting=_meeting(sheet, gathered),
        group_word=city.organization_word,
        city_word=CITY_WORD,
    )


def _address(sheet: Sheet, *, is_inside: bool) -> str:
    """Where the QR code leads: the sheet itself, or the page that everybody may read."""
    name = "reviews:sheet" if is_inside else "reviews:published"
    return f"{settings.SITE_URL}{reverse(name, args=[sheet.pk])}"


def _texts(sheet: Sheet, mode: PrintMode) -> tuple[TextBlock, ...]:
    return tuple(
        TextBlock(
            Sheet._meta.get_field(name).verbose_name,
            getattr(sheet, name) if name in KNOWN_BEFORE or mode != PrintMode.BLANK else "",
            known_before=name in KNOWN_BEFORE,
        )
        for name in TEXT_FIELDS
    )


def _ratings(values) -> Ratings:
    return Ratings(values(Side.GROUP), values(Side.CITY), values(Side.AGREED))


def _previous(sheet: Sheet, board: ScoreBoard, gathered: _Gathered) -> PreviousYear | None:
    before = gathered.before.get(sheet.pk)
    if before is None:
        return None
    old = gathered.boards[before.pk]
    return PreviousYear(before.year.short_label, _ratings(lambda side: matched(old, board, side)))


def _comments(sheet: Sheet, board: ScoreBoard, gathered: _Gathered) -> tuple[Comment, ...]:
    """A blank form has room for both; a filled one has those that the reader may see."""
    words = {Side.GROUP: gathered.city.organization_word, Side.CITY: CITY_WORD}
    if gathered.mode == PrintMode.BLANK:
        return tuple(Comment(words[side]) for side in BOTH_SIDES)
    return tuple(Comment(words[side], sheet.comment_of(side)) for side in BOTH_SIDES if side in board.sides)


def _unseen(board: ScoreBoard, mode: PrintMode) -> tuple[str, ...]:
    if mode == PrintMode.BLANK:
        return ()
    return tuple(side.value for side in BOTH_SIDES if side not in board.sides)


def _meeting(sheet: Sheet, gathered: _Gathered) -> MeetingNote | None:
    """The minutes; the names of those who sat at the table are for both sides alone."""
    meeting, points = gathered.meetings.get(sheet.pk, (None, []))
    if meeting is None:
        return None
    return MeetingNote(
        held_on=meeting.held_on,
        place=" ".join(filter(None, [meeting.place, _form_note(meeting)])),
        attendees=_attendees(meeting, gathered.city) if gathered.reader.is_inside(sheet) else "",
        agreed=meeting.agreed,
        steps=_steps(points, is_inside=gathered.reader.is_inside(sheet)),
    )


def _steps(points: list[MeetingPoint], *, is_inside: bool) -> tuple[NextStep, ...]:
    """What was said at the table stays between the two sides; the steps are for everybody."""
    rows = (NextStep(point.axis.label, point.next_step, point.said if is_inside else "") for point in points)
    return tuple(row for row in rows if row.text or row.said)


def _form_note(meeting: Meeting) -> str:
    return (
        "" if meeting.form == meeting._meta.get_field("form").default else f"（{meeting.get_form_display()}）"
    )


def _attendees(meeting: Meeting, city: City) -> str:
    sides = [(city.organization_word, meeting.group_attendees), (CITY_WORD, meeting.city_attendees)]
    return "　".join(f"{word}：{names}" for word, names in sides if names)
