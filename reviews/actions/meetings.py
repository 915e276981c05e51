"""The ふりかえりの場 and what follows it: minutes, 確定, 公表, and the ways back."""

from dataclasses import dataclass
from hashlib import sha256

from django.db import transaction

from kyodo.conflicts import EditConflict, claim_version
from kyodo.workflow import StepRefused, move
from projects.enums import Visibility

from ..enums import SheetState, Side
from ..models import Axis, Meeting, MeetingPoint, Rating, Sheet

CLOSED = "このシートは、いま話し合いの記録を書けません。画面を開き直して確かめてください。"


@dataclass(frozen=True)
class Point:
    """What the table says about one axis: the agreed score, what was said, next year's step."""

    agreed: int | None = None
    said: str = ""
    next_step: str = ""

    @property
    def digest(self) -> str:
        """Tells whether somebody else wrote meanwhile."""
        return sha256(f"{self.agreed}\0{self.said}\0{self.next_step}".encode()).hexdigest()[:16]


def point_of(sheet: Sheet, axis: Axis) -> Point:
    """The point as it stands."""
    rating = Rating.objects.filter(sheet=sheet, axis=axis, side=Side.AGREED).first()
    stored = MeetingPoint.objects.filter(meeting__sheet=sheet, axis=axis).first()
    return Point(
        rating.value if rating else None,
        stored.said if stored else "",
        stored.next_step if stored else "",
    )


@transaction.atomic
def save_point(*, sheet: Sheet, axis: Axis, point: Point, base: str, by) -> None:
    """Write down one axis. `base`: the digest of the point this person started from; `EditConflict` if it moved on."""
    current = _in_session(sheet, by)
    if axis.axis_set_id != current.axis_set_id:
        raise ValueError("The axis is of another set.")
    before = point_of(current, axis)
    if before == point:
        return
    if before.digest != base:
        raise EditConflict(before)
    if before.agreed != point.agreed:
        _agree(current, axis, point.agreed, by)
    if (before.said, before.next_step) != (point.said, point.next_step):
        meeting, _ = Meeting.objects.get_or_create(sheet=current)
        stored = MeetingPoint.objects.filter(meeting=meeting, axis=axis).first() or MeetingPoint(
            meeting=meeting, axis=axis
        )
        stored.said, stored.next_step = point.said, point.next_step
        stored._history_user = by
        stored.save()


def _agree(sheet: Sheet, axis: Axis, value: int | None, by) -> None:
    rating = Rating.objects.filter(sheet=sheet, axis=axis, side=Side.AGREED).first() or Rating(
        sheet=sheet, axis=axis, side=Side.AGREED
    )
    rating.value = value
    rating._history_user = by
    rating.save()


@transaction.atomic
def save_meeting(*, meeting: Meeting, base_version: int, by) -> Meeting:
    """Save when, where, who and what was agreed (an edited `meeting`), or raise `EditConflict`."""
    _in_session(meeting.sheet, by)
    if meeting.pk is None:
        found = Meeting.objects.filter(sheet=meeting.sheet).first()
        if found is not None:
            raise EditConflict(found)
    else:
        claim_version(meeting, base_version)
    meeting._history_user = by
    meeting.save()
    return meeting


def _in_session(sheet: Sheet, by) -> Sheet:
    """The sheet, locked, if this person may write the minutes now."""
    current = Sheet._base_manager.select_for_update().get(pk=sheet.pk)
    if not by.has_perm("reviews.hold_meeting", current):
        raise StepRefused(CLOSED, code="closed")
    return current


@transaction.atomic
def finalise(*, sheet: Sheet, by, reason: str = "") -> Sheet:
    """確定: from here on texts, axes and scores stand still."""
    meeting = Meeting.objects.filter(sheet=sheet).first()
    if meeting is None or meeting.held_on is None:
        raise StepRefused("ふりかえりの場を開いた日を書いてから、確定してください。", code="held_on")
    return move(sheet, "finalise", by=by, reason=reason)


def return_to_entry(*, sheet: Sheet, by, reason: str) -> Sheet:
    """記入に戻す: both sides write again, and each has to finish again. Scores and minutes are kept."""
    nobody = {f"{side}_finished_{what}": None for side in (Side.GROUP, Side.CITY) for what in ("at", "by")}
    return move(sheet, "return", by=by, reason=reason, **nobody)


def reopen(*, sheet: Sheet, by, reason: str) -> Sheet:
    """確定を取り消す: back to the table."""
    return move(sheet, "reopen", by=by, reason=reason)


def publish(*, sheet: Sheet, by, reason: str = "") -> Sheet:
    """公表: everybody may read it. A sheet never makes a project public that its 課 keeps inside."""
    visibility = sheet.project_year.project.visibility
    if sheet.state == SheetState.FINAL and visibility != Visibility.PUBLIC:
        raise StepRefused(
            "この事業は「庁内のみ」です。先に事業を「公開」にしてから、公表してください。", code="visibility"
        )
    return move(sheet, "publish", by=by, reason=reason)


def unpublish(*, sheet: Sheet, by, reason: str) -> Sheet:
    """公表をやめる."""
    return move(sheet, "unpublish", by=by, reason=reason)
