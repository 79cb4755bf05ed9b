"""The centre's logo on the cover, above the centre's name; nothing in the ministry's form."""

from __future__ import annotations

import copy

from dossier_builder.domain.modele import CentreModele
from dossier_builder.ooxml import Element, qn
from dossier_builder.render import pictures
from dossier_builder.render.blocks import BlockWriter
from dossier_builder.render.markup import el

_NAME = "centre_nom"
_EMU_PER_CM = 360_000
_WIDEST, _HIGHEST = 6 * _EMU_PER_CM, 2 * _EMU_PER_CM


def put_logo(document: Element, centre: CentreModele | None, writer: BlockWriter) -> None:
    """A paragraph with the logo before the one that names the centre, in the same style.

    Raises InputsError when the picture cannot be read.
    """
    if centre is None or centre.logo is None:
        return
    named = _paragraph_of_name(document)
    if named is None:
        return
    image = pictures.load(centre.logo, print_width_emu=_WIDEST)
    size = pictures.fitted(image, _WIDEST, _HIGHEST)
    drawn = writer.image(image, f"Logo de {centre.nom}", size)
    properties = named.find(qn("w:pPr"))
    style = [] if properties is None else [copy.deepcopy(properties)]
    named.addprevious(el("w:p", *style, drawn))


def _paragraph_of_name(document: Element) -> Element | None:
    """The paragraph whose content control shows the centre's name."""
    for tag in document.iter(qn("w:tag")):
        if tag.get(qn("w:val")) == _NAME:
            return next((parent for parent in tag.iterancestors(qn("w:p"))), None)
    return None
