"""通知書 on paper: 採択, 補欠 and 不採択 from one template, one by itself or all of a call in one file."""

import gc
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from json import dumps
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.files.base import ContentFile

from kyodo.models import City
from kyodo.money import format_yen
from kyodo.pdf import Part, lay_out, merge
from kyodo.pdf.cache import RenderingCache
from kyodo.pdf.many import Progress, digest_of_files, fill
from kyodo.wareki import format_date

from .enums import Verdict
from .letters.results import next_of
from .models import Call, Decision

CACHE = "letters"
NOT_IN_FILE_NAMES = re.compile(r'[\x00-\x1f\x7f\\/:*?"<>|]+')
LONGEST_NAME = 60
TEMPLATE = "projects/print/decision.html"
STYLES = ("print/base.css", "print/decision.css")
TITLES = {
    Verdict.ADOPTED: "採択通知書",
    Verdict.RESERVE: "補欠通知書",
    Verdict.REJECTED: "不採択通知書",
}
SENTENCES = {
    Verdict.ADOPTED: "次のとおり、採択と決定しましたので通知します。",
    Verdict.RESERVE: "次のとおり、補欠と決定しましたので通知します。"
    "採択された団体が辞退したときなどに、順番に採択します。",
    Verdict.REJECTED: "審査の結果、次のとおり不採択と決定しましたので通知します。ご提案をありがとうございました。",
}


@dataclass(frozen=True)
class DecisionLetter:
    """All that stands on one letter, as plain texts. Equal letters print alike, byte for byte.

    `date` is that of the release, empty (and `is_draft`) while nobody knows it. `facts` are (label, text).
    """

    title: str
    sentence: str
    city: str
    office: str
    contact: str
    date: str
    receipt: str
    organization: str
    project: str
    facts: tuple[tuple[str, str], ...]
    reason: str
    comment: str
    after: str
    is_draft: bool

    @property
    def bookmark(self) -> str:
        return f"{self.title} {self.project}（{self.organization}）"

    @property
    def digest(self) -> str:
        """sha256 (hex) over every field, the same in every process."""
        return sha256(dumps(asdict(self), ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def compose_letter(call: Call, decision: Decision) -> DecisionLetter:
    """`decision.proposal` with its group, 部門 and `receipt_number` (`ProposalQuerySet.with_receipt`) at hand."""
    proposal, city = decision.proposal, City.current()
    told_on = call.released_at or call.release_at
    verdict = Verdict(decision.verdict)
    facts = [("募集", call.title), ("部門", str(proposal.category or "")), ("決定", verdict.label)]
    if verdict == Verdict.ADOPTED:
        facts.append(("市の負担額", format_yen(decision.granted)))
    elif verdict == Verdict.RESERVE:
        facts.append(("補欠の順位", f"第{decision.reserve_rank}位"))
    return DecisionLetter(
        title=TITLES[verdict],
        sentence=SENTENCES[verdict],
        city=city.name,
        office=city.office_name,
        contact=city.office_contact,
        date=format_date(told_on) if told_on else "",
        receipt=proposal.receipt_number or "",
        organization=str(proposal.organization),
        project=str(proposal),
        facts=tuple((label, text) for label, text in facts if text),
        reason=decision.reason,
        comment=decision.comment,
        after=next_of(call) if verdict == Verdict.ADOPTED else "",
        is_draft=not call.is_released,
    )


def write_pdf(
    letters: Sequence[DecisionLetter], *, title: str, out: BinaryIO, progress: Progress | None = None
) -> int:
    """Write the letters in their order as one tagged file; says how many had to be rendered anew.

    Raises `ValueError` without letters.
    """
    cache = RenderingCache(CACHE)
    rendered = fill(cache, {_key(letter): letter for letter in letters}, render_letter, progress=progress)
    merge(
        (Part(letter.bookmark, cache.get(_key(letter)) or render_letter(letter)) for letter in letters),
        title=title,
        out=out,
    )
    return rendered


def letter_pdf(call: Call, decision: Decision) -> bytes:
    """One letter. Once the result is out it is kept as it was first handed over, whatever changes later."""
    if decision.letter:
        with decision.letter.open("rb") as kept:
            return kept.read()
    letter, out = compose_letter(call, decision), BytesIO()
    write_pdf([letter], title=letter.bookmark, out=out)
    if call.is_released:
        decision.letter.save(f"{decision.pk}.pdf", ContentFile(out.getvalue()), save=False)
        Decision.objects.filter(pk=decision.pk).update(letter=decision.letter.name)
    return out.getvalue()


def render_letter(letter: DecisionLetter) -> bytes:
    """One letter as a part for `kyodo.pdf.merge`."""
    data = lay_out(TEMPLATE, {"letter": letter}, title=letter.bookmark, stylesheets=STYLES).write_part()
    gc.collect(1)  # a page is one large ring of references
    return data


def file_name(of: str) -> str:
    """「通知書_夜の茶話会.pdf」."""
    return f"通知書_{NOT_IN_FILE_NAMES.sub(' ', of).strip()[:LONGEST_NAME]}.pdf"


def prune() -> None:
    """Drop kept renderings that nobody has used for long."""
    RenderingCache(CACHE).prune()


def _key(letter: DecisionLetter) -> str:
    return sha256(f"{letter.digest} {_look_digest()}".encode()).hexdigest()


@lru_cache(maxsize=1)
def _look_digest() -> str:
    base = Path(settings.BASE_DIR)
    files: Iterable[Path] = (
        base / "templates" / TEMPLATE,
        *(base / "static" / name for name in STYLES),
        *(base / "kyodo" / "pdf").glob("*.py"),
    )
    return digest_of_files(files)
