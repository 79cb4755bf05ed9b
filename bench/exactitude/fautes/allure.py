"""Faults of the look: small type, margins, spacing, squeezed text, pictures, empty lines."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from exactitude.fautes.chantier import NULLE_PART, Chantier, Faute, Format, Lieu
from exactitude.fautes.ecriture import add_picture, photo

_DOCX: frozenset[Format] = frozenset({"docx"})
_BOTH: frozenset[Format] = frozenset({"docx", "odt"})
_DOSSIER = frozenset({"dossier"})


def _share(chantier: Chantier, least: float, most: float) -> list[object]:
    """Paragraphs in a row, that share of the text."""
    texts = chantier.textes()
    count = max(2, round(len(texts) * chantier.rng.uniform(least, most)))
    start = chantier.rng.randrange(max(1, len(texts) - count + 1))
    return texts[start : start + count]


def _small(chantier: Chantier) -> Lieu:
    # In a PDF most of the text must be small before it is told.
    least = 0.75 if chantier.sortie == "pdf" else 0.3
    size = chantier.rng.choice((8, 8.5, 9))
    for paragraph in _share(chantier, least, 1.0):
        for run in paragraph.runs:  # type: ignore[attr-defined]
            run.font.size = Pt(size)
    return NULLE_PART


def _margins(chantier: Chantier) -> Lieu:
    size = Cm(chantier.rng.choice((0.6, 0.8, 1.0)))
    sides = chantier.rng.choice((("left", "right"), ("top", "bottom"), ("left",)))
    for section in chantier.document.sections:
        for side in sides:
            setattr(section, f"{side}_margin", size)
    return NULLE_PART


def _paper(chantier: Chantier) -> Lieu:
    width, height = chantier.rng.choice(((21.59, 27.94), (21.59, 35.56)))
    for section in chantier.document.sections:
        section.page_width, section.page_height = Cm(width), Cm(height)
    return NULLE_PART


def _spacing(chantier: Chantier) -> Lieu:
    spacing = chantier.rng.choice((0.7, 0.8, Pt(9.5)))
    for paragraph in _share(chantier, 0.5, 1.0):
        paragraph.paragraph_format.line_spacing = spacing  # type: ignore[attr-defined]
    return NULLE_PART


def _squeezed(chantier: Chantier) -> Lieu:
    name, value = chantier.rng.choice((("w:spacing", "-16"), ("w:w", "85"), ("w:spacing", "-10")))
    for paragraph in _share(chantier, 0.15, 0.6):
        for run in paragraph.runs:  # type: ignore[attr-defined]
            mark = OxmlElement(name)
            mark.set(qn("w:val"), value)
            run._r.get_or_add_rPr().append(mark)
    return NULLE_PART


def _blurred(chantier: Chantier) -> Lieu:
    seed = chantier.rng.randrange(10**6)
    width = chantier.rng.choice((160, 220, 300))
    return add_picture(chantier, photo(width, width // 2, seed), 13, "Le plan de la salle")


def _undescribed(chantier: Chantier) -> Lieu:
    seed = chantier.rng.randrange(10**6)
    return add_picture(chantier, photo(1000, 400, seed), 10, "")


def _empty_lines(chantier: Chantier) -> Lieu:
    paragraph = chantier.un_texte()
    first = None
    for _ in range(chantier.rng.randrange(4, 7)):
        empty = deepcopy(chantier.document.add_paragraph()._p)
        extra = chantier.document.paragraphs[-1]._p
        extra.getparent().remove(extra)
        paragraph._p.addnext(empty)
        first = empty
    return Lieu(first)


def _language(chantier: Chantier) -> Lieu:
    chantier.document.core_properties.title = ""
    return NULLE_PART


def _fault(
    name: str,
    code: str,
    rule: str,
    planter: Callable[[Chantier], Lieu],
    formats: frozenset[Format] = _DOCX,
) -> Faute:
    return Faute(name, code, rule, "docx", planter, bases=_DOSSIER, formats=formats, touche="forme")


FAUTES = (
    _fault("petit-texte", "STY001", "taille-du-texte", _small, _DOCX | {"odt", "pdf"}),
    _fault("marges", "STY002", "papier-et-marges", _margins, _BOTH),
    _fault("papier", "STY002", "papier-et-marges", _paper, _DOCX | {"odt", "pdf"}),
    _fault("interligne", "STY003", "interligne", _spacing, _BOTH),
    _fault("resserre", "STY004", "texte-resserre", _squeezed, _BOTH),
    _fault("image-floue", "IMG001", "images-nettes", _blurred, _BOTH),
    _fault("image-muette", "IMG002", "images-decrites", _undescribed, _BOTH),
    _fault("lignes-vides", "STY008", "lignes-vides", _empty_lines, _BOTH),
    _fault("sans-titre", "MET001", "titre-et-langue-du-fichier", _language),
)
