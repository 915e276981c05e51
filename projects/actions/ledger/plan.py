"""What taking over a ledger would make and change: nothing of it is written yet."""

from dataclasses import dataclass, field

from django.db.models import Model

from organizations.models import Division, Organization
from projects.ledger import Ledger

from ...models import CollaborationForm, Partner, Project, ProjectYear
from .entries import Entry

CREATED, UPDATED, UNCHANGED = "created", "updated", "unchanged"


@dataclass
class Change:
    """A record as it is to be, and what stood in the fields that change."""

    thing: Model
    before: dict[str, object] = field(default_factory=dict)

    def set_all(self, wanted: dict[str, object]) -> None:
        for name, value in wanted.items():
            self.before.setdefault(name, getattr(self.thing, name))
            setattr(self.thing, name, value)


@dataclass
class Result:
    """What becomes of one entry; `changes` are the labels of what changes on a record that is there."""

    entry: Entry
    became: str
    changes: list[str] = field(default_factory=list)


@dataclass
class Plan:
    """Everything to be written, in the order of writing, and what was said of each entry."""

    ledger: Ledger
    divisions: list[Division]
    forms: list[CollaborationForm]
    groups: list[Organization]
    notes: list[str] = field(default_factory=list)
    projects: list[Project] = field(default_factory=list)
    years: list[ProjectYear] = field(default_factory=list)
    partners: list[Partner] = field(default_factory=list)
    changed: dict[tuple[type, int], Change] = field(default_factory=dict)
    removed: list[Partner] = field(default_factory=list)
    results: list[Result] = field(default_factory=list)

    def change_of(self, thing: Model) -> Change:
        return self.changed.setdefault((type(thing), thing.pk), Change(thing))

    def count(self, became: str) -> int:
        return sum(result.became == became for result in self.results)
