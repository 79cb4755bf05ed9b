"""candidat.yaml: who the learner is, shared by their dossiers; in the folder, else beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dossier_builder.domain.candidat import Candidat
from dossier_builder.domain.modele import Modele
from dossier_builder.errors import InputProblem, InputsError
from dossier_builder.inputs.places import Place
from dossier_builder.inputs.reading import Reading
from dossier_builder.inputs.suggestions import did_you_mean
from dossier_builder.packs.positions import Located, validate

NAME = "candidat.yaml"
EXAMPLES = {
    "nom_naissance": "Exemple",
    "nom_usage": "Exemple",
    "prenom": "Camille",
    "adresse": "1 rue des Modèles, 00000 Valfictive",
    "voie": "formation",
    "vise": "titre   (ou : vise: [ccp2, ccp3])",
    "ccp_acquis": "[{ccp: ccp1, date: 2026-03-12}]",
    "session": "{date: 2027-03-15, lieu: Valfictive}",
    "centre": "{nom: Centre de formation Les Exemples, ville: Valfictive}",
    "noms_autorises": "[Durand, Petit]",
    "periodes": "[{structure: Mission locale, debut: 2026-10-05, fin: 2026-10-23, heures: 105}]",
}


def read_candidat(reading: Reading, modele: Modele | None) -> Candidat | None:
    """Read candidat.yaml; None, with the problems noted, when there is none or it is wrong."""
    folder = reading.folder
    if (folder.root / NAME).is_file():
        source = reading.text(NAME)
    elif (folder.root.parent / NAME).is_file():
        source = reading.outside_text(folder.root.parent / NAME, folder.name(f"../{NAME}"))
    else:
        beside = folder.name(f"../{NAME}")
        message = f"{NAME} est introuvable, ni ici, ni à côté du dossier ({beside})"
        aide = "Créez-le. Exemple : nom_naissance: Exemple, puis prenom: Camille, voie: formation"
        reading.problems.add(Place(folder.name(NAME)).problem(message, aide))
        return None
    located = reading.mapping(source) if source is not None else None
    if located is None:
        return None
    try:
        candidat = validate(Candidat, _less_blanks(located), exemples=EXAMPLES)
    except InputsError as error:
        reading.problems.extend(error.problems)
        return None
    reading.problems.extend(_empty_names(candidat, located))
    if modele is not None and modele.titre is not None:
        known = [activity.ccp for activity in modele.titre.activites_types]
        reading.problems.extend(_unknown_ccps(candidat, located, known))
    return candidat


def _less_blanks(located: Located) -> Located:
    """The file less its keys left blank (`nom_usage:`), but for those that must be filled."""
    required = {name for name, info in Candidat.model_fields.items() if info.is_required()}
    value = {
        key: _pruned(content)
        for key, content in located.value.items()
        if content is not None or key in required
    }
    return Located(value, located.fichier, located.values, located.keys)


def _pruned(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _pruned(content) for key, content in value.items() if content is not None}
    return [_pruned(item) for item in value] if isinstance(value, list) else value


def _empty_names(candidat: Candidat, located: Located) -> Iterator[InputProblem]:
    for key, value in (("nom_naissance", candidat.nom_naissance), ("prenom", candidat.prenom)):
        if not value:
            place = Place(located.fichier, *located.position((key,)))
            yield place.problem(f"« {key} » est vide", f"Exemple : {key}: {EXAMPLES[key]}")


def _unknown_ccps(candidat: Candidat, located: Located, known: list[str]) -> Iterator[InputProblem]:
    named: list[tuple[str, tuple[str | int, ...]]] = []
    if candidat.vise != "titre":
        named += [(ccp, ("vise", number)) for number, ccp in enumerate(candidat.vise)]
    for number, held in enumerate(candidat.ccp_acquis):
        named.append((held.ccp, ("ccp_acquis", number, "ccp")))
    for number, periode in enumerate(candidat.periodes):
        if periode.ccp is not None:
            named.append((periode.ccp, ("periodes", number, "ccp")))
    for ccp, path in named:
        if known and ccp not in known:
            place = Place(located.fichier, *located.position(path))
            message = f"« {ccp} » n’est pas un CCP de ce titre"
            yield place.problem(message, did_you_mean(ccp, known))
