"""The tables of steps: a project's year, a theme, a call, a proposal, its consultation."""

from kyodo.workflow import Workflow, step

from .enums import CallState, ConsultationState, ProposalState, ThemeState, YearState

CHANGE = "projects.change_projectyear"
S = YearState

# 検討 → 準備 → 実施中 → 完了; 中止・廃止 with a reason.
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

# 作成中 → 公開 → 審査中 → 結果公表 → 終了. Whether a published call is open follows from its two moments alone.
RUN = "projects.run_programme"
C = CallState
call_workflow = Workflow(
    step("publish", "公開する", C.DRAFT, C.PUBLISHED, RUN),
    step("screen", "審査を始める", C.PUBLISHED, C.SCREENING, RUN),
    step("announce", "結果を公表する", C.SCREENING, C.DECIDED, "projects.release_decisions", automatic=True),
    step("end", "終了にする", (C.PUBLISHED, C.DECIDED), C.ENDED, RUN),
    step(
        "cancel",
        "中止にする",
        (C.DRAFT, C.PUBLISHED, C.SCREENING),
        C.CANCELLED,
        RUN,
        reason_required=True,
    ),
)

T = ThemeState
theme_workflow = Workflow(
    step("offer", "事務局へ出す", (T.DRAFT, T.RETURNED), T.OFFERED, "projects.change_theme"),
    step("return", "差し戻す", T.OFFERED, T.RETURNED, RUN, reason_required=True),
    step("publish", "公開する", T.OFFERED, T.PUBLISHED, RUN),
    step(
        "drop",
        "見送る",
        (T.DRAFT, T.OFFERED, T.RETURNED),
        T.DROPPED,
        "projects.drop_theme",
        reason_required=True,
    ),
)

# 下書き → 提出 → 要件確認 → (差戻し → 提出) → 審査 → 採択・補欠・不採択 → (議決待ち) → 確定; 取下げ until the decision.
# The decision's own steps are taken by the release alone, for all proposals of a call at once.
P = ProposalState
CHECK, SUBMIT, RELEASE = "projects.check_proposal", "projects.submit_proposal", "projects.release_decisions"
proposal_workflow = Workflow(
    step("submit", "提出する", P.DRAFT, P.SUBMITTED, SUBMIT),
    step("resubmit", "出し直す", P.RETURNED, P.SUBMITTED, SUBMIT),
    step(
        "reopen",
        "期限を延ばして受け付ける",
        P.DRAFT,
        P.DRAFT,
        "projects.reopen_proposal",
        reason_required=True,
    ),
    step(
        "extend",
        "出し直しの期限を延ばす",
        P.RETURNED,
        P.RETURNED,
        "projects.reopen_proposal",
        reason_required=True,
    ),
    step("check", "要件の確認を始める", P.SUBMITTED, P.CHECKING, CHECK),
    step("return", "差し戻す", (P.SUBMITTED, P.CHECKING), P.RETURNED, CHECK, reason_required=True),
    step("screen", "審査に進める", P.CHECKING, P.SCREENING, CHECK),
    step(
        "withdraw",
        "取り下げる",
        (P.DRAFT, P.SUBMITTED, P.CHECKING, P.RETURNED, P.SCREENING),
        P.WITHDRAWN,
        "projects.withdraw_proposal",
        reason_required=True,
    ),
    step("adopt", "採択", P.SCREENING, P.ADOPTED, RELEASE, automatic=True),
    step("reserve", "補欠", P.SCREENING, P.RESERVE, RELEASE, automatic=True),
    # What fails the requirements is never screened; it is told together with all others.
    step("reject", "不採択", (P.CHECKING, P.RETURNED, P.SCREENING), P.REJECTED, RELEASE, automatic=True),
    step("promote", "補欠から採択にする", P.RESERVE, P.ADOPTED, "projects.decide", reason_required=True),
    step(
        "close_reserve", "補欠を終わりにする", P.RESERVE, P.REJECTED, "projects.decide", reason_required=True
    ),
    step("await_vote", "議決を待つ", P.ADOPTED, P.AWAITING_VOTE, "projects.decide", automatic=True),
    step(
        "vote_down",
        "予算が認められなかった",
        P.AWAITING_VOTE,
        P.REJECTED,
        "projects.decide",
        reason_required=True,
    ),
    step("confirm", "確定する", (P.ADOPTED, P.AWAITING_VOTE), P.CONFIRMED, "projects.confirm_proposal"),
    step(
        "decline",
        "採択を辞退する",
        (P.ADOPTED, P.RESERVE, P.AWAITING_VOTE),
        P.WITHDRAWN,
        "projects.decline_proposal",
        reason_required=True,
    ),
)

A = ConsultationState
consultation_workflow = Workflow(
    step("arrange", "日時を決める", (A.ASKED, A.ARRANGED), A.ARRANGED, "projects.hold_consultation"),
    step("hold", "相談の記録を残す", (A.ASKED, A.ARRANGED), A.HELD, "projects.hold_consultation"),
    step("drop", "取りやめる", (A.ASKED, A.ARRANGED), A.DROPPED, "projects.drop_consultation"),
)
