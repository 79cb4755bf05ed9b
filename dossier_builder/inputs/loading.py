"""The first arrow of the line: a learner's folder → `Dossier`, or every problem of the folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dossier_builder.domain.dossier import Dossier
from dossier_builder.domain.modele import Modele
from dossier_builder.domain.typographie import insecable, pluriel
from dossier_builder.errors import InputsError
from dossier_builder.inputs.annexes import read_annexes
from dossier_builder.inputs.candidat_yaml import read_candidat
from dossier_builder.inputs.dossier_yaml import NAMES_TO_HIDE, read_dossier_yaml
from dossier_builder.inputs.exemples import read_exemples
from dossier_builder.inputs.files import Folder, is_left_behind
from dossier_builder.inputs.places import Place
from dossier_builder.inputs.reading import Reading
from dossier_builder.inputs.references import check_references
from dossier_builder.inputs.sections import read_sections
from dossier_builder.inputs.suggestions import folded
from dossier_builder.values import frozen

_SUBFOLDERS = ("sections", "exemples")
A_CLASSER = "a-classer.md"
"""What an import could not place: never read, but a notice says that it is there."""


@frozen
class LoadedDossier:
    """What the folder holds, with the pack it follows."""

    dossier: Dossier
    modele: Modele


def load_dossier(folder: Path, load: Callable[[str], Modele]) -> LoadedDossier:
    """Read a dossier's folder; nothing in it is written.

    `load` gives the pack of an identifier (`packs.load_modele` with its catalogue). Raises
    InputsError with every problem of the whole folder, by file and line; lets through the
    PackError of a pack that exists but is wrong.
    """
    reading = Reading(Folder.at(folder))
    if not reading.folder.can_list("."):
        raise _not_a_folder(folder)
    _check_subfolders(reading)
    _tell_unplaced(reading)
    written = read_dossier_yaml(reading, load)
    candidat = read_candidat(reading, written.modele if written else None)
    if written is None:
        raise _problems(reading)
    modele = written.modele
    sections = read_sections(reading, modele)
    exemples = read_exemples(reading, modele)
    annexes = read_annexes(reading, written.located)
    reading.problems.extend(check_references(reading.identified, reading.citations))
    if reading.problems or candidat is None:
        raise _problems(reading)
    champs = dict(written.champs)
    to_hide = champs.pop(NAMES_TO_HIDE, ())
    dossier = Dossier(
        dossier=folder,
        modele=modele.id,
        candidat=candidat,
        champs=champs,
        sections=sections,
        exemples=exemples,
        annexes=annexes,
        avis=tuple(reading.avis),
        noms_a_masquer=tuple(map(str, to_hide)) if isinstance(to_hide, tuple) else (),
    )
    return LoadedDossier(dossier, modele)


def _check_subfolders(reading: Reading) -> None:
    """« Sections », « exemple »: without a word, everything in them would be missing."""
    entries = [entry for entry in reading.folder.root.iterdir() if not is_left_behind(entry.name)]
    for right in _SUBFOLDERS:
        exact = next((entry for entry in entries if entry.name == right), None)
        if exact is not None:
            if not reading.folder.can_list(right):
                place = Place(reading.folder.name(right))
                aide = "Il doit être un dossier que vous avez le droit de lire."
                reading.problems.add(place.problem(f"« {right} » ne peut pas être lu", aide))
            continue
        for entry in sorted(entries):
            if entry.is_dir() and folded(entry.name).rstrip("s") == right.rstrip("s"):
                place = Place(reading.folder.name(entry.name))
                message = f"le dossier « {entry.name} » n’est pas lu"
                reading.problems.add(place.problem(message, f"Renommez-le en « {right} »."))


def _tell_unplaced(reading: Reading) -> None:
    """Text that waits for a place is not printed: nobody should find out before the jury."""
    if (reading.folder.root / A_CLASSER).is_file():
        place = Place(reading.folder.name(A_CLASSER))
        aide = "Coupez-collez chaque passage dans le bon fichier, puis supprimez celui-ci."
        reading.avis.append(place.problem("ce fichier n’est pas imprimé", aide))


def _problems(reading: Reading) -> InputsError:
    problems = reading.problems.sorted()
    count = pluriel(len(problems), "problème")
    message = f"{reading.folder.given} : {count} à corriger avant de continuer"
    return InputsError(insecable(message), problems, "Corrigez, enregistrez, puis relancez.")


def _not_a_folder(folder: Path) -> InputsError:
    message = "ce n’est pas un dossier lisible" if folder.exists() else "dossier introuvable"
    aide = "Indiquez le dossier qui contient dossier.yaml."
    problem = Place(str(folder)).problem(message, aide)
    return InputsError(insecable(f"{folder} : {message}"), (problem,), aide)
