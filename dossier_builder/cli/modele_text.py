"""A rule pack in words, for `dossier modele montrer`."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from dossier_builder.domain.modele import Caracteres, Modele, Pages, Section, Source
from dossier_builder.domain.typographie import enumeration, nombre

_WIDTH = 96
_STATUTS = {
    "programme": "programme du centre",
    "officiel": "texte officiel",
    "centre": "règle d’un centre",
    "infere": "proposé",
}
_CHARACTERS = "caractères, espaces comprises"
NO_LIMIT = "aucune limite de pages"
_HORS = {"couverture": "page de garde", "sommaire": "sommaire", "annexes": "annexes"}


class Sources:
    """The sources met so far, numbered from 1 in the order of their first mention."""

    def __init__(self, *, detail: bool = True) -> None:
        """`detail`: two details of one document are two sources, and are printed."""
        self._detail = detail
        self._numbers: dict[tuple[str, str, str], int] = {}

    def mention(self, source: Source) -> str:
        """`[2]`."""
        key = (source.document, source.statut, source.detail if self._detail else "")
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
    if modele.centre:
        yield f"Centre : {modele.centre.nom}"
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
    yield from _rules(modele, sources)
    yield from ("", "SOURCES")
    yield from sources.lines()


def _rules(modele: Modele, sources: Sources) -> Iterator[str]:
    for regle in modele.regles:
        if regle.active:
            origin = f"  {sources.mention(regle.source)}" if regle.source else ""
            yield f"  {regle.controle}  {regle.gravite:<13}  {regle.id}{origin}"


def _length(modele: Modele, sources: Sources) -> Iterator[str]:
    found = tuple(limits(modele))
    for words, limit in found:
        yield f"  {words}  {sources.mention(limit.source)}"
        yield f"  ne comptent pas : {not_counted(limit)}"
    if not found:
        yield f"  {NO_LIMIT}"
    annexes = modele.annexes
    origin = sources.mention(annexes.source)
    if annexes.pages_max is not None:
        yield f"  annexes : {annexes.pages_max} pages au plus  {origin}"
    if annexes.pages_max_par_annexe is not None:
        yield f"  chaque annexe : {annexes.pages_max_par_annexe} pages au plus  {origin}"


def limits(modele: Modele) -> Iterator[tuple[str, Pages | Caracteres]]:
    """Each limit of length in words: « 16 à 21 pages », « 40000 à 45000 caractères, … »."""
    for limit, unit in ((modele.pages, "pages"), (modele.caracteres, _CHARACTERS)):
        if limit is None or (limit.min is None and limit.max is None):
            continue
        if limit.min is not None and limit.max is not None:
            yield f"{limit.min} à {limit.max} {unit}", limit
        elif limit.max is not None:
            yield f"{limit.max} {unit} au plus", limit
        else:
            yield f"{limit.min} {unit} au moins", limit


def not_counted(limit: Pages | Caracteres) -> str:
    """« page de garde et annexes »; « rien, tout compte »."""
    return enumeration([_HORS[part] for part in limit.hors]) or "rien, tout compte"


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
