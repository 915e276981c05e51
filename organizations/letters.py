"""The letters of people and groups, worded in templates/email/. What becomes of an application is always told."""

from kyodo.registry import LetterKind, everybody, letter_kinds

from .readers import leads_a_group, runs_the_programmes


@letter_kinds
def template_kinds():
    for key, title, reaches in (
        ("invitation", "招待", everybody),
        ("organization_applied", "団体の登録の申請が届いた", runs_the_programmes),
        ("organization_received", "団体の登録の申請を受け付けた", everybody),
        ("organization_resubmitted", "団体の登録の申請が出し直された", runs_the_programmes),
        ("organization_returned", "団体の登録の申請を差し戻した", leads_a_group),
        ("organization_state", "団体の登録・停止・退会", leads_a_group),
    ):
        yield LetterKind(key, title, is_due=True, reaches=reaches)
