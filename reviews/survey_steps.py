"""Where a survey stands, and who must do what by when. Takes what was read; asks no database."""

from collections.abc import Iterable, Mapping

from kyodo.models import StateChange
from kyodo.wareki import as_date, format_date_short

from .enums import RespondentState, SurveyAudience, SurveyState
from .models import Survey
from .steps import NextStep, StepMark

WAY = tuple(SurveyState)


def survey_step_bar(survey: Survey, changes: Iterable[StateChange]) -> list[StepMark]:
    """The way from 作成 to 公表 with the day each step was last reached."""
    reached = {SurveyState.PREPARING.value: survey.created_at}
    for change in sorted(changes, key=lambda each: each.at):
        reached[change.to_state] = change.at
    at = WAY.index(SurveyState(survey.state))
    return [_mark(state, index, at, reached) for index, state in enumerate(WAY)]


def _mark(state: SurveyState, index: int, at: int, reached: Mapping) -> StepMark:
    is_done = index < at or index == at == len(WAY) - 1
    mark = "done" if is_done else "current" if index == at else "todo"
    moment = reached.get(state.value) if index <= at else None
    return StepMark(state.label, mark, format_date_short(as_date(moment)) if moment else "")


def survey_next_step(
    survey: Survey, counts: Mapping[RespondentState, int], *, errors: int, office: str
) -> NextStep | None:
    """What the survey waits for; None at the end of the way. `errors`: what keeps it from opening."""
    missing = counts[RespondentState.WAITING] + counts[RespondentState.WRITING]
    if survey.state == SurveyState.PREPARING:
        what = f"調査票を直します（{errors}件）。" if errors else "調査票を確かめて、受付を始めます。"
        return NextStep(office, what)
    if survey.state == SurveyState.OPEN and missing:
        word = "課" if survey.audience == SurveyAudience.DIVISIONS else "団体"
        return NextStep(f"まだの{missing}{word}", "回答を出します。", survey.due_on)
    if survey.state == SurveyState.OPEN:
        return NextStep(office, "すべての回答がそろいました。締め切ります。", survey.due_on)
    if survey.state == SurveyState.CLOSED:
        return NextStep(office, "集計と報告書を確かめて、公表します。")
    return None
