"""Verbs of a reviewer: declare, score field by field, say to be done, take that back."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kyodo.access import require
from kyodo.conflicts import Difference, merge

from ..enums import Outlook
from ..models import Assignment, Score, ScreeningStage
from ..models.criterion import SCALE

OVERALL = 0  # the key of what is said of the proposal as a whole, beside the criteria's own
OVERALL_FIELDS, SCORE_FIELDS = ("outlook", "comment"), ("value", "comment")
CLOSED = "採点は締め切られました。書き加えることはできません。"
FINISHED = "この提案の採点は終えています。直すときは「採点し直す」を押してください。"
OWN_GROUP = "あなたはこの団体の会員です。「利害関係がある」を選んで申し出てください。"
IN_CONFLICT = "利害関係があると記録されています。変えるときは、事務局へお知らせください。"


class ScoringRefused(ValidationError):
    """Nothing can be written now. `code`: "closed" or "finished"."""


@dataclass(frozen=True)
class FieldEdit:
    """One field as a window leaves it, and the version of its row in which the window saw it (0: it was not there)."""

    version: int
    value: object


RowEdit = Mapping[str, FieldEdit]  # by the field's name


@dataclass(frozen=True)
class Clash:
    """A field that the reviewer changed in another window meanwhile; nothing was written to it."""

    key: int
    field: str
    difference: Difference


@dataclass(frozen=True)
class Saved:
    """The versions of the fields (key, name) that now say what this window says, and what was left out of the save.

    A field that another window has written meanwhile is not among them: this one goes on from the version it knows,
    and never writes its old text over the new one.
    """

    versions: Mapping[tuple[int, str], int]
    clashes: tuple[Clash, ...]


@transaction.atomic
def declare(assignment: Assignment, *, cause: str, note: str = "", by) -> Assignment:
    """Declare 利害関係 (`cause` "" for none). A conflict takes the reviewer out at once; scores given do not count."""
    current, stage = _locked(assignment)
    require(by, "projects.declare_conflict", current)
    _refuse_closed(current, stage)
    if current.has_conflict:
        raise ValidationError(IN_CONFLICT, code="conflict")
    if not cause and current.proposal.organization_id in by.standing.memberships:
        raise ValidationError(OWN_GROUP, code="own_group")
    return _set_conflict(current, cause, note, by)


@transaction.atomic
def save_scores(assignment: Assignment, edits: Mapping[int, RowEdit], *, by) -> Saved:
    """Save what changed, field by field: what this window did not touch stays as another left it.

    `edits`: criterion id (or `OVERALL`) → edit. A field changed in two windows is not written, and named in the
    answer. Raises `ScoringRefused` when scoring is over, `ValidationError` for a criterion of elsewhere or a bad value.
    """
    current, stage = _writable(assignment, by)
    criteria = {criterion.pk: criterion for criterion in stage.criteria.current()}
    rows = {score.criterion_id: score for score in current.scores.filter(criterion__in=criteria)}
    rows[OVERALL] = current
    labels = {OVERALL: "全体", **{pk: criterion.label for pk, criterion in criteria.items()}}
    clashes, versions = [], {}
    for key, edit in edits.items():
        if key not in labels:
            raise ValidationError("この観点は、いまの審査にありません。", code="criterion")
        row = rows.get(key) or Score(assignment=current, criterion=criteria.get(key), version=0)
        clashes += _write(row, key, edit, labels[key], by)
        versions |= {
            (key, name): row.version for name, field in edit.items() if getattr(row, name) == field.value
        }
    return Saved(versions, tuple(clashes))


@transaction.atomic
def finish_scoring(assignment: Assignment, *, by) -> Assignment:
    """The reviewer is done with this proposal, with or without gaps."""
    current, stage = _writable(assignment, by)
    return _save(current, by, finished_stage=stage.number, finished_at=timezone.now())


@transaction.atomic
def take_back_scoring(assignment: Assignment, *, by) -> Assignment:
    """Write on after all, until the office closes the stage."""
    current, stage = _locked(assignment)
    require(by, "projects.score", current)
    _refuse_closed(current, stage)
    return _save(current, by, finished_stage=stage.number - 1, finished_at=None)


def _locked(assignment: Assignment) -> tuple[Assignment, ScreeningStage | None]:
    """The assignment and its stage, in the order in which a closing waits: no score slips in behind it."""
    proposal = assignment.proposal
    stages = ScreeningStage.objects.select_for_update()
    stage = stages.filter(call=proposal.call_id, number=proposal.stage_number).first()
    rows = Assignment.objects.select_for_update(of=("self",)).select_related("proposal", "member")
    return rows.get(pk=assignment.pk), stage


def _writable(assignment: Assignment, by) -> tuple[Assignment, ScreeningStage]:
    current, stage = _locked(assignment)
    require(by, "projects.score", current)
    _refuse_closed(current, stage)
    if current.finished_stage >= stage.number:
        raise ScoringRefused(FINISHED, code="finished")
    return current, stage


def _refuse_closed(current: Assignment, stage: ScreeningStage | None) -> None:
    if not current.is_open_in(stage):
        raise ScoringRefused(CLOSED, code="closed")


def _write(row, key: int, edit: RowEdit, label: str, by) -> list[Clash]:
    """Write one row's fields; the clashes, which stay as they are."""
    changed, clashing = [], []
    for name in OVERALL_FIELDS if key == OVERALL else SCORE_FIELDS:
        if name not in edit:
            continue
        merged, clash = merge(row, {name: edit[name].value}, edit[name].version)
        if getattr(row, name) != merged[name]:
            (clashing if clash else changed).append(name)
    for name in changed:
        setattr(row, name, edit[name].value)
    if changed:
        row.version += 1
        row.clean_fields(exclude=[each.name for each in row._meta.fields if each.name not in changed])
        if key != OVERALL and row.value not in (None, *SCALE):
            raise ValidationError("1から5までの点を選んでください。", code="value")
        _keep(row, by, changed)
    return [_clash(row, key, name, label, edit[name].value) for name in clashing]


def _keep(row, by, changed: list[str]) -> None:
    row._history_user = by
    if isinstance(row, Score):
        row.updated_by = by
        row.save()
    else:
        row.save(update_fields=[*changed, "version"])


def _clash(row, key: int, name: str, label: str, mine: object) -> Clash:
    """What stands there and what this window wanted, in words."""
    outlooks = dict(Outlook.choices)
    theirs, mine = (str(outlooks.get(value, value) or "") for value in (getattr(row, name), mine))
    what = f"{label}（{row._meta.get_field(name).verbose_name}）"
    return Clash(key, name, Difference(f"{name}_{key}", what, theirs, mine))


def _set_conflict(current: Assignment, cause: str, note: str, by) -> Assignment:
    return _save(
        current,
        by,
        declared_at=timezone.now(),
        conflict_set_by=by,
        has_conflict=bool(cause),
        conflict_cause=cause,
        conflict_note=note if cause else "",
    )


def _save(current: Assignment, by, **fields) -> Assignment:
    for name, value in fields.items():
        setattr(current, name, value)
    current._history_user = by
    current.save(update_fields=list(fields))
    return current
