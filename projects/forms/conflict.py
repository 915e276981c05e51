"""Two people edited the same record: what differs, and the form's data after somebody chose what stays."""

import datetime

from kyodo.conflicts import Difference, differences

from ..models import ProjectYear
from .bundle import RecordForms
from .goals import goal_initial
from .partners import partner_initial
from .record import ProjectForm, YearForm

ROWS = {"partners": ("協働の相手", partner_initial, "name"), "goals": ("目標", goal_initial, "title")}


def differences_of(forms: RecordForms, current) -> list[Difference]:
    """Every field that differs between what was typed and the record as it stands; partners and goals by name."""
    if not isinstance(current, ProjectYear):
        return differences(forms["project"], current)
    found = differences(forms["year"], current)
    for name, (label, initial, word) in ROWS.items():
        theirs = "、".join(row[word] for row in initial(current))
        mine = "、".join(_kept_rows(forms[name], word))
        if theirs != mine:
            found.append(Difference(name, label, theirs, mine))
    return found


def _kept_rows(formset, word: str):
    for row in formset.forms:
        chosen = getattr(row, "chosen", None)
        text = chosen.name if chosen else row[word].value()
        if text and not row["DELETE"].value():
            yield text


def with_choices(data, record):
    """The data with the stored value wherever somebody chose 「先に保存されたもの」 (`choice_<name>=theirs`)."""
    chosen = {
        name.removeprefix("choice_")
        for name, value in data.items()
        if name.startswith("choice_") and value == "theirs"
    }
    if not chosen:
        return data
    data = data.copy()
    current = type(record)._base_manager.get(pk=record.pk)
    prefix, form_class = ("year", YearForm) if isinstance(current, ProjectYear) else ("project", ProjectForm)
    stored = form_class(instance=current)
    for name in chosen & set(stored.fields):
        data.setlist(f"{prefix}-{name}", _texts(stored[name].value()))
    for name in chosen & set(ROWS):
        if isinstance(current, ProjectYear):
            _write_rows(data, name, ROWS[name][1](current))
    return data


def _texts(value) -> list[str]:
    values = value if isinstance(value, (list, tuple)) else [value]
    return ["" if each is None else _text(each) for each in values]


def _text(value) -> str:
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def _write_rows(data, prefix: str, rows: list[dict]) -> None:
    for name in [name for name in data if name.startswith(f"{prefix}-")]:
        del data[name]
    data[f"{prefix}-TOTAL_FORMS"] = data[f"{prefix}-INITIAL_FORMS"] = str(len(rows))
    for index, row in enumerate(rows):
        for name, value in row.items():
            data[f"{prefix}-{index}-{name}"] = _texts(value)[0]
