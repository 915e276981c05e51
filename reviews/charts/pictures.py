"""A chart as PNG, for those who put it into a document of their own."""

import re
from hashlib import sha256
from io import BytesIO
from threading import Lock

from django.core.cache import cache

_SCALE = 2  # pixels a px of the drawing: sharp on paper at half a page's width
_PX_TO_PT = 0.75
_KEPT = 60 * 60  # seconds
_MEASURES = re.compile(r'<svg\b[^>]*? width="([\d.]+)" height="([\d.]+)"')
# PDFium is not made for threads.
_pdfium = Lock()


def png_of(svg: str) -> bytes:
    """The drawing on white, twice its size, kept for an hour; ValueError for what is no chart of this portal."""
    measures = _MEASURES.search(svg)
    if measures is None:
        raise ValueError("A chart names its width and height.")
    width, height = map(float, measures.groups())
    key = f"chart-png-{sha256(svg.encode()).hexdigest()}"
    return cache.get_or_set(key, lambda: _drawn(svg, width, height), _KEPT)


def _drawn(svg: str, width: float, height: float) -> bytes:
    import pypdfium2

    from kyodo.pdf import render_drawing  # it takes 40 MB: loaded with the first picture, and not before

    pdf = render_drawing(svg, width=width, height=height)
    with _pdfium:
        document = pypdfium2.PdfDocument(pdf)
        try:
            picture = document[0].render(scale=_SCALE / _PX_TO_PT).to_pil()
        finally:
            document.close()
    file = BytesIO()
    picture.save(file, "PNG", optimize=True)
    return file.getvalue()
