"""How a document is printed, measured and not judged: sizes, margins, pictures, blank space.

Part of `Facts`. Lengths are in centimetres, sizes of type in points.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from types import MappingProxyType

from dossier_builder.values import frozen


@frozen
class ParagraphForm:
    """The type of one paragraph (docx) or of one printed line (PDF).

    `tailles` are (points, letters) pairs. `interligne` is in single lines, None where it is not
    known or only a least. `resserrees` counts the letters set closer together, or narrower, than
    the font wants; `espaces_reduites` the spaces set much smaller than the words beside them.
    """

    tailles: tuple[tuple[float, int], ...] = ()
    interligne: float | None = None
    resserrees: int = 0
    espaces_reduites: int = 0

    @property
    def lettres(self) -> int:
        """The letters and figures that it prints."""
        return sum(letters for _, letters in self.tailles)


@frozen
class PageFormat:
    """The paper and the margins of a section of the document (docx) or of its pages (PDF).

    `marges` are top, right, bottom, left, None where not known. `debut` and `fin` are the indexes
    of its first and last paragraphs; `page` is where it begins, None when that is not known.
    """

    largeur: float
    hauteur: float
    marges: tuple[float | None, float | None, float | None, float | None]
    debut: int
    fin: int
    page: int | None = None


@frozen
class PictureFound:
    """A picture as printed. `ppp` is its resolution in print, None for a drawing or when unknown.

    `decrite` tells whether it has an alternative text or is marked as decorative; None where the
    format does not tell.
    """

    paragraphe: int | None
    page: int | None
    largeur: float
    hauteur: float
    ppp: float | None = None
    decrite: bool | None = None


@frozen
class EmptyRun:
    """Empty paragraphs in a row; `paragraphe` is the first, `page` where the text before ends."""

    paragraphe: int
    page: int | None
    nombre: int


@frozen
class PageFound:
    """What a page prints between its header and its footer; `bas`: the share of it used."""

    page: int
    lignes: int
    bas: float
    images: bool = False


@frozen
class Presentation:
    """The look of a whole document.

    `paragraphes` maps Paragraph.index to its form. `vides` is None where the format does not keep
    empty paragraphs (PDF). `blanches` are pages where nothing is printed, `titres_seuls` the
    indexes of headings whose text begins on the next page. `pages` is empty when nothing was
    laid out.
    """

    paragraphes: Mapping[int, ParagraphForm] = field(default_factory=lambda: MappingProxyType({}))
    formats: tuple[PageFormat, ...] = ()
    images: tuple[PictureFound, ...] = ()
    vides: tuple[EmptyRun, ...] | None = None
    blanches: tuple[int, ...] = ()
    titres_seuls: tuple[int, ...] = ()
    pages: tuple[PageFound, ...] = ()


@frozen
class Remarque:
    """One remark of the spell and grammar checker; `genre` is its own word for the kind."""

    genre: str
    message: str
    texte: str
    paragraphe: int
    suggestions: tuple[str, ...] = ()


@frozen
class Relecture:
    """What the checker said of the whole text; `motif` (French) why it said nothing."""

    remarques: tuple[Remarque, ...] = ()
    motif: str = ""
