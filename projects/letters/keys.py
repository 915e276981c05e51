"""Letters that the clock would write again every half minute, were it not for their keys."""

from collections.abc import Iterable

from kyodo.models import Letter
from kyodo.outbox import LetterTo


def still_to_write(letters: Iterable[LetterTo]) -> list[LetterTo]:
    """Those whose key no letter has yet, in one query."""
    letters = list(letters)
    there = set(Letter.objects.filter(key__in=[each.key for each in letters]).values_list("key", flat=True))
    return [each for each in letters if each.key not in there]
