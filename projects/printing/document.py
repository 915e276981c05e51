"""What stands on the paper of one proposal, out of its snapshot (`projects.snapshot`, format 1)."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kyodo.fiscal_year import FiscalYear
from kyodo.models import City
from kyodo.uploads import megabytes
from kyodo.wareki import format_date

from ..enums import ProposalOrigin
from ..models import Proposal, ProposalRevision
from .budget import BudgetSheet, budget_sheet

NOTHING = "記入なし"
SHOWN_DIGITS = 16  # of a sha256: enough to tell two files apart by eye
LONG_CELL = 200  # characters from which on a row of a table may break across pages
# How wide the columns of the known tables are, in percent; the rest shares what is left.
WIDTHS = {
    "when": 20,
    "place": 22,
    "item": 18,
    "responsible": 10,
    "payer": 10,
    "target": 16,
    "unit": 14,
}


@dataclass(frozen=True)
class Column:
    label: str
    width: int | None  # percent of the table


@dataclass(frozen=True)
class Cell:
    lines: list[str]


@dataclass(frozen=True)
class Row:
    cells: list[Cell]
    is_long: bool


@dataclass(frozen=True)
class Block:
    """One field: `kind` is text, rows or budget and says what is filled. No label where its section's title says it."""

    kind: str
    label: str = ""
    lines: list[str] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    budget: BudgetSheet | None = None


@dataclass(frozen=True)
class PrintedSection:
    number: int
    title: str
    blocks: list[Block]


@dataclass(frozen=True)
class PrintedFile:
    paper: str
    name: str
    size: str  # in words
    sha256: str  # its first digits


@dataclass(frozen=True)
class ProposalDocument:
    """A page's worth of plain words. `receipt` is empty for a draft; `at` is when it was handed in, or printed."""

    city: str
    portal: str
    programme: str
    title: str
    group: str
    receipt: str
    number: int
    at: datetime.datetime
    digest: str
    facts: list[tuple[str, str]]
    conditions: list[tuple[str, str]]
    sections: list[PrintedSection]
    files: list[PrintedFile]

    @property
    def is_draft(self) -> bool:
        return not self.receipt

    @property
    def name(self) -> str:
        """What the file is called where the reader saves it, without its ending."""
        return f"提案書（下書き）{self.title}" if self.is_draft else f"提案書 {self.receipt} {self.title}"


def revision_document(revision: ProposalRevision) -> ProposalDocument:
    return _document(
        revision.content,
        receipt=revision.receipt_number,
        number=revision.number,
        at=revision.submitted_at,
        digest=revision.digest,
    )


def draft_document(proposal: Proposal, snapshot: Mapping, at: datetime.datetime) -> ProposalDocument:
    """The draft as it stands; `snapshot` is what `compose_snapshot` says of it."""
    number = proposal.revisions.count() + 1
    return _document(snapshot, receipt="", number=number, at=at, digest="")


def _document(content: Mapping, **about) -> ProposalDocument:
    city = City.current()
    call = content["call"]
    return ProposalDocument(
        city=city.name,
        portal=city.portal_name,
        programme=f"{call['title']}（{FiscalYear(call['fiscal_year']).short_label}募集）",
        title=content["title"] or "（事業名なし）",
        group=content["organization"]["name"],
        facts=[fact for fact in _facts(content) if fact[1]],
        conditions=[
            (each["label"], f"{each['answer']}{each['unit'] if each['answer'] else ''}" or NOTHING)
            for each in content["conditions"]
        ],
        sections=[
            PrintedSection(number, section["title"], _blocks(section))
            for number, section in enumerate(_with_fields(content["sections"]), 1)
        ],
        files=[
            PrintedFile(
                each["paper_label"], each["name"], megabytes(each["size"]), each["sha256"][:SHOWN_DIGITS]
            )
            for each in content["attachments"]
        ],
        **about,
    )


def _facts(content: Mapping) -> Iterable[tuple[str, str]]:
    group, category, call = content["organization"], content["category"], content["call"]
    yield "団体の種類", group["kind"]
    yield "代表者", group["representative"]
    yield (
        "設立",
        format_date(datetime.date.fromisoformat(group["established_on"])) if group["established_on"] else "",
    )
    yield "構成員", f"{group['member_count']:,}人" if group["member_count"] else ""
    yield "所在地", group["address"]
    yield "電話", group["phone"]
    yield "メール", group["email"]
    yield "部門", category["name"]
    yield "提案の種類", ProposalOrigin(content["origin"]).label
    yield "テーマ", content["theme"]["title"] if content["theme"] else ""
    yield "実施する年度", _years(call["project_year"], category["years"])
    yield "何年目か", f"{category['year_number']}年目" if category["year_number"] > 1 else ""


def _years(first: int, number: int) -> str:
    start = FiscalYear(first).short_label
    return start if number == 1 else f"{start}から{number}年間"


def _with_fields(sections: Iterable[Mapping]) -> list[Mapping]:
    """The sections that ask for something; the files have a list of their own at the end."""
    return [section for section in sections if section["fields"]]


def _blocks(section: Mapping) -> list[Block]:
    alone = len(section["fields"]) == 1
    return [_block(asked, "" if alone else asked["label"]) for asked in section["fields"]]


def _block(asked: Mapping, label: str) -> Block:
    if asked["kind"] == "budget":
        return Block("budget", label, budget=budget_sheet(asked["years"]))
    if asked["kind"] == "rows":
        columns = [Column(each["label"], WIDTHS.get(each["key"])) for each in asked["columns"]]
        rows = [_row([row["cells"][each["key"]] for each in asked["columns"]]) for row in asked["rows"]]
        return Block("rows", label, columns=columns, rows=rows)
    unit = asked.get("unit", "") if asked["text"] else ""
    return Block("text", label, lines=f"{asked['text']}{unit}".splitlines())


def _row(texts: list[str]) -> Row:
    return Row([Cell(text.splitlines()) for text in texts], any(len(text) > LONG_CELL for text in texts))
