"""Which kind of dossier a document is, by what it says; with the reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dossier_builder.domain.facts import FormFacts
from dossier_builder.domain.modele import Modele
from dossier_builder.domain.wording import folded, without_numbering
from dossier_builder.facts.content import Content
from dossier_builder.facts.form import read_form

# At least this share of a pack's mandatory titles, and two of them, must be found word for word.
_ENOUGH = 0.5
_AT_LEAST = 2
# Lines of text that a cover may hold: the kind is announced there.
_COVER_LINES = 30
_LETTERS_THEN_FIGURES = re.compile(r"([a-z]+)(\d+)")


@dataclass(frozen=True, slots=True)
class Recognised:
    """The kind and the reason why (French)."""

    modele: Modele
    raison: str


def recognise_kind(content: Content, modeles: Sequence[Modele]) -> Recognised | None:
    """The kind that the document is; None when nothing tells, or two kinds tell as much.

    Our own property first, then the fixed texts of the ministry's form, then the part titles,
    then what the cover announces.
    """
    declared = content.properties.declared.modele
    for modele in modeles:
        if declared and modele.id == declared:
            return Recognised(modele, f"le fichier se déclare « {modele.intitule} »")
    return _by_form(content, modeles) or _by_titles(content, modeles) or _by_cover(content, modeles)


def _by_form(content: Content, modeles: Sequence[Modele]) -> Recognised | None:
    """The form is the same for every title: the title on its cover tells whose it is."""
    forms = [
        (modele, form)
        for modele in modeles
        if modele.formulaire and (form := read_form(content.lines, modele.formulaire)) is not None
    ]
    if not forms:
        return None
    reason = "les textes du formulaire du dossier professionnel y sont"
    for modele, form in forms:
        if _is_titled(modele, form):
            return Recognised(modele, reason)
    # Another title's form, when its cover names one; else the first that could be meant.
    named = bool(forms[0][1].couverture.get("titre"))
    untitled = [modele for modele, _ in forms if modele.titre is None]
    return Recognised(untitled[0] if named and untitled else forms[0][0], reason)


def _is_titled(modele: Modele, form: FormFacts) -> bool:
    if modele.titre is None:
        return False
    read = {folded(form.couverture.get("titre", ""))}
    read |= {folded(exemple.activite_intitule) for exemple in form.exemples}
    names = {modele.titre.intitule, *(a.intitule for a in modele.titre.activites_types)}
    return any(folded(name) in text for name in names for text in read)


def _by_titles(content: Content, modeles: Sequence[Modele]) -> Recognised | None:
    headings = {
        without_numbering(line.text) for line in content.lines if line.alone and line.toc is None
    }
    cover = _cover(content)
    ranked = []
    for modele in modeles:
        required = [s for s in modele.sections if s.obligatoire and s.numerotee]
        found = [s for s in required if _names(s.titre, s.alias) & headings]
        if len(found) >= _AT_LEAST and len(found) >= _ENOUGH * len(required):
            announced = _announces(cover, modele)
            ranked.append((announced, len(found) / len(required), len(found), modele))
    ranked.sort(key=lambda entry: entry[:3], reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][:2] == ranked[1][:2]):
        return None
    _, _, count, modele = ranked[0]
    return Recognised(modele, f"{count} de ses parties y sont sous leur titre")


def _by_cover(content: Content, modeles: Sequence[Modele]) -> Recognised | None:
    """The only kind that the first lines name, « CCP 2 » or in full; a form is known by its own."""
    cover = _cover(content)
    named = [m for m in modeles if m.formulaire is None and _announces(cover, m)]
    if len(named) != 1:
        return None
    return Recognised(named[0], f"la première page annonce « {named[0].sigle} »")


def _cover(content: Content) -> str:
    lines = (line.text for line in content.lines if line.text.strip() and line.toc is None)
    return folded(" ".join(text for text, _ in zip(lines, range(_COVER_LINES), strict=False)))


def _announces(cover: str, modele: Modele) -> bool:
    sigle = _LETTERS_THEN_FIGURES.sub(r"\1\\s?\2", re.escape(folded(modele.sigle)))
    return folded(modele.intitule) in cover or bool(re.search(rf"(?<!\w){sigle}(?!\w)", cover))


def _names(titre: str, alias: Sequence[str]) -> set[str]:
    return {without_numbering(name) for name in (titre, *alias)}
