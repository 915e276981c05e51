"""業務の洗い出し: a 課 lists its work, the office asks for it and turns a row into a theme."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from kyodo.conflicts import claim_version, merge
from kyodo.fiscal_year import FiscalYear
from organizations.models import Division
from projects.actions.themes import write_theme
from projects.models import Theme

from ..enums import Fitness
from ..models import WorkItem, WorkRound

WORDS = ("name", "content", "fitness", "reason")
IS_THEME = "テーマになった業務は消せません。"
TAKEN = "この年度に、同じ業務があります。"


@dataclass(frozen=True)
class WorkEntry:
    """One row as typed: its words by field, None where the row goes; of a stored one, which and which version."""

    words: dict[str, str] | None
    item_id: int | None = None
    base_version: int = 0


@dataclass(frozen=True)
class WorkClash:
    """A row that somebody else saved first: as it stands now, or None where it is gone; and the fields both changed."""

    item_id: int
    current: WorkItem | None
    fields: tuple[str, ...] = ()


class WorkConflict(Exception):
    """Nothing was saved: in these rows two people wrote different things."""

    def __init__(self, clashes: Sequence[WorkClash]):
        super().__init__("ほかの人が先に保存しました。")
        self.clashes = list(clashes)


class RowFault(ValidationError):
    """A row that cannot be saved; `place` is its number among the entries, from 0."""

    def __init__(self, message: str, place: int):
        super().__init__(message)
        self.place = place


@transaction.atomic
def set_work(division: Division, year: FiscalYear, entries: Sequence[WorkEntry], *, by) -> None:
    """Save a 課's rows, all or none. Rows that are not among the entries stay as they are.

    What two people changed in different fields of one row is kept of both. Raises `WorkConflict` or `RowFault`.
    """
    Division.objects.select_for_update().get(pk=division.pk)  # two who add rows at once wait for each other
    rows = WorkItem.objects.select_for_update().filter(division=division, fiscal_year=year.year)
    stored = {item.pk: item for item in rows.order_by("pk")}
    changes = [_Change.of(place, entry, stored) for place, entry in enumerate(entries)]
    if clashes := [change.clash for change in changes if change.clash]:
        raise WorkConflict(clashes)
    _check_names(changes, stored)
    for change in changes:
        if change.goes and change.item is not None:
            _remove(change, by)
    _make_room(changes)
    position = max((item.position for item in stored.values()), default=0)
    for change in changes:
        if change.item is None and not change.goes:
            position += 1
            _add(division, year, change.words, position, by)
        elif change.is_changed:
            _change(change, by)


@dataclass(frozen=True)
class _Change:
    """One entry beside the stored row it is about."""

    place: int
    item: WorkItem | None
    words: dict[str, str]
    goes: bool = False
    clash: WorkClash | None = None

    @classmethod
    def of(cls, place: int, entry: WorkEntry, stored: dict[int, WorkItem]) -> "_Change":
        if entry.item_id is None:
            return cls(place, None, entry.words or {}, goes=entry.words is None)
        item = stored.get(entry.item_id)
        if item is None:
            clash = None if entry.words is None else WorkClash(entry.item_id, None)
            return cls(place, None, {}, goes=True, clash=clash)
        if entry.words is None:
            clash = WorkClash(item.pk, item, WORDS) if item.version != entry.base_version else None
            return cls(place, item, {}, goes=True, clash=clash)
        words, clashing = merge(item, entry.words, entry.base_version)
        if words["fitness"] in Fitness.says_why() and not words["reason"]:
            clashing = ["fitness", "reason"]  # one marked the row, the other took the reason away
        clash = WorkClash(item.pk, item, tuple(clashing)) if clashing else None
        return cls(place, item, words, clash=clash)

    @property
    def is_changed(self) -> bool:
        return (
            self.item is not None
            and not self.goes
            and any(getattr(self.item, name) != value for name, value in self.words.items())
        )


def _check_names(changes: list[_Change], stored: dict[int, WorkItem]) -> None:
    """No name twice in the list as it will be; the later row is at fault."""
    named = {change.item.pk for change in changes if change.item is not None}
    taken = {item.name for item in stored.values() if item.pk not in named}
    for change in changes:
        if change.goes:
            continue
        if change.words["name"] in taken:
            raise RowFault(TAKEN, change.place)
        taken.add(change.words["name"])


def _make_room(changes: list[_Change]) -> None:
    """Rows that take each other's names step aside first: the database refuses a name twice even for a moment."""
    present = {change.item.name for change in changes if change.item is not None and not change.goes}
    for change in changes:
        if change.is_changed and change.words["name"] != change.item.name and change.words["name"] in present:
            WorkItem.objects.filter(pk=change.item.pk).update(name=f"#{change.item.pk}")


def _remove(change: _Change, by) -> None:
    if change.item.theme_id:
        raise RowFault(IS_THEME, change.place)
    change.item._history_user = by
    change.item.delete()


def _add(division: Division, year: FiscalYear, words: dict[str, str], position: int, by) -> None:
    item = WorkItem(division=division, fiscal_year=year.year, position=position, **words)
    item._history_user = by
    item.save()


def _change(change: _Change, by) -> None:
    claim_version(change.item, change.item.version)
    for name, value in change.words.items():
        setattr(change.item, name, value)
    change.item._history_user = by
    change.item.save()


@transaction.atomic
def copy_work(division: Division, year: FiscalYear, *, sources: Sequence[int], by) -> int:
    """Take over last year's rows with their marks, of the 課 itself and those before it (`sources`); tells how many.

    What stands in this year's list already, by its name, is left alone. Themes stay with last year's rows.
    """
    Division.objects.select_for_update().get(pk=division.pk)
    present = WorkItem.objects.filter(division=division, fiscal_year=year.year)
    taken = set(present.values_list("name", flat=True))
    position = max(present.values_list("position", flat=True), default=0)
    last = WorkItem.objects.filter(division__in=sources, fiscal_year=year.previous.year)
    found = 0
    for item in last.order_by("division__position", "position", "pk"):
        if item.name not in taken:
            taken.add(item.name)
            found += 1
            words = {name: getattr(item, name) for name in WORDS}
            _add(division, year, words, position + found, by)
    return found


@transaction.atomic
def make_theme(item: WorkItem, theme: Theme, *, by) -> Theme:
    """Keep `theme` as a draft of the 課 and tie it to the row, once."""
    current = WorkItem.objects.select_for_update().get(pk=item.pk)
    if current.theme_id:
        raise ValidationError("この業務は、もうテーマになっています。")
    if current.fitness not in Fitness.fits():
        raise ValidationError("「できる」か「条件つきでできる」の業務だけを、テーマにできます。")
    theme.division_id = current.division_id
    write_theme(theme, by=by)
    current.theme = theme
    current._history_user = by
    current.save()
    return theme


@transaction.atomic
def ask_for_work(year: FiscalYear, *, due_on: datetime.date, by) -> WorkRound:
    """Ask all 課 for the list of a 年度, or move the day."""
    found = WorkRound.objects.select_for_update().filter(fiscal_year=year.year).first()
    asked = found or WorkRound(fiscal_year=year.year, asked_by=by)
    asked.due_on = due_on
    asked._history_user = by
    asked.save()
    return asked
