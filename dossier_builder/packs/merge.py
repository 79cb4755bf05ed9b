"""A chain of packs, nearest first → one merged pack, still as written, nothing judged yet.

What a pack does not write it inherits; an element of a list is recognised by its id. `alias` add
up, since a wording once accepted stays so; every other key replaces. `~` clears a value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar, cast

from dossier_builder.domain.written import Written
from dossier_builder.errors import InputProblem
from dossier_builder.packs.chain import Pack
from dossier_builder.packs.ecrit import (
    AnnexesEcrites,
    BoiteEcrite,
    CaracteresEcrits,
    ChampEcrit,
    Element,
    FormulaireEcrit,
    PagesEcrites,
    RegleEcrite,
    SectionEcrite,
    SourceEcrite,
)
from dossier_builder.packs.french import did_you_mean, listed
from dossier_builder.packs.positions import Chemin

W = TypeVar("W", bound=Written)
E = TypeVar("E", bound=Element)

# Keys that state a requirement: who changes one says where the new one comes from.
_LIMITS = frozenset(
    {"min", "max", "hors", "pages", "mots_min", "obligatoire", "titre", "numerotee"}
    | {"pages_max", "pages_max_par_annexe", "exemples_min", "exemples_max"}
)


@dataclass
class Merged:
    """The merged pack while it is being checked; `problems` grows."""

    packs: tuple[Pack, ...]
    problems: list[InputProblem]
    sources: dict[str, SourceEcrite] = field(default_factory=dict)
    pages: PagesEcrites | None = None
    caracteres: CaracteresEcrits | None = None
    annexes: AnnexesEcrites | None = None
    formulaire: FormulaireEcrit | None = None
    sections: dict[str, SectionEcrite] = field(default_factory=dict)
    champs: dict[str, ChampEcrit] = field(default_factory=dict)
    boites: dict[str, BoiteEcrite] = field(default_factory=dict)
    regles: dict[str, RegleEcrite] = field(default_factory=dict)

    def value(self, key: str) -> Any:
        """A simple key of the nearest pack that writes it."""
        for pack in self.packs:
            if key in pack.ecrit.model_fields_set:
                return getattr(pack.ecrit, key)
        return None

    def report(self, path: Chemin, message: str, aide: str = "") -> None:
        """Add a problem where the nearest pack writes that path, or a part of it."""
        self._report({pack.folder: path for pack in self.packs}, message, aide)

    def report_element(
        self, kind: Chemin, identifier: str, key: Chemin, message: str, aide: str = ""
    ) -> None:
        """Add a problem at a key of an element, where the nearest pack writes it."""
        names = cast("tuple[str, ...]", kind)
        paths = {
            pack.folder: (*path, *key)
            for pack in self.packs
            if (path := pack.index(*names, identifier=identifier)) != kind
        }
        self._report(paths, message, aide)

    def _report(self, paths: dict[Path, Chemin], message: str, aide: str) -> None:
        concerned = [pack for pack in self.packs if pack.folder in paths] or [self.packs[0]]
        longest = max(len(path) for path in paths.values()) if paths else 0
        for length in range(longest, -1, -1):
            for pack in concerned:
                path = paths.get(pack.folder, ())[:length]
                if path in pack.located.values or length == 0:
                    self.problems.append(pack.problem(path, message, aide))
                    return


def merge(packs: tuple[Pack, ...], problems: list[InputProblem]) -> Merged:
    """Put the packs together; problems of merging are added to `problems`."""
    merged = Merged(packs, problems)
    for pack in reversed(packs):
        for name, source in pack.ecrit.sources.items():
            merged.sources[name] = updated(merged.sources.get(name), source)
    merged.pages = _merge_object(merged, "pages", PagesEcrites)
    merged.caracteres = _merge_object(merged, "caracteres", CaracteresEcrits)
    merged.annexes = _merge_object(merged, "annexes", AnnexesEcrites)
    merged.formulaire = _merge_object(merged, "formulaire", FormulaireEcrit)
    merged.sections = _merge_elements(merged, ("sections",), SectionEcrite)
    merged.champs = _merge_elements(merged, ("champs",), ChampEcrit)
    merged.boites = _merge_elements(merged, ("formulaire", "boites"), BoiteEcrite)
    merged.regles = _merge_elements(merged, ("regles",), RegleEcrite)
    return merged


def updated(inherited: W | None, written: W) -> W:
    """`written` over `inherited`: only the keys that were written."""
    if inherited is None:
        return written
    changes = {key: getattr(written, key) for key in written.model_fields_set}
    if "alias" in changes and getattr(inherited, "alias", None):
        both = (*getattr(inherited, "alias"), *(changes["alias"] or ()))  # noqa: B009 - not of every type
        changes["alias"] = tuple(dict.fromkeys(both))
    if "parametres" in changes and getattr(inherited, "parametres", None):
        changes["parametres"] = getattr(inherited, "parametres") | (changes["parametres"] or {})  # noqa: B009 - same
    return inherited.model_copy(update=changes)


def _merge_object(merged: Merged, key: str, kind: type[W]) -> W | None:
    result: W | None = None
    for pack in reversed(merged.packs):
        if key not in pack.ecrit.model_fields_set:
            continue
        written = getattr(pack.ecrit, key)
        if not isinstance(written, kind):  # `~`: the pack takes it away
            result = None
            continue
        written = _sourced(merged, pack, (key,), written, inherited=result is not None)
        result = updated(result, written)
    return result


def _sourced(merged: Merged, pack: Pack, path: Chemin, written: W, *, inherited: bool) -> W:
    """`written` with the file's own source when it changes a requirement and names none."""
    given = written.model_fields_set
    if "source" not in type(written).model_fields or "source" in given or not given & _LIMITS:
        return written
    if pack.ecrit.source is not None:
        return written.model_copy(update={"source": pack.ecrit.source})
    if inherited:
        limit = min(given & _LIMITS)
        merged.problems.append(
            pack.problem(
                (*path, limit),
                f"« {limit} » change une exigence héritée sans dire d’où vient la nouvelle",
                "Ajoutez en tête du fichier, par exemple : source: {document: Consignes du centre, "
                "statut: centre, date: 2026-11-23}",
            )
        )
    return written


