"""The files of a proposal, each under the paper that its call asks for."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from kyodo.uploads import accept, megabytes

from .actions.attachments import MOST_BYTES, MOST_FILES
from .models import Attachment, Proposal
from .models.attachment import OTHER_PAPER
from .rulebook import PaperAsked


@dataclass(frozen=True)
class PaperBox:
    """One paper and the files that were put under it; その他 is the last."""

    key: str
    label: str
    required: bool
    note: str
    files: tuple[Attachment, ...]

    @property
    def is_missing(self) -> bool:
        return self.required and not self.files


def paper_boxes(proposal: Proposal, files: Iterable[Attachment] | None = None) -> list[PaperBox]:
    """Every paper asked for, in the call's order, then その他 with all that is under none of them.

    `files` are the present ones where the caller has them already.
    """
    files = list(proposal.attachments.present() if files is None else files)
    asked = PaperAsked.read(proposal.call.papers)
    known = {paper.key for paper in asked}
    boxes = [
        PaperBox(
            paper.key,
            paper.label,
            paper.required,
            paper.note,
            tuple(file for file in files if file.paper == paper.key),
        )
        for paper in asked
    ]
    rest = tuple(file for file in files if file.paper not in known)
    note = "写真や図、チラシなど、説明に使うものです。" if asked else ""
    return [*boxes, PaperBox(OTHER_PAPER, "その他" if asked else "添付するファイル", False, note, rest)]


@dataclass(frozen=True)
class FileBoard:
    """What a page shows of a proposal's files to one person, who comes back to `back` after each change."""

    proposal: Proposal
    boxes: list[PaperBox]
    may_write: bool
    back: str = ""

    accept = accept()

    def box(self, key: str) -> PaperBox:
        """The box of a paper; その他 for one that is none of the call's."""
        return next((box for box in self.boxes if box.key == key), self.boxes[-1])

    @property
    def most_bytes(self) -> int:
        """Of one file."""
        return settings.UPLOAD_MAX_BYTES

    @property
    def limits(self) -> str:
        return f"1つ{megabytes(self.most_bytes)}、全部で{MOST_FILES}件・{megabytes(MOST_BYTES)}まで"

    @property
    def sum(self) -> str:
        files = [file for box in self.boxes for file in box.files]
        if not files:
            return "まだ何も付いていません。"
        return f"いま{len(files)}件、合わせて{megabytes(sum(file.size for file in files))}です。"


def file_board(proposal: Proposal, user, *, back: str = "") -> FileBoard:
    """One query for the files; `proposal` comes with its call."""
    return FileBoard(
        proposal, paper_boxes(proposal), user.has_perm("projects.write_proposal", proposal), back
    )
