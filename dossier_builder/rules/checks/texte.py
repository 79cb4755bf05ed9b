"""TXT001 and TXT002: placeholders and template tags left in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dossier_builder.domain.depart import optional, place, places_in
from dossier_builder.domain.facts import Facts, Paragraph
from dossier_builder.domain.start_help import every_help
from dossier_builder.domain.wording import folded
from dossier_builder.rules.check import Check, Parametres, Subject
from dossier_builder.rules.extent import body_with_help
from dossier_builder.rules.judged import Judged, judged
from dossier_builder.values import frozen

_SHOWN = 60  # characters of a help that a finding shows
# What may stand around « à compléter » when it is no part of a sentence.
_APART_BEFORE = re.compile(r"(?:^|[\[(:–—-]|\.{2,})\s*$")
_APART_AFTER = re.compile(r"^\s*(?:$|[\])!?;:–—-]|\.|ici\b|plus tard\b|avec\b)")
# « Mme XXX », « M. XX »: a name left out on purpose.
_NAMELESS = re.compile(r"(?:^|\W)(?:mme|mmes|m\.|mr|mlle|madame|monsieur|mademoiselle|famille)\s*$")
# « (la) partie à compléter », « reste à rédiger »: told only when they stand apart, like « à … ».
_TO_DO = re.compile(r"\ba (?:completer|remplir|rediger|preciser|verifier|remplacer)\b")
# « ??? » stands for a word in a sentence that goes on, and at its end after one of these, or
# apart; after any other it is a cry (« C’est vrai ??? »).
_ENDED = re.compile(r"^\s*(?:$|[»”\")\]!?.…–—«-])")
_NEW_SENTENCE = re.compile(r"\?{3,}\s+[^\W\d_a-zà-öø-ÿ]")
_WANTS_A_WORD = re.compile(
    r"(?:^|[:=(\[\-–—/]|\b(?:le|la|les|l'|un|une|des|du|de|d'|a|au|aux|en|par|avec|pour|sur|dans|"
    r"chez|est|sont|et|ou|mme|mr?\.?|page|p\.|n\s?°|annexe|figure|tableau))\s*$"
)
_MARKS = frozenset("?")
_TAG = re.compile(r"\{\{.{0,80}?\}\}|\{%.{0,80}?%\}|\{(?:annexe|figure|tableau)\s?:[^}]{1,60}\}")


@frozen(kw_only=True)
class PlaceholderParametres(Parametres):
    """`espaces_reserves`: texts to look for besides those of the pack; a word stands alone."""

    espaces_reserves: tuple[str, ...] = ()


@frozen(kw_only=True)
class TagParametres(Parametres):
    """The check takes none."""


def _placeholders(subject: Subject, parametres: PlaceholderParametres) -> Judged:
    modele = subject.modele
    wanted = [*modele.espaces_reserves, *parametres.espaces_reserves]
    if modele.formulaire:
        wanted += modele.formulaire.espaces_reserves
    wanted += [place(title) for c in modele.champs for title in (c.intitule, optional(c.intitule))]
    pattern = _pattern(wanted)
    said = _paragraphs_of_unfilled_boxes(subject.facts) | frozenset(_in_empty_sections(subject))
    helps = _first_lines_of_help(subject)
    constats = [
        subject.wording.finding(
            f"Texte à remplacer resté dans le document : « {seen} ».",
            "Remplacez-le par votre texte, ou supprimez la ligne.",
            nature="a_ecrire",
            page=p.page,
            paragraphe=p.index,
            extrait=p.text,
            texte=seen,
        )
        for p in body_with_help(subject.facts)
        if p.index not in said and (seen := _place_seen(p, helps) or _seen(pattern, p))
    ]
    return judged(constats, "Aucun texte provisoire resté.")


def _first_lines_of_help(subject: Subject) -> frozenset[int]:
    """Where a help of a start file is left: a help of several lines is one thing to write.

    A line of it counts by itself too: who deletes the first or the last leaves the others.
    """
    known = frozenset(map(folded, every_help(subject.modele)))
    found: set[int] = set()
    before = False
    for p in body_with_help(subject.facts):
        here = p.aide or folded(p.text) in known
        if here and not before:
            found.add(p.index)
        before = here
    return frozenset(found)


def _place_seen(paragraph: Paragraph, helps: frozenset[int]) -> str:
    """What a start file shows where nobody wrote yet; "" in any other paragraph."""
    if paragraph.index in helps:
        text = " ".join(paragraph.text.split())
        return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…"
    if paragraph.aide:
        return ""
    shown = places_in(paragraph.text) if paragraph.reserve else ()
    return shown[0] if shown else ""


def _in_empty_sections(subject: Subject) -> Iterator[int]:
    """The help of sections that hold nothing else: SEC003 says that they are empty."""
    if not any(rule.controle == "SEC003" and rule.active for rule in subject.modele.regles):
        return
    starts = {s.paragraphe: s for s in subject.facts.sections if s.paragraphe is not None}
    silent = False
    for paragraph in subject.facts.paragraphs:
        here = starts.get(paragraph.index)
        if here is not None:
            silent = here.mots == 0 and subject.modele.section(here.id).obligatoire
        if silent and paragraph.aide:
            yield paragraph.index


def _pattern(placeholders: list[str]) -> re.Pattern[str]:
    """Any of the placeholders, folded, never inside a longer word (« XXX », not « XXXL »)."""
    unique = sorted({folded(text) for text in placeholders if text.strip()}, key=len, reverse=True)
    if not unique:
        return re.compile(r"(?!)")
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, unique))})(?!\w)")


def _seen(pattern: re.Pattern[str], paragraph: Paragraph) -> str:
    """The first placeholder that is not ordinary French, as it was typed; "" when none."""
    text = folded(paragraph.text)
    for found in pattern.finditer(text):
        before, after = text[: found.start()], text[found.end() :]
        if _is_ordinary(found.group(), before, after, paragraph.text):
            continue
        typed = _as_typed(paragraph.text, text[found.start() :], found.group())
        if found.group() == "todo" and typed != "TODO":
            continue  # « ma to-do liste », « todo » in Spanish
        return typed
    return ""


def _is_ordinary(found: str, before: str, after: str, typed: str) -> bool:
    """Whether the folded words are French that people write on purpose; `typed`: with capitals."""
    if not found.startswith(("[", "(", "<")) and _TO_DO.search(found):
        return not _stands_apart(before, after)
    if set(found) <= _MARKS:
        ends = _ENDED.match(after) is not None or _NEW_SENTENCE.search(typed) is not None
        return ends and _WANTS_A_WORD.search(before) is None
    hidden_name = set(found) == {"x"} or found.startswith("[")
    return hidden_name and _NAMELESS.search(before) is not None


def _as_typed(text: str, tail: str, found: str) -> str:
    """The words of `text` that fold to `found`, where `tail` is all that follows, folded."""
    text = " ".join(text.split())
    start = next((n for n in range(len(text)) if folded(text[n:]) == tail), 0)
    ends = range(start + 1, len(text) + 1)
    typed = (text[start:n].strip() for n in ends if folded(text[start:n]) == found)
    return next(typed, found)


def _stands_apart(before: str, after: str) -> bool:
    """« À compléter » is a note to oneself; « un dossier à compléter » is a sentence."""
    return _APART_BEFORE.search(before) is not None and _APART_AFTER.match(after) is not None


def _paragraphs_of_unfilled_boxes(facts: Facts) -> frozenset[int]:
    """Boxes of the form still showing their placeholder: DPP002 says it, with the box's name.

    Prompts left where nothing has to be written too: DPP002 tells them, as an information.
    """
    if facts.formulaire is None:
        return frozenset()
    return frozenset(facts.formulaire.consignes_facultatives) | frozenset(
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
