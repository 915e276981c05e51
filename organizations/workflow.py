"""The steps a group's registration takes (domain: 申請中 → 登録 → 停止 → 退会; 差戻し with a reason)."""

from kyodo.workflow import Workflow, step

from .enums import OrganizationState as S

organization_workflow = Workflow(
    step("register", "登録する", S.APPLIED, S.REGISTERED, "organizations.check_organization"),
    step(
        "return", "差し戻す", S.APPLIED, S.RETURNED, "organizations.check_organization", reason_required=True
    ),
    step("resubmit", "出し直す", S.RETURNED, S.APPLIED, "organizations.submit_organization"),
    step(
        "suspend",
        "止める",
        S.REGISTERED,
        S.SUSPENDED,
        "organizations.check_organization",
        reason_required=True,
    ),
    step(
        "resume",
        "再開する",
        S.SUSPENDED,
        S.REGISTERED,
        "organizations.check_organization",
        reason_required=True,
    ),
    step(
        "withdraw",
        "退会する",
        (S.APPLIED, S.RETURNED, S.REGISTERED, S.SUSPENDED),
        S.WITHDRAWN,
        "organizations.withdraw_organization",
        reason_required=True,
    ),
)
