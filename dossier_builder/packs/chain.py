"""From an identifier to the files it stands for: the pack, and those it extends."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from dossier_builder.errors import InputProblem, InputsError, PackError
from dossier_builder.packs.ecrit import ModeleEcrit
from dossier_builder.packs.french import did_you_mean, listed
from dossier_builder.packs.positions import Chemin, Located, parse_yaml, read_text, validate
from dossier_builder.values import frozen

MODELE = "modele.yaml"
COMMON = "_commun"
_IDENTIFIER = re.compile(r"\w[\w-]*(/\w[\w-]*)*")
_REMEMBERED = 64  # files
_DEPTH = 3  # folders below a root in which packs are looked for


class UnknownModeleError(PackError):
    """No pack has that identifier; `known` are those there are, `suggestion` the closest one."""

    code = "modele_inconnu"

    def __init__(self, identifier: str, known: tuple[str, ...]) -> None:
        from dossier_builder.packs.french import suggest

        message = f"Le modèle « {identifier} » n’existe pas{did_you_mean(identifier, known)}"
        aide = f"Modèles possibles : {listed(known)}."
        super().__init__(message, (InputProblem(identifier, None, None, message, aide),), aide)
        self.identifier = identifier
        self.known = known
        self.suggestion = suggest(identifier, known)

    def __reduce__(self) -> tuple[object, ...]:
        """See DossierError."""
        return (type(self), (self.identifier, self.known))


@frozen
class Pack:
    """One modele.yaml of a chain. `ecrit` holds the part of it that follows the format."""

    id: str
    folder: Path
    root: Path
    located: Located
    ecrit: ModeleEcrit

    def problem(self, path: Chemin, message: str, aide: str = "") -> InputProblem:
        """A problem at the value of that path."""
        line, column = self.located.position(path)
        return InputProblem(self.located.fichier, line, column, message, aide)

    def index(self, *path: str, identifier: str) -> Chemin:
        """The path of the first element of the list at `path` that has that id."""
        elements: Any = self.located.value
        for step in path:
            elements = elements.get(step) if isinstance(elements, dict) else None
        for number, element in enumerate(elements if isinstance(elements, list) else ()):
            if isinstance(element, dict) and element.get("id") == identifier:
                return (*path, number)
        return path


def identifiers(roots: Sequence[Path]) -> tuple[str, ...]:
    """Every pack that a dossier may name, sorted; those that begin with `_` are for packs only."""
    return tuple(sorted({identifier for identifier, _ in found(roots)}))


def found(roots: Sequence[Path]) -> Iterator[tuple[str, Path]]:
    """Each identifier with its modele.yaml, the roots in order, the first of a name winning."""
    seen: set[str] = set()
    for root in roots:
        for depth in range(1, _DEPTH + 1):
            for path in sorted(root.glob("*/" * depth + MODELE)):
                identifier = path.parent.relative_to(root).as_posix()
                hidden = any(part.startswith(("_", ".")) for part in identifier.split("/"))
                if not hidden and identifier not in seen:
                    seen.add(identifier)
                    yield identifier, path


def locate(identifier: str, roots: Sequence[Path]) -> tuple[Path, Path] | None:
    """The pack's folder and its root, in the first root that has it."""
    if not _IDENTIFIER.fullmatch(identifier):
        return None
    for root in roots:
        folder = root / identifier
        with contextlib.suppress(OSError):  # a name that no file can have
            if (folder / MODELE).is_file():
                return folder, root
    return None


def read_chain(
    identifier: str, roots: Sequence[Path]
) -> tuple[tuple[Pack, ...], list[InputProblem]]:
    """The pack and its parents, nearest first, with the problems of form met on the way.

    Raises UnknownModeleError when `identifier` itself has no file.
    """
    where = locate(identifier, roots)
    if where is None:
        raise UnknownModeleError(identifier, identifiers(roots))
    packs: list[Pack] = []
    problems: list[InputProblem] = []
    while where is not None:
        pack = _read(identifier, *where, problems)
        if pack is None:
            break
        packs.append(pack)
        parent = pack.located.value.get("etend")
        if not isinstance(parent, str):
            break
        # A centre's pack may bear the name of the one it completes, that stands in a later root.
        after = roots[list(roots).index(pack.root) + 1 :] if parent == pack.id else roots
        identifier, where = parent, locate(parent, after)
        if parent in [one.id for one in packs] and not _goes_on(where, packs):
            ids = [*(one.id for one in packs), parent]
            round_trip = ", qui étend ".join(f"« {one} »" for one in ids)
            problems.append(
                pack.problem(("etend",), f"les modèles s’étendent en rond : {round_trip}")
            )
            break
        if where is None:
            known = (*identifiers(roots), COMMON)
            problems.append(
                pack.problem(
                    ("etend",),
                    f"le modèle étendu « {parent} » n’existe pas{did_you_mean(parent, known)}",
                    f"Modèles possibles : {listed(known)}.",
                )
            )
    return tuple(packs), problems


def _goes_on(where: tuple[Path, Path] | None, packs: Sequence[Pack]) -> bool:
    """Whether a parent of a known name is another file, and not one of the chain again."""
    return where is not None and where[0] not in [pack.folder for pack in packs]


def _read(identifier: str, folder: Path, root: Path, problems: list[InputProblem]) -> Pack | None:
    path = folder / MODELE
    try:
        text = read_text(path).text
    except InputsError as error:
        problems += error.problems
        return None
    located, ecrit, met = _parsed(text, str(path), identifier)
    problems += met
    if located is None or ecrit is None:
        return None
    pack = Pack(identifier, folder, root, located, ecrit)
    written = located.value.get("id")
    if isinstance(written, str) and written != identifier:
        problems.append(
            pack.problem(
                ("id",),
                f"« id » vaut « {written} », mais le dossier du modèle dit « {identifier} »",
                f"Écrivez id: {identifier}, ou déplacez le fichier.",
            )
        )
    return pack


# Every pack of ours extends _commun, and an unknown document is compared with all of them.
@lru_cache(maxsize=_REMEMBERED)
def _parsed(
    text: str, fichier: str, identifier: str
) -> tuple[Located | None, ModeleEcrit | None, tuple[InputProblem, ...]]:
    """What a modele.yaml says, as far as it follows the format, and what does not."""
    try:
        located = parse_yaml(text, fichier)
    except InputsError as error:
        return None, None, tuple(error.problems)
    try:
        return located, validate(ModeleEcrit, located), ()
    except InputsError as error:
        sound = isinstance(located.value, dict)
        ecrit = _salvaged(located.value, identifier) if sound else None
        return located, ecrit, tuple(error.problems)


def _salvaged(value: dict[str, Any], identifier: str) -> ModeleEcrit:
    """What is left once every part with a problem is put aside.

    So the rest is still checked, and the trainer sees every problem at once.
    """
    import json

    sound: dict[str, Any] = {}
    for key, part in value.items():
        kept = [one for one in part if _sound(key, [one])] if isinstance(part, list) else part
        if _sound(key, kept):
            sound[key] = kept
    text = json.dumps({"id": identifier} | sound, default=dt.date.isoformat)
    return ModeleEcrit.model_validate_json(text, strict=True)


def _sound(key: str, part: Any) -> bool:
    import json

    from pydantic import ValidationError

    text = json.dumps({"id": "x", key: part}, default=dt.date.isoformat)
    try:
        ModeleEcrit.model_validate_json(text, strict=True)
    except ValidationError:
        return False
    return True
