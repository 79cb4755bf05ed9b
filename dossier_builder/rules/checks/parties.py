"""SEC004: how many parts the document has, and what is a part."""

from __future__ import annotations

from dossier_builder.domain.facts import Facts, Paragraph
from dossier_builder.domain.modele import Modele, Section
from dossier_builder.domain.typographie import enumeration, pluriel
from dossier_builder.domain.wording import folded, without_numbering
from dossier_builder.rules.check import Parametres, Subject
from dossier_builder.rules.checks.typed_parts import of_one_style, with_numbered
from dossier_builder.rules.extent import body
from dossier_builder.rules.judged import Judged, failed, not_evaluated, passed
from dossier_builder.values import frozen

_PARTS_RULE = "SEC004"
# Headings that people put around the parts (compared without accents, case and number).
_OTHER_HEADINGS = frozenset(
    {
        "sommaire", "webographie", "sources", "references", "sigles", "abreviations", "index",
        "resume", "preambule", "avant-propos", "avant propos",
    }
)  # fmt: skip
_OTHER_BEGINNINGS = (
    "table des", "liste des", "remerciement", "bibliographie", "sitographie", "glossaire",
    "lexique", "introduction", "conclusion", "annexe",
)  # fmt: skip


@frozen(kw_only=True)
class PartsParametres(Parametres):
    """`nombre` of parts: headings of level 1, introduction, conclusion and annexes left out."""

    nombre: int


def is_part(section: Section) -> bool:
    """A part: a numbered section of level 1 (introduction and conclusion are not numbered)."""
    return section.niveau == 1 and section.numerotee


def parts_already_reported(subject: Subject) -> bool:
    """Whether SEC004 fails: then a missing part is its finding, not SEC001's as well."""
    for regle in subject.modele.regles:
        if regle.controle == _PARTS_RULE and regle.active:
            wanted = PartsParametres.of(regle.parametres).nombre
            there = parts(subject.facts, subject.modele)
            return there is not None and len(there) != wanted
    return False


def parts(facts: Facts, modele: Modele) -> tuple[Paragraph, ...] | None:
    """The headings of level 1 that open a part, before the annexes.

    Where no title has a level (typed in bold, a PDF without outline), or not that of each part
    found, the parts of the pack that were found by their words, and those that a style of the
    learner's own or typed numbers show; without these, if all are there; else None: nothing
    tells what is a part.
    """
    there = body(facts)
    known = {s.paragraphe: modele.section(s.id) for s in facts.sections if s.trouve is not None}
    found = [p for p in there if p.index in known and is_part(known[p.index])]
    cover = set(facts.pagination.couverture)
    names = _not_parts(modele)

    def opens(p: Paragraph) -> bool:
        if p.index in known:
            return is_part(known[p.index])
        return not _names_no_part(p.text, names) and p.page not in cover

    if any(p.level is not None for p in there) and all(p.level is not None for p in found):
        return tuple(p for p in there if p.level == 1 and opens(p))
    deeper = [p for p in there if p.index in known and known[p.index].niveau > 1]
    alike = of_one_style(found, deeper, there)
    if alike is not None:
        return tuple(p for p in alike if opens(p))
    expected = sum(is_part(section) for section in modele.sections)
    numbered = with_numbered(found, there)
    if numbered is not None:
        return numbered
    return tuple(found) if len(found) == expected else None


def _not_parts(modele: Modele) -> frozenset[str]:
    return _OTHER_HEADINGS | {
        without_numbering(name)
        for section in modele.sections
        if section.niveau == 1 and not section.numerotee
        for name in (section.titre, *section.alias)
    }


def _names_no_part(text: str, names: frozenset[str]) -> bool:
    """« Conclusion générale », « Bibliographie et sitographie »: around the parts, not one."""
    words = without_numbering(text)
    return (
        words in names or folded(text).startswith("annexe") or words.startswith(_OTHER_BEGINNINGS)
    )


def number_of_parts(subject: Subject, parametres: PartsParametres) -> Judged:
    """SEC004: as many parts as the pack wants, each under a heading of level 1."""
    there = parts(subject.facts, subject.modele)
    if there is None:
        return not_evaluated(
            "Aucun titre n’a de style de titre : le nombre de parties ne peut pas être compté. "
            "Dans Word : onglet Accueil, Styles, « Titre 1 » pour chaque partie."
        )
    titles = enumeration([f"« {p.text.strip()} »" for p in there])
    if len(there) == parametres.nombre:
        return passed(f"{pluriel(len(there), 'partie')} : {titles}.")
    found = {s.id for s in subject.facts.sections if s.trouve is not None}
    absent = [s.titre for s in subject.modele.sections if is_part(s) and s.id not in found]
    aide = (
        f"Le dossier se compose de {pluriel(parametres.nombre, 'partie')}, chacune sous un titre "
        "de niveau 1."
    )
    if absent:
        aide += f" Non trouvé : {enumeration([f'« {t} »' for t in absent])}."
    message = f"{pluriel(len(there), 'partie')} au lieu de {parametres.nombre}"
    message += f" : {titles}." if there else "."
    too_many = len(there) > parametres.nombre
    page = there[-1].page if there else None
    return failed(
        [
            subject.wording.finding(
                message,
                aide,
                nature="a_corriger" if too_many else "a_ecrire",
                page=page,
                nombre=len(there),
            )
        ]
    )
