"""The words of calls in templates."""

from django import template

from ..actions.call_rows import STAGE_NAMES
from ..enums import CallState, ThemeState
from ..rule_words import milestone_when
from ..selection_words import StageRules

register = template.Library()

CALL_TONES = {
    CallState.PUBLISHED: "info",
    CallState.SCREENING: "warn",
    CallState.DECIDED: "go",
    CallState.ENDED: "done",
    CallState.CANCELLED: "stop",
}
THEME_TONES = {
    ThemeState.OFFERED: "info",
    ThemeState.RETURNED: "warn",
    ThemeState.PUBLISHED: "go",
    ThemeState.DROPPED: "done",
}


@register.filter
def call_tone(state: str) -> str:
    """The tone of the badge of a call's state."""
    return CALL_TONES.get(CallState(state), "")


@register.filter
def theme_tone(state: str) -> str:
    return THEME_TONES.get(ThemeState(state), "")


@register.filter
def by_stage(criteria: list[dict]) -> list[StageRules]:
    """Criteria as data, by the stage in which they are scored."""
    return [
        StageRules(number, name, found)
        for number, name in STAGE_NAMES.items()
        if (found := [rule for rule in criteria if rule["stage"] == number])
    ]


@register.filter
def year_terms(category: dict) -> list[tuple[int, int, int | None]]:
    """(year, the city's share in percent, the most in yen or None) of each year of a category as data."""
    rates, limits = category["rates"], category["limits"]
    return [
        (
            year,
            rates[year - 1] if year <= len(rates) else 100,
            limits[year - 1] if year <= len(limits) else None,
        )
        for year in range(1, category["max_years"] + 1)
    ]


@register.filter
def points_of(criterion: dict) -> list[tuple[str, str]]:
    """(point, what it means) from 1 up, of those that say anything."""
    return sorted(criterion["points"].items())


@register.filter
def on_or_when(milestone: dict) -> str:
    """The day of a milestone as data, or the words for it."""
    return milestone_when(milestone)
