"""Themes: a 課 writes what it looks for and hands it to the office, which gathers, returns and publishes them.

A theme that citizens read changes, comes or goes only together with a notice in its call.
"""

from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from kyodo.conflicts import claim_version
from kyodo.workflow import StepRefused, move

from ..call_words import NOTHING, WordChange
from ..enums import CallState, ThemeState
from ..models import Call, Theme
from ..theme_words import changes_of
from .calls import tell_of_change

NOTICE = "公開した募集のテーマを変えるときは、変更のお知らせを書いてください。"


@transaction.atomic
def write_theme(theme: Theme, *, by) -> Theme:
    """Keep a new theme as a draft of its 課."""
    theme._history_user = by
    theme.save()
    return theme


@transaction.atomic
def change_theme(theme: Theme, *, base_version: int, by, notice: str = "") -> Theme:
    """Save an edited theme, or raise `EditConflict`; one that citizens read needs a notice for what reads otherwise."""
    stored = Theme.objects.select_related("division", "call").get(pk=theme.pk)
    claim_version(theme, base_version)
    theme.refresh_from_db(fields=["state", "state_changed_at", "state_changed_by", "call", "position"])
    changes = changes_of(stored, theme)
    if is_out(stored) and changes and not notice.strip():
        raise ValidationError(NOTICE, code="notice")
    theme._history_user = by
    theme.save()
    if is_out(stored) and changes:
        tell_of_change(stored.call, notice, changes, by=by)
    return theme


def is_out(theme: Theme) -> bool:
    """Whether citizens read it."""
    return theme.state == ThemeState.PUBLISHED and theme.call.state != CallState.DRAFT


def move_theme(theme: Theme, action: str, *, by, reason: str = "") -> Theme:
    """事務局へ出す, 差し戻す or 見送る."""
    return move(theme, action, by=by, reason=reason)


@transaction.atomic
def publish_themes(call: Call, *, themes: Sequence[Theme], by, notice: str = "") -> None:
    """Put offered themes into a call, behind those that are there. A call that is out needs a notice for that."""
    if not themes:
        return
    current = Call.objects.select_for_update().get(pk=call.pk)
    if current.state not in (CallState.DRAFT, CallState.PUBLISHED):
        raise StepRefused("審査が始まった募集には、テーマを載せられません。")
    if current.state == CallState.PUBLISHED and not notice.strip():
        raise ValidationError(NOTICE, code="notice")
    place = current.themes.published().count()
    for position, theme in enumerate(themes, start=place):
        move(theme, "publish", by=by, call=current, position=position)
    if current.state == CallState.PUBLISHED:
        changes = [WordChange(f"テーマ「{theme}」", NOTHING, "載せました") for theme in themes]
        tell_of_change(current, notice, changes, by=by)


@transaction.atomic
def order_themes(call: Call, *, positions: Mapping[int, int], by) -> None:
    """Put a call's themes in order. `positions`: theme id → a number; equal numbers keep their order."""
    rows = list(call.themes.published())
    rows.sort(key=lambda theme: positions.get(theme.pk, theme.position))
    for position, theme in enumerate(rows):
        if theme.position != position:
            theme.position = position
            theme._history_user = by
            theme.save(update_fields=["position", "updated_at"])
