"""cohorte.yaml, as written → the trainer's decisions."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from dossier_builder.batch.cohort_inputs import (
    Assigned,
    CohortInputs,
    Waiver,
    key_of,
    vise_of,
)
from dossier_builder.domain.candidat import Voie
from dossier_builder.domain.cohorte import Apprenant
from dossier_builder.inputs.cohorte import NAME, CohorteEcrite, load_cohorte
from dossier_builder.inputs.suggestions import folded
from dossier_builder.rules.nom import Nom, split_name


def known_rules(packs: Path | None = None) -> frozenset[str]:
    """The codes of the checks and the ids of the rules of every pack that loads."""
    from dossier_builder.pipeline.modeles import load_all, pack_roots
    from dossier_builder.rules import CATALOGUE

    modeles = load_all(pack_roots(packs))
    return frozenset(CATALOGUE) | {rule.id for modele in modeles for rule in modele.regles}


def read_cohort_yaml(folders: Collection[Path], *, regles: Collection[str] = ()) -> CohortInputs:
    """The first cohorte.yaml of these folders; nothing decided when there is none.

    Raises InputsError (see `load_cohorte`).
    """
    path = next((folder / NAME for folder in folders if (folder / NAME).is_file()), None)
    return CohortInputs() if path is None else of_written(load_cohorte(path, regles=regles))


def of_written(written: CohorteEcrite) -> CohortInputs:
    """The decisions that a cohorte.yaml holds; its list of learners is complete."""
    learners: dict[str, Apprenant] = {}
    keys: dict[str, str] = {}
    for one in written.apprenants:
        vise = written.vise if one.vise is None else one.vise
        voie: Voie | None = one.voie or written.voie
        key = key_of(one.nom, one.prenom, learners)
        aims = (vise,) if isinstance(vise, str) else vise or ()
        learners[key] = Apprenant(key, one.nom, one.prenom, voie, vise_of(aims))
        keys[folded(one.affiche)] = keys[folded(f"{one.prenom} {one.nom}")] = key
    named = [
        *(one.apprenant for one in written.fichiers),
        *(one.apprenant for one in written.dispenses),
    ]
    for name in dict.fromkeys(named):
        parts = split_name(name, surname_first=True) or Nom(name, "")
        if folded(name) not in keys:  # no list: the person is known by that name
            key = key_of(parts.nom, parts.prenom, learners)
            learners[key] = Apprenant(key, parts.nom, parts.prenom)
            keys[folded(name)] = key
    return CohortInputs(
        nom=written.nom,
        titre=written.titre,
        session=written.session,
        learners=tuple(learners.values()),
        closed=bool(written.apprenants),
        assigned=tuple(
            Assigned(one.fichier, keys[folded(one.apprenant)], "cohorte", f"écrit dans {NAME}")
            for one in written.fichiers
        ),
        waivers=tuple(
            Waiver(one.regle, keys[folded(one.apprenant)], one.auteur, one.fin, one.modele)
            for one in written.dispenses
        ),
    )
