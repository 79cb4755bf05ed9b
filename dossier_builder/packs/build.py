"""Packs as written, nearest first → `Modele`, complete, with sources and gabarit found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, fields
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from dossier_builder.domain.catalogue import Catalogue
from dossier_builder.domain.modele import (
    AnnexesModele,
    Boite,
    Caracteres,
    CentreModele,
    Champ,
    DepotModele,
    Formulaire,
    Modele,
    OfPack,
    Pages,
    Regle,
    Section,
    Source,
    Titre,
)
from dossier_builder.domain.written import Written
from dossier_builder.errors import InputProblem, InputsError
from dossier_builder.packs.chain import COMMON, Pack
from dossier_builder.packs.coherence import (
    check_depot,
    check_limits,
    check_rules,
    check_title,
    check_wordings,
)
from dossier_builder.packs.ecrit import SourceEcrite
from dossier_builder.packs.french import did_you_mean, listed
from dossier_builder.packs.located import Located
from dossier_builder.packs.merge import Merged, merge
from dossier_builder.packs.positions import Chemin, parse_yaml, read_text, validate
from dossier_builder.resources import templates_root

V = TypeVar("V", bound=OfPack)
# Adds a problem at a path inside the object at hand: path, message, remedy.
Report = Callable[[Chemin, str, str], None]

TITRE = "titre.yaml"
GABARIT = "gabarit.docx"

# Keys that place or remove an element of a list, and are not of the merged element.
_OF_THE_LIST = frozenset({"active", "supprimer", "avant", "apres"})


def build(
    packs: tuple[Pack, ...], problems: list[InputProblem], catalogue: Catalogue
) -> Modele | None:
    """Merge, check, complete. None when something is wrong: `problems` has grown."""
    merged = merge(packs, problems)
    titre = _titre(merged)
    gabarit = _gabarit(merged)
    centre = _centre(merged)
    check_rules(merged, catalogue)
    check_limits(merged)
    check_wordings(merged)
    check_title(merged, titre)
    check_depot(merged)
    if merged.annexes is None:
        aide = f"Écrivez-la, ou reprenez celle qui est commune : etend: {COMMON}"
        merged.report(("annexes",), "clé obligatoire absente : « annexes »", aide)
    values = {key: _required(merged, key) for key in ("intitule", "sigle", "version")}
    boites = _elements(merged, ("formulaire", "boites"), merged.boites, Boite)
    parts: dict[str, Any] = {
        "pages": _object(merged, "pages", merged.pages, Pages),
        "caracteres": _object(merged, "caracteres", merged.caracteres, Caracteres),
        "annexes": _object(merged, "annexes", merged.annexes, AnnexesModele),
        "formulaire": _object(merged, "formulaire", merged.formulaire, Formulaire, boites=boites),
        "sections": _elements(merged, ("sections",), merged.sections, Section),
        "champs": _elements(merged, ("champs",), merged.champs, Champ),
        "regles": _elements(merged, ("regles",), merged.regles, Regle),
    }
    if problems:
        return None
    return Modele(
        id=packs[0].id,
        titre=titre,
        centre=centre,
        depot=_depot(merged),
        ccp=merged.value("ccp"),
        espaces_reserves=merged.value("espaces_reserves") or (),
        gabarit=gabarit,
        dossiers=tuple(pack.folder for pack in packs),
        **values,
        **parts,
    )


def _required(merged: Merged, key: str) -> Any:
    value = merged.value(key)
    if value is None:
        merged.report((key,), f"clé obligatoire absente : « {key} »")
    return value


def _object(
    merged: Merged, key: str, written: Written | None, domain: type[V], **more: Any
) -> V | None:
    """One object of the pack, completed; None when it has none, or with a problem reported."""
    if written is None:
        return None

    def report(path: Chemin, message: str, aide: str) -> None:
        merged.report((key, *path), message, aide)

    return _complete(merged, _values(written) | more, domain, report)


def _elements(
    merged: Merged, kind: Chemin, written: Mapping[str, Written], domain: type[V]
) -> tuple[V, ...]:
    """The elements of one list, completed; those with a problem are reported and left out."""
    made: list[V] = []
    for identifier, element in written.items():

        def report(path: Chemin, message: str, aide: str, identifier: str = identifier) -> None:
            merged.report_element(kind, identifier, path, message, aide)

        others = [other for other in written if other != identifier]
        made_one = _complete(merged, _values(element), domain, report, others)
        if made_one is not None:
            made.append(made_one)
    return tuple(made)


def _values(written: Written) -> dict[str, Any]:
    """What was written; `~` counts as nothing."""
    return {
        key: value
        for key in type(written).model_fields
        if key not in _OF_THE_LIST and (value := getattr(written, key)) is not None
    }


def _complete(
    merged: Merged,
    values: dict[str, Any],
    domain: type[V],
    report: Report,
    others: list[str] | None = None,
) -> V | None:
    missing = [name for name in _required_of(domain) if name not in values]
    if missing:
        identifier = values.get("id", "")
        suggestion = did_you_mean(identifier, others or ())
        new = f" pour « {identifier} », qui n’est pas hérité{suggestion}" if identifier else ""
        names = ", ".join(f"« {name} »" for name in missing)
        aide = _source_help(merged) if "source" in missing else ""
        report((), f"clé obligatoire absente{new} : {names}", aide)
        return None
    if "source" in values:
        values["source"] = _source(merged, values["source"], report)
        if values["source"] is None:
            return None
    return domain(**values)


def _required_of(domain: type[OfPack]) -> Iterator[str]:
    for part in fields(domain):  # type: ignore[arg-type]  # every OfPack is a dataclass
        if part.default is MISSING and part.default_factory is MISSING:
            yield part.name


def _source(merged: Merged, written: str | SourceEcrite, report: Report) -> Source | None:
    """The source meant by a name, by a name with changes, or in full."""
    name = written if isinstance(written, str) else written.nom
    path: Chemin = ("source",) if isinstance(written, str) else ("source", "nom")
    values: dict[str, Any] = {}
    if name is not None:
        named = merged.sources.get(name)
        if named is None:
            suggestion = did_you_mean(name, merged.sources)
            report(path, f"source inconnue « {name} »{suggestion}", _source_help(merged))
            return None
        values |= _values(named)
    if isinstance(written, SourceEcrite):
        values |= _values(written)
    values.pop("nom", None)
    missing = [key for key in ("document", "statut", "date") if key not in values]
    if missing:
        names = ", ".join(f"« {key} »" for key in missing)
        report(
            ("source",), f"clé obligatoire absente dans « source » : {names}", _source_help(merged)
        )
        return None
    return Source(**values)


def _source_help(merged: Merged) -> str:
    return (
        "Exemple : source: {document: Consignes du centre, statut: centre, date: 2026-11-23}"
        f" ; ou un nom de « sources » : {listed(merged.sources)}."
    )


def _titre(merged: Merged) -> Titre | None:
    """The title of the nearest pack that stands in a folder with a titre.yaml."""
    for pack in merged.packs:
        folders = [pack.folder, *pack.folder.parents]
        for folder in folders[: folders.index(pack.root)]:
            path = folder / TITRE
            if path.is_file():
                return _read_titre(merged, path)
    return None


@lru_cache(maxsize=16)
def _parsed_titre(text: str, fichier: str) -> tuple[Located, Titre]:
    """Raises InputsError; remembered, since every kind of a title reads it."""
    located = parse_yaml(text, fichier)
    return located, validate(Titre, located)


def _read_titre(merged: Merged, path: Path) -> Titre | None:
    try:
        located, titre = _parsed_titre(read_text(path).text, str(path))
    except InputsError as error:
        merged.problems += error.problems
        return None
    seen: set[int] = set()
    for row, activity in enumerate(titre.activites_types):
        for column, competence in enumerate(activity.competences):
            if competence.numero in seen:
                place: Chemin = ("activites_types", row, "competences", column, "numero")
                message = f"compétence {competence.numero} écrite deux fois"
                merged.problems.append(InputProblem(str(path), *located.position(place), message))
            seen.add(competence.numero)
    return titre


def _centre(merged: Merged) -> CentreModele | None:
    """The centre that the nearest pack names, with its logo beside that pack."""
    for pack in merged.packs:
        written = pack.ecrit.centre
        if written is None:
            continue
        logo = pack.folder / written.logo if written.logo else None
        if logo is not None and not logo.is_file():
            message = f"le logo « {written.logo} » n’est pas dans {pack.folder}"
            aide = "Posez l’image (PNG ou JPEG) à côté de modele.yaml."
            merged.problems.append(pack.problem(("centre", "logo"), message, aide))
        return CentreModele(nom=written.nom, ville=written.ville, logo=logo)
    return None


def _depot(merged: Merged) -> DepotModele:
    """The names of files that the nearest pack chooses."""
    written = (pack.ecrit.depot for pack in merged.packs)
    chosen = next((one.nom for one in written if one is not None and one.nom is not None), None)
    return DepotModele() if chosen is None else DepotModele(nom=chosen)


def _gabarit(merged: Merged) -> Path:
    """The nearest gabarit of the chain, else the common one."""
    for pack in merged.packs:
        chosen = pack.ecrit.gabarit
        if chosen is not None:
            path = pack.folder / chosen
            if not path.is_file():
                merged.problems.append(
                    pack.problem(
                        ("gabarit",),
                        f"le gabarit « {chosen} » n’est pas dans {pack.folder}",
                        "Un gabarit est un fichier .docx à côté de modele.yaml.",
                    )
                )
            return path
        if (pack.folder / GABARIT).is_file():
            return pack.folder / GABARIT
    return templates_root() / COMMON / GABARIT
