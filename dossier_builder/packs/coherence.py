"""A merged pack → the problems that only the whole shows: rules, limits, competences."""

from __future__ import annotations

import string
from collections.abc import Mapping

from dossier_builder.domain.catalogue import Catalogue, CheckSpec
from dossier_builder.domain.modele import MOTS_DE_DEPOT, Titre
from dossier_builder.domain.wording import folded
from dossier_builder.errors import InputsError
from dossier_builder.packs.ecrit import RegleEcrite
from dossier_builder.packs.french import did_you_mean, listed
from dossier_builder.packs.located import Chemin, Located, Position
from dossier_builder.packs.merge import Merged
from dossier_builder.packs.positions import validate

_NOT_IN_NAMES = '<>:"/\\|?*'
"""Refused in file names by Windows, and what would climb."""


def check_rules(merged: Merged, catalogue: Catalogue) -> None:
    """Every rule names a check that exists, with parameters and placeholders it knows."""
    for rule in merged.regles.values():
        if rule.controle is None:
            continue  # an incomplete rule, reported when it is built
        spec = catalogue.get(rule.controle)
        if spec is None:
            merged.report_element(
                ("regles",),
                rule.id,
                ("controle",),
                f"contrôle inconnu « {rule.controle} »{did_you_mean(rule.controle, catalogue)}",
                f"Contrôles possibles : {listed(sorted(catalogue))}.",
            )
            continue
        _check_parameters(merged, rule, spec)
        for key in ("message", "aide"):
            _check_message(merged, rule, key, spec)


def _check_parameters(merged: Merged, rule: RegleEcrite, spec: CheckSpec) -> None:
    """Report each wrong parameter where the nearest pack writes it."""
    written = rule.parametres or {}
    places: dict[Chemin, Position] = {}
    keys: dict[Chemin, Position] = {}
    fichier = merged.packs[0].located.fichier
    for pack in reversed(merged.packs):  # the nearest last: it wins
        path = pack.index("regles", identifier=rule.id)
        if path == ("regles",):
            continue
        here = (*path, "parametres")
        size = len(here)
        fichier = pack.located.fichier
        places[()] = pack.located.position(here)
        places |= {p[size:]: w for p, w in pack.located.values.items() if p[:size] == here}
        keys |= {p[size:]: w for p, w in pack.located.keys.items() if p[:size] == here and p[size:]}
    try:
        validate(spec.parametres, Located(written, fichier, places, keys))
    except InputsError as error:
        merged.problems += error.problems


def _check_message(merged: Merged, rule: RegleEcrite, key: str, spec: CheckSpec) -> None:
    """The braces of a wording are closed, and hold what the check gives."""
    wording = getattr(rule, key) or ""

    def report(text: str) -> None:
        names = [f"{{{name}}}" for name in sorted(spec.placeholders)]
        aide = f"Mots remplacés par {spec.code} : {listed(names)}. Une accolade s’écrit {{{{."
        merged.report_element(("regles",), rule.id, (key,), f"« {key} » : {text}", aide)

    try:
        fields = [name for _, name, _, _ in string.Formatter().parse(wording) if name is not None]
    except ValueError:
        report("une accolade n’est pas refermée, ou pas ouverte")
        return
    for name in fields:
        if name not in spec.placeholders:
            suggestion = did_you_mean(name, spec.placeholders)
            report(f"{spec.code} ne remplace pas « {{{name}}} »{suggestion}")


def check_limits(merged: Merged) -> None:
    """Every budget has its least below its most."""
    if merged.pages is not None:
        _check_order(merged, ("pages", "min"), merged.pages.min, merged.pages.max)
    counted = merged.caracteres
    if counted is not None:
        _check_order(merged, ("caracteres", "min"), counted.min, counted.max)
    form = merged.formulaire
    if form is not None:
        _check_order(merged, ("formulaire", "exemples_min"), form.exemples_min, form.exemples_max)
    for section in merged.sections.values():
        if section.pages is None:
            continue
        low, high = section.pages
        if low > high or low < 0:
            merged.report_element(
                ("sections",),
                section.id,
                ("pages",),
                f"« pages » : le minimum ({low:g}) dépasse le maximum ({high:g})"
                if low > high
                else "« pages » : une longueur ne peut pas être négative",
                "Exemple : pages: [2, 3.5]",
            )


