"""Which oral test a document is for: the one asked, or the one of its kind."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dossier_builder.domain.modele import Modele, Titre
from dossier_builder.domain.oral import Epreuve, Oral
from dossier_builder.domain.typographie import enumeration, insecable
from dossier_builder.errors import UsageError
from dossier_builder.packs.oral import load_oral


def oral_of(modele: Modele, roots: Sequence[Path]) -> tuple[Oral, Titre]:
    """The oral tests of the pack's title.

    Raises UsageError when nobody described any, PackError when a file is wrong.
    """
    titre = modele.titre
    oral = load_oral(titre.id, roots) if titre else None
    if titre is None or oral is None:
        name = titre.intitule if titre else modele.intitule
        raise UsageError(
            insecable(f"Aucune épreuve orale n’est décrite pour « {name} »."),
            "Un fichier oral.yaml, dans le dossier de modèles du titre, la décrirait (voir "
            "templates/cip/oral.yaml).",
        )
    return oral, titre


def choose(oral: Oral, modele: Modele, genre: str | None) -> Epreuve:
    """The test named, else the first one on that kind of dossier. Raises UsageError."""
    known = ", ".join(one.id for one in oral.epreuves)
    own = [one for one in oral.epreuves if one.dossier and is_of(modele, one.dossier)]
    if genre is None:
        if not own:
            raise UsageError(
                insecable(f"Aucune épreuve orale ne porte sur « {modele.intitule} »."),
                insecable(f"Choisissez-en une avec --genre : {known}."),
            )
        return own[0]
    chosen = next((one for one in oral.epreuves if one.id == genre), None)
    if chosen is None:
        raise UsageError(
            insecable(f"L’épreuve « {genre} » n’existe pas pour ce titre."),
            insecable(f"Épreuves possibles : {known}."),
        )
    if chosen.dossier and not is_of(modele, chosen.dossier):
        here = enumeration([f"--genre {one.id}" for one in own], "ou")
        raise UsageError(
            insecable(
                f"« {chosen.intitule} » porte sur {chosen.dossier} ; ce document est : "
                f"{modele.intitule}."
            ),
            insecable(f"Indiquez le bon document{', ou ' + here if here else ''}."),
        )
    return chosen


def is_of(modele: Modele, dossier: str) -> bool:
    """Whether the pack is that one, or completes it."""
    wanted = dossier.split("/")
    ends = (list(folder.parts[-len(wanted) :]) for folder in modele.dossiers)
    return modele.id == dossier or wanted in ends
