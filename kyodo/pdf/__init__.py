"""HTML to tagged PDF; only the project's own static files and fonts can be fetched."""

from kyodo.pdf.merge import Part, merge
from kyodo.pdf.renderer import Layout, lay_out, render_drawing, render_pdf, render_stamp

__all__ = ["Layout", "Part", "lay_out", "merge", "render_drawing", "render_pdf", "render_stamp"]
