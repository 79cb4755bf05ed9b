"""The way into packs: an identifier → a complete, checked `Modele`, or every problem at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from dossier_builder.domain.catalogue import Catalogue
from dossier_builder.domain.modele import (
    AnnexesModele,
    Boite,
    Champ,
    Formulaire,
    Modele,
    Pages,
    Regle,
    Section,
    Source,
    Titre,
    Written,
)
from dossier_builder.errors import InputProblem, InputsError, PackError
from dossier_builder.packs.chain import COMMON, Pack, found, read_chain
from dossier_builder.packs.coherence import check_limits, check_rules, check_title
from dossier_builder.packs.ecrit import SourceEcrite
from dossier_builder.packs.french import did_you_mean, listed
from dossier_builder.packs.merge import Merged, merge
from dossier_builder.packs.positions import Chemin, parse_yaml, read_text, validate
from dossier_builder.resources import templates_root

W = TypeVar("W", bound=Written)

TITRE = "titre.yaml"
GABARIT = "gabarit.docx"
# Keys that place or remove an element of a list, and are not of the merged element.
_OF_THE_LIST = frozenset({"active", "supprimer", "avant", "apres"})
_NOUNS = {"sections": "section", "champs": "champ", "regles": "règle", "boites": "case"}


@dataclass(frozen=True, slots=True)
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
    modele = _build(packs, problems, catalogue) if packs else None
    if modele is None or problems:
        several = f"{len(problems)} problèmes" if len(problems) > 1 else "1 problème"
        raise PackError(
            f"Le modèle « {identifier} » ne peut pas être chargé : {several}.",
            tuple(dict.fromkeys(sorted(problems, key=_order))),
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


def _build(
    packs: tuple[Pack, ...], problems: list[InputProblem], catalogue: Catalogue
) -> Modele | None:
    """The Modele; None, or nonsense to throw away, when `problems` has grown."""
    merged = merge(packs, problems)
    titre = _titre(merged)
    check_rules(merged, catalogue)
    check_limits(merged)
    check_title(merged, titre)
    intitule, sigle, version = (_required(merged, key) for key in ("intitule", "sigle", "version"))
    pages = _object(merged, "pages", merged.pages, Pages, {})
    annexes = _object(merged, "annexes", merged.annexes, AnnexesModele, {})
    if merged.annexes is None:
        merged.report(("annexes",), "clé obligatoire absente : « annexes »", _EXTEND)
    boites = _elements(merged, ("formulaire", "boites"), merged.boites, Boite, ("intitule", "numero"))
    formulaire = _object(merged, "formulaire", merged.formulaire, Formulaire, {"boites": boites})
    sections = _elements(merged, ("sections",), merged.sections, Section, ("titre", "source"))
    champs = _elements(merged, ("champs",), merged.champs, Champ, ("intitule", "type"))
    regles = _elements(merged, ("regles",), merged.regles, Regle, ("controle", "gravite"))
    gabarit = _gabarit(merged)
    if problems or annexes is None:
        return None
    return Modele(
        id=packs[0].id,
        version=version,
        intitule=intitule,
        sigle=sigle,
        titre=titre,
        ccp=merged.value("ccp"),
        pages=pages,
        annexes=annexes,
        sections=sections,
        champs=champs,
        formulaire=formulaire,
        regles=regles,
        espaces_reserves=merged.value("espaces_reserves") or (),
        gabarit=gabarit,
        dossiers=tuple(pack.folder for pack in packs),
    )


_EXTEND = f"Écrivez-la, ou reprenez celle qui est commune : etend: {COMMON}"


def _required(merged: Merged, key: str) -> str:
    value = merged.value(key)
    if value is None:
        merged.report((key,), f"clé obligatoire absente : « {key} »")
    return value or ""


def _object(
    merged: Merged, key: str, written: Written | None, kind: type[W], more: Mapping[str, Any]
) -> W | None:
    if written is None:
        return None
    values = _values(written) | more
    values["source"] = _source(merged, values.get("source"), lambda *a: merged.report((key, *a[0]), *a[1:]))
    if values["source"] is None:
        if "source" not in _values(written):
            merged.report((key,), f"« {key} » : clé obligatoire absente « source »", _named(merged))
        return None
    return kind(**values)


def _elements(
    merged: Merged,
    kind: Chemin,
    written: Mapping[str, Written],
    domain: type[W],
    required: tuple[str, ...],
) -> tuple[W, ...]:
    made: list[W] = []
    for identifier, element in written.items():
        values = _values(element)
        missing = [key for key in required if key not in values]
        if missing:
            _report_incomplete(merged, kind, identifier, missing, written)
            continue
        if "source" in values:
            values["source"] = _source(
                merged,
                values["source"],
                lambda *a, i=identifier: merged.report_element(kind, i, *a),
            )
            if values["source"] is None:
                continue
        made.append(domain(**values))
    return tuple(made)
