"""Text as people type it: cleaned for storage, normalised for reading, keyed for search."""

import re
import unicodedata

# Zero-width spaces, byte-order marks and bidirectional controls cannot be seen: nobody types them on purpose.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500\u2501\u30fc"
_DASH_IN_LATIN = re.compile(f"(?<=[0-9A-Za-z])[{_DASHES}](?=[0-9A-Za-z])")
_BLANKS = re.compile(r"[^\S\n]+")

_KATAKANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)} | {0x30FD: 0x309D, 0x30FE: 0x309E}
# 三ヶ島 and 三ケ島 are one place; a name in its old shape is found by the everyday one.
_SAME_IN_SEARCH = _KATAKANA | str.maketrans(
    "ヵヶゕゖ髙﨑嵜𠮷濵濱邊邉齋齊澤嶋德廣國學會團體櫻龍",
    "かけかけ高崎崎吉浜浜辺辺斎斉沢島徳広国学会団体桜竜",
)
_VARIATION_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")

_LEGAL_FORMS = (
    "(?:特例認定|仮認定|認定)?(?:特定非営利活動法人|npo法人)",
    "(?:一般|公益|特例)?(?:社団|財団)法人",
    "(?:社会福祉|学校|宗教|更生保護|職業訓練)法人",
    "(?:社会)?医療法人(?:社団|財団)?",
    "(?:地方)?独立行政法人",
    "(?:国立|公立)大学法人",
    "(?:株式|有限|合同|合資|合名)会社",
    "労働者協同組合|企業組合|認可地縁団体|任意団体",
)
_ABBREVIATED = "特非|一社|一財|公社|公財|社福"
_IN_BRACKETS = f"{_ABBREVIATED}|npo|認定npo|地独|株|有|合|同|資|名|社|財|福|医|学|宗|独|任"
_LEGAL_WORDS = re.compile(
    "|".join(
        (*_LEGAL_FORMS, rf"\((?:{_IN_BRACKETS})\)", rf"^(?:{_ABBREVIATED})\s", rf"\s(?:{_ABBREVIATED})$")
    )
)

# A separator followed by a closing bracket before any opening one stands inside brackets: 「市民（親、子）」.
_NOT_IN_BRACKETS = "(?![^（(\n]*[)）])"
_SEPARATORS = re.compile(f"\n|[、､,，/／;；]{_NOT_IN_BRACKETS}")
_SEPARATORS_AND_DOTS = re.compile(f"\n|[、､,，/／;；・･]{_NOT_IN_BRACKETS}")


def clean(text: str) -> str:
    """The text fit to be stored: no control characters but newline and tab, LF line ends, no blank ends."""
    return _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text)).strip()


def normalise(text: str) -> str:
    """One spelling for what looks alike: NFKC, single spaces, ASCII hyphens between Latin letters and digits.

    The long vowel mark stays in 「サーバー」 and becomes a hyphen in 「042ー420」.
    """
    text = unicodedata.normalize("NFKC", clean(text)).replace("\u2212", "-")
    return _BLANKS.sub(" ", _DASH_IN_LATIN.sub("-", text)).strip()


def search_key(text: str) -> str:
    """What a search compares: letters and digits only, lower case, hiragana, everyday kanji shapes.

    Text of nothing but signs keeps them, so that a search for 「★」 does not match every row.
    """
    folded = unicodedata.normalize("NFKC", normalise(text).casefold()).translate(_SAME_IN_SEARCH)
    folded = _VARIATION_SELECTORS.sub("", folded)
    return "".join(filter(_is_word, folded)) or "".join(folded.split())


def _is_word(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMN"


def organization_key(name: str) -> str:
    """`search_key` of a group's name without its legal form, for finding the same group written twice."""
    return search_key(_LEGAL_WORDS.sub(" ", normalise(name).casefold())) or search_key(name)


def ngrams(key: str) -> set[str]:
    """Every single character and every pair of neighbours in a search key."""
    return set(key) | {key[i : i + 2] for i in range(len(key) - 1)}


def split_values(text: str, *, dots: bool = False) -> list[str]:
    """Several answers in one cell, in order, without blanks and repeats; never split inside brackets.

    `dots` also splits at 中黒, which names may contain.
    """
    separators = _SEPARATORS_AND_DOTS if dots else _SEPARATORS
    values = (value.strip() for value in separators.split(clean(text)))
    return list(dict.fromkeys(filter(None, values)))
