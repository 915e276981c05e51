"""The QR code that leads from paper to the online sheet."""

from io import BytesIO

from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M
from qrcode.image.pil import PilImage

MASK = 3  # any of the eight reads well; trying all of them for the best takes 4 ms


def qr_png(url: str) -> bytes:
    """Return a black-and-white PNG, one pixel a module, with a margin of two modules.

    A picture and not an SVG: the some thousand steps of its path took longer to draw than a page of text.
    """
    code = QRCode(
        error_correction=ERROR_CORRECT_M, box_size=1, border=2, image_factory=PilImage, mask_pattern=MASK
    )
    code.add_data(url)
    picture = BytesIO()
    code.make_image().save(picture, format="PNG")
    return picture.getvalue()
