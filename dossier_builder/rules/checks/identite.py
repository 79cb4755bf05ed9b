"""IDE001 and MET001: the candidate's name on the cover; title and language of the file."""

from __future__ import annotations

from dossier_builder.domain.facts import Facts
from dossier_builder.domain.wording import folded
from dossier_builder.rules.check import Check, SansParametres, Subject
from dossier_builder.rules.identity import cover_lines, ordinary_words
from dossier_builder.rules.judged import Judged, failed, judged, not_evaluated, passed
from dossier_builder.rules.nom_couverture import name_on_cover

_PLACEHOLDER_AID = "Écrivez vos nom et prénom sur la première page."


def _identity(subject: Subject, _: SansParametres) -> Judged:
    facts = subject.facts
    if facts.formulaire is not None:
        return _identity_of_form(subject)
    cover = cover_lines(facts)
    declared = facts.properties.declared
    if declared.nom:
        text = folded(" ".join(cover))
        absent = [n for n in (declared.nom, declared.prenom) if n and folded(n) not in text]
        if absent:
            message = f"« {' '.join(absent)} » n’est pas sur la première page."
            return failed([subject.wording.finding(message, _PLACEHOLDER_AID, page=1)])
        return passed(f"{declared.prenom} {declared.nom}, lu p. 1.")
    name = written_name(facts)
    if name:
        return passed(f"Nom lu p. 1 : {name}.")
    return not_evaluated(
        "Aucun nom reconnu sur la première page : vérifiez que vos nom et prénom y sont."
    )


def written_name(facts: Facts) -> str:
    """What the first page writes as its author's name, "" when nothing there is surely one."""
    return name_on_cover(cover_lines(facts), ordinary_words(facts))


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
