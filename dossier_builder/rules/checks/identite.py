"""IDE001 and MET001: the candidate's name on the cover; title and language of the file."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dossier_builder.domain.wording import folded
from dossier_builder.rules.check import Check, SansParametres, Subject
from dossier_builder.rules.extent import cover as cover_of
from dossier_builder.rules.judged import Judged, failed, judged, not_evaluated, passed

_PLACEHOLDER_AID = "Écrivez vos nom et prénom sur la première page."
# A surname in capitals beside a first name, as people write it on a cover: « Camille EXEMPLE ».
_CAPITAL = r"[A-ZÀ-ÖØ-Þ]"
_NAME_PART = rf"(?:{_CAPITAL}[’'])?{_CAPITAL}{{2,}}"  # « D’EXEMPLE »
_SURNAME = rf"{_NAME_PART}(?:[’'\- ]{_NAME_PART})*"
_FIRST_NAME = rf"{_CAPITAL}[a-zà-öø-ÿ]+(?:[\- ]{_CAPITAL}[a-zà-öø-ÿ]+)*"
_FULL_NAME = re.compile(rf"^(?:{_FIRST_NAME} {_SURNAME}|{_SURNAME} {_FIRST_NAME})$")
# « Nom et prénom : … », « Présenté par … »; not « Nom de la structure : … », « Nombre de pages ».
_LABEL = re.compile(
    r"^(?:(?:noms?(?: de naissance| d'usage| de famille| du candidat| de la candidate)?"
    r"(?: et prenoms?)?|prenoms?(?: et noms?)?|candidate?|stagiaire|apprenante?|auteure?)\s*(?::|$)"
    r"|(?:dossier )?(?:presente|realise|redige|soutenu|elabore)e? par\s*:?)\s*(?P<nom>.*)$"
)


def _identity(subject: Subject, _: SansParametres) -> Judged:
    facts = subject.facts
    if facts.formulaire is not None:
        return _identity_of_form(subject)
    lines = (" ".join(p.text.split()) for p in cover_of(facts))
    cover = [line for line in lines if line]
    declared = facts.properties.declared
    if declared.nom:
        text = folded(" ".join(cover))
        absent = [n for n in (declared.nom, declared.prenom) if n and folded(n) not in text]
        if absent:
            message = f"« {' '.join(absent)} » n’est pas sur la première page."
            return failed([subject.wording.finding(message, _PLACEHOLDER_AID, page=1)])
        return passed(f"{declared.prenom} {declared.nom}, lu p. 1.")
    name = _name(cover)
    if name:
        return passed(f"Nom lu p. 1 : {name}.")
    return not_evaluated(
        "Aucun nom reconnu sur la première page : vérifiez que vos nom et prénom y sont."
    )


def _name(lines: Sequence[str]) -> str:
    """The line of the cover that tells who wrote the document, "" when none is recognised."""
    for line, following in zip(lines, (*lines[1:], ""), strict=True):
        if _FULL_NAME.match(line):
            return line
        label = _LABEL.match(folded(line))
        if label is None:
            continue
        if any(character.isalpha() for character in label["nom"]):
            return line
        # The label in one cell or on one line, the name in the next.
        if following and not _LABEL.match(folded(following)):
            return f"{line} {following}"
    return ""


def _identity_of_form(subject: Subject) -> Judged:
    form = subject.facts.formulaire
    labels = {"nom_naissance": "Nom de naissance", "prenom": "Prénom"}
    cover = form.couverture if form else {}
    missing = [label for key, label in labels.items() if not cover.get(key)]
    constats = [
        subject.wording.finding(
            f"« {label} » n’est pas rempli sur la première page.",
            _PLACEHOLDER_AID,
            nature="a_ecrire",
            page=1,
            champ=label,
        )
        for label in missing
    ]
    return judged(constats, "Nom et prénom remplis p. 1.")


def _metadata(subject: Subject, _: SansParametres) -> Judged:
    properties = subject.facts.properties
    constats = []
    if not properties.titre:
        constats.append(
            subject.wording.finding(
                "Le fichier n’a pas de titre dans ses propriétés.",
                "Dans Word : Fichier, Informations, Titre. Les lecteurs d’écran l’annoncent.",
            )
        )
    if properties.langue and not properties.langue.lower().startswith("fr"):
        constats.append(
            subject.wording.finding(
                f"La langue du fichier est « {properties.langue} » et non le français.",
                "Dans Word : Révision, Langue, Définir la langue de vérification, Français.",
            )
        )
    return judged(
        constats, f"Titre « {properties.titre} », langue {properties.langue or 'non dite'}."
    )


CHECKS = (
    Check("IDE001", "Identité sur la couverture", _identity, placeholders=frozenset({"champ"})),
    Check("MET001", "Titre et langue du fichier", _metadata, lit_le_texte=False),
)