def _check_order(merged: Merged, path: Chemin, low: int | None, high: int | None) -> None:
    if low is not None and high is not None and low > high:
        merged.report(path, f"le minimum ({low}) dépasse le maximum ({high})")


def check_wordings(merged: Merged) -> None:
    """No heading can be taken for two sections."""
    owner: dict[str, str] = {}
    for section in merged.sections.values():
        for wording in dict.fromkeys(
            folded(text) for text in (section.titre or "", *(section.alias or ()))
        ):
            first = owner.setdefault(wording, section.id)
            if wording and first != section.id:
                key = "titre" if wording == folded(section.titre or "") else "alias"
                merged.report_element(
                    ("sections",),
                    section.id,
                    (key,),
                    f"« {wording} » désigne déjà la section « {first} »",
                    "Un titre ou un alias ne peut désigner qu’une section.",
                )


def check_title(merged: Merged, titre: Titre | None) -> None:
    """The competences and the CCP that the pack names are those of the title."""
    activities = titre.activites_types if titre else ()
    competences: Mapping[int, str] = {
        one.numero: one.intitule for activity in activities for one in activity.competences
    }
    ccps = [activity.ccp for activity in activities]
    ccp = merged.value("ccp")
    if ccp is not None and ccp not in ccps:
        merged.report(
            ("ccp",),
            f"« ccp » : « {ccp} » n’est pas un CCP du titre{did_you_mean(ccp, ccps)}",
            f"CCP du titre : {listed(ccps)}.",
        )
    for section in merged.sections.values():
        for number, competence in enumerate(section.competences or ()):
            if competence not in competences:
                merged.report_element(
                    ("sections",),
                    section.id,
                    ("competences", number),
                    f"« competences » : le titre n’a pas de compétence {competence}",
                    f"Compétences du titre : {listed([str(n) for n in competences])}.",
                )


def check_depot(merged: Merged) -> None:
    """The names of the files that are handed in can be made, and every system takes them."""
    for pack in merged.packs:
        if pack.ecrit.depot is None or pack.ecrit.depot.nom is None:
            continue
        names = listed([f"{{{name}}}" for name in MOTS_DE_DEPOT])
        aide = f"Exemple : {{sigle}}_{{NOM}}_{{Prenom}}_{{session}}. Mots remplacés : {names}."
        merged.problems.extend(
            pack.problem(("depot", "nom"), f"« nom » : {what}", aide)
            for what in _faults_of_pattern(pack.ecrit.depot.nom)
        )


def _faults_of_pattern(pattern: str) -> list[str]:
    """What is wrong with a pattern of file names (French)."""
    try:
        parts = list(string.Formatter().parse(pattern))
    except ValueError:
        return ["une accolade n’est pas refermée, ou pas ouverte"]
    if not pattern:
        return ["un nom de fichier ne peut pas être vide"]
    faults = [
        f"« {{{name}}} » n’est pas remplacé{did_you_mean(name, MOTS_DE_DEPOT)}"
        for _, name, _, _ in parts
        if name is not None and name not in MOTS_DE_DEPOT
    ]
    if any(asked or conversion for _, _, asked, conversion in parts):
        faults.append("rien d’autre qu’un mot ne peut être entre accolades")
    refused = sorted({c for text, *_ in parts for c in text if c in _NOT_IN_NAMES})
    if refused:
        faults.append(f"un nom de fichier ne peut pas contenir {' '.join(refused)}")
    return faults
