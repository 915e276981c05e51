"""Two versions of one text, each cut into pieces that say what is the same and what changed. Pure.

Japanese has no word breaks: sentences are compared first, and inside sentences that differ, runs of one script
(漢字, かな, カナ, letters and digits) stand for words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?\n]+|[^。！？!?\n]+")
WORD = re.compile(r"[一-鿿々〆ヶ]+|[ぁ-ゟ]+|[ァ-ヿー]+|[A-Za-z0-9Ａ-Ｚａ-ｚ０-９]+|[ \t　]+|.", re.DOTALL)
MOST_PAIRS = 250_000  # beyond so many comparisons the middle counts as changed altogether
LEAST_ALIKE = 0.3  # below it a passage was written anew, and marks in it would only confuse


@dataclass(frozen=True)
class Piece:
    """A stretch of one side's text."""

    text: str
    is_changed: bool


Pieces = tuple[Piece, ...]


def compare_texts(left: str, right: str) -> tuple[Pieces, Pieces]:
    """The pieces of both sides in order: joined they give the two texts, and what is unchanged is the same in both."""
    found: list[tuple[str, str, bool]] = []
    for old, new, is_changed in _blocks(SENTENCE.findall(left), SENTENCE.findall(right)):
        old_text, new_text = "".join(old), "".join(new)
        if is_changed and old and new:
            found += _words(old_text, new_text)
        else:
            found.append((old_text, new_text, is_changed))
    return _merged([(old, changed) for old, _, changed in found]), _merged(
        [(new, changed) for _, new, changed in found]
    )


def _words(left: str, right: str) -> list[tuple[str, str, bool]]:
    parts = [
        ("".join(old), "".join(new), is_changed)
        for old, new, is_changed in _blocks(WORD.findall(left), WORD.findall(right))
    ]
    same = sum(len(old) for old, _, is_changed in parts if not is_changed)
    if same < LEAST_ALIKE * max(len(left), len(right)):
        return [(left, right, True)]
    last = len(parts) - 1
    # A single letter that two changed words happen to share is no stretch that stayed.
    return [
        (old, new, is_changed or (len(old) == 1 and 0 < index < last))
        for index, (old, new, is_changed) in enumerate(parts)
    ]


def _blocks(left: Sequence[str], right: Sequence[str]):
    """(part of the left, part of the right, is changed) in order."""
    shorter = min(len(left), len(right))
    start = next((i for i in range(shorter) if left[i] != right[i]), shorter)
    end = next((i for i in range(shorter - start) if left[-1 - i] != right[-1 - i]), shorter - start)
    if start:
        yield left[:start], right[:start], False
    yield from _middle(left[start : len(left) - end], right[start : len(right) - end])
    if end:
        yield left[len(left) - end :], right[len(right) - end :], False


def _middle(left: Sequence[str], right: Sequence[str]):
    if len(left) * len(right) > MOST_PAIRS:
        yield left, right, True
        return
    for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        yield left[a:b], right[c:d], kind != "equal"


def _merged(parts: list[tuple[str, bool]]) -> Pieces:
    """Neighbours of one kind as one piece, nothing empty."""
    filled = [part for part in parts if part[0]]
    return tuple(
        Piece("".join(text for text, _ in group), is_changed)
        for is_changed, group in groupby(filled, key=lambda part: part[1])
    )
