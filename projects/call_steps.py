"""Where a call stands on its way, and what comes next. Pure."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from kyodo.wareki import format_date_short, in_japan

from .call_gaps import Gap
from .enums import CallState
from .models import Call

DONE, CURRENT, TODO, STOPPED = "done", "current", "todo", "stopped"
ORDER = (CallState.DRAFT, CallState.PUBLISHED, CallState.SCREENING, CallState.DECIDED, CallState.ENDED)
LABELS = ("作成", "受付", "審査", "結果", "終了")


@dataclass(frozen=True)
class BarStep:
    label: str
    mark: str
    date: str = ""


@dataclass(frozen=True)
class NextStep:
    """What the office does next, and until when it should."""

    what: str
    due_at: datetime.datetime | None = None
    is_late: bool = False

    @property
    def due(self) -> str:
        """「令和8年7月31日 17:00」, short enough for a phone."""
        moment = in_japan(self.due_at) if self.due_at else None
        return f"{format_date_short(moment)} {moment:%H:%M}" if moment else ""


def step_bar(call: Call) -> list[BarStep]:
    """作成 → 受付 → 審査 → 結果 → 終了; a cancelled call stops where it had come to."""
    dates = (None, call.opens_at, call.closes_at, call.released_at, None)
    if call.state == CallState.CANCELLED:
        came_to = 1 if call.published_at else 0
        marks = [DONE] * came_to + [STOPPED] + [TODO] * (len(ORDER) - came_to - 1)
    else:
        present = ORDER.index(CallState(call.state))
        marks = [
            DONE if place < present else CURRENT if place == present else TODO for place in range(len(ORDER))
        ]
        marks[-1] = DONE if call.state == CallState.ENDED else marks[-1]
    return [
        BarStep(label, mark, format_date_short(date) if date else "")
        for label, mark, date in zip(LABELS, marks, dates, strict=True)
    ]


def next_step(call: Call, *, gaps: Sequence[Gap], unanswered: int, now: datetime.datetime) -> NextStep | None:
    """None for a call that is over."""
    if call.state == CallState.DRAFT:
        blocking = sum(gap.blocks for gap in gaps)
        what = f"足りないところ（{blocking}か所）を書いて、公開する" if blocking else "下見をして、公開する"
        return NextStep(what, call.opens_at, call.opens_at is not None and call.opens_at <= now)
    if call.state == CallState.PUBLISHED:
        if now >= call.closes_at:
            return NextStep("締切が過ぎました。審査を始める", call.closes_at, is_late=True)
        if unanswered:
            return NextStep(f"質問（{unanswered}件）に答える", call.closes_at)
        if now < call.opens_at:
            return NextStep("受付が始まるのを待っています", call.opens_at)
        return NextStep("締切を待っています", call.closes_at)
    if call.state == CallState.SCREENING:
        return NextStep("審査を進めて、結果を出す", call.release_at)
    if call.state == CallState.DECIDED:
        return NextStep("採択を確定し、すんだら終了にする")
    return None
