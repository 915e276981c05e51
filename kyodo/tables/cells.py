"""Text on its way between a cell and the portal."""

import re

from kyodo.tables.guard import guard, unguard

_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n|\r")


def plain(text: str) -> str:
    """The text with LF line ends and without what neither a file nor the database can hold; blanks stay."""
    return _UNSTORABLE.sub("", _LINE_ENDS.sub("\n", text))


def read_text(text: str) -> str:
    """A cell's text as it was before it was written."""
    return unguard(plain(text))


def written_text(text: str) -> str:
    """A text as it goes into a cell."""
    return guard(plain(text))
