"""The outbox: whoever has something to tell writes a letter, and the machine sends it after the commit, once.

    write_letter("proposal_received", to=user, about={"title": proposal.title}, url=…, key=f"received:{proposal.pk}")

Kinds are declared with `kyodo.registry.letter_kinds`. A letter written with `draft=True` waits until the office has
read its `batch` and released it.
"""

from .office import read_batch, release_batch, supersede
from .writing import LetterTo, write_letter, write_letters

__all__ = ["LetterTo", "read_batch", "release_batch", "supersede", "write_letter", "write_letters"]
