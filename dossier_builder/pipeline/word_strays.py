"""What somebody typed before the first section of a Word file: on the cover, after the sommaire.

Nothing there belongs to a section by its bookmark or its title, and no word may be lost for it.
Such a file is alone: what the gabarit prints is told by its styles. Where a dossier was generated
before, as in a round trip, reprise/outside.py compares the two, which misses nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from dossier_builder.domain.modele import Modele
from dossier_builder.ooxml import Element, Package, Styles, paragraphs, qn, text_of
from dossier_builder.pipeline.word_document import WordDocument
from dossier_builder.values import frozen

_P, _TBL, _SDT = qn("w:p"), qn("w:tbl"), qn("w:sdt")
_PICTURES = (qn("w:drawing"), qn("w:pict"))


@frozen
class Strays:
    """What stands `after` the sommaire, where the text begins; and texts typed `earlier`."""

    after: tuple[Element, ...] = ()
    earlier: tuple[str, ...] = ()


def find_strays(document: WordDocument, before: Sequence[Element]) -> Strays:
    """Tell what is written before the first section from what the gabarit prints there."""
    sommaire = _sommaire(document)
    own = _styles_of_gabarit(document.modele)
    last = max((n for n, element in enumerate(before) if element in sommaire), default=None)
    after: list[Element] = []
    earlier: list[str] = []
    for number, element in enumerate(before):
        follows = last is not None and number > last
        if element.tag == _TBL:
            if follows and any(text_of(p).strip() for p in element.iter(_P)):
                after.append(element)
        elif element not in sommaire and _is_typed(document, element, own):
            text = " ".join(text_of(element).split())
            if follows:
                after.append(element)
            elif text:
                earlier.append(text)
    return Strays(tuple(after), tuple(earlier))


def _sommaire(document: WordDocument) -> frozenset[Element]:
    """The lines of the sommaire and of the list of annexes."""
    lines = (line for line in document.content.lines if line.toc)
    return frozenset(document.paragraphs[line.index] for line in lines)


def _styles_of_gabarit(modele: Modele) -> frozenset[str]:
    """Styles in which the gabarit itself prints a text: its cover, its titles, its form.

    Not those of its lines that the render replaces, where a learner's text stands.
    """
    package = Package.read(modele.gabarit)
    styles = Styles.of(package)
    return frozenset(
        styles.name_of(one.element).lower()
        for one in paragraphs(package.xml(package.document_name))
        if (text := text_of(one.element).strip()) and not text.startswith(("{{p ", "{%"))
    )


def _is_typed(document: WordDocument, element: Element, own: frozenset[str]) -> bool:
    if element.tag != _P or document.source.styles.name_of(element).lower() in own:
        return False
    if any(True for _ in element.iter(_SDT)) or any(True for _ in element.iterancestors(_SDT)):
        return False  # a place of the cover, or a sommaire that is one
    return bool(text_of(element).strip()) or any(True for _ in element.iter(*_PICTURES))
