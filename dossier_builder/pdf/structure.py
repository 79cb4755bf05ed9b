"""What only pypdf tells of a PDF's structure; imported where it is used, it takes a while."""

from __future__ import annotations

import logging
from pathlib import Path


def silence() -> None:
    """Keep quiet what pypdf repairs: the user can do nothing about it."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def is_collection(path: Path) -> bool:
    """Whether a PDF is a portfolio (ISO 32000-1 §12.3.5); False where it cannot be told."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    silence()
    try:
        return "/Collection" in PdfReader(path, strict=False).root_object
    except (PyPdfError, OSError, ValueError, TypeError, KeyError, RecursionError):
        return False
