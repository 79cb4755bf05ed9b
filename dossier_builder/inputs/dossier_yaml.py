"""dossier.yaml: which pack it follows, then its short fields, checked as the pack says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Annotated, Any

from pydantic import Field, create_model

from dossier_builder.domain.candidat import Declaration, Diplome, Periode
from dossier_builder.domain.dossier import Valeur
from dossier_builder.domain.modele import Champ, Modele
from dossier_builder.domain.written import Written
from dossier_builder.errors import InputsError
from dossier_builder.inputs.places import Place
from dossier_builder.inputs.reading import Reading
from dossier_builder.inputs.suggestions import closest, folded
from dossier_builder.packs import UnknownModeleError
from dossier_builder.packs.positions import Located, validate
from dossier_builder.values import frozen

NAME = "dossier.yaml"
NAMES_TO_HIDE = "noms_a_masquer"
EXAMPLE = "modele: cip/ccp2"

TYPES: Mapping[str, Any] = {
    "texte": Annotated[str, Field(min_length=1)],
    "date": dt.date,
    "periode": Periode,
    "liste_diplomes": tuple[Diplome, ...],
    "declaration": Declaration,
    "liste_textes": tuple[Annotated[str, Field(min_length=1)], ...],
}
_TYPE_EXAMPLES: Mapping[str, str] = {
    "date": "2027-02-22",
    "periode": "{debut: 2026-11-16, fin: 2026-12-11}",
    "declaration": "{lieu: Valfictive, date: 2027-02-22}",
    "liste_textes": '["Premier texte", "Second texte"]',
    "liste_diplomes": "[{intitule: CAP Exemple, organisme: Académie fictive, date: 2019-07-05}]",
}


class AnnexeEcrite(Written):
    """An annex as declared; its file is checked apart."""

    id: Annotated[str, Field(min_length=1)]
    fichier: Annotated[str, Field(min_length=1)]
    titre: Annotated[str, Field(min_length=1)]
    texte_alternatif: str | None = None


@frozen
class DossierYaml:
    """dossier.yaml as read: `champs` is empty when the file has problems (they are noted)."""

    modele: Modele
    champs: Mapping[str, Valeur]
    located: Located


def read_dossier_yaml(reading: Reading, load: Callable[[str], Modele]) -> DossierYaml | None:
    """Read dossier.yaml; None, with the problems noted, when its pack is not known.

    Lets PackError through: a pack that is wrong is not the learner's fault.
    """
    root = reading.folder.root
    if not (root / NAME).is_file():
        place = Place(reading.folder.name(NAME))
        similar = [name for name in reading.folder.files(".") if _is_meant(name)]
        aide = f"Créez-le. Il commence par : {EXAMPLE}"
        if similar:
            aide = f"Renommez « {similar[0]} » en « {NAME} »."
        reading.problems.add(place.problem(f"{NAME} est introuvable", aide))
        return None
    source = reading.text(NAME)
    if source is None:
        return None
    if not source.text.strip():
        place = Place(source.fichier)
        reading.problems.add(place.problem("ce fichier est vide", f"Exemple : {EXAMPLE}"))
        return None
    located = reading.mapping(source)
    if located is None:
        return None
    modele = _modele(reading, located, load)
    if modele is None:
        return None
    return DossierYaml(modele, _champs(reading, located, modele), located)


def dossier_type(modele: Modele) -> type[Written]:
    """The type of dossier.yaml for that pack: what every pack has, and the pack's fields.

    Every pack has `modele`, `annexes`, `noms_a_masquer` and `date`.

    Fields stand under aliases, so that any id is possible.
    """
    fields: dict[str, Any] = {
        "commun_modele": (str, Field(alias="modele")),
        "commun_annexes": (tuple[AnnexeEcrite, ...] | None, Field(None, alias="annexes")),
        "commun_noms": (TYPES["liste_textes"] | None, Field(None, alias=NAMES_TO_HIDE)),
    }
    if all(champ.id != "date" for champ in modele.champs):
        fields["commun_date"] = (dt.date | None, Field(None, alias="date"))
    for number, champ in enumerate(modele.champs):
        kind = TYPES[champ.type]
        fields[f"champ_{number}"] = (
            (kind, Field(alias=champ.id))
            if champ.obligatoire
            else (kind | None, Field(None, alias=champ.id))
        )
    return create_model("DossierYaml", __base__=Written, **fields)


def example_of(champ: Champ) -> str:
    """An example of the field's value, as written in YAML."""
    return champ.exemple or _TYPE_EXAMPLES.get(champ.type, f'"{champ.intitule}"')


def _modele(reading: Reading, located: Located, load: Callable[[str], Modele]) -> Modele | None:
    identifier = located.value.get("modele")
    if not isinstance(identifier, str) or not identifier.strip():
        if "modele" in located.value:
            place = Place(located.fichier, *located.position(("modele",)))
            message = "« modele » ne nomme aucun modèle"
        else:
            place = Place(located.fichier, *located.position())
            message = "clé obligatoire absente : « modele »"
            meant = closest("modele", [str(key) for key in located.value])
            if meant is not None:
                message += f" (« {meant} » est-elle mal écrite ?)"
        reading.problems.add(place.problem(message, f"Exemple : {EXAMPLE}"))
        return None
    try:
        return load(identifier.strip())
    except UnknownModeleError as error:
        place = Place(located.fichier, *located.position(("modele",)))
        listed = "Modèles possibles : " + ", ".join(error.known) + "."
        hint = closest(identifier, error.known)
        aide = f"Vouliez-vous dire « {hint} » ? {listed}" if hint else listed
        message = f"le modèle « {identifier} » n’existe pas"
        reading.problems.add(place.problem(message, aide))
        return None


def _champs(reading: Reading, located: Located, modele: Modele) -> Mapping[str, Valeur]:
    examples = {champ.id: example_of(champ) for champ in modele.champs}
    examples |= {"date": examples.get("date", "2027-02-22"), "fichier": "annexes/guide.pdf"}
    try:
        written = validate(dossier_type(modele), located, exemples=examples)
    except InputsError as error:
        reading.problems.extend(error.problems)
        return {}
    values = {
        info.alias or name: getattr(written, name)
        for name, info in type(written).model_fields.items()
    }
    return {
        key: value
        for key, value in values.items()
        if key not in {"modele", "annexes"} and value is not None
    }


def _is_meant(name: str) -> bool:
    return folded(name) in {"dossier yaml", "dossier yml", "dossier yaml txt", "dossier txt"}
