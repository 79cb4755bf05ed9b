"""TXT001 and TXT002: placeholders and template tags left in the text."""

from __future__ import annotations

import re

from dossier_builder.domain.facts import Facts, Paragraph
from dossier_builder.domain.wording import folded
from dossier_builder.rules.check import Check, Parametres, Subject
from dossier_builder.rules.judged import Judged, judged

_TAG = re.compile(r"\{\{.{0,80}?\}\}|\{%.{0,80}?%\}|\{(?:annexe|figure|tableau)\s?:[^}]{1,60}\}")


class PlaceholderParametres(Parametres):
    """`espaces_reserves`: texts to look for besides those of the pack; a word stands alone."""

    espaces_reserves: tuple[str, ...] = ()


class TagParametres(Parametres):
    """The check takes none."""


def _placeholders(subject: Subject, parametres: PlaceholderParametres) -> Judged:
    modele = subject.modele
    wanted = [*modele.espaces_reserves, *parametres.espaces_reserves]
    if modele.formulaire:
        wanted += modele.formulaire.espaces_reserves
    pattern = _pattern(wanted)
    in_boxes = _paragraphs_of_unfilled_boxes(subject.facts)
    constats = [
        subject.wording.finding(
            f"Texte à remplacer resté dans le document : « {_seen(pattern, p)} ».",
            "Remplacez-le par votre texte, ou supprimez la ligne.",
            nature="a_ecrire",
            page=p.page,
            paragraphe=p.index,
            extrait=p.text,
            texte=_seen(pattern, p),
        )
        for p in subject.facts.paragraphs
        if p.index not in in_boxes and pattern.search(folded(p.text))
    ]
    return judged(constats, "Aucun texte provisoire resté.")


def _pattern(placeholders: list[str]) -> re.Pattern[str]:
    """Any of the placeholders, folded, never inside a longer word (« XXX », not « XXXL »)."""
    unique = sorted({folded(text) for text in placeholders if text.strip()}, key=len, reverse=True)
    if not unique:
        return re.compile(r"(?!)")
    return re.compile("|".join(rf"(?<!\w){re.escape(text)}(?!\w)" for text in unique))


def _seen(pattern: re.Pattern[str], paragraph: Paragraph) -> str:
    found = pattern.search(folded(paragraph.text))
    return found.group() if found else ""


def _paragraphs_of_unfilled_boxes(facts: Facts) -> frozenset[int]:
    """Boxes of the form still showing their placeholder: DPP002 says it, with the box's name."""
    if facts.formulaire is None:
        return frozenset()
    return frozenset(
        index
        for exemple in facts.formulaire.exemples
        for box in exemple.boites
        if box.etat == "espace_reserve"
        for index in box.paragraphes
    )


def _tags(subject: Subject, _: TagParametres) -> Judged:
    constats = [
        subject.wording.finding(
            f"Balise du gabarit restée dans le texte : « {found.group()} ».",
            "Supprimez la balise ou remplacez-la par le texte voulu.",
            page=p.page,
            paragraphe=p.index,
            extrait=p.text,
            balise=found.group(),
        )
        for p in subject.facts.paragraphs
        if (found := _TAG.search(p.text))
    ]
    return judged(constats, "Aucune balise restée.")


CHECKS = (
    Check(
        "TXT001",
        "Textes provisoires",
        _placeholders,
        PlaceholderParametres,
        placeholders=frozenset({"texte"}),
    ),
    Check("TXT002", "Balises du gabarit", _tags, TagParametres, placeholders=frozenset({"balise"})),
)
