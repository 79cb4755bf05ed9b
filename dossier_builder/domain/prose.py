"""A learner's own words, kept small: what a document brings to the comparison within a cohort.

Made where the document is read (`facts`), carried by its report, compared by `rules`.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from dossier_builder.values import frozen

RETIRE = "\ufffc"
"""Stands where something was taken out: a quotation, a text of the pack."""


@frozen
class PageEcrite:
    """What was written on one physical page, None when it is not known; a paragraph a line."""

    page: int | None
    texte: str


@dataclass(frozen=True, slots=True, repr=False)
class Prose:
    """The text of the body, compressed: a dossier takes some 20 KB, in the caches too."""

    comprime: bytes

    @classmethod
    def of(cls, pages: Iterable[PageEcrite]) -> Prose:
        """Pack the pages, in the order of the text."""
        written = [(page.page, page.texte) for page in pages]
        return cls(zlib.compress(json.dumps(written, ensure_ascii=False).encode()))

    def pages(self) -> tuple[PageEcrite, ...]:
        """The pages as they were given."""
        written = json.loads(zlib.decompress(self.comprime))
        return tuple(PageEcrite(page, texte) for page, texte in written)
