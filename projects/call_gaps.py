"""What a call still lacks: what stops it from being published, and what a reader would miss. Pure."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .call_parts import CALL_PARTS, Part
from .enums import ThemeKind


@dataclass(frozen=True)
class Gap:
    """One thing that is missing in one part; with `blocks` the call cannot be published without it."""

    part: str
    message: str
    blocks: bool = False


@dataclass(frozen=True)
class PartState:
    """A part of the editor's list of parts."""

    part: Part
    complete: bool


def gaps_of(values: Mapping[str, object], *, now: datetime.datetime, themes: int) -> list[Gap]:
    """In the order of the parts. `values`: `call_values.values_of`; `themes`: how many the call publishes."""
    return [
        *_basic_gaps(values, themes),
        *_period_gaps(values, now),
        *_rule_gaps(values),
        *_selection_gaps(values),
    ]


def part_states(values: Mapping[str, object], *, now: datetime.datetime, themes: int) -> list[PartState]:
    lacking = {gap.part for gap in gaps_of(values, now=now, themes=themes)}
    return [PartState(part, part.key not in lacking) for part in CALL_PARTS]


def _basic_gaps(values, themes: int) -> Iterator[Gap]:
    if not values["summary"]:
        yield Gap("basics", "あらましがありません。一覧と検索の結果に出る文です。", blocks=True)
    if not values["origins"]:
        yield Gap("basics", "提案の種類を選んでいません。", blocks=True)
    if not values["theme_kinds"]:
        yield Gap("basics", "テーマの種類を選んでいません。", blocks=True)
    if not values["body"]:
        yield Gap("basics", "募集の内容がありません。")
    if ThemeKind.SET in values["theme_kinds"] and not themes:
        yield Gap("basics", "テーマ設定型で募集しますが、載せるテーマがまだありません。")


def _period_gaps(values, now) -> Iterator[Gap]:
    if values["opens_at"] is None or values["closes_at"] is None:
        yield Gap("period", "受付の始まりと締切が決まっていません。", blocks=True)
    elif values["closes_at"] <= now:
        yield Gap("period", "締切が過ぎています。", blocks=True)


def _rule_gaps(values) -> Iterator[Gap]:
    if not values["categories"]:
        yield Gap("categories", "部門がありません。分けないときも、一つ必要です。", blocks=True)
    if not values["conditions"]:
        yield Gap("conditions", "応募の条件がありません。登録のある団体なら、どこでも提案できます。")
    if not values["papers"]:
        yield Gap("papers", "求める書類がありません。")
    if not values["criteria"]:
        yield Gap("criteria", "審査の観点がありません。", blocks=True)


def _selection_gaps(values) -> Iterator[Gap]:
    if values["cutoff_percent"] is None:
        yield Gap("selection", "採択の目安となる点がありません。")
    if not values["schedule"]:
        yield Gap("schedule", "日程がありません。")
    presented = any(rule["stage"] == 2 for rule in values["criteria"])
    if presented and values["slots_open_at"] is None:
        yield Gap("slots", "発表の枠の受付期間が決まっていません。公開のあとでも決められます。")
    if any(values[f"stage_due_{rule['stage']}"] is None for rule in values["criteria"]):
        yield Gap("scoring", "採点の期限が決まっていません。審査を始めるまでに決めます。")
