"""業務の洗い出し as rows of one form, the office's day for it, and the theme made of a row."""

import re
from collections.abc import Mapping

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from kyodo.conflicts import Difference
from kyodo.fiscal_year import FiscalYear
from kyodo.formfields import CleanCharField, CleanTextField, FiscalYearField, WarekiDateField
from projects.forms.rows import as_id
from projects.forms.themes import ThemeForm
from projects.models import Theme

from ..actions.work import WORDS, WorkClash, WorkEntry
from ..enums import Fitness
from ..models import WorkItem

MOST_ROWS, BLANK_ROWS = 150, 3
UNDECIDED = ("", "まだ決めていない")
# work.i12.name: a field of the stored row 12; work.n4.name: of the fourth new row. work.i12.version, beside the rows,
# says as which version row 12 was opened.
FIELD = re.compile(r"work\.((?:i(\d{1,18}))|n\d{1,9})\.(?:name|content|fitness|reason)")


class WorkRowForm(forms.Form):
    """One row. Emptied, a stored row goes and a new one is left out."""

    name = CleanCharField(label="業務", max_length=150, required=False)
    content = CleanTextField(label="内容", max_length=1000, required=False)
    fitness = forms.ChoiceField(label="協働", choices=[UNDECIDED, *Fitness.choices], required=False)
    reason = CleanCharField(label="条件・理由", max_length=300, required=False)

    def __init__(self, data=None, *, key: str, number: int, item: WorkItem | None, initial=None):
        super().__init__(data, prefix=key, initial=initial)
        self.key, self.number, self.item = key, number, item
        for field in self.fields.values():
            field.short_label, field.label = field.label, f"{number}行目の{field.label}"
            is_list = isinstance(field, forms.ChoiceField)
            field.widget.attrs["class"] = "form-select" if is_list else "form-control"
            field.widget.attrs.pop("data-counter", None)  # four counters a row would drown the words
        self.fields["content"].widget.attrs["rows"] = 1

    def add_prefix(self, field_name: str) -> str:
        return f"work.{self.prefix}.{field_name}"

    @property
    def is_blank(self) -> bool:
        return not any(self.cleaned_data.get(name) for name in WORDS) and not self.errors

    def clean(self):
        cleaned = super().clean()
        if not any(cleaned.get(name) for name in WORDS):
            return cleaned
        if not cleaned.get("name") and "name" not in self.errors:
            self.add_error("name", "業務の名前を書いてください。")
        if (
            cleaned.get("fitness") in Fitness.says_why()
            and not cleaned.get("reason")
            and "reason" not in self.errors
        ):
            what = "条件" if cleaned["fitness"] == Fitness.CONDITIONAL else "理由"
            self.add_error("reason", f"{what}を書いてください。")
        return cleaned

    def entry(self, versions: Mapping[int, int]) -> WorkEntry:
        words = None if self.is_blank else {name: self.cleaned_data[name] for name in WORDS}
        return WorkEntry(words, self.item_id, versions.get(self.item_id, 0))

    @property
    def item_id(self) -> int | None:
        return stored_id(self.key)


def stored_id(key: str) -> int | None:
    """Which stored row a key names; None for a new one."""
    return int(key[1:]) if key.startswith("i") else None


class WorkForms:
    """All rows of one 課 in one 年度. Stored rows that the typed data does not name stand behind those it does."""

    def __init__(self, items, data=None, *, blank_rows: int = BLANK_ROWS):
        self.items = {item.pk: item for item in items}
        self.is_bound, self.errors = data is not None, []
        self.versions: dict[int, int] = {}
        self.forms = self._typed(data) if data is not None else []
        for item in self.items.values():
            if item.pk not in self.versions:
                self.versions[item.pk] = item.version
                self._add(f"i{item.pk}", words_of(item))
        behind = max([int(form.key[1:]) for form in self.forms if form.item_id is None], default=0)
        for number in range(behind + 1, behind + 1 + blank_rows):
            if len(self.forms) < MOST_ROWS:
                self._add(f"n{number}", {})
        self.template = WorkRowForm(key="__row__", number=0, item=None)

    def _typed(self, data) -> list[WorkRowForm]:
        self.forms = []
        for key in sorted(_keys(data), key=self._place):
            if (item_id := stored_id(key)) is not None:
                self.versions[item_id] = as_id(data.get(f"work.{key}.version")) or 0
            self._add(key, None, data)
        return self.forms

    def _place(self, key: str) -> tuple[int, int]:
        """Stored rows as they are listed, then the new ones by number: a kept draft does not hold their order."""
        item_id = stored_id(key)
        if item_id is None:
            return len(self.items) + 1, int(key[1:])
        listed = list(self.items)
        return (listed.index(item_id) if item_id in self.items else len(listed)), item_id

    def _add(self, key: str, words: dict | None, data=None) -> None:
        if data is None and self.is_bound:
            data, words = {f"work.{key}.{name}": value for name, value in words.items()}, None
        item = self.items.get(stored_id(key))
        self.forms.append(WorkRowForm(data, key=key, number=len(self.forms) + 1, item=item, initial=words))

    def is_valid(self) -> bool:
        answers = [form.is_valid() for form in self.forms]
        if len(self.forms) > MOST_ROWS:
            self.errors = [f"一度に書けるのは{MOST_ROWS}行までです。"]
        return all(answers) and not self.errors

    def entries(self) -> list[WorkEntry]:
        """One a form, in their order."""
        return [form.entry(self.versions) for form in self.forms]

    def silence(self) -> "WorkForms":
        """Show what was typed without judging it yet."""
        for form in self.forms:
            form._errors = forms.utils.ErrorDict()
        return self


