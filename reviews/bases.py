"""What a page or an Excel form keeps of an answer: to which question, which version it shows, and what that says.

"question-version:digest". Whoever sends back the same has changed nothing.
"""

import hashlib
import json
import re
from dataclasses import dataclass

from .given import Given, number_text
from .models import Question
from .paper import Paper, Place

_BASE = re.compile(r"(\d{1,9})-(\d{1,9}):([0-9a-f]{12})")


@dataclass(frozen=True)
class Base:
    """`question`: its id; a replaced question has another."""

    question: int
    version: int
    digest: str

    def says(self, given: Given) -> bool:
        return self.digest == _digest(given)


def base_of(question: Question, given: Given, version: int) -> str:
    return f"{question.pk}-{version}:{_digest(given)}"


def base_at(paper: Paper, question: Question, place: Place) -> str:
    """Of what stands at this place now, stored or only known."""
    version = paper.stored[place].version if place in paper.stored else 0
    return base_of(question, paper.shown(place), version)


def blank_base(question: Question) -> Base:
    return Base(question.pk, 0, _digest(Given()))


def read_base(text: object) -> Base | None:
    """None for what makes no sense."""
    parts = _BASE.fullmatch(text) if isinstance(text, str) else None
    return Base(int(parts[1]), int(parts[2]), parts[3]) if parts else None


def _digest(given: Given) -> str:
    said = json.dumps([given.codes, number_text(given.number), given.text, given.cells])
    return hashlib.sha256(said.encode()).hexdigest()[:12]
