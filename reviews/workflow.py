"""The steps of a sheet (domain: 準備 → 記入中 → ふりかえりの場 → 確定 → 公表)."""

from kyodo.workflow import Workflow, step

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
