"""What a theme says, in words, field by field."""

from kyodo.money import format_yen

from .call_words import NOTHING, WordChange
from .models import Theme

SAID = ("title", "problem", "wanted", "city_offers", "budget", "is_city_proposal", "division")


def changes_of(before: Theme, after: Theme) -> list[WordChange]:
    """The fields that read otherwise."""
    return [
        WordChange(f"テーマ「{before}」の{_label(name)}", was, now)
        for name in SAID
        if (was := _words(before, name)) != (now := _words(after, name))
    ]


def _label(name: str) -> str:
    return str(Theme._meta.get_field(name).verbose_name).partition("（")[0]


def _words(theme: Theme, name: str) -> str:
    value = getattr(theme, name)
    if isinstance(value, bool):
        return "はい" if value else "いいえ"
    if isinstance(value, int):
        return format_yen(value)
    return str(value or NOTHING)
