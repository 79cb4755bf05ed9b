"""What a PDF holds about people besides its lines: running headers and footers, its author."""

from __future__ import annotations

from collections.abc import Sequence

from dossier_builder.domain.personnes import DonneesCachees, Lieu, Personnes, TexteHorsCorps
from dossier_builder.pdf import PdfDocumentFacts, TextLine

AUTHOR = "Author"
"""The entry of the information dictionary that names who made the PDF (ISO 32000-1 §14.3.3)."""

_MIDDLE = 0.5


def read_people(printed: PdfDocumentFacts, lines: Sequence[TextLine]) -> Personnes:
    """`lines` are those of the text: the others are headers and footers, each told once."""
    of_text = {(line.page, line.top, line.text) for line in lines}
    running: dict[str, TexteHorsCorps] = {}
    for page in printed.pages:
        for line in page.lines:
            if (line.page, line.top, line.text) not in of_text and line.text not in running:
                lieu: Lieu = "en_tete" if line.top < _MIDDLE else "pied"
                running[line.text] = TexteHorsCorps(lieu, line.text, page=line.page)
    author = printed.information.get(AUTHOR, "")
    return Personnes(tuple(running.values()), DonneesCachees(createur=author))
