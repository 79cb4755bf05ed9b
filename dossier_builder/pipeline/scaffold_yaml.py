"""The two YAML files of a new dossier, filled with what is known, commented where it is not."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from dossier_builder.domain.candidat import Declaration, Diplome, Periode
from dossier_builder.domain.modele import Champ, Modele
from dossier_builder.inputs.schema import schema_name

if TYPE_CHECKING:
    from dossier_builder.pipeline.scaffold import Answers

PLACEHOLDER = "[à compléter]"
"""Stands where a word is required: the dossier can be built, and TXT001 says what is left."""
SCHEMAS = ".schemas"
"""Folder of the JSON Schemas that editors read to complete and check the YAML files."""


def dossier(modele: Modele, answers: Answers) -> str:
    """dossier.yaml."""
    schema = f"{SCHEMAS}/{schema_name(modele.id)}"
    lines = [f"# yaml-language-server: $schema={schema}", f"modele: {modele.id}"]
    for champ in modele.champs:
        lines += _champ(champ, answers)
    lines += [
        "# Les annexes, dans l’ordre ; citez-les dans le texte par {annexe:contrat}.",
        "# annexes:",
        '#   - {id: contrat, fichier: annexes/contrat.pdf, titre: "Contrat anonymisé"}',
    ]
    return "\n".join(lines) + "\n"


def _champ(champ: Champ, answers: Answers) -> list[str]:
    comment = f"# {champ.intitule}" + ("" if champ.obligatoire else " (facultatif)")
    head = [comment, *([f"#   {champ.aide}"] if champ.aide else [])]
    known = answers.fields.get(champ.id)
    if known is not None:
        return [*head, f"{champ.id}: {yaml_value(known)}"]
    if champ.type == "date" and champ.id == "date":
        return [*head, f"date: {answers.today.isoformat()}"]
    if champ.type == "texte" and champ.obligatoire:
        return [*head, f"{champ.id}: {_quoted(PLACEHOLDER)}  # ex. : {_example_value(champ)}"]
    return [*head, f"# {champ.id}: {_example_value(champ)}"]


def _example_value(champ: Champ) -> str:
    defaults = {
        "texte": _quoted("…"),
        "date": "2027-02-22",
        "periode": "{debut: 2026-11-16, fin: 2026-12-11}",
        "liste_diplomes": '[{intitule: "…", organisme: "…", date: 2020-07-01}]',
        "declaration": "{lieu: Valfictive, date: 2027-02-26}",
        "liste_textes": '["…"]',
    }
    return champ.exemple or defaults[champ.type]


def candidat(answers: Answers, folder: str) -> str:
    """candidat.yaml; `folder` is the name of the dossier beside it."""
    lines = [
        f"# yaml-language-server: $schema={folder}/{SCHEMAS}/candidat.schema.json",
        "# Partagé par vos dossiers : personne n’écrit son nom deux fois.",
        f"nom_naissance: {_quoted(answers.nom or PLACEHOLDER)}",
        _known("nom_usage", answers.nom_usage),
        f"prenom: {_quoted(answers.prenom or PLACEHOLDER)}",
        _known("adresse", answers.adresse),
        f"voie: {answers.voie}            # formation | apprentissage | vae",
        f"vise: {_aims(answers.vise)}                # titre, ou les CCP visés : [ccp2, ccp3]",
        *_held(answers),
        _session(answers),
        _centre(answers),
        *_periods(answers),
    ]
    return "\n".join(lines) + "\n"


def _known(key: str, value: str) -> str:
    return f"{key}: {_quoted(value)}" if value else f"# {key}: "


def _aims(vise: str | tuple[str, ...]) -> str:
    return vise if isinstance(vise, str) else f"[{', '.join(vise)}]"


def _held(answers: Answers) -> Iterator[str]:
    if answers.ccp_acquis:
        yield "ccp_acquis:"
        for one in answers.ccp_acquis:
            yield f"  - {{ccp: {one.ccp}, date: {one.date.isoformat()}}}"


def _session(answers: Answers) -> str:
    if answers.session is None:
        return "# session: {date: 2026-12-07}"
    place = f", lieu: {_quoted(answers.lieu)}" if answers.lieu else ""
    return f"session: {{date: {answers.session.isoformat()}{place}}}"


def _centre(answers: Answers) -> str:
    if not answers.centre:
        return '# centre: {nom: "…", ville: "…"}'
    town = f", ville: {_quoted(answers.ville)}" if answers.ville else ""
    return f"centre: {{nom: {_quoted(answers.centre)}{town}}}"


def _periods(answers: Answers) -> Iterator[str]:
    if answers.periodes:
        yield "periodes:"
    for one in answers.periodes:
        hours = f", heures: {one.heures}" if one.heures is not None else ""
        days = f"debut: {one.debut.isoformat()}, fin: {one.fin.isoformat()}"
        yield f"  - {{structure: {_quoted(one.structure)}, {days}{hours}}}"


def yaml_value(value: Any) -> str:
    """A value of a field as YAML, on one line."""
    match value:
        case str():
            return _quoted(value)
        case dt.date():
            return value.isoformat()
        case Periode(debut=first, fin=last):
            return f"{{debut: {first.isoformat()}, fin: {last.isoformat()}}}"
        case Declaration(lieu=place, date=day):
            return f"{{lieu: {_quoted(place)}, date: {day.isoformat()}}}"
        case Diplome(intitule=name, organisme=by, date=day):
            return (
                f"{{intitule: {_quoted(name)}, organisme: {_quoted(by)}, date: {day.isoformat()}}}"
            )
        case tuple():
            return f"[{', '.join(map(yaml_value, value))}]"
    msg = f"no YAML for a {type(value).__name__}"
    raise TypeError(msg)


def _quoted(text: str) -> str:
    """A YAML double-quoted scalar: JSON's is one (YAML 1.2 §1.3)."""
    return json.dumps(text, ensure_ascii=False)
