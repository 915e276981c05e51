"""Whole yen: read as people write sums, shown with separators."""

import math
import re
from decimal import Decimal

from kyodo.text import normalise

MAX_YEN = 999_999_999_999  # just under 1兆円: far above any city's project, far below a 64-bit column

_UNITS = {"円": 1, "千円": 1_000, "万円": 10_000, "百万円": 1_000_000, "億円": 100_000_000}
_NOTHING = re.compile("[-ー‐–—―─]*(?:円)?|なし|無し|無|該当なし|該当無し")
_AMOUNT = re.compile(
    r"(?P<minus>[-△▲])?(?P<number>\d+|\d{1,3}(?:,\d{3})+)(?P<fraction>\.\d+)?(?P<unit>(?:百万|千|万|億)?円|千|万|億)?也?"
)


def parse_yen(value: object, *, unit: int = 1) -> int | None:
    """Whole yen from a number or from text such as 「１，２３４円」, 「￥1,000」 or 「3,019千円」.

    `unit` is what one stands for (1000 in a table headed 千円) unless the number carries its own.
    None for blank, a dash and 「なし」. ValueError in Japanese for negatives, fractions and anything else.
    """
    if value is None:
        return None
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return _whole(_exact(value) * unit)
    text = "".join(normalise(str(value)).split()).replace("、", ",")
    if _NOTHING.fullmatch(text):
        return None
    text = text.removeprefix("金").removeprefix("¥").removeprefix("\\")
    if accounting := re.fullmatch(r"\((.+)\)", text):
        text = f"-{accounting[1]}"
    match = _AMOUNT.fullmatch(text.replace("-¥", "-"))
    if match is None:
        raise ValueError("金額を読み取れません。12,300 のように数字で入力してください。")
    if written := match["unit"]:
        unit = _UNITS[written if written.endswith("円") else f"{written}円"]
    number = Decimal(match["number"].replace(",", "") + (match["fraction"] or ""))
    return _whole((-number if match["minus"] else number) * unit)


def _exact(number: float | Decimal) -> Decimal:
    if not math.isfinite(number):
        raise ValueError("金額を読み取れません。12,300 のように数字で入力してください。")
    # Excel keeps 15 digits; what comes after them is binary noise.
    return Decimal(f"{number:.15g}") if isinstance(number, float) else Decimal(number)


def _whole(amount: Decimal) -> int:
    if amount < 0:
        raise ValueError("マイナスの金額は入力できません。0以上の金額を入力してください。")
    if amount > MAX_YEN:
        raise ValueError(f"金額が大きすぎます。{format_yen(MAX_YEN)}以下で入力してください。")
    if amount != amount.to_integral_value():
        raise ValueError("1円に満たない端数は入力できません。円の単位で入力してください。")
    return int(amount)


def format_yen(amount: int) -> str:
    """「1,234円」."""
    return f"{amount:,}円"
