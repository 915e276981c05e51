"""The formula guard: text that a spreadsheet would run as a formula is written with an apostrophe before it.

Guarding and unguarding are exact opposites, so that an export can be imported again without change.
"""

import re

# Japanese Excel takes the full-width signs for formulas too; alone they are just a mark for "nothing".
_RISKY = re.compile(r"'*(?:[=+\-@\t\r\n]|[＝＋－＠](?=.))", re.DOTALL)
_GUARDED = re.compile(r"'+(?:[=+\-@\t\r\n]|[＝＋－＠](?=.))", re.DOTALL)


def guard(text: str) -> str:
    """The text, safe to open in a spreadsheet."""
    return "'" + text if _RISKY.match(text) else text


def unguard(text: str) -> str:
    """The text as it was before `guard`."""
    return text[1:] if _GUARDED.match(text) else text
