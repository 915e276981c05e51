"""An uploaded file that is not taken, told to the person who chose it."""

from django.core.exceptions import ValidationError


class UploadRefused(ValidationError):
    """Its message is Japanese and says what to do; `code` is the reason in one word, for logs and tests."""

    def __init__(self, message: str, *, code: str):
        super().__init__(message, code=code)


def megabytes(size: int) -> str:
    """「25MB」; what is below one in KB."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))}KB"
    return f"{size / 1024 / 1024:.3g}MB"
