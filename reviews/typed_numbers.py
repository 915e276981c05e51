"""Percentages that somebody typed into a report by hand: they stay as they are when the answers change. Pure.

「41.0%」「４１％」「3割」「八割弱」「2割5分」「3分の1」「四十パーセント」 are such; 「{top.percent}%」 is not, nor is
「半数」, 「10時30分」 or 「30分間」.
"""

import re
from dataclasses import dataclass

from .sentences import NAME

AROUND = 12  # characters shown on each side
_DIGITS = r"[0-9０-９][0-9０-９,，]*(?:[.．・][0-9０-９]+)?"
_KANJI = r"[一二三四五六七八九十百〇零数]+"
_NUMBER = rf"(?:{_DIGITS}|{_KANJI})"
TYPED = re.compile(
    rf"{_NUMBER}\s*(?:%|％|﹪|パーセント|ﾊﾟｰｾﾝﾄ|ポイント)"
    rf"|{_NUMBER}\s*割(?!合)(?:\s*{_NUMBER}\s*分)?"
    rf"|{_NUMBER}\s*分の\s*{_NUMBER}"
    rf"|(?<![0-9０-９.．・時])(?:{_DIGITS})\s*分(?![間前後以野け類担ご])"
)
_TIME = re.compile(r"時\s*$")


@dataclass(frozen=True)
class Typed:
    """One such number and where it stands: `line` and `column` from 1, `before` and `after` what is round it."""

    text: str
    line: int
    column: int
    before: str
    after: str


def typed_percentages(text: str) -> list[Typed]:
    """Every number typed by hand that looks like a percentage, in order."""
    plain = NAME.sub(lambda match: "\0" * len(match[0]), text)
    return [
        _typed(text, match)
        for match in TYPED.finditer(plain)
        if not (match[0].endswith("分") and _TIME.search(plain[: match.start()]))
    ]


def _typed(text: str, match: re.Match) -> Typed:
    start, end = match.span()
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    return Typed(
        text[start:end],
        text.count("\n", 0, start) + 1,
        start - line_start + 1,
        text[max(line_start, start - AROUND) : start].rpartition("}")[2],
        text[end : min(line_end, end + AROUND)].partition("{")[0],
    )
