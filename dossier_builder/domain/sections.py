"""The sections of a pack as a document has them, and the pages that nobody could read.

Facts that a report carries as they are; apart, so that reading one imports no other fact.
"""

from __future__ import annotations

from dossier_builder.values import frozen


@frozen
class NearHeading:
    """A heading that looks like a section's title, not enough to be taken for it."""

    texte: str
    page: int | None
    score: int


@frozen
class SectionFound:
    """A section of the pack as it stands in the document; None where it was not found.

    `pages` is in fractions of a page, from its heading to the next heading of the same or a
    higher level; `mots` counts body, tables, captions and footnotes, headings left out.
    `score` is 100 for an exact title or alias, less for a near miss. `candidats` are the headings
    that come near a section that was not found, the nearest first.
    """

    id: str
    titre: str
    trouve: str | None = None
    paragraphe: int | None = None
    page: int | None = None
    pages: float | None = None
    mots: int | None = None
    score: int = 100
    candidats: tuple[NearHeading, ...] = ()


@frozen
class NonVerifie:
    """Pages, first and last, that no rule could read, and why (French)."""

    pages: tuple[int, int]
    motif: str
    annexes: bool
