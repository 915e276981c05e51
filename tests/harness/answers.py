"""Answers of the test client that carry a file."""


def status_of(answer) -> int:
    """The status, after a file was read to its end: that closes it without the database connection of the test."""
    if answer.streaming:
        list(answer.streaming_content)
    return answer.status_code
