"""Reports ready to be filled with a survey's numbers, one readable file each (`<name>.toml`)."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from ..enums import BlockKind, TableOrder

FOLDER = Path(__file__).parent


class TemplateError(ValueError):
    """The file is missing or says something that no report can."""


@dataclass(frozen=True)
class BlockTemplate:
    """One part as the file has it; see `ReportBlock`."""

    kind: BlockKind
    text: str = ""
    level: int = 2
    question: str = ""
    by: str = ""
    order: TableOrder = TableOrder.QUESTIONNAIRE
    once: bool = False
    most: int = 5


@dataclass(frozen=True)
class ReportTemplate:
    """`survey`: the questionnaire that it is made for; empty for any."""

    name: str
    title: str
    survey: str
    blocks: tuple[BlockTemplate, ...]


def report_template_names() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def read_report_template(name: str) -> ReportTemplate:
    """The report of this name, or `TemplateError`."""
    if name not in report_template_names():
        raise TemplateError(
            f"「{name}」という報告書のひな形はありません。あるもの: {'、'.join(report_template_names())}"
        )
    data = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    try:
        blocks = tuple(map(_block, data.get("blocks", ())))
    except (TypeError, KeyError, ValueError) as error:
        raise TemplateError(f"報告書のひな形「{name}」が読めません: {error}") from error
    return ReportTemplate(name, data["title"], data.get("survey", ""), blocks)


def _block(row: dict) -> BlockTemplate:
    parts = {
        **row,
        "kind": BlockKind(row["kind"]),
        "order": TableOrder(row.get("order", TableOrder.QUESTIONNAIRE)),
        "text": row.get("text", "").strip(),
    }
    return BlockTemplate(**parts)
