"""The `axes` section of a city preset: the city's ふりかえりの視点, versioned."""

from kyodo.registry import preset_section

from .models import Axis, AxisSet


@preset_section("axes")
def load_axes(data: dict) -> dict[str, int]:
    """Make the city's axes current. Changed wording becomes a new version; a version is never edited."""
    wanted = [(number, row["label"], row["question"]) for number, row in enumerate(data["items"], start=1)]
    newest = AxisSet.objects.filter(key=data["key"]).order_by("-version").first()
    if newest and list(newest.axes.values_list("number", "label", "question")) == wanted:
        if newest.is_current:
            return {"created": 0, "updated": 0, "unchanged": 1}
        make_current(newest)
        return {"created": 0, "updated": 1, "unchanged": 0}
    fresh = AxisSet.objects.create(
        key=data["key"], version=newest.version + 1 if newest else 1, name=data["name"], is_current=False
    )
    Axis.objects.bulk_create(
        Axis(axis_set=fresh, number=number, label=label, question=question) for number, label, question in wanted
    )
    make_current(fresh)
    return {"created": 1, "updated": 0, "unchanged": 0}


def make_current(axis_set: AxisSet) -> None:
    AxisSet.objects.filter(is_current=True).update(is_current=False)
    AxisSet.objects.filter(pk=axis_set.pk).update(is_current=True)
    axis_set.is_current = True
