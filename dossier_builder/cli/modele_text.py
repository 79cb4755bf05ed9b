"""A rule pack in words, for `dossier modele montrer`."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from dossier_builder.domain.modele import Modele, Pages, Section, Source
from dossier_builder.domain.typographie import enumeration, nombre

_WIDTH = 96
_STATUTS = {
    "programme": "programme du centre",
    "officiel": "texte officiel",
    "centre": "règle d’un centre",
    "infere": "proposé",
}
_HORS = {"couverture": "page de garde", "sommaire": "sommaire", "annexes": "annexes"}


class Sources:
    """The sources met so far, numbered from 1 in the order of their first mention."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str, str], int] = {}

    def mention(self, source: Source) -> str:
        """`[2]`."""
        key = (source.document, source.statut, source.detail)
        return f"[{self._numbers.setdefault(key, len(self._numbers) + 1)}]"

    def lines(self) -> Iterator[str]:
        """Each source with its number, what it is worth, and its detail."""
        for (document, statut, detail), number in self._numbers.items():
            text = f"[{number}] {document} ({_STATUTS[statut]})"
            yield _wrapped(f"{text}. {detail}" if detail else text, "  ", "      ")


def describe(modele: Modele) -> Iterator[str]:
    """The whole pack, line by line."""
    sources = Sources()
    yield f"{modele.id}  {modele.intitule}, version {modele.version}"
    if modele.titre:
        yield f"Titre professionnel : {modele.titre.intitule} (niveau {modele.titre.niveau})"
    yield from ("", "LONGUEUR")
    yield from _length(modele, sources)
    if modele.sections:
        yield from ("", "PARTIES  (fichier sections/<id>.md)")
        for section in modele.sections:
            yield from _section(section, sources)
    if modele.formulaire:
        yield from ("", "EXEMPLES  (fichier exemples/at<activité>-<numéro>.md)")
        yield from _form(modele, sources)
    if modele.champs:
        yield from ("", "CHAMPS DE dossier.yaml")
        for champ in modele.champs:
            optional = "" if champ.obligatoire else " (facultatif)"
            yield f"  {champ.id:<12} {champ.intitule}{optional}"
            if champ.exemple:
                yield f"  {'':<12} exemple : {champ.exemple}"
    yield from ("", "RÈGLES  (dossier expliquer CODE)")
    for regle in modele.regles:
        if regle.active:
            origin = f"  {sources.mention(regle.source)}" if regle.source else ""
            yield f"  {regle.controle}  {regle.gravite:<13}  {regle.id}{origin}"
    yield from ("", "SOURCES")
    yield from sources.lines()


def _length(modele: Modele, sources: Sources) -> Iterator[str]:
    if modele.pages is None:
        yield "  aucune limite de pages"
    else:
        yield f"  {_limit(modele.pages)}  {sources.mention(modele.pages.source)}"
        hors = [_HORS[part] for part in modele.pages.hors]
        yield f"  ne comptent pas : {enumeration(hors) or 'rien, tout compte'}"
    annexes = modele.annexes
    origin = sources.mention(annexes.source)
    if annexes.pages_max is not None:
        yield f"  annexes : {annexes.pages_max} pages au plus  {origin}"
    if annexes.pages_max_par_annexe is not None:
        yield f"  chaque annexe : {annexes.pages_max_par_annexe} pages au plus  {origin}"


def _limit(pages: Pages) -> str:
    if pages.min is not None and pages.max is not None:
        return f"{pages.min} à {pages.max} pages"
    if pages.max is not None:
        return f"{pages.max} pages au plus"
    return f"{pages.min} pages au moins" if pages.min is not None else "aucune limite de pages"


def _section(section: Section, sources: Sources) -> Iterator[str]:
    notes = []
    if section.pages:
        low, high = section.pages
        notes.append(f"{nombre(low)} à {nombre(high)} pages")
    if section.mots_min:
        notes.append(f"au moins {section.mots_min} mots")
    if section.competences:
        plural = "s" if len(section.competences) > 1 else ""
        notes.append(f"compétence{plural} {enumeration([str(n) for n in section.competences])}")
    notes.append("obligatoire" if section.obligatoire else "facultative")
    indent = "  " * section.niveau
    yield f"{indent}{section.titre}  <{section.id}>"
    lead = f"{indent}    "
    yield f"{lead}{', '.join(notes)}  {sources.mention(section.source)}"
    if section.aide:
        yield _wrapped(section.aide, lead, lead)
    for question in section.questions:
        yield _wrapped(f"- {question}", lead, f"{lead}  ")


def _form(modele: Modele, sources: Sources) -> Iterator[str]:
    form = modele.formulaire
    if form is None:
        return
    count = f"{form.exemples_min} à {form.exemples_max} exemples par activité-type"
    yield f"  {count}  {sources.mention(form.source)}"
    for activity in modele.titre.activites_types if modele.titre else ():
        yield f"  activité-type {activity.numero} ({activity.ccp}) : {activity.intitule}"
    for box in form.boites:
        said = box.obligatoire or "facultati" in box.intitule
        yield f"  boîte {box.numero} : {box.intitule}{'' if said else ' (facultative)'}"


def _wrapped(text: str, first: str, indent: str) -> str:
    return textwrap.fill(text, _WIDTH, initial_indent=first, subsequent_indent=indent)
