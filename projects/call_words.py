"""What a call says, in words, line by line: for the notice of a change, and where two editors met."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kyodo.fiscal_year import FiscalYear
from kyodo.money import format_yen
from kyodo.wareki import format_datetime

from .enums import TieRule
from .models import Call
from .rule_words import HISTORY, ROWS, Line

NOTHING = "（なし）"


@dataclass(frozen=True)
class WordChange:
    """One line that reads otherwise than before."""

    label: str
    before: str
    after: str

    def as_data(self) -> dict[str, str]:
        return {"label": self.label, "before": self.before, "after": self.after}


def changes_between(before: Mapping[str, object], after: Mapping[str, object]) -> list[WordChange]:
    """The lines that differ between two sets of values (`call_values.values_of`), in the order of the call."""
    old, new = lines_of(before), lines_of(after)
    found = []
    for key in [*new, *(key for key in old if key not in new)]:
        was, now = old.get(key), new.get(key)
        if was != now:
            label = (now or was).label
            found.append(WordChange(label, was.words if was else NOTHING, now.words if now else NOTHING))
    return found


def lines_of(values: Mapping[str, object]) -> dict[str, Line]:
    """Every line by a key that stays the same when only the words change."""
    lines = {}
    for name, value in values.items():
        if name in ROWS:
            lines |= {f"{name}.{key}": line for key, line in ROWS[name](value)}
        elif name in WORDS:
            label = str(Call._meta.get_field(name).verbose_name)
            lines[name] = Line(label, WORDS[name](value) if value not in (None, "", []) else NOTHING)
    return lines


def _yes(value: bool) -> str:
    return "はい" if value else "いいえ"


WORDS: dict[str, Callable] = {
    "title": str,
    "project_year": lambda year: FiscalYear(year).label,
    "summary": str,
    "body": str,
    "note": str,
    "budget": format_yen,
    "proposals_per_group": "{}件".format,
    "origins": HISTORY["origins"],
    "theme_kinds": HISTORY["theme_kinds"],
    "opens_at": format_datetime,
    "closes_at": format_datetime,
    "cutoff_percent": "満点の{}％".format,
    "lowest_majority_rejects": _yes,
    "tie_rule": lambda value: TieRule(value).label,
    "needs_vote": _yes,
    "presentation_minutes": "{}分".format,
    "question_minutes": "{}分".format,
    "slots_open_at": format_datetime,
    "slots_close_at": format_datetime,
}
