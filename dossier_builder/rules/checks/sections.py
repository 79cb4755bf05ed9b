"""SEC001 to SEC004: sections of the pack there, in order, not empty, in the right number."""

from __future__ import annotations

from typing import Literal

from dossier_builder.domain.modele import Modele, Section, Source
from dossier_builder.domain.sections import SectionFound
from dossier_builder.domain.typographie import enumeration, pluriel
from dossier_builder.rules.check import Check, Parametres, SansParametres, Subject
from dossier_builder.rules.checks.parties import (
    PartsParametres,
    is_part,
    number_of_parts,
    parts_already_reported,
)
from dossier_builder.rules.judged import (
    Judged,
    judged,
    not_applicable,
)
from dossier_builder.values import frozen

# Sources from the one that binds most to the one that binds nobody.
_STRENGTH = ("programme", "officiel", "centre", "infere")


@frozen(kw_only=True)
class LengthParametres(Parametres):
    """`vide`: nothing but the heading; `courte`: under the section's own `mots_min`, or this."""

    nature: Literal["vide", "courte"]
    mots_min: int = 40


def strongest(sections: list[Section]) -> Source | None:
    """The source that binds most among these sections."""
    sources = [section.source for section in sections]
    return min(sources, key=lambda source: _STRENGTH.index(source.statut), default=None)


def _present(subject: Subject, _: SansParametres) -> Judged:
    found = {s.id: s for s in subject.facts.sections if s.trouve is not None}
    required = [s for s in subject.modele.sections if s.obligatoire]
    if not required:
        return not_applicable("Aucune section obligatoire.")
    missing = [s for s in required if s.id not in found]
    said_elsewhere = parts_already_reported(subject)
    if said_elsewhere:
        missing = [s for s in missing if _part_of(s, subject.modele) not in missing]
    constats = [
        subject.wording.finding(
            f"Partie absente : « {section.titre} ».",
            _resembling(section, subject)
            + f"Ajoutez-la sous ce titre{_or_aliases(section)}, avec un style de titre.",
            nature="a_ecrire",
            page=_page_where_expected(section, subject.modele, found),
            titre=section.titre,
        )
        for section in missing
    ]
    if not constats and said_elsewhere:
        return not_applicable("Le nombre de parties est déjà signalé.")
    seen = (
        f"{pluriel(len(required), 'partie obligatoire trouvée', 'parties obligatoires trouvées')}."
    )
    return judged(constats, seen, source=strongest(missing))


def _resembling(section: Section, subject: Subject) -> str:
    """The headings that come near its title: the person knows whether one of them is it."""
    found = next((s for s in subject.facts.sections if s.id == section.id), None)
    shown = [
        f"« {near.texte} »{f', p. {near.page}' if near.page else ''}"
        for near in (found.candidats if found else ())
    ]
    if not shown:
        return ""
    return f"Un titre lui ressemble : {enumeration(shown, 'ou')} ? Si c’est elle, renommez-le. "


def _part_of(section: Section, modele: Modele) -> Section | None:
    """The part that holds the section, itself when it is one; None for an introduction."""
    holder: Section | None = None
    for other in modele.sections:
        if other.niveau == 1:
            holder = other if is_part(other) else None
        if other.id == section.id:
            break
    return holder


def _or_aliases(section: Section) -> str:
    shown = section.alias[:2]
    return f" (ou {enumeration([f'« {alias} »' for alias in shown], 'ou')})" if shown else ""


def _page_where_expected(
    section: Section, modele: Modele, found: dict[str, SectionFound]
) -> int | None:
    """The page of the nearest section before it in the pack's order, where it could stand."""
    before: int | None = None
    for other in modele.sections:
        if other.id == section.id:
            return before
        if other.id in found:
            before = found[other.id].page
    return before


def _order(subject: Subject, _: SansParametres) -> Judged:
    ranks = {s.id: n for n, s in enumerate(subject.modele.sections)}
    found = [s for s in subject.facts.sections if s.paragraphe is not None]
    if len(found) < 2:  # noqa: PLR2004 - one section is always in order
        return not_applicable("Moins de deux parties trouvées.")
    by_place = sorted(found, key=lambda s: s.paragraphe or 0)
    constats = []
    highest = -1
    ahead = by_place[0]
    for section in by_place:
        if ranks[section.id] < highest:
            message = f"« {section.titre} » vient après « {ahead.titre} »."
            aide = f"L’ordre attendu place « {section.titre} » avant « {ahead.titre} »."
            constats.append(
                subject.wording.finding(
                    message,
                    aide,
                    page=section.page,
                    paragraphe=section.paragraphe,
                    titre=section.titre,
                )
            )
        else:
            highest, ahead = ranks[section.id], section
    source = subject.modele.section(ahead.id).source
    return judged(constats, f"{len(found)} parties dans l’ordre attendu.", source=source)


def _long_enough(subject: Subject, parametres: LengthParametres) -> Judged:
    found = [s for s in subject.facts.sections if s.mots is not None]
    if not found:
        return not_applicable("Aucune partie trouvée.")
    thin = [s for s in found if _too_thin(s, subject.modele.section(s.id), parametres)]
    thin = [s for s in thin if not _parent_is_thin(s, thin, subject.modele)]
    empty = parametres.nature == "vide"
    constats = [
        subject.wording.finding(
            f"« {s.titre} » est vide."
            if empty
            else f"« {s.titre} » : {pluriel(s.mots or 0, 'mot')}, c’est court.",
            subject.modele.section(s.id).aide or "Rédigez cette partie.",
            nature="a_ecrire",
            page=s.page,
            paragraphe=s.paragraphe,
            titre=s.titre,
            mots=s.mots,
        )
        for s in thin
    ]
    seen = (
        f"{pluriel(len(found), 'partie')} avec du texte." if empty else "Aucune partie trop courte."
    )
    return judged(constats, seen, source=strongest([subject.modele.section(s.id) for s in thin]))


def _too_thin(found: SectionFound, section: Section, parametres: LengthParametres) -> bool:
    words = found.mots or 0
    if parametres.nature == "vide":
        return words == 0 and section.obligatoire
    return 0 < words < (section.mots_min or parametres.mots_min)


def _parent_is_thin(found: SectionFound, thin: list[SectionFound], modele: Modele) -> bool:
    """A sub-section of a section already reported is not reported again."""
    parent: str | None = None
    for section in modele.sections:
        if section.niveau == 1:
            parent = section.id
        if section.id == found.id:
            break
    return parent != found.id and any(s.id == parent for s in thin)


CHECKS = (
    Check("SEC001", "Parties obligatoires présentes", _present, placeholders=frozenset({"titre"})),
    Check("SEC002", "Ordre des parties", _order, placeholders=frozenset({"titre"})),
    Check(
        "SEC003",
        "Parties vides ou trop courtes",
        _long_enough,
        LengthParametres,
        placeholders=frozenset({"titre", "mots"}),
    ),
    Check(
        "SEC004",
        "Nombre de parties",
        number_of_parts,
        PartsParametres,
        placeholders=frozenset({"nombre"}),
    ),
)
