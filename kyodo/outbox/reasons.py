"""Why a letter was not sent, in words for the office: `Letter.error` holds no more than the name of the error."""

from .states import FATE_UNKNOWN

REASONS = {
    FATE_UNKNOWN: "送る途中で止まり、届いたかどうかがわかりません。"
    "相手に届いていないことを確かめてから、もう一度送ってください。",
    "SMTPRecipientsRefused": "相手のメールサーバーが受け取りませんでした。アドレスを確かめてください。",
    "SMTPDataError": "メールサーバーが、この通知の中身を受け付けませんでした。",
    "SMTPSenderRefused": "メールサーバーが、差出人を受け付けませんでした。メールの設定を確かめてください。",
    "SMTPAuthenticationError": "メールサーバーに入れませんでした。メールの設定を確かめてください。",
}
NO_ANSWER = "メールサーバーにつながりませんでした（{error}）。"


def reason_of(error: str) -> str:
    """Empty where nothing went wrong."""
    return REASONS.get(error) or (NO_ANSWER.format(error=error) if error else "")
