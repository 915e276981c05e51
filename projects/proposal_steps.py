"""Where a proposal stands in its group's own words, and who must do what by when. Asks no database."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from kyodo.models import StateChange
from kyodo.wareki import as_date, format_date_short

from .enums import ProposalState
from .models import Proposal, ProposalRemark
from .steps import StepMark

S = ProposalState
WRITE, SUBMIT, CHECK, SCREEN, RESULT, RUN = WAY = ("書く", "出す", "要件の確認", "審査", "結果", "実施")
AT = {
    S.DRAFT: WRITE,
    S.SUBMITTED: CHECK,
    S.CHECKING: CHECK,
    S.RETURNED: CHECK,
    S.SCREENING: SCREEN,
    S.RESERVE: RESULT,
    S.REJECTED: RESULT,
    S.ADOPTED: RUN,
    S.AWAITING_VOTE: RUN,
    S.CONFIRMED: RUN,
}
REACHED_BY = {
    S.SUBMITTED: SUBMIT,
    S.CHECKING: CHECK,
    S.RETURNED: CHECK,
    S.SCREENING: SCREEN,
    S.ADOPTED: RESULT,
    S.RESERVE: RESULT,
    S.REJECTED: RESULT,
    S.CONFIRMED: RUN,
}


@dataclass(frozen=True)
class NextStep:
    """Who must do what, and before which moment where there is one."""

    who: str
    what: str
    until: datetime.datetime | None = None
    is_late: bool = False


def step_bar(proposal: Proposal, changes: Iterable[StateChange]) -> list[StepMark]:
    """The way from the first word to the project, with the day each step was last reached."""
    days = {WRITE: proposal.created_at}
    for change in sorted(changes, key=lambda each: each.at):
        if change.to_state in REACHED_BY:
            days[REACHED_BY[S(change.to_state)]] = change.at
    state = S(proposal.state)
    if state == S.WITHDRAWN:
        done = [_mark(label, "done", days[label]) for label in WAY if label in days]
        return [*done, _mark(state.label, "stopped", proposal.state_changed_at)]
    at = WAY.index(AT[state])
    marks = ["done"] * at + ["done" if state == S.CONFIRMED else "current"] + ["todo"] * (len(WAY) - at - 1)
    bar = [
        _mark(_word(label, state), mark, days.get(label) if mark != "todo" else None)
        for label, mark in zip(WAY, marks, strict=True)
    ]
    if state == S.REJECTED:
        return [*bar[:at], _mark(state.label, "stopped", days.get(RESULT))]
    return bar


def _word(label: str, state: S) -> str:
    if label == CHECK and state == S.RETURNED:
        return "直して出し直す"
    if label == RESULT and state == S.RESERVE:
        return state.label
    return S.ADOPTED.label if label == RESULT and state in S.chosen() else label


def _mark(label: str, mark: str, moment: datetime.datetime | None) -> StepMark:
    return StepMark(label, mark, format_date_short(as_date(moment)) if moment else "")


def next_step(
    proposal: Proposal,
    now: datetime.datetime,
    *,
    group: str,
    office: str,
    question: ProposalRemark | None = None,
) -> NextStep | None:
    """What the proposal waits for; `group` and `office` are what they are called. None at the end of the way.

    `question`: the 照会 that has to be answered first, if there is any.
    """
    state, until = S(proposal.state), proposal.closes_at
    if question is not None and state in S.in_checking():
        late = question.due_at is not None and question.due_at <= now
        return NextStep(group, "事務局の照会に答えます。", question.due_at, late)
    if state in S.writable():
        return _to_write(proposal, now, group, until)
    waiting = {
        S.SUBMITTED: (office, "要件の確認を始めます。聞きたいことがあれば、ここでお知らせします。"),
        S.CHECKING: (office, "要件を確かめています。聞きたいことがあれば、ここでお知らせします。"),
        S.SCREENING: ("審査委員", "審査をしています。結果は、すべての提案に同時にお知らせします。"),
        S.RESERVE: (office, "採択された事業に空きが出たとき、順番にお知らせします。"),
        S.AWAITING_VOTE: ("市議会", "予算を審議します。認められると、実施が決まります。"),
        S.ADOPTED: (office, "実施に向けて、団体と話し合います。"),
    }
    return NextStep(*waiting[state]) if state in waiting else None


def _to_write(
    proposal: Proposal, now: datetime.datetime, group: str, until: datetime.datetime | None
) -> NextStep:
    if proposal.may_be_handed_in_at(now):
        again = proposal.state == S.RETURNED
        what = "事務局の指摘を直して、出し直します。" if again else "書き上げて、締切までに出します。"
        return NextStep(group, what, until)
    if proposal.call.is_over:
        return NextStep(group, "この募集は終わったので、出せません。書いたものは、ここで読めます。")
    if until is not None and until <= now:
        return NextStep(group, "締切を過ぎたので、出せません。書いたものは、ここで読めます。", until, True)
    return NextStep(group, "書き進めます。出せるのは、受付の間です。", until)
