"""Writing a sheet while it is open: each side its own scores and comment, both the shared texts."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from kyodo.conflicts import Difference, EditConflict, merge
from kyodo.workflow import StepRefused, move

from ..enums import Side
from ..models import Axis, Rating, Sheet
from ..models.sheet import TEXT_FIELDS
from ..sides import other

CLOSED = "このシートは、いま書きこめません。書き終えたあとか、状態が変わっています。"


@dataclass(frozen=True)
class ScoreEdit:
    """One axis as somebody leaves it: the score that stood there when they began, and what they want now."""

    was: int | None
    value: int | None


class EntryConflict(EditConflict):
    """Somebody else of this side, or of the other in the shared texts, changed the same field meanwhile.

    `differences` lists those fields; `merged` holds all texts with what only one of the two changed.
    """

    def __init__(self, current: Sheet, found: list[Difference], merged: dict[str, str]):
        super().__init__(current)
        self.differences = found
        self.merged = merged


@transaction.atomic
def save_entry(
    *,
    sheet: Sheet,
    side: Side,
    texts: Mapping[str, str],
    scores: Mapping[int, ScoreEdit],
    base_version: int,
    by,
) -> Sheet:
    """Save one side's half, field by field: what this person did not touch stays as others left it.

    `texts`: the shared texts and the side's own comment by field name; `scores`: axis id → edit. Raises
    `EntryConflict` where the same field was changed by two, `StepRefused` where the side may not write any more.
    """
    current = _writable(sheet, side, by)
    texts = {name: text for name, text in texts.items() if name in _fields_of(side)}
    merged, clashing = merge(current, texts, base_version)
    clashes = [_text_clash(current, name, texts[name]) for name in clashing]
    kept = dict(Rating.objects.filter(sheet=current, side=side).values_list("axis_id", "value"))
    edits = {axis: edit for axis, edit in scores.items() if edit.value != edit.was}
    clashes += _score_clashes(current, kept, edits)
    if clashes:
        raise EntryConflict(current, clashes, merged)
    changed = [name for name, text in merged.items() if getattr(current, name) != text]
    if changed:
        for name in changed:
            setattr(current, name, merged[name])
        current.version += 1
        current._history_user = by
        current.save(update_fields=[*changed, "version", "updated_at"])
    touched = [_rate(current, axis, side, edit.value, by) for axis, edit in edits.items()]
    if any(touched) and not changed:
        Sheet.objects.filter(pk=current.pk).update(updated_at=timezone.now())
    return current


def _fields_of(side: Side) -> tuple[str, ...]:
    return (*TEXT_FIELDS, f"{side}_comment")


def _writable(sheet: Sheet, side: Side, by) -> Sheet:
    """The sheet, locked, if this side may still write."""
    current = Sheet._base_manager.select_for_update().get(pk=sheet.pk)
    if not by.has_perm(f"reviews.rate_as_{side}", current):
        raise StepRefused(CLOSED, code="closed")
    return current


def _text_clash(current: Sheet, name: str, mine: str) -> Difference:
    label = Sheet._meta.get_field(name).verbose_name
    return Difference(name, str(label), getattr(current, name), mine)


def _score_clashes(sheet: Sheet, kept: Mapping[int, int | None], edits: Mapping[int, ScoreEdit]):
    clashing = [
        axis for axis, edit in edits.items() if kept.get(axis) != edit.was and kept.get(axis) != edit.value
    ]
    if not clashing:
        return []
    labels = dict(Axis.objects.filter(pk__in=clashing, axis_set=sheet.axis_set_id).values_list("pk", "label"))
    return [
        Difference(
            f"axis_{axis}", labels[axis], _score_words(kept.get(axis)), _score_words(edits[axis].value)
        )
        for axis in clashing
        if axis in labels
    ]


def _score_words(value: int | None) -> str:
    return str(value) if value else "未記入"


def _rate(sheet: Sheet, axis_id: int, side: Side, value: int | None, by) -> bool:
    """Write one score; whether it changed anything."""
    rating = Rating.objects.filter(sheet=sheet, axis_id=axis_id, side=side).first()
    if (rating.value if rating else None) == value:
        return False
    rating = rating or Rating(sheet=sheet, axis_id=axis_id, side=side)
    rating.value = value
    rating._history_user = by
    rating.save()
    return True


@transaction.atomic
def finish_side(*, sheet: Sheet, side: Side, by) -> Sheet:
    """This side has written all it wants to. When the other has, too, the sheet goes to the ふりかえりの場."""
    current = _writable(sheet, side, by)
    stamps = {f"{side}_finished_at": timezone.now(), f"{side}_finished_by": by}
    if current.finished_at(other(side)):
        return move(current, "meet", by=None, **stamps)
    return _stamp(current, stamps, by)


@transaction.atomic
def take_back(*, sheet: Sheet, side: Side, by) -> Sheet:
    """Write on after all, as long as the other side has not finished."""
    current = Sheet._base_manager.select_for_update().get(pk=sheet.pk)
    if not by.has_perm(f"reviews.take_back_as_{side}", current):
        raise StepRefused("もう書き直しに戻せません。画面を開き直して確かめてください。", code="closed")
    return _stamp(current, {f"{side}_finished_at": None, f"{side}_finished_by": None}, by)


def _stamp(sheet: Sheet, stamps: dict, by) -> Sheet:
    for name, value in stamps.items():
        setattr(sheet, name, value)
    sheet._history_user = by
    sheet.save(update_fields=[*stamps, "updated_at"])
    return sheet
