"""Which kind of dossier a document is, by what it says; with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dossier_builder.domain.modele import Modele
from dossier_builder.domain.wording import folded, without_numbering
from dossier_builder.facts.content import Content
from dossier_builder.facts.form import read_form

# At least this share of a pack's mandatory titles, and two of them, must be found word for word.
_ENOUGH = 0.5
_AT_LEAST = 2


@dataclass(frozen=True, slots=True)
class Recognised:
    """The kind and the reason why (French)."""

    modele: Modele
    raison: str


def recognise_kind(content: Content, modeles: Sequence[Modele]) -> Recognised | None:
    """The kind that the document is; None when nothing tells, or two kinds tell as much.

    Our own property first, then the fixed texts of the ministry's form, then the part titles.
    """
    declared = content.properties.declared.modele
    for modele in modeles:
        if declared and modele.id == declared:
            return Recognised(modele, f"le fichier se déclare « {modele.intitule} »")
    for modele in modeles:
        if modele.formulaire and read_form(content.lines, modele.formulaire) is not None:
            return Recognised(modele, "les textes du formulaire du dossier professionnel y sont")
    return _by_titles(content, modeles)


def _by_titles(content: Content, modeles: Sequence[Modele]) -> Recognised | None:
    headings = {
        without_numbering(line.text) for line in content.lines if line.alone and line.toc is None
    }
    cover = folded(" ".join(line.text for line in content.lines[:40]))
    ranked = []
    for modele in modeles:
        required = [s for s in modele.sections if s.obligatoire and s.numerotee]
        found = [s for s in required if _names(s.titre, s.alias) & headings]
        if len(found) >= _AT_LEAST and len(found) >= _ENOUGH * len(required):
            announced = folded(modele.intitule) in cover
            ranked.append((announced, len(found) / len(required), len(found), modele))
    ranked.sort(key=lambda entry: entry[:3], reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][:2] == ranked[1][:2]):
        return None
    _, _, count, modele = ranked[0]
    return Recognised(modele, f"{count} de ses parties y sont sous leur titre")


def _names(titre: str, alias: Sequence[str]) -> set[str]:
    return {without_numbering(name) for name in (titre, *alias)}
