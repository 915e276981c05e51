"""Words with `{name}` in them, and the values put there: one pass, so that a value is never read as a placeholder."""

import re
from collections.abc import Mapping

from django.urls import reverse

from ..addresses import absolute
from ..models import City, LetterWording
from ..registry import LetterKind
from ..text import clean, normalise
from .kinds import COMMON

SUBJECT_LENGTH = 200
UNKNOWN_RECIPIENT = "ご担当のかた"
FOOT = "\n\n--\n"
PREFERENCES = "この通知の受け取り方は、次のページで変えられます。"
PLACEHOLDER = re.compile(r"\{(\w+)\}")
BRACED = re.compile(r"\{([^{}\n]*)\}")


def placeholders_of(kind: LetterKind) -> dict[str, str]:
    """Every name that the kind's words may hold, with its meaning; its own first."""
    return {**kind.placeholders, **COMMON}


def unknown_placeholders(text: str, kind: LetterKind) -> list[str]:
    """What stands in braces and is no placeholder of the kind, in order."""
    known = placeholders_of(kind)
    return [name for name in dict.fromkeys(BRACED.findall(text)) if name not in known]


def tidy_braces(text: str, kind: LetterKind) -> str:
    """Placeholders of the kind as they are meant, where somebody typed them full-width or with blanks: ｛ｕｒｌ ｝."""
    known = placeholders_of(kind)

    def tidied(found: re.Match) -> str:
        name = normalise(found[1])
        return f"{{{name}}}" if name in known else found[0]

    return re.sub(r"[{｛]([^{}｛｝\n]*)[}｝]", tidied, text)


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its placeholders replaced; what is no placeholder stays as it is."""
    return PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)


def compose(kind: LetterKind, own: LetterWording | None, values: Mapping[str, str]) -> tuple[str, str]:
    """Subject and body in the office's own words, or the standard ones where it has none that still fit the kind."""
    subject, body = kind.subject, kind.body
    if own is not None and own.is_own and not unknown_placeholders(own.subject + own.body, kind):
        subject, body = own.subject, own.body
    return as_subject(fill(subject, values)), f"{clean(fill(body, values))}{_foot(kind, values)}\n"


def preview(kind: LetterKind, subject: str, body: str) -> tuple[str, str]:
    """How a letter in these words would look, with samples for its values."""
    about = {name: kind.samples.get(name, f"〈{meaning}〉") for name, meaning in kind.placeholders.items()}
    values = values_for(kind, about, name="見本 花子", url=absolute("/…/"))
    return compose(kind, LetterWording(kind=kind.key, subject=subject, body=body), values)


def as_subject(text: str) -> str:
    """One line, whatever was put into it: a line end here would begin another header of the mail."""
    return " ".join(clean(text).splitlines()).replace("\t", " ")[:SUBJECT_LENGTH]


def values_for(kind: LetterKind, about: Mapping[str, object], *, name: str, url: str) -> dict[str, str]:
    """All values of one letter. Raises `LookupError` where `about` holds more or less than the kind's placeholders."""
    if set(about) != set(kind.placeholders):
        raise LookupError(f"{kind.key}: {sorted(set(about) ^ set(kind.placeholders))}")
    city = City.current()
    common = {
        "recipient": f"{name} 様" if name else UNKNOWN_RECIPIENT,
        "url": url,
        "city": city.name,
        "portal": city.portal_name,
        "office": city.office_name,
    }
    return {**common, **{key: clean(str(value)) for key, value in about.items()}}


def without_foot(body: str) -> str:
    """What `compose` wrote above the line with the city's name."""
    return body.rpartition(FOOT)[0] or body


def _foot(kind: LetterKind, values: Mapping[str, str]) -> str:
    lines = [f"{values['city']} {values['portal']}"]
    if not kind.is_due:
        lines += [PREFERENCES, absolute(reverse("mail_preferences"))]
    return FOOT + "\n".join(lines)