def _written_elements(pack: Pack, kind: Chemin) -> Sequence[Element]:
    if kind == ("formulaire", "boites"):
        return pack.ecrit.formulaire.boites if pack.ecrit.formulaire else ()
    return cast("Sequence[Element]", getattr(pack.ecrit, str(kind[0])))


def _merge_elements(merged: Merged, kind: Chemin, _: type[E]) -> dict[str, E]:
    result: dict[str, E] = {}
    for pack in reversed(merged.packs):
        _report_duplicates(pack, kind, merged)
        for written in cast("Sequence[E]", _written_elements(pack, kind)):
            known = result.get(written.id)
            path = pack.index(*cast("tuple[str, ...]", kind), identifier=written.id)
            if written.removed and known is None:
                merged.problems.append(
                    pack.problem(
                        (*path, "id"),
                        f"« {written.id} » n’est pas hérité : rien à retirer"
                        f"{did_you_mean(written.id, result)}",
                        f"Éléments hérités : {listed(result)}.",
                    )
                )
            elif written.removed:
                del result[written.id]
            else:
                sourced = _sourced(merged, pack, path, written, inherited=known is not None)
                result[written.id] = updated(known, sourced)
                _move(merged, pack, path, written, result)
    return result


def _report_duplicates(pack: Pack, kind: Chemin, merged: Merged) -> None:
    elements: Any = pack.located.value
    for step in kind:
        elements = elements.get(step) if isinstance(elements, dict) else None
    first: dict[str, int] = {}
    for number, element in enumerate(elements if isinstance(elements, list) else ()):
        identifier = element.get("id") if isinstance(element, dict) else None
        if not isinstance(identifier, str):
            continue
        if identifier in first:
            line = pack.located.position((*kind, first[identifier], "id"))[0]
            merged.problems.append(
                pack.problem(
                    (*kind, number, "id"),
                    f"identifiant « {identifier} » déjà pris ligne {line}",
                    "Choisissez-en un autre, ou réunissez les deux.",
                )
            )
        first.setdefault(identifier, number)


def _move(
    merged: Merged, pack: Pack, path: Chemin, written: Element, result: dict[str, Any]
) -> None:
    """Obey `avant` and `apres` of a section."""
    for key in ("avant", "apres"):
        anchor = getattr(written, key, None)
        if anchor is None:
            continue
        if anchor not in result or anchor == written.id:
            known = [one for one in result if one != written.id]
            merged.problems.append(
                pack.problem(
                    (*path, key),
                    f"« {key} » : section inconnue « {anchor} »{did_you_mean(anchor, known)}",
                    f"Sections possibles : {listed(known)}.",
                )
            )
            continue
        order = [one for one in result if one != written.id]
        order.insert(order.index(anchor) + (key == "apres"), written.id)
        reordered = {one: result[one] for one in order}
        result.clear()
        result.update(reordered)
