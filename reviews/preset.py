"""The `axes` section of a city preset: the city's ふりかえりの視点, versioned."""

from kyodo.registry import preset_section

from .actions.axes import AxisText, make_version


@preset_section("axes")
def load_axes(data: dict) -> dict[str, int]:
    """Make the city's axes current. Changed wording becomes a new version; a version is never edited."""
    axes = [AxisText(row["label"], row["question"]) for row in data["items"]]
    _, happened = make_version(key=data["key"], name=data["name"], axes=axes)
    return {each: int(each == happened) for each in ("created", "updated", "unchanged")}
