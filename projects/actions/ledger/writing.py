"""Writes a plan: all of it in one transaction, in batches, with history."""

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max, Model
from django.db.models.deletion import Collector
from django.utils import timezone
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from kyodo.models import Versioned
from organizations.lineage import forget_lineage
from organizations.models import Division, Organization

from ...models import CollaborationForm, LedgerImport, LedgerImportItem, Partner, Project, ProjectYear
from ..listing import fill_listing, refresh_listing
from .groups import batches
from .plan import Plan

REASON = "台帳から"
BATCH = 200
# Those that an import writes; whatever stands later leans on those before it.
MODELS = (Division, CollaborationForm, Organization, Project, ProjectYear, Partner)


def lock_imports() -> None:
    """Imports go one after the other, so that no two of them make the same 課, group or project.

    Call it first in the transaction. SQLite has one writer anyway.
    """
    kind = ContentType.objects.get_for_model(LedgerImport)
    ContentType.objects.select_for_update().get(pk=kind.pk)


def history_marks() -> dict[str, int]:
    """The newest entry in the history of each kind of record: whatever is written later has a higher one."""
    return {
        model._meta.label_lower: model.history.aggregate(newest=Max("history_id"))["newest"] or 0
        for model in MODELS
    }


def write_plan(plan: Plan, *, by, ledger_import: LedgerImport | None = None) -> None:
    """Write everything the plan holds; with `ledger_import` keep what undoing needs. Call it in a transaction."""
    items = _Items(ledger_import)
    delete_with_history(plan.removed, by=by, reason=REASON, before=items.keep_removed)
    for things in (plan.divisions, plan.forms, plan.groups, plan.projects):
        _create(things, by=by, items=items)
    names = defaultdict(list)
    for partner in plan.partners:
        names[id(partner.project_year)].append(partner.name)
    for year in plan.years:
        fill_listing(year, partner_names=names[id(year)])
    _create(plan.years, by=by, items=items)
    _create(plan.partners, by=by, items=items)
    _change(plan, by=by, items=items)
    items.save()
    if plan.divisions:
        forget_lineage()


def _create(things: list[Model], *, by, items: "_Items") -> None:
    for some in batches(things, BATCH):
        made = bulk_create_with_history(some, type(some[0]), default_user=by, default_change_reason=REASON)
        items.keep_created(made)


def _change(plan: Plan, *, by, items: "_Items") -> None:
    """Write the changed fields of each kind of record, and what lists repeat of them."""
    by_model = defaultdict(list)
    for change in plan.changed.values():
        by_model[type(change.thing)].append(change)
        items.keep_changed(change.thing, change.before)
    for changes in by_model.values():
        names = {name for change in changes for name in change.before}
        update_with_history([change.thing for change in changes], names, by=by, reason=REASON)
    refresh_years(
        projects={change.thing.pk for change in by_model[Project]},
        years={change.thing.pk for change in by_model[ProjectYear]},
    )


def update_with_history(things: list[Model], names: Iterable[str], *, by, reason: str) -> None:
    """Write these fields of things of one kind, and raise their version, so that an open form notices."""
    model, names = type(things[0]), set(names)
    for thing in things:
        if issubclass(model, Versioned):
            thing.version += 1
            thing.updated_at = timezone.now()
            names |= {"version", "updated_at"}
    bulk_update_with_history(
        things, model, sorted(names), batch_size=BATCH, default_user=by, default_change_reason=reason
    )


def refresh_years(*, projects: set[int], years: set[int]) -> None:
    """Bring the list columns of these years, and of all years of these projects, up to date."""
    years = set(years)
    for some in batches(sorted(projects), BATCH):
        years.update(ProjectYear.objects.filter(project__in=some).values_list("pk", flat=True))
    for some in batches(sorted(years), BATCH):
        refresh_listing(ProjectYear(pk=pk) for pk in some)


def delete_with_history(things: list[Model], *, by, reason: str, before=lambda thing: None) -> None:
    """Delete things of one kind; their history says who and why. `before` is called with each."""
    for thing in things:
        before(thing)
        thing._history_user, thing._change_reason = by, reason
    for some in batches(things, BATCH):
        # Unlike QuerySet.delete, it deletes these very instances, which carry who and why.
        collector = Collector(using=some[0]._state.db, origin=some[0])
        collector.collect(some)
        collector.delete()


class _Items:
    """Notes for undoing: what was made, and what stood where something was changed."""

    def __init__(self, ledger_import: LedgerImport | None):
        self.ledger_import = ledger_import
        self.rows: list[LedgerImportItem] = []

    def keep_created(self, things: Iterable[Model]) -> None:
        for thing in things:
            self._keep(thing, {}, was_created=True)

    def keep_changed(self, thing: Model, before: dict[str, object]) -> None:
        self._keep(thing, before)

    def keep_removed(self, thing: Model) -> None:
        self._keep(thing, {field.name: getattr(thing, field.name) for field in thing._meta.concrete_fields})

    def _keep(self, thing: Model, before: dict[str, object], *, was_created: bool = False) -> None:
        if self.ledger_import is not None:
            self.rows.append(
                LedgerImportItem(
                    ledger_import=self.ledger_import,
                    model=thing._meta.label_lower,
                    object_id=thing.pk,
                    was_created=was_created,
                    before={name: _plain(value) for name, value in before.items()},
                )
            )

    def save(self) -> None:
        LedgerImportItem.objects.bulk_create(self.rows, batch_size=BATCH)


def _plain(value: object) -> object:
    """As JSON keeps it: a record by its key, a day as text."""
    if isinstance(value, Model):
        return value.pk
    return value.isoformat() if hasattr(value, "isoformat") else value
