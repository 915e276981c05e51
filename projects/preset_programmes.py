"""The `programmes` section of a city preset: the programmes (制度) with the rules that a new call takes over."""

from kyodo.cities import PresetError, load_row
from kyodo.registry import preset_section

from .enums import ProposalOrigin, ThemeKind
from .models import CollaborationForm, Programme
from .rulebook import RULES, RulebookError
from .sections import SectionsError, sections_of

DEFAULTS = {
    "ended_year": None,
    "purpose": "",
    "audience": "",
    "origins": [ProposalOrigin.CITIZEN],
    "theme_kinds": [ThemeKind.FREE],
    "sections": [],
    "needs_vote": True,
}


@preset_section("programmes")
def load_programmes(rows: list[dict]) -> dict[str, int]:
    """Bring the programmes up to the preset; those of another city, and every call that was made, stay as they are.

    A programme that a coordinator made under the same name stays theirs. `PresetError` where a rule is none.
    """
    report = {"created": 0, "updated": 0, "unchanged": 0}
    for row in rows:
        key, values = row["key"], _values(row)
        if Programme.objects.filter(name=row["name"]).exclude(key=key).exists():
            report["unchanged"] += 1
        else:
            load_row(Programme, {"key": key}, values, report)
    return report


def _values(row: dict) -> dict:
    values = {**DEFAULTS, **{name: value for name, value in row.items() if name not in ("key", "form")}}
    try:
        for name, rule in RULES.items():
            values[name] = [each.as_data() for each in rule.read(row.get(name, []))]
        sections_of(values["sections"])
    except (RulebookError, SectionsError) as error:
        raise PresetError(f"制度「{row['name']}」の決まりを読めません。{error}") from error
    values["form"] = CollaborationForm.objects.current().filter(name=row.get("form")).first()
    return values
