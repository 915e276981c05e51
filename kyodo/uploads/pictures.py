"""Pictures: whole, of a bearable size, and kept without what the camera wrote beside them."""

from typing import BinaryIO

from django.conf import settings
from PIL import Image

from kyodo.uploads.kinds import Kind
from kyodo.uploads.metadata import ORIENTATION, UPRIGHT, without_metadata
from kyodo.uploads.refused import UploadRefused


def bare_picture(file: BinaryIO, kind: Kind) -> bytes:
    """The picture to keep, checked and without GPS and other metadata; nothing is decoded. Or UploadRefused."""
    file.seek(0)
    try:
        with Image.open(file, formats=[kind.key.upper()]) as image:
            if image.width * image.height > settings.UPLOAD_MAX_PIXELS:
                raise _too_many_pixels()
            orientation = image.getexif().get(ORIENTATION, UPRIGHT) if kind.key == "jpeg" else UPRIGHT
            image.verify()
        file.seek(0)
        return without_metadata(file.read(), kind, orientation=orientation)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels() from None
    except UploadRefused:
        raise
    except Exception:  # a damaged or hostile picture can make a reader raise anything
        raise UploadRefused(
            "画像が壊れているようです。もとの画像を開き、JPEGかPNGとして保存し直してください。", code="broken"
        ) from None


def _too_many_pixels() -> UploadRefused:
    limit = settings.UPLOAD_MAX_PIXELS // 10_000
    return UploadRefused(
        f"画像の縦と横が大きすぎます。{limit:,}万画素までに縮めてから選んでください。", code="pixels"
    )
