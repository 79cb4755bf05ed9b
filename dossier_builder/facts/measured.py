"""The look of a document as its file tells it, before any page is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from types import MappingProxyType

from dossier_builder.domain.presentation import EmptyRun, PageFormat, ParagraphForm, PictureFound
from dossier_builder.values import frozen


@frozen
class Gap:
    """A page that breaks leave blank: the paragraphs that print something before and after it."""

    before: int | None
    after: int | None


@frozen
class Measured:
    """What `presentation` puts on pages; indexes are Paragraph.index.

    `printing` are the paragraphs that print something, words or not; `kept` those that stay with
    the next one, `breaking` those that a page break follows or opens. `vides` as in Presentation.
    """

    paragraphes: Mapping[int, ParagraphForm] = field(default_factory=lambda: MappingProxyType({}))
    formats: tuple[PageFormat, ...] = ()
    images: tuple[PictureFound, ...] = ()
    vides: tuple[EmptyRun, ...] | None = None
    gaps: tuple[Gap, ...] = ()
    printing: tuple[int, ...] = ()
    kept: frozenset[int] = frozenset()
    breaking: frozenset[int] = frozenset()
