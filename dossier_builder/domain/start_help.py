"""What the places of a start file say until somebody writes there, from the pack's own words."""

from __future__ import annotations

from collections.abc import Iterator

from dossier_builder.domain.depart import ANNEX_LINES, CLOSING, OPENING
from dossier_builder.domain.modele import Boite, Modele, Section
from dossier_builder.domain.typographie import insecable, nombre


def every_help(modele: Modele) -> Iterator[str]:
    """Every line of help that a start file of the kind may show."""
    for section in modele.sections:
        yield from section_help(section)
    for boite in modele.formulaire.boites if modele.formulaire else ():
        yield from box_help(boite)
    yield from ANNEX_HELP


def _framed(lines: Iterator[str]) -> Iterator[str]:
    """The help between the words by which it is known again, on lines that French sets well."""
    rest = list(lines)
    yield insecable(f"{OPENING} {rest[0] if rest else ''}".strip())
    yield from map(insecable, rest[1:])
    yield insecable(CLOSING)


def section_help(section: Section) -> Iterator[str]:
    """What the jury looks for in a section, how long it is, questions to answer."""
    return _framed(_of_section(section))


def _of_section(section: Section) -> Iterator[str]:
    yield section.aide or f"le texte de la partie « {section.titre} »."
    if section.pages:
        low, high = section.pages
        yield f"Longueur : {nombre(low)} à {nombre(high)} pages."
    elif section.mots_min:
        yield f"Longueur : {section.mots_min} mots au moins."
    yield from (f"– {question}" for question in section.questions)


def box_help(boite: Boite) -> Iterator[str]:
    """What is expected in a box of the form."""
    return _framed(iter([boite.aide or f"{boite.intitule}."]))


ANNEX_HELP = tuple(_framed(iter(ANNEX_LINES)))
