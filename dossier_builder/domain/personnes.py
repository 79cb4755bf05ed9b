"""People in a document: texts outside its paragraphs, data that nobody sees, names to hide."""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from dossier_builder.values import frozen

AUTEUR_MAISON = "dossier_builder"
"""The author of the comments that we write in an annotated copy: no check looks at them."""

Lieu = Literal["note", "en_tete", "pied", "texte_alternatif"]


@frozen
class TexteHorsCorps:
    """A text that is no paragraph of the body; `paragraphe` is that which calls or holds it."""

    lieu: Lieu
    texte: str
    paragraphe: int | None = None
    page: int | None = None


@frozen
class DonneesCachees:
    """What the file holds and the page does not show; our own comments are left out.

    `createur`, `modifie_par`, `societe` are the metadata as written. `commentaires` and
    `modifications` are counts (None where the format does not tell); `texte_masque` and
    `images_situees` hold the index of the paragraph of each, None for one outside the body.
    `rognages` are cropped pictures: paragraph and share of the picture that is hidden, 0.0 to 1.0.
    """

    createur: str = ""
    modifie_par: str = ""
    societe: str = ""
    commentaires: int | None = None
    modifications: int | None = None
    texte_masque: tuple[int | None, ...] = ()
    images_situees: tuple[int | None, ...] = ()
    rognages: tuple[tuple[int | None, float], ...] = ()


@frozen
class Personnes:
    """What checks about people need besides the paragraphs."""

    hors_corps: tuple[TexteHorsCorps, ...] = ()
    cachees: DonneesCachees = field(default_factory=DonneesCachees)


@frozen
class NomsDits:
    """Names that the learner declared: to be hidden, or allowed (tutors, colleagues, jurors)."""

    a_masquer: tuple[str, ...] = ()
    autorises: tuple[str, ...] = ()
