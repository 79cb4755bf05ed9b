"""Whose document it is, as the document itself tells: never the author that Word records."""

from __future__ import annotations

import re

from dossier_builder.domain.facts import Facts, FormFacts
from dossier_builder.domain.report import Identite
from dossier_builder.domain.wording import folded
from dossier_builder.rules.extent import cover
from dossier_builder.rules.nom_couverture import read_name

# Words that covers write with capitals, and that are no names.
_OF_COVERS = frozenset(
    {
        "dossier", "projet", "professionnel", "professionnelle", "titre", "conseiller",
        "conseillere", "insertion", "formation", "centre", "session", "mission", "locale",
        "ccp", "dpp", "rapport", "memoire", "stage", "pratique", "ministere", "travail",
        "emploi", "candidat", "candidate", "stagiaire", "sommaire", "introduction",
        "france", "republique", "francaise", "examen", "jury", "accompagnement", "atelier",
        "annexe", "annexes", "association", "entreprise", "pole", "janvier", "fevrier",
        "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre",
        "novembre", "decembre",
    }
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")


def identity(facts: Facts) -> Identite | None:
    """The name that our own properties declare, else the form's boxes, else the cover."""
    declared = facts.properties.declared
    if declared.nom or declared.prenom:
        return Identite(
            declared.nom, declared.prenom, "proprietes", voie=declared.voie, vise=declared.vise
        )
    if facts.formulaire is not None:
        return _of_form(facts.formulaire)
    name = read_name(cover_lines(facts), ordinary_words(facts))
    return Identite(name.nom, name.prenom, "couverture") if name else None


def cover_lines(facts: Facts) -> list[str]:
    """What the first page says, a paragraph a line."""
    lines = (" ".join(p.text.split()) for p in cover(facts))
    return [line for line in lines if line]


def ordinary_words(facts: Facts) -> frozenset[str]:
    """The folded words that are no names: those of covers, those written small somewhere."""
    return _OF_COVERS | frozenset(
        folded(word)
        for paragraph in facts.paragraphs
        for word in _WORD.findall(paragraph.text)
        if word[0].islower()
    )


def _of_form(form: FormFacts) -> Identite | None:
    """The form's boxes; its tick for training says nothing of apprenticeship."""
    nom = form.couverture.get("nom_usage") or form.couverture.get("nom_naissance") or ""
    prenom = form.couverture.get("prenom") or ""
    if not nom and not prenom:
        return None
    ticked = [name for name, chosen in form.modalites.items() if chosen]
    return Identite(nom, prenom, "formulaire", voie=ticked[0] if len(ticked) == 1 else "")
