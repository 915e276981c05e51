"""The letters of people and groups, worded in templates/email/. What becomes of an application is always told."""

from kyodo.registry import LetterKind, letter_kinds


@letter_kinds
def template_kinds():
    for key, title in (
        ("invitation", "招待"),
        ("organization_applied", "団体の登録の申請が届いた"),
        ("organization_received", "団体の登録の申請を受け付けた"),
        ("organization_resubmitted", "団体の登録の申請が出し直された"),
        ("organization_returned", "団体の登録の申請を差し戻した"),
        ("organization_state", "団体の登録・停止・退会"),
    ):
        yield LetterKind(key, title, is_due=True)
