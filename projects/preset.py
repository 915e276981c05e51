"""The `forms` section of a city preset: the city's own list of 協働の形態, in its order."""

from kyodo.cities import load_row
from kyodo.registry import preset_section
from kyodo.text import search_key

from .models import CollaborationForm

DEFAULTS = {"domains": "", "results_owner": "", "paper": "", "description": "", "examples": ""}


@preset_section("forms")
def load_forms(rows: list[dict]) -> dict[str, int]:
    """Bring the list up to the preset. Forms of another city stay for old records, but cannot be chosen any more."""
    report = {"created": 0, "updated": 0, "unchanged": 0}
    names = [row["name"] for row in rows]
    for position, row in enumerate(rows, start=1):
        values = {
            **DEFAULTS,
            **row,
            "position": position,
            "is_current": True,
            "search_key": search_key(row["name"]),
        }
        load_row(CollaborationForm, {"name": values.pop("name")}, values, report)
    for other in CollaborationForm.objects.current().exclude(name__in=names):
        other.is_current = False
        other.position += len(names) if other.position <= len(names) else 0
        other.save(update_fields=["is_current", "position"])
        report["updated"] += 1
    return report
