"""The steps of a project's year (domain: 検討 → 準備 → 実施中 → 完了; 中止・廃止 with a reason)."""

from kyodo.workflow import Workflow, step

from .enums import YearState as S

CHANGE = "projects.change_projectyear"

year_workflow = Workflow(
    step("prepare", "準備に進む", S.CONSIDERING, S.PREPARING, CHANGE),
    step("start", "実施を始める", (S.CONSIDERING, S.PREPARING), S.RUNNING, CHANGE),
    step("finish", "完了にする", S.RUNNING, S.DONE, CHANGE),
    step(
        "cancel",
        "中止にする",
        (S.CONSIDERING, S.PREPARING, S.RUNNING),
        S.CANCELLED,
        CHANGE,
        reason_required=True,
    ),
    step("abolish", "廃止にする", (S.RUNNING, S.DONE), S.ABOLISHED, CHANGE, reason_required=True),
    step(
        "resume",
        "実施中に戻す",
        (S.DONE, S.CANCELLED, S.ABOLISHED),
        S.RUNNING,
        "projects.reopen_projectyear",
        reason_required=True,
    ),
)