def words_of(item: WorkItem) -> dict[str, str]:
    return {name: getattr(item, name) for name in WORDS}


def differences_of(clashes: list[WorkClash], typed: WorkForms) -> list[Difference]:
    """What both wrote, field by field, for `_components/conflict.html`. Where a row is gone there is no choice."""
    found = []
    rows = {form.item_id: form for form in typed.forms if form.item_id is not None}
    for clash in clashes:
        form, current = rows[clash.item_id], clash.current
        for name in clash.fields:
            theirs, mine = getattr(current, name), form.cleaned_data.get(name, "")
            if theirs != mine:
                label = f"「{current.name}」の{WorkRowForm.base_fields[name].label}"
                words = _words(name, theirs), _words(name, mine)
                found.append(Difference(f"{clash.item_id}.{name}", label, *words))
    return found


def gone_names(clashes: list[WorkClash], typed: WorkForms) -> list[str]:
    """The names of rows that somebody took away while they were changed here."""
    gone = {clash.item_id for clash in clashes if clash.current is None}
    return [form.cleaned_data.get("name", "") for form in typed.forms if form.item_id in gone]


def _words(name: str, value: str) -> str:
    if name == "fitness":
        return dict([UNDECIDED, *Fitness.choices]).get(value, value)
    return value


def on_top_of(clashes: list[WorkClash], data):
    """The typed data, its clashing rows as if they had been opened just now; one that is gone becomes a new row."""
    gone = [clash.item_id for clash in clashes if clash.current is None]
    behind = max((int(key[1:]) for key in _keys(data) if key.startswith("n")), default=0)
    new_keys = {f"i{item_id}": f"n{behind + place}" for place, item_id in enumerate(gone, start=1)}
    changed = QueryDict(mutable=True)
    for name, values in data.lists():
        found = FIELD.fullmatch(name)
        key = new_keys.get(found[1]) if found else None
        changed.setlist(name.replace(found[1], key, 1) if key else name, values)
    for clash in clashes:
        if clash.current is not None:
            changed[f"work.i{clash.item_id}.version"] = str(clash.current.version)
    return changed


def _keys(data) -> set[str]:
    return {found[1] for name in data if (found := FIELD.fullmatch(name))}


def with_choices(items, data):
    """The typed data with the other editor's words wherever the person chose them (`choice_12.name` is "theirs")."""
    if not any(name.startswith("choice_") for name in data):
        return data
    stored, changed = {item.pk: item for item in items}, data.copy()
    for name in data:
        found = FIELD.fullmatch(name)
        item = stored.get(int(found[2])) if found and found[2] else None
        field = name.rpartition(".")[2]
        if item is not None and data.get(f"choice_{item.pk}.{field}") == "theirs":
            changed[name] = getattr(item, field)
    return changed


def without_row(data):
    """The typed data with the row emptied whose button was pressed: saved so, it goes."""
    changed = data.copy()
    for name in data:
        found = FIELD.fullmatch(name)
        if found and found[1] == data["drop"]:
            changed[name] = ""
    return changed


def years_to_ask() -> list[FiscalYear]:
    present = FiscalYear.current()
    return [present, present.next]


class AskForm(forms.Form):
    """Which 年度 the office asks about, and by when."""

    fiscal_year = FiscalYearField(label="年度", years=years_to_ask)
    due_on = WarekiDateField(label="記入の期限", help_text="この日までに、すべての課が書き終えます。")


class ItemThemeForm(ThemeForm):
    """A theme of a row's own 課, its first words taken from the row."""

    def __init__(self, *args, item: WorkItem, **kwargs):
        first = {
            "fiscal_year": FiscalYear.current().next.year,
            "title": item.name[:120],
            "problem": item.content,
            "city_offers": "",
        }
        super().__init__(*args, initial=first, instance=Theme(division=item.division), **kwargs)
        del self.fields["division"]


def add_fault(typed: WorkForms, place: int, fault: ValidationError) -> None:
    """What the whole list refuses, said at the row it is about."""
    typed.forms[place].add_error("name", fault.messages)
