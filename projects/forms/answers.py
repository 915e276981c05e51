"""What the page of one section sends back: the fields, and for each what stood there when the page was made.

A field is called "field-<key>". `bases` is one hidden field, JSON: key → "version:digest". A field that still says
what it said is no edit, so that whoever did not touch it never writes over what somebody else wrote there.
"""

import hashlib
import json
from collections.abc import Mapping

from django.http import QueryDict

from kyodo.text import clean

from ..actions.answers import Edit

FIELD, BASES, CHOICE, DROP = "field-", "bases", "choice_", "drop"
DIGITS = 12  # of the digest: enough that two texts of one field are never taken for each other
LONGEST_BASE = 40


def base_of(value: str, version: int) -> str:
    """What a page keeps of a field: which version it shows, and a digest of what that says."""
    return f"{version}:{hashlib.sha256(value.encode()).hexdigest()[:DIGITS]}"


def read_edits(data: QueryDict) -> dict[str, Edit]:
    """The fields that say something else than when the page was made, by key.

    Of a field that two have changed, `choice_<key>` = "theirs" leaves the other's text. `drop` names a row of a table
    ("goals.r2") that is emptied.
    """
    bases, dropped = _bases(data.get(BASES, "")), data.get(DROP, "")
    edits = {}
    for name in data:
        key = name.removeprefix(FIELD)
        if key == name or data.get(CHOICE + key) == "theirs":
            continue
        value = "" if dropped and key.startswith(f"{dropped}.") else data[name]
        version, digest = bases.get(key, (0, ""))
        if base_of(clean(value), version) != f"{version}:{digest or _digest_of_nothing()}":
            edits[key] = Edit(value, version)
    return edits


def _digest_of_nothing() -> str:
    return base_of("", 0).partition(":")[2]


def _bases(text: str) -> dict[str, tuple[int, str]]:
    """Key → (version, digest); what makes no sense is left out, and its field counts as new."""
    try:
        sent = json.loads(text)
    except ValueError:
        return {}
    found: dict[str, tuple[int, str]] = {}
    for key, base in sent.items() if isinstance(sent, Mapping) else ():
        version, _, digest = base.partition(":") if isinstance(base, str) else ("", "", "")
        if version.isascii() and version.isdigit() and len(base) <= LONGEST_BASE:
            found[key] = (min(int(version), 2_147_483_647), digest)
    return found
