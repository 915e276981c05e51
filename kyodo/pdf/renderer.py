"""HTML to tagged PDF (pdf/ua-1). Stylesheets and fonts are read once a process."""

import gc
import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from threading import RLock
from typing import Any
from xml.etree.ElementTree import Element

import pydyf
from cssselect2 import ElementWrapper
from defusedxml import ElementTree
from django.template.loader import render_to_string
from weasyprint import CSS, HTML, UA_STYLESHEET, Document
from weasyprint.text.fonts import FontConfiguration

from kyodo.pdf.artifacts import finisher
from kyodo.pdf.fetcher import STATIC_BASE, StaticFetcher, static_path
from kyodo.pdf.fonts import LentFonts

BASE_STYLES = ("print/base.css",)
PX_TO_MM = 25.4 / 96

# Pango's font maps are not safe to share between threads that lay out at the same time.
_pango = RLock()
# CSS that paper does not know is no reason to fill the log; faults still come through as errors.
logging.getLogger("weasyprint").setLevel(logging.ERROR)
logging.getLogger("weasyprint.progress").setLevel(logging.ERROR)


@contextmanager
def _typesetting() -> Iterator[None]:
    """Hold Pango, and keep the cyclic garbage collector from walking a half-made page again and again (30 %)."""
    with _pango:
        collecting = gc.isenabled()
        gc.disable()
        try:
            yield
        finally:
            if collecting:
                gc.enable()


@lru_cache(maxsize=1)
def _fonts() -> FontConfiguration:
    return FontConfiguration()


@lru_cache(maxsize=32)
def _stylesheet(name: str) -> CSS:
    """Parse one of the project's static stylesheets, once a process."""
    css = static_path(f"{STATIC_BASE}{name}").read_text(encoding="utf-8")
    return CSS(string=css, base_url=STATIC_BASE, font_config=_fonts(), url_fetcher=StaticFetcher())


@lru_cache(maxsize=1)
def _elements() -> CSS:
    """WeasyPrint's own stylesheet without the footnotes and list markers that it offers to every single element.

    They are six more styles an element, a fifth of the time of a page; print/base.css has the marker of a list.
    """
    lean = copy(UA_STYLESHEET)
    lean.matcher = copy(UA_STYLESHEET.matcher)
    lean.matcher.other_selectors = [entry for entry in lean.matcher.other_selectors if entry[3] is None]
    return lean


@dataclass(frozen=True)
class Layout:
    """Pages that are laid out and not yet written: cheap to ask and to throw away."""

    document: Document
    id_prefix: str

    @property
    def page_count(self) -> int:
        return len(self.document.pages)

    def position(self, anchor: str) -> tuple[int, float]:
        """Return (page number from 1, mm from that page's top edge) of the element with this id."""
        for number, page in enumerate(self.document.pages, start=1):
            if anchor in page.anchors:
                return number, page.anchors[anchor][1] * PX_TO_MM
        raise KeyError(anchor)

    def write(self) -> bytes:
        """Return the PDF's bytes, fonts embedded; the same HTML gives the same bytes."""
        with _typesetting():
            return self.document.write_pdf(pdf_variant="pdf/ua-1", finisher=finisher(self.id_prefix))

    def write_part(self, *, tagged: bool = True) -> bytes:
        """Return bytes for `merge` alone: the fonts are named in it and not embedded (kyodo.pdf.fonts)."""
        lent = self.document.fonts = LentFonts()
        repair = finisher(self.id_prefix) if tagged else None

        def finish(document: Document, pdf: pydyf.PDF) -> None:
            lent.note_glyphs(pdf)
            if repair:
                repair(document, pdf)

        with _typesetting():
            return self.document.write_pdf(pdf_variant="pdf/ua-1" if tagged else None, finisher=finish)


def lay_out(
    template_name: str,
    context: Mapping[str, Any],
    *,
    title: str,
    stylesheets: Sequence[str] = BASE_STYLES,
    pictures: Mapping[str, bytes] | None = None,
) -> Layout:
    """Fill the template (with `title`) and lay it out on paper as its stylesheets (static names) say.

    `pictures` are PNGs of this page alone; the template shows them as `static://picture/<name>`.
    """
    html = render_to_string(template_name, {**context, "title": title})
    return _lay_out(html, stylesheets, pictures)


class _WellFormedPage(HTML):
    """A page that is well-formed XML, read by expat in a tenth of the time of WeasyPrint's HTML parser."""

    def __init__(self, root: Element, fetcher: StaticFetcher) -> None:
        self.base_url = STATIC_BASE
        self.url_fetcher = fetcher
        self.media_type = "print"
        self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        return super()._ua_stylesheets(forms) if forms else [_elements()]


def _page(html: str, fetcher: StaticFetcher) -> HTML:
    try:
        return _WellFormedPage(ElementTree.fromstring(html), fetcher)
    except (ElementTree.ParseError, ValueError):  # &nbsp;, <br>, a control character in a text
        return HTML(string=html, base_url=STATIC_BASE, url_fetcher=fetcher)


def _lay_out(html: str, stylesheets: Sequence[str], pictures: Mapping[str, bytes] | None = None) -> Layout:
    with _typesetting():
        page = _page(html, StaticFetcher(pictures))
        document = page.render(
            stylesheets=[_stylesheet(name) for name in stylesheets],
            font_config=_fonts(),
            pdf_variant="pdf/ua-1",
        )
    return Layout(document, id_prefix=sha256(html.encode()).hexdigest()[:12])


def render_pdf(
    template_name: str,
    context: Mapping[str, Any],
    *,
    title: str,
    stylesheets: Sequence[str] = BASE_STYLES,
) -> bytes:
    """Return the template as a tagged A4 PDF: pdf/ua-1, Japanese, `title` shown by the reader."""
    return lay_out(template_name, context, title=title, stylesheets=stylesheets).write()


def render_stamp(html: str, *, stylesheets: Sequence[str] = BASE_STYLES) -> bytes:
    """Return an untagged one-page part that `merge` lays over every page as page furniture."""
    return _lay_out(html, stylesheets).write_part(tagged=False)


def render_drawing(svg: str, *, width: float, height: float) -> bytes:
    """Return an untagged PDF whose one page is this drawing, `width` × `height` px, without a margin."""
    size = f"@page {{ size: {width}px {height}px; margin: 0 }} body {{ margin: 0 }} svg {{ display: block }}"
    with _typesetting():
        page = _page(f"<html><body>{svg}</body></html>", StaticFetcher())
        style = CSS(string=size, font_config=_fonts(), url_fetcher=StaticFetcher())
        return page.render(stylesheets=[style], font_config=_fonts()).write_pdf()
