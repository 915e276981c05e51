"""The forms of collaboration that a ledger names."""

from collections.abc import Iterator

from kyodo.cities import preset_names, read_preset
from kyodo.text import search_key
from projects.ledger import Field

from ...models import CollaborationForm
from .entries import Entry

TAKEN_FROM_PRESETS = ("name", "domains", "results_owner", "paper", "description", "examples")


class FormBook:
    """Finds each entry's form in the city's list, old ones included.

    A form that only another city's preset knows is made (`made`, unsaved) as one for old records; any other is a
    fault.
    """

    def __init__(self):
        self.made: list[CollaborationForm] = []
        self.by_key: dict[str, CollaborationForm] = {}
        self.official: dict[str, dict] | None = None
        self.last_position = 0
        # Where two are spelled alike, the one that can still be chosen comes last and stays.
        for form in CollaborationForm.objects.order_by("is_current", "-position"):
            self.by_key[form.search_key] = form
            self.last_position = max(self.last_position, form.position)

    def find(self, entry: Entry) -> CollaborationForm | None:
        """The entry's form; None (and a fault) where nobody knows it."""
        name = entry.values.get(Field.FORM)
        if not name:
            return None  # the reader has named that fault
        form = self.by_key.get(search_key(name)) or self._make(search_key(name))
        if form is None:
            known = "、".join(form.name for form in reversed(self.by_key.values()) if form.is_current)
            entry.fault(
                Field.FORM,
                f"「{name}」という形態はありません。"
                + (f"{known}のどれかで書いてください。" if known else ""),
            )
        return form

    def _make(self, key: str) -> CollaborationForm | None:
        if self.official is None:
            self.official = {search_key(row["name"]): row for row in _official_forms()}
        row = self.official.get(key)
        if row is None:
            return None
        self.last_position += 1
        form = CollaborationForm(
            **{name: row[name] for name in TAKEN_FROM_PRESETS if name in row},
            search_key=key,
            position=self.last_position,
            is_current=False,
        )
        self.made.append(form)
        self.by_key[key] = form
        return form


def _official_forms() -> Iterator[dict]:
    for name in preset_names():
        yield from read_preset(name).get("forms", [])
