"""All that goes into one printed ふりかえりシート, as plain data."""

from dataclasses import asdict, dataclass, field
from datetime import date
from hashlib import sha256
from json import dumps

from django.db.models import TextChoices

Scores = tuple[int | None, ...]


class PrintMode(TextChoices):
    """What a coordinator wants on paper."""

    FILLED = "filled", "記入済み"
    COMPARISON = "comparison", "前年との比較"
    BLANK = "blank", "空欄（手書き用）"


@dataclass(frozen=True, slots=True)
class TextBlock:
    """One text of the sheet. `known_before` ones (taken over at the start) are printed on a blank form too."""

    label: str
    text: str = ""
    known_before: bool = False


@dataclass(frozen=True, slots=True)
class AxisLine:
    """One ふりかえりの視点: its number in the set (from 1), its name and its question."""

    number: int
    name: str
    question: str


@dataclass(frozen=True, slots=True)
class Ratings:
    """Scores of each side in the order of the axes: 1–5, None where nobody gave one."""

    group: Scores = ()
    city: Scores = ()
    agreed: Scores = ()


@dataclass(frozen=True, slots=True)
class PreviousYear:
    """Last year's scores on the same axes, for 前年との比較; `label` is short, like 「令和6年度」."""

    label: str
    ratings: Ratings


@dataclass(frozen=True, slots=True)
class Comment:
    """What one side wrote: 団体 or 市, with the prompt it answered."""

    side: str
    text: str = ""
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A 目標 with its planned and reached value, both as they are printed (「12回」)."""

    name: str
    planned: str = ""
    actual: str = ""


@dataclass(frozen=True, slots=True)
class NextStep:
    """What was agreed for next year on one axis, and what was said about it at the table."""

    axis: str
    text: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class MeetingNote:
    """The ふりかえりの場: when, where, who, what was agreed and the steps for next year."""

    held_on: date | None = None
    place: str = ""
    attendees: str = ""
    agreed: str = ""
    steps: tuple[NextStep, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetDocument:
    """One sheet, ready to print. Equal documents print alike, byte for byte.

    `fiscal_year` is a label 「令和7年度（2025年度）」, `division` the name of that year, `url` the address of the
    online sheet (behind the QR code), `scale` the words for 5 down to 1. `unseen` names the sides ("group", "city")
    whose scores and comment are left out, because the reader may not see them before both have finished.
    """

    number: str
    kind: str
    fiscal_year: str
    city: str
    portal: str
    division: str
    organizations: tuple[str, ...]
    project: str
    form: str
    url: str
    state: str = ""
    programme: str = ""
    finalised_on: date | None = None
    texts: tuple[TextBlock, ...] = ()
    goals: tuple[GoalLine, ...] = ()
    axes: tuple[AxisLine, ...] = ()
    scale: tuple[str, ...] = ("十分できた", "おおむねできた", "どちらともいえない", "やや不十分", "不十分")
    ratings: Ratings = field(default_factory=Ratings)
    previous: PreviousYear | None = None
    comments: tuple[Comment, ...] = ()
    unseen: tuple[str, ...] = ()
    meeting: MeetingNote | None = None
    group_word: str = "団体"
    city_word: str = "市"

    @property
    def title(self) -> str:
        """The bookmark of this sheet: 「No.003 事業名（団体名）」."""
        return f"No.{self.number} {self.project}（{'・'.join(self.organizations)}）"

    @property
    def digest(self) -> str:
        """sha256 (hex) over every field, the same in every process."""
        plain = dumps(asdict(self), ensure_ascii=False, sort_keys=True, default=date.isoformat)
        return sha256(plain.encode()).hexdigest()
