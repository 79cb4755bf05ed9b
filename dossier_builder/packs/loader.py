"""The way into packs: an identifier → a complete, checked `Modele`, or every problem at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dossier_builder.domain.catalogue import Catalogue
from dossier_builder.domain.modele import Modele
from dossier_builder.errors import InputProblem, PackError
from dossier_builder.packs.build import build
from dossier_builder.packs.chain import found, read_chain
from dossier_builder.resources import templates_root
from dossier_builder.values import frozen


@frozen
class ModeleInfo:
    """A pack as `dossier modele lister` shows it; `intitule` is "" when it cannot be read."""

    id: str
    intitule: str
    fichier: Path


def load_modele(identifier: str, catalogue: Catalogue, *, roots: tuple[Path, ...] = ()) -> Modele:
    """Load a pack and all that it extends, checked against the catalogue of checks.

    `roots` are looked in before the program's own templates. Raises UnknownModeleError when no
    pack has that identifier, PackError with every problem of every file of the chain otherwise.
    """
    packs, problems = read_chain(identifier, (*roots, templates_root()))
    modele = build(packs, problems, catalogue) if packs else None
    if modele is None or problems:
        problems = list(dict.fromkeys(sorted(problems, key=_order)))
        count = f"{len(problems)} problèmes" if len(problems) > 1 else "1 problème"
        raise PackError(
            f"Le modèle « {identifier} » ne peut pas être chargé : {count}.", tuple(problems)
        )
    return modele


def list_modeles(roots: Sequence[Path] = ()) -> tuple[ModeleInfo, ...]:
    """The packs that a dossier may name, sorted by identifier; broken ones are listed too."""
    all_roots = (*roots, templates_root())
    return tuple(
        ModeleInfo(identifier, _intitule(identifier, all_roots), path)
        for identifier, path in sorted(found(all_roots))
    )


def _order(problem: InputProblem) -> tuple[str, int, int]:
    return (problem.fichier, problem.ligne or 0, problem.colonne or 0)


def _intitule(identifier: str, roots: Sequence[Path]) -> str:
    packs, _ = read_chain(identifier, roots)
    return next((pack.ecrit.intitule for pack in packs if pack.ecrit.intitule), "")
