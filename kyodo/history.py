"""A record's whole history, readable: 「いつ・だれが・何を・どこから→どこへ」."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db import models

from .models import StateChange
from .wareki import format_date_short, format_datetime

TECHNICAL = {"id", "version", "created_at", "updated_at", "state_changed_at", "state_changed_by", "state"}
KEEP_LETTERS = 120


@dataclass(frozen=True)
class Change:
    """One field's way from → to, in words."""

    label: str
    before: str
    after: str


@dataclass
class Event:
    """One moment in a record's life."""

    at: datetime.datetime
    who: str
    what: str
    changes: list[Change] = field(default_factory=list)
    reason: str = ""


def history_of(
    *things,
    limit: int = 200,
    hidden: Collection[str] = (),
    names: Mapping[tuple[type, int], str] | None = None,
) -> list[Event]:
    """The newest `limit` events of the given records together, newest first. Costs a fixed number of queries a kind.

    `hidden` names fields whose changes the reader may not see. `names` says what a record is called, by its model
    and key, where the name of its kind alone would not tell which one it was.
    """
    events: list[Event] = []
    reading = _Reading(frozenset(hidden) | TECHNICAL, names or {})
    by_model: dict[type, list] = {}
    for thing in things:
        by_model.setdefault(type(thing), []).append(thing.pk)
    for model, keys in by_model.items():
        events += _field_events(model, keys, limit, reading)
        events += _state_events(model, keys, limit)
    events.sort(key=lambda event: event.at, reverse=True)
    return events[:limit]


@dataclass(frozen=True)
class _Reading:
    """What is left out, and what single records are called."""

    left_out: frozenset[str]
    names: Mapping[tuple[type, int], str]

    def name_of(self, model, key: int) -> str:
        return self.names.get((model, key), model._meta.verbose_name)


def _field_events(model, keys: Iterable[int], limit: int, reading: _Reading) -> list[Event]:
    rows = list(
        model.history.filter(**{f"{model._meta.pk.name}__in": list(keys)})
        .select_related("history_user")
        .order_by("history_date", "history_id")
    )
    fields = [each for each in model.history.model.tracked_fields if each.name not in reading.left_out]
    words = _Words(model, rows)
    events, last = [], {}
    for row in rows:
        before = last.get(row.id)
        event = Event(row.history_date, who(row.history_user), _what(reading.name_of(model, row.id), row))
        if row.history_type == "~" and before is not None:
            event.changes = [
                Change(str(each.verbose_name), words.of(before, each), words.of(row, each))
                for each in fields
                if getattr(before, each.attname) != getattr(row, each.attname)
            ]
            if not event.changes:
                last[row.id] = row
                continue
        last[row.id] = row
        events.append(event)
    return events[-limit:]


def _state_events(model, keys, limit: int) -> list[Event]:
    if not hasattr(model, "workflow"):
        return []
    states = dict(model._meta.get_field("state").choices)
    changes = (
        StateChange.objects.filter(
            content_type=ContentType.objects.get_for_model(model), object_id__in=list(keys)
        )
        .select_related("by")
        .order_by("-at")[:limit]
    )
    return [
        Event(
            change.at,
            who(change.by),
            f"{model._meta.verbose_name}の状態を変えました",
            [Change("状態", states.get(change.from_state, ""), states.get(change.to_state, ""))],
            change.reason,
        )
        for change in changes
    ]


def who(user) -> str:
    """Whoever did it, by name."""
    return str(user) if user else "自動"


def _what(name: str, row) -> str:
    verb = {"+": "登録しました", "~": "変更しました", "-": "削除しました"}[row.history_type]
    return f"{name}を{verb}"


def _values_that_changed(rows, attname: str) -> set:
    """All values of a field, of the records that ever had more than one; of others no name is asked for."""
    values: dict[int, set] = {}
    for row in rows:
        values.setdefault(row.id, set()).add(getattr(row, attname, None))
    return set().union(*(each for each in values.values() if len(each) > 1))


class _Words:
    """Turns stored values into what people read; the names behind foreign keys are fetched once a field.

    A model may bring words of its own for fields that hold codes: `history_words = {"field": function of the value}`.
    """

    def __init__(self, model, rows):
        self.own_words = getattr(model, "history_words", {})
        self.names: dict[str, dict] = {}
        for each in model._meta.fields:
            if isinstance(each, models.ForeignKey):
                keys = _values_that_changed(rows, each.attname) - {None}
                found = each.related_model._base_manager.filter(pk__in=keys) if keys else []
                self.names[each.name] = {thing.pk: str(thing) for thing in found}

    def of(self, row, each) -> str:
        value = getattr(row, each.attname)
        if value in (None, "", [], {}):
            return "（なし）"
        if each.name in self.own_words:
            return self.own_words[each.name](value)
        if each.name in self.names:
            return self.names[each.name].get(value, "（削除済み）")
        if each.choices:
            return str(dict(each.flatchoices).get(value, value))
        if isinstance(value, bool):
            return "はい" if value else "いいえ"
        if isinstance(value, datetime.datetime):
            return format_datetime(value)
        if isinstance(value, datetime.date):
            return format_date_short(value)
        if isinstance(value, (list, tuple)):
            return "、".join(map(str, value))
        text = f"{value:,}" if isinstance(value, int) else str(value)
        return text if len(text) <= KEEP_LETTERS else text[:KEEP_LETTERS] + "…"
