"""PDF files: text, places, names, pictures of pages; only importer of pdfium and pypdf.

Stands beside `ooxml` at the bottom of the line; `layout`, `render` and `facts` build on it.
Every function opens the file, reads and closes it: nothing of pdfium leaves this package.
"""

from __future__ import annotations

from dossier_builder.pdf.cells import read_cells
from dossier_builder.pdf.cutting import pages_of
from dossier_builder.pdf.dates import modified
from dossier_builder.pdf.drawing import PdfPicture, fonts, page_image, thumbnails
from dossier_builder.pdf.finishing import finish
from dossier_builder.pdf.lines import TextLine
from dossier_builder.pdf.navigation import OutlineEntry, destinations, outline
from dossier_builder.pdf.opening import looks_like_pdf
from dossier_builder.pdf.pages import PdfDocumentFacts, PdfPage, page_count, read_pages
from dossier_builder.pdf.quality import PdfQuality, read_quality
from dossier_builder.pdf.state import PdfState, read_state

__all__ = [
    "OutlineEntry",
    "PdfDocumentFacts",
    "PdfPage",
    "PdfPicture",
    "PdfQuality",
    "PdfState",
    "TextLine",
    "destinations",
    "finish",
    "fonts",
    "looks_like_pdf",
    "modified",
    "outline",
    "page_count",
    "page_image",
    "pages_of",
    "read_cells",
    "read_pages",
    "read_quality",
    "read_state",
    "thumbnails",
]
