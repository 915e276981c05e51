"""What a person sees in a cell whose value is not text."""

import datetime
import re

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.')
_CONDITION = re.compile(r"\[(<=|>=|<|>|=)(\d+)\]")
_BRACKETS = re.compile(r"\[[^\]]*\]")
_MASK = re.compile(r"[0#\-() ]+")


def shown_text(value: object, number_format: str = "General") -> str:
    """The text of a typed value; dates as 2010/9/15, masks such as 0000000 and 000-0000 filled in."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime):
        return f"{shown_text(value.date())} {value:%H:%M}"
    if isinstance(value, datetime.date):
        return f"{value.year}/{value.month}/{value.day}"
    if isinstance(value, datetime.time):
        return f"{value:%H:%M}"
    if isinstance(value, int):
        return _fill_mask(value, number_format)
    if isinstance(value, float):
        return f"{value:.15g}"
    return str(value)


def _fill_mask(number: int, number_format: str) -> str:
    mask = _mask_for(number, number_format)
    if mask.count("0") + mask.count("#") < 2 or not _MASK.fullmatch(mask):
        return str(number)
    digits = list(str(abs(number)))
    out = []
    for mark in reversed(mask):
        if mark in "0#":
            out.append(digits.pop() if digits else "0" if mark == "0" else "")
        else:
            out.append(mark)
    sign = "-" if number < 0 else ""
    return sign + "".join(digits) + "".join(reversed(out))


def _mask_for(number: int, number_format: str) -> str:
    """The section of a number format that applies, its quoting and conditions removed."""
    section = ""
    for section in number_format.split(";"):
        condition = _CONDITION.search(section)
        if condition is None or _meets(number, *condition.groups()):
            break
    unquoted = _LITERAL.sub(lambda match: match[1] or match[2] or "", section)
    return _BRACKETS.sub("", unquoted)


def _meets(number: int, operator: str, bound: str) -> bool:
    limit = int(bound)
    return {
        "<=": number <= limit,
        ">=": number >= limit,
        "<": number < limit,
        ">": number > limit,
        "=": number == limit,
    }[operator]
