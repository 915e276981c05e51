"""A small SVG writer: whatever was not made here is escaped. Colours and sizes go out as attributes (CSP)."""

import math
import re
import unicodedata

# Characters that XML 1.0 refuses, and the direction marks that could turn a label round.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
# Kana typed as base and voicing mark, as some machines send it. Kanji stay: NFC would trade U+FA19 for 神.
_MARKED = re.compile("[A-Za-z\u00c0-\u024f\u3041-\u30ff][\u0300-\u036f\u3099\u309a]")
_SPACE = re.compile(r"[\t\r\n\u2028\u2029]+")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
_ID_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")


class Svg(str):
    """Finished markup. Templates print it as it is, through `__html__`."""

    __slots__ = ()

    def __html__(self) -> "Svg":
        return self


def clean(text: object) -> str:
    """Text that any XML reader takes: no control characters, one line, が as one character."""
    plain = _UNWANTED.sub("", _SPACE.sub(" ", str(text)))
    return _MARKED.sub(lambda pair: unicodedata.normalize("NFC", pair[0]), plain)


def escape(text: object) -> str:
    return clean(text).translate(_ENTITIES)


def safe_id(text: str) -> str:
    return _ID_UNSAFE.sub("-", text)


def number(value: float) -> str:
    """A coordinate with at most two decimals, without a trailing zero or a negative nought."""
    if not math.isfinite(value):
        raise ValueError("A coordinate must be finite.")
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def tag(name: str, *children: object, **attributes: object) -> Svg:
    """One element. `font_size=12` becomes `font-size`, `class_` becomes `class`; None is left out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{number(value) if isinstance(value, float) else escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = join(*children)
    return Svg(f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>")


def join(*children: object) -> Svg:
    return Svg(
        "".join(child if isinstance(child, Svg) else escape(child) for child in children if child is not None)
    )


def points(pairs) -> str:
    """The `points` of a polygon or polyline."""
    return " ".join(f"{number(x)},{number(y)}" for x, y in pairs)
