"""City presets: everything a city words for itself, from one readable file each (`kyodo/presets/<name>.toml`).

A fifth city is a new file and no code. Each app loads its own section of the file and registers the loader in
`kyodo.registry.preset_sections`; a preset never touches records, and loading it again changes nothing.
"""

import tomllib
from pathlib import Path

from django.db import transaction

from .models import City
from .registry import preset_sections

PRESETS = Path(__file__).parent / "presets"


class PresetError(ValueError):
    """The preset file is missing or names something the portal does not know."""


def preset_names() -> list[str]:
    return sorted(path.stem for path in PRESETS.glob("*.toml"))


def read_preset(name: str) -> dict:
    if name not in preset_names():
        raise PresetError(
            f"「{name}」という市のプリセットはありません。あるもの: {'、'.join(preset_names())}"
        )
    return tomllib.loads((PRESETS / f"{name}.toml").read_text(encoding="utf-8"))


@transaction.atomic
def load_city(name: str) -> dict[str, dict[str, int]]:
    """Load a preset; says for each section how many rows were created, updated and left unchanged."""
    preset = read_preset(name)
    if unknown := set(preset) - {"city", *preset_sections}:
        raise PresetError(f"プリセットに知らない節があります: {'、'.join(sorted(unknown))}")
    report = {"city": load_row(City, {"pk": 1}, {"preset": name, **preset["city"]})}
    for section, loader in preset_sections.items():
        if section in preset:
            report[section] = loader(preset[section])
    transaction.on_commit(City.forget)
    return report


def load_row(model, key: dict, values: dict, report: dict[str, int] | None = None) -> dict[str, int]:
    """Make the row or bring it up to the preset; counts what happened in `report`."""
    report = report if report is not None else {"created": 0, "updated": 0, "unchanged": 0}
    row = model._base_manager.filter(**key).first()
    if row is None:
        model._base_manager.create(**key, **values)
        report["created"] += 1
    elif any(getattr(row, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
        report["updated"] += 1
    else:
        report["unchanged"] += 1
    return report
