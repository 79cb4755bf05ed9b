"""JSON Schemas of what a learner writes, so that editors complete and explain the keys.

One for candidat.yaml, one for cohorte.yaml, one for dossier.yaml of each pack (made from its
fields). Committed in schemas/, compared by a test, written anew by `python tools/schemas.py`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import TypeAdapter

from dossier_builder.domain.candidat import Candidat
from dossier_builder.domain.modele import Champ, Modele
from dossier_builder.inputs.candidat_yaml import EXAMPLES
from dossier_builder.inputs.cohorte import CohorteEcrite
from dossier_builder.inputs.dossier_yaml import NAMES_TO_HIDE, TYPES, AnnexeEcrite

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
CANDIDAT = "candidat.schema.json"
COHORTE = "cohorte.schema.json"

# What an editor shows beside a key; the docstrings of the types are for programmers.
_CANDIDAT: Mapping[str, str] = {
    "nom_naissance": "Nom de naissance.",
    "nom_usage": "Nom d’usage, s’il diffère.",
    "prenom": "Prénom.",
    "adresse": "Adresse (imprimée sur le formulaire du dossier professionnel).",
    "voie": "Voie d’accès : formation, apprentissage ou vae.",
    "vise": "Ce qui est présenté : titre, ou une liste de CCP comme [ccp2, ccp3].",
    "ccp_acquis": "CCP déjà obtenus, avec la date du jury.",
    "session": "Session d’examen.",
    "centre": "Centre de formation.",
    "periodes": "Périodes en entreprise.",
    "noms_autorises": "Noms qui peuvent être écrits : tuteur, collègues, qui l’acceptent.",
}
_COHORTE: Mapping[str, str] = {
    "nom": "Nom de la promotion, montré en tête des rapports.",
    "titre": "Titre préparé, comme cip : il dit quels dossiers sont attendus.",
    "session": "Date de la session d’examen.",
    "voie": "Voie d’accès de ceux qui n’en indiquent pas.",
    "vise": "Ce que présentent ceux qui ne l’indiquent pas : titre, ou [ccp2, ccp3].",
    "apprenants": "Tous les apprenants. La liste est complète : personne d’autre n’est ajouté.",
    "fichiers": "Fichiers attribués à la main.",
    "dispenses": "Règles levées pour un apprenant, jusqu’à une date.",
}
_DISPENSE: Mapping[str, str] = {
    "regle": "Code du contrôle, comme PAG001, ou identifiant de la règle.",
    "apprenant": "Nom et prénom, comme dans la liste.",
    "auteur": "Qui l’accorde ; montré dans les rapports.",
    "fin": "Dernier jour de validité.",
    "modele": "Un seul genre de dossier, comme cip/ccp2 ; sinon tous.",
    "motif": "Privé : n’est repris dans aucun rapport.",
}
_ANNEXE: Mapping[str, str] = {
    "id": "Nom court, pour citer l’annexe dans le texte : {annexe:contrat}.",
    "fichier": "Chemin dans le dossier : image, PDF, .docx ou .md.",
    "titre": "Titre imprimé.",
    "texte_alternatif": "Description d’une image pour qui ne la voit pas.",
}


def schema_name(identifier: str) -> str:
    """File name of the schema of dossier.yaml for a pack: `dossier-cip-ccp2.schema.json`."""
    return f"dossier-{identifier.replace('/', '-')}.schema.json"


def schemas(modeles: Iterable[Modele]) -> dict[str, str]:
    """File name → text of each schema: candidat.yaml, then dossier.yaml of each pack."""
    made = {CANDIDAT: candidat_schema(), COHORTE: cohorte_schema()}
    made |= {schema_name(modele.id): dossier_schema(modele) for modele in modeles}
    return {
        name: json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in made.items()
    }


def candidat_schema() -> dict[str, Any]:
    """The schema of candidat.yaml."""
    schema = _bare(Candidat.model_json_schema())
    properties = _described(schema["properties"], _CANDIDAT)
    for key, example in EXAMPLES.items():
        if properties[key].get("type") == "string":
            properties[key]["examples"] = [example]
    for key in ("nom_naissance", "prenom"):
        properties[key]["minLength"] = 1
    schema["properties"] = {"$schema": {"type": "string"}, **properties}
    title = "candidat.yaml : la personne, commune à tous ses dossiers"
    return {"$schema": _DIALECT, "title": title, **schema}


def cohorte_schema() -> dict[str, Any]:
    """The schema of cohorte.yaml."""
    schema = _bare(CohorteEcrite.model_json_schema())
    described = _described(schema["properties"], _COHORTE)
    schema["properties"] = {"$schema": {"type": "string"}, **described}
    waiver = schema["$defs"]["DispenseEcrite"]
    waiver["properties"] = _described(waiver["properties"], _DISPENSE)
    title = "cohorte.yaml : la promotion, ses apprenants, les décisions du formateur"
    return {"$schema": _DIALECT, "title": title, **schema}


def dossier_schema(modele: Modele) -> dict[str, Any]:
    """The schema of dossier.yaml for that pack."""
    definitions: dict[str, Any] = {}
    annexe = _inlined(AnnexeEcrite, definitions)
    annexe["properties"] = _described(annexe["properties"], _ANNEXE)
    properties: dict[str, Any] = {
        "$schema": {"type": "string"},
        "modele": {"const": modele.id, "description": f"Modèle : {modele.intitule}."},
        **{champ.id: _property(champ, definitions) for champ in modele.champs},
    }
    properties.setdefault(
        "date", {"type": "string", "format": "date", "description": "Date du dossier."}
    )
    properties[NAMES_TO_HIDE] = {
        "type": "array",
        "items": {"type": "string", "minLength": 1},
        "description": "Noms que le dossier ne doit pas contenir ; ils ne sont jamais imprimés.",
    }
    properties["annexes"] = {
        "type": "array",
        "items": annexe,
        "description": "Annexes, dans l’ordre de leur numéro.",
    }
    return {
        "$schema": _DIALECT,
        "title": f"dossier.yaml : {modele.intitule}",
        "type": "object",
        "properties": properties,
        "required": ["modele", *(champ.id for champ in modele.champs if champ.obligatoire)],
        "additionalProperties": False,
        **({"$defs": definitions} if definitions else {}),
    }


def _property(champ: Champ, definitions: dict[str, Any]) -> dict[str, Any]:
    description = f"{champ.intitule}. {champ.aide}".strip()
    schema = {**_inlined(TYPES[champ.type], definitions), "description": description}
    if champ.exemple and champ.type == "texte":
        schema["examples"] = [champ.exemple]
    return schema


def _inlined(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema of one type; the types it names go to `definitions`."""
    schema: dict[str, Any] = _bare(TypeAdapter(kind).json_schema())
    definitions |= schema.pop("$defs", {})
    return schema


def _described(
    properties: Mapping[str, dict[str, Any]], descriptions: Mapping[str, str]
) -> dict[str, dict[str, Any]]:
    return {key: {**schema, "description": descriptions[key]} for key, schema in properties.items()}


def _bare(schema: Any) -> Any:
    """A schema less the titles and descriptions that come from our English code."""
    if isinstance(schema, list):
        return [_bare(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: {name: _bare(part) for name, part in value.items()}
        if key in {"properties", "$defs"}
        else _bare(value)
        for key, value in schema.items()
        if key not in {"title", "description"}
    }
