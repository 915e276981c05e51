"""Text without a browser: how wide it is at most, and where a line of Japanese may end."""

import itertools
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import budoux

from .svg import clean

ASCENT = 0.88  # of the em, in BIZ UDPGothic and Noto Sans JP
LINE_HEIGHT = 1.3

# The widest of BIZ UDPGothic and Noto Sans JP, regular and bold, in em; what is missing is a full em.
_ASCII_WIDTHS = {
    0.38: " i',.:;l!",
    0.52: "jI|-rt/\\(*)f",
    0.64: '{}[]_J"zs^v~Lx`1c',
    0.78: "yakFgeETohnuSbdpqYZ023456789KPRVBA",
    0.92: "$?CX+<=>HNDGUOQw&",
}
_WIDTHS = {char: width for width, chars in _ASCII_WIDTHS.items() for char in chars}

NO_START = frozenset(
    "、。，．・：；？！‼⁇⁈⁉゛゜ー―‐–〜～ヽヾゝゞ々〻」』）］｝〕〉》】〙〗’”"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｬｭｮｯｰﾞﾟ､｡｣"
    ",.:;?!)]}%％℃°"
)
NO_END = frozenset("「『（［｛〔〈《【〘〖‘“｢([{￥¥＄$№")
_BREAK_AFTER = frozenset("・、。，／/】」』）") | {" ", "\u3000"}
_BREAK_BEFORE = frozenset("（「『【(")
_ENCLOSED = re.compile("^[①-⑳㉑-㉟㊱-㊿❶-❿]")

_KANJI = (
    ("々", "々"),
    ("\u3400", "\u4dbf"),
    ("一", "\u9fff"),
    ("\uf900", "\ufaff"),
    ("\U00020000", "\U000323af"),
)

_LINE, _INSIDE_PHRASE, _ANYWHERE = 1e6, 1e8, 1e11


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in px: left, top, width, height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def overlaps(self, other: "Box", gap: float = 0.0) -> bool:
        return (
            self.x < other.right + gap
            and other.x < self.right + gap
            and self.y < other.bottom + gap
            and other.y < self.bottom + gap
        )

    def distance(self, x: float, y: float) -> float:
        """From the box to a point; 0 inside."""
        across = max(self.x - x, 0.0, x - self.right)
        down = max(self.y - y, 0.0, y - self.bottom)
        return (across * across + down * down) ** 0.5


def char_width(char: str) -> float:
    """In em, never less than it is drawn."""
    known = _WIDTHS.get(char)
    if known is not None:
        return known
    code = ord(char)
    if 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF or unicodedata.category(char) == "Cf":
        return 0.0
    if 0xFF61 <= code <= 0xFF9F:
        return 0.55
    if 0x1F000 <= code <= 0x1FAFF:
        return 1.4
    if 0x2E3A <= code <= 0x2E3B:
        return 2.5
    return 1.1 if 0xA0 <= code < 0x2000 or code == 0x2116 else 1.0


@lru_cache(maxsize=4096)
def text_width(text: str, size: float = 1.0) -> float:
    """Upper bound of the drawn width, in the unit of `size`, whatever font of the family is there."""
    return sum(map(char_width, text)) * size


def enclosed_number(index: int) -> str:
    """① for 0, to ㊿; plain digits beyond."""
    for first, start, end in ((0x2460, 0, 20), (0x3251, 20, 35), (0x32B1, 35, 50)):
        if start <= index < end:
            return chr(first + index - start)
    return str(index + 1)


def numbered(label: str, index: int) -> str:
    """The label with its number before it, unless it brings one."""
    label = clean(label).strip()
    if _ENCLOSED.match(label):
        return label
    mark = enclosed_number(index)
    return f"{mark}{'.' if mark.isdecimal() else ''}{label}"


def _is_kanji(char: str) -> bool:
    return any(first <= char <= last for first, last in _KANJI)


def _kanji_run(chars) -> int:
    count = 0
    for char in chars:
        if not _is_kanji(char):
            break
        count += 1
    return count


def _tears_compound(before: str, after: str) -> bool:
    """Whether a break would leave one kanji alone or cut a word of up to four."""
    left, right = _kanji_run(reversed(before)), _kanji_run(after)
    return bool(left and right) and (left == 1 or right == 1 or left + right <= 4)


@lru_cache(maxsize=1)
def _parser() -> budoux.Parser:
    return budoux.load_default_japanese_parser()


@lru_cache(maxsize=2048)
def phrases(text: str) -> tuple[str, ...]:
    """The text cut where a line may end: between phrases, around brackets, after 「・」 and spaces."""
    pieces: list[str] = []
    for chunk in _parser().parse(text):
        start = 0
        for at in range(1, len(chunk)):
            if chunk[at - 1] in _BREAK_AFTER or chunk[at] in _BREAK_BEFORE:
                pieces.append(chunk[start:at])
                start = at
        pieces.append(chunk[start:])
    whole: list[str] = []
    for piece in pieces:
        if whole and (not _may_break(whole[-1], piece) or _tears_compound(whole[-1], piece)):
            whole[-1] += piece
        else:
            whole.append(piece)
    return tuple(whole)


def _joined(before: str, after: str) -> bool:
    """Whether two characters are one to the eye: base and mark, or two letters of one emoji."""
    return unicodedata.category(after) in {"Mn", "Me", "Cf"} or before == "\u200d"


def _may_break(before: str, after: str) -> bool:
    left, right = before[-1], after[0]
    if right in NO_START or left in NO_END or _joined(left, right):
        return False
    return not (left.isascii() and right.isascii() and left.isalnum() and right.isalnum())


def _penalties(text: str) -> list[float | None]:
    """What it costs to end a line before each character; None where it cannot be."""
    costs: list[float | None] = [None]
    for left, right in itertools.pairwise(text):
        if _joined(left, right):
            costs.append(None)
        else:
            costs.append(_INSIDE_PHRASE if _may_break(left, right) else _ANYWHERE)
    at = 0
    for phrase in phrases(text)[:-1]:
        at += len(phrase)
        costs[at] = 0.0
    return costs


@lru_cache(maxsize=2048)
def wrap(text: str, width: float) -> tuple[str, ...]:
    """Lines of at most `width` em: as few as possible, then as even as possible, whole phrases where they fit.

    A piece that cannot be cut (one emoji, say) may be wider.
    """
    text = clean(text).strip()
    if text_width(text) <= width:
        return (text,)
    costs = _penalties(text)
    ends = [at for at in range(1, len(text)) if costs[at] is not None] + [len(text)]
    best: dict[int, tuple[float, int]] = {0: (0.0, 0)}
    for end in ends:
        for start in reversed([0, *(at for at in ends if at < end)]):
            line = text_width(text[start:end].strip())
            if line > width and start in best and end in best:
                break
            if start not in best:
                continue
            over = _ANYWHERE * 10 * (line - width) if line > width else 0.0
            cost = (
                best[start][0]
                + _LINE
                + line * line
                + over
                + ((costs[end] or 0.0) if end < len(text) else 0.0)
            )
            if end not in best or cost < best[end][0]:
                best[end] = (cost, start)
    lines: list[str] = []
    end = len(text)
    while end:
        start = best[end][1]
        lines.insert(0, text[start:end].strip())
        end = start
    return tuple(line for line in lines if line)
