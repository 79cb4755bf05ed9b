"""Dossier → docx: docxtpl for the short fields of a gabarit, our own writer for all blocks.

Stands beside `layout` and `inputs`, above `packs`. `render` gives a RenderedDocx; the pipeline
lays it out, reads the page of each heading bookmark back and calls `with_pages` until nothing
moves.
"""

from __future__ import annotations

from dossier_builder.render.document import RenderedDocx, render
from dossier_builder.render.large_print import in_large_print
from dossier_builder.render.official_form import fill_form
from dossier_builder.render.sommaire import HeadingBookmark, PageNumbers

__all__ = [
    "HeadingBookmark",
    "PageNumbers",
    "RenderedDocx",
    "fill_form",
    "in_large_print",
    "render",
]
