"""The steps of a sheet (準備 → 記入中 → ふりかえりの場 → 確定 → 公表), of a survey, its answers and its report."""

from kyodo.workflow import Workflow, step

from .enums import ReportState, RespondentState, SurveyState
from .enums import SheetState as S

sheet_workflow = Workflow(
    step("open", "記入を始める", S.PREPARING, S.OPEN, "reviews.run_round", automatic=True),
    step("meet", "ふりかえりの場へ進む", S.OPEN, S.MEETING, "reviews.run_round", automatic=True),
    step("return", "記入に戻す", S.MEETING, S.OPEN, "reviews.hold_meeting", reason_required=True),
    step("finalise", "確定する", S.MEETING, S.FINAL, "reviews.hold_meeting"),
    step("publish", "公表する", S.FINAL, S.PUBLISHED, "reviews.run_round"),
    step("unpublish", "公表をやめる", S.PUBLISHED, S.FINAL, "reviews.run_round", reason_required=True),
    step("reopen", "確定を取り消す", S.FINAL, S.MEETING, "reviews.run_round", reason_required=True),
)

# 作成 → 回答受付 → 締切 → 公表. Questions that have answers get a new version, they are never edited.
RUN_SURVEY = "reviews.run_survey"
V = SurveyState
survey_workflow = Workflow(
    step("open", "回答の受付を始める", V.PREPARING, V.OPEN, RUN_SURVEY),
    step("close", "締め切る", V.OPEN, V.CLOSED, RUN_SURVEY),
    step("reopen", "受付を再開する", V.CLOSED, V.OPEN, RUN_SURVEY, reason_required=True),
    step("publish", "公表する", V.CLOSED, V.PUBLISHED, RUN_SURVEY),
    step("unpublish", "公表をやめる", V.PUBLISHED, V.CLOSED, RUN_SURVEY, reason_required=True),
)

R = RespondentState
respondent_workflow = Workflow(
    step("begin", "回答を始める", R.WAITING, R.WRITING, "reviews.answer_survey", automatic=True),
    step("submit", "回答を出す", (R.WAITING, R.WRITING), R.SUBMITTED, "reviews.submit_answers"),
    step("import", "まとめて取り込む", (R.WAITING, R.WRITING), R.SUBMITTED, RUN_SURVEY, automatic=True),
    step("take_back", "書き直す", R.SUBMITTED, R.WRITING, "reviews.take_back_answers"),
    step("return", "回答に戻す", R.SUBMITTED, R.WRITING, RUN_SURVEY, reason_required=True),
)

WRITE_REPORT = "reviews.write_report"
report_workflow = Workflow(
    step("publish", "公表する", ReportState.DRAFT, ReportState.PUBLISHED, WRITE_REPORT),
    step(
        "unpublish",
        "公表をやめる",
        ReportState.PUBLISHED,
        ReportState.DRAFT,
        WRITE_REPORT,
        reason_required=True,
    ),
)
