"""Where a call stands on its way, and what comes next. Pure."""

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from kyodo.wareki import format_date_short, in_japan

from .call_gaps import Gap
from .enums import CallState
from .models import Call, ScreeningStage

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
    """What the office does next, until when it should, and the address of the call's page where it does so."""

    what: str
    due_at: datetime.datetime | None = None
    is_late: bool = False
    page: str = ""
    button: str = ""

    @property
    def due(self) -> str:
        """「令和8年7月31日 17:00」, short enough for a phone."""
        moment = in_japan(self.due_at) if self.due_at else None
        return f"{format_date_short(moment)} {moment:%H:%M}" if moment else ""


@dataclass(frozen=True)
class Waiting:
    """What waits in one call: its proposals as `projects.desk.in_hand` counts them, and its panel.

    `stage`: the one that is being scored, `of_stage` the numbers of that alone; `invited`: who has not answered yet.
    """

    numbers: Counter = field(default_factory=Counter)
    of_stage: Counter = field(default_factory=Counter)
    stage: ScreeningStage | None = None
    reviewers: int = 0
    invited: int = 0


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


def next_step(
    call: Call, *, gaps: Sequence[Gap], unanswered: int, waiting: Waiting, now: datetime.datetime
) -> NextStep | None:
    """None for a call that is over."""
    if call.state == CallState.DRAFT:
        blocking = sum(gap.blocks for gap in gaps)
        what = f"足りないところ（{blocking}か所）を書いて、公開する" if blocking else "下見をして、公開する"
        late = call.opens_at is not None and call.opens_at <= now
        return NextStep(what, call.opens_at, late, "projects:call_publish", "公開する")
    if call.state == CallState.PUBLISHED:
        return _published(call, unanswered, waiting, now)
    if call.state == CallState.SCREENING:
        return _to_check(waiting) or _to_score(waiting, now) or _to_decide(call, waiting, now)
    if call.state == CallState.DECIDED:
        if adopted := waiting.numbers["adopted"]:
            return NextStep(
                f"採択した提案（{adopted}件）の実施を確定する",
                page="projects:adoptions",
                button="議決と確定へ",
            )
        return NextStep("残ったことがなければ、終了にする")
    return None


def _published(call: Call, unanswered: int, waiting: Waiting, now: datetime.datetime) -> NextStep:
    if now >= call.closes_at:
        if not waiting.numbers["to_decide"]:
            return NextStep("締切が過ぎました。審査する提案はありません。締切を延ばすか、終了にする")
        return _to_check(waiting) or NextStep("締切が過ぎました。審査を始める")
    if unanswered:
        what = f"質問（{unanswered}件）に答える"
        return NextStep(what, call.closes_at, page="projects:questions", button="質問を見る")
    if now < call.opens_at:
        return NextStep("受付が始まるのを待っています", call.opens_at)
    return NextStep("締切を待っています", call.closes_at)


def _to_check(waiting: Waiting) -> NextStep | None:
    """Also in screening: what was sent back may come late."""
    if count := waiting.numbers["to_begin"] + waiting.numbers["to_screen"]:
        what = f"提案（{count}件）の要件を確かめて、審査に進める"
        return NextStep(what, page="projects:office_proposals", button="提案を確かめる")
    return None


def _to_score(waiting: Waiting, now: datetime.datetime) -> NextStep | None:
    """None where no stage is open, or nothing came to it."""
    stage, numbers = waiting.stage, waiting.of_stage
    if stage is None or not waiting.numbers["screening"]:
        return None
    if not numbers["screening"]:
        return NextStep(f"{stage}に進める提案を選ぶ", page="projects:ranking", button="順位を見る")
    if not waiting.reviewers:
        what = "審査委員の返事を待っています" if waiting.invited else "審査委員を招待する"
        return NextStep(what, page="projects:panel", button="審査委員を見る")
    if unread := numbers["nobody_reads"]:
        return NextStep(
            f"提案（{unread}件）に、読む委員を割り当てる", page="projects:assign", button="割り当てる"
        )
    late = stage.due_at is not None and stage.due_at <= now
    if left := numbers["to_score"]:
        what = f"採点を待っています（残り{left}件）"
        return NextStep(what, stage.due_at, late, "projects:matrix", "進みぐあいを見る")
    return NextStep("採点がそろいました。締め切る", stage.due_at, late, "projects:matrix", "進みぐあいを見る")


def _to_decide(call: Call, waiting: Waiting, now: datetime.datetime) -> NextStep:
    if call.release_at is not None:
        late = call.release_at <= now
        return NextStep(
            "公表の時刻を待っています", call.release_at, late, "projects:release", "公表の準備を見る"
        )
    if count := waiting.numbers["undecided"]:
        return NextStep(f"決定（{count}件）を入れる", page="projects:decisions", button="決定を入れる")
    if count := waiting.numbers["unread"]:
        what = f"入れた人とは別の人が、決定（{count}件）を確かめる"
        return NextStep(what, page="projects:read_decisions", button="決定を確かめる")
    return NextStep("通知を読んで、結果を公表する", page="projects:release", button="公表の準備へ")
