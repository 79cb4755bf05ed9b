"""The parts of a document where learners tell what they did: boxes of the form, sections."""

from __future__ import annotations

from dossier_builder.domain.facts import Facts, Paragraph
from dossier_builder.domain.modele import Modele
from dossier_builder.rules.extent import body
from dossier_builder.values import frozen


@frozen
class Practice:
    """One part: the section of the pack or the example of the form, with its paragraphs."""

    title: str
    paragraphs: tuple[Paragraph, ...]


def practices(facts: Facts, modele: Modele) -> tuple[Practice, ...]:
    """First boxes of the form; else the sections that the pack ties to competences."""
    if facts.formulaire is not None:
        return _boxes(facts)
    return _sections(facts, modele)


def _boxes(facts: Facts) -> tuple[Practice, ...]:
    by_index = {p.index: p for p in facts.paragraphs}
    parts = []
    for exemple in facts.formulaire.exemples if facts.formulaire else ():
        inside = [n for box in exemple.boites if box.id == "taches" for n in box.paragraphes]
        paragraphs = tuple(by_index[n] for n in inside if n in by_index)
        if paragraphs:
            parts.append(Practice(exemple.intitule or "Exemple", paragraphs))
    return tuple(parts)


def _sections(facts: Facts, modele: Modele) -> tuple[Practice, ...]:
    """From a section's heading to that of the next section found: what it says itself."""
    told = {s.id for s in modele.sections if s.competences}
    paragraphs = body(facts)
    rank = {p.index: n for n, p in enumerate(paragraphs)}
    found = [s for s in facts.sections if s.paragraphe is not None and s.paragraphe in rank]
    starts = [(rank[s.paragraphe], s) for s in found if s.paragraphe is not None]
    starts.sort(key=lambda one: one[0])
    parts = []
    for n, (start, section) in enumerate(starts):
        end = starts[n + 1][0] if n + 1 < len(starts) else len(paragraphs)
        if section.id in told and end > start + 1:
            parts.append(Practice(section.titre, paragraphs[start + 1 : end]))
    return tuple(parts)
