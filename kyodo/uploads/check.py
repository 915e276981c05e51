"""The one door through which a file to be kept comes in."""

import hashlib
import logging
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import PurePath

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import UploadedFile

from kyodo.uploads.kinds import KINDS, Kind
from kyodo.uploads.names import safe_name
from kyodo.uploads.packages import check_package
from kyodo.uploads.pdfs import check_pdf
from kyodo.uploads.pictures import bare_picture
from kyodo.uploads.refused import UploadRefused, megabytes
from kyodo.uploads.scanner import check_for_viruses
from kyodo.uploads.signatures import first_look

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class CheckedFile:
    """A file fit to be kept. `size` (bytes) and `sha256` (hex) are those of `content`, which is what to store."""

    kind: Kind
    name: str
    size: int
    sha256: str
    content: File

    @property
    def content_type(self) -> str:
        return self.kind.content_type


def check_upload(
    uploaded: UploadedFile, *, allowed: Collection[Kind] = KINDS, max_bytes: int | None = None
) -> CheckedFile:
    """The file as it may be kept, judged by its content alone; UploadRefused with a message for its owner.

    `max_bytes` can only lower UPLOAD_MAX_BYTES: longer files are cut off while they arrive. Pictures are kept
    without their metadata; every other file byte by byte.
    """
    try:
        _check_size(uploaded, min(max_bytes or settings.UPLOAD_MAX_BYTES, settings.UPLOAD_MAX_BYTES))
        kind = _check_content(uploaded, allowed)
        content = _kept(uploaded, kind)
        check_for_viruses(uploaded)
    except UploadRefused as refused:
        logger.info("upload refused: %s", refused.code)
        raise
    sha256 = _sha256(content)
    content.seek(0)
    return CheckedFile(kind, safe_name(uploaded.name or "", kind), content.size, sha256, content)


def _check_size(uploaded: UploadedFile, limit: int) -> None:
    if not uploaded.size:
        raise UploadRefused("ファイルが空です。中身のあるファイルを選んでください。", code="empty")
    if uploaded.size > limit:
        raise UploadRefused(
            f"ファイルが大きすぎます。1つ{megabytes(limit)}までです。"
            "画像を小さくするか、いくつかのファイルに分けてください。",
            code="too_big",
        )


def _check_content(uploaded: UploadedFile, allowed: Collection[Kind]) -> Kind:
    kind = first_look(uploaded, PurePath(uploaded.name or "").suffix.lstrip(".").lower())
    if kind is None:
        kind = check_package(uploaded)
    elif kind.family == "pdf":
        check_pdf(uploaded)
    if kind not in allowed:
        labels = "、".join(each.label for each in allowed)
        raise UploadRefused(
            f"ここには{kind.label}のファイルを付けられません。{labels}のどれかを選んでください。",
            code="not_allowed",
        )
    return kind


def _kept(uploaded: UploadedFile, kind: Kind) -> File:
    return ContentFile(bare_picture(uploaded, kind)) if kind.family == "picture" else uploaded


def _sha256(file: File) -> str:
    digest = hashlib.sha256()
    for piece in file.chunks():
        digest.update(piece)
    return digest.hexdigest()
