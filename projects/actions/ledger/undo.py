"""Taking an import back, while nothing was built on it: all or nothing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone

from ...models import Follow, LedgerImport, LedgerImportItem, Project, ProjectYear
from .groups import batches
from .writing import (
    BATCH,
    MODELS,
    delete_with_history,
    lock_imports,
    refresh_years,
    update_with_history,
)

REASON = "台帳の取り込みの取り消し"
HARMLESS = (Follow,)  # what hangs on a record without being built on it
NAMED = 10

Items = dict[type[models.Model], list[LedgerImportItem]]
Obstacle = tuple[type[models.Model], int, str]  # which record, and what stands against deleting it


class UndoRefused(Exception):
    """Something was built on the import; `reasons` say what, in Japanese."""

    def __init__(self, reasons: list[str]):
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def obstacles(ledger_import: LedgerImport) -> list[str]:
    """Why the import cannot be taken back, in words; empty where it can."""
    if ledger_import.undone_at is not None:
        return ["この取り込みは、もう取り消されています。"]
    if ledger_import.imported_at is None:
        return ["まだ取り込んでいません。"]
    items = _by_model(ledger_import)
    found = [*_changed_since(items, ledger_import.report["history"]), *_built_upon(items)]
    reasons = [f"{_name_of(model, pk)}{what}" for model, pk, what in found[:NAMED]]
    more = [f"ほかに{len(found) - NAMED}件あります。"] if len(found) > NAMED else []
    return reasons + more


@transaction.atomic
def undo_import(ledger_import: LedgerImport, *, by) -> LedgerImport:
    """Delete what the import made and put back what it changed, or raise UndoRefused."""
    lock_imports()
    ledger_import.refresh_from_db()
    if reasons := obstacles(ledger_import):
        raise UndoRefused(reasons)
    items = _by_model(ledger_import)
    for model in reversed(MODELS):
        made = [item.object_id for item in items[model] if item.was_created]
        for some in batches(made, BATCH):
            delete_with_history(list(model.objects.filter(pk__in=some)), by=by, reason=REASON)
    for model in MODELS:
        _put_back(model, [item for item in items[model] if not item.was_created], by=by)
    refresh_years(
        projects={item.object_id for item in items[Project] if not item.was_created},
        years={item.object_id for item in items[ProjectYear] if not item.was_created},
    )
    ledger_import.undone_at = timezone.now()
    ledger_import.save(update_fields=["undone_at"])
    return ledger_import


def _by_model(ledger_import: LedgerImport) -> Items:
    found: Items = defaultdict(list)
    for item in ledger_import.items.order_by("pk"):
        found[apps.get_model(item.model)].append(item)
    return found


def _put_back(model: type[models.Model], items: list[LedgerImportItem], *, by) -> None:
    """Write what stood there before; a partner that was taken out (its whole row is kept) comes back."""
    for some in batches(items, BATCH):
        there = model.objects.in_bulk([item.object_id for item in some])
        changed = []
        for item in some:
            fields = {
                name: model._meta.get_field(name).to_python(value) for name, value in item.before.items()
            }
            thing = there.get(item.object_id)
            if thing is None:
                thing = model(
                    **{model._meta.get_field(name).attname: value for name, value in fields.items()}
                )
                thing._history_user, thing._change_reason = by, REASON
                thing.save(force_insert=True)
                continue
            for name, value in fields.items():
                setattr(thing, model._meta.get_field(name).attname, value)
            changed.append(thing)
        if changed:
            names = {name for item in some for name in item.before if item.object_id in there}
            update_with_history(changed, names, by=by, reason=REASON)


def _changed_since(items: Items, marks: dict[str, int]) -> Iterator[Obstacle]:
    for model, some in items.items():
        ids = [item.object_id for item in some]
        for part in batches(ids, BATCH):
            later = model.history.filter(id__in=part, history_id__gt=marks[model._meta.label_lower])
            for pk in sorted(set(later.values_list("id", flat=True))):
                yield model, pk, "が、取り込みのあとに変えられています。"


def _built_upon(items: Items) -> Iterator[Obstacle]:
    """Records that point to what the import made, and were not made by it."""
    made = {model: {item.object_id for item in some if item.was_created} for model, some in items.items()}
    for model, ids in made.items():
        for relation in _relations_to(model):
            own = made.get(relation.related_model, set())
            for pk in sorted(_pointed_at(relation, ids, own)):
                word = relation.related_model._meta.verbose_name
                yield model, pk, f"に、あとから「{word}」がつながっています。"


def _pointed_at(relation, ids: set[int], own: set[int]) -> set[int]:
    column = relation.field.attname
    found: set[int] = set()
    for some in batches(sorted(ids), BATCH):
        rows = relation.related_model._base_manager.filter(**{f"{column}__in": some})
        found |= {target for pk, target in rows.values_list("pk", column).iterator() if pk not in own}
    return found


def _relations_to(model: type[models.Model]) -> Iterable:
    for relation in model._meta.get_fields(include_hidden=True):
        points_here = relation.auto_created and (relation.one_to_many or relation.one_to_one)
        if not points_here or relation.concrete or relation.related_model in HARMLESS:
            continue
        if not hasattr(relation.related_model, "history_object"):
            yield relation


def _name_of(model: type[models.Model], pk: int) -> str:
    newest = model.history.filter(id=pk).order_by("-history_id").first()
    return f"{model._meta.verbose_name}「{newest.name if newest else pk}」"
