"""Later: has anything changed in a deposit? Every file against what was written of it then.

Three things answer for one another: the manifest (the learner's files), `empreintes.txt` (every
file, the proof included), the proof, which prints the manifest's own fingerprint. Whoever rewrites
all three is found out by the signed proof on paper alone: there is no key.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from dossier_builder.depot.manifest import Manifeste, in_groups, read, read_digests, sha256
from dossier_builder.depot.preuve import LAST_LINE
from dossier_builder.domain.damage import ZIP_ERRORS
from dossier_builder.domain.depot import DIGESTS, MANIFEST, PROOF
from dossier_builder.domain.typographie import insecable, pluriel
from dossier_builder.errors import UnreadableError, UsageError
from dossier_builder.pdf import read_pages
from dossier_builder.report.lines import wrapped
from dossier_builder.report.style import Style
from dossier_builder.report.words import VERDICTS, shown
from dossier_builder.values import frozen

_DEPOSIT = re.compile(r"depot-\d+(?:\.zip)?")
# What systems leave in every folder that is looked at.
_SYSTEM = frozenset((".ds_store", "thumbs.db", "desktop.ini"))
_CHUNK = 1 << 20
_MOST_BYTES = 2_000_000_000
_OURS = {MANIFEST: "le manifeste", PROOF: "la preuve", DIGESTS: "la liste des empreintes"}


@frozen
class Examined:
    """One deposit compared with what was written of it; `ecarts` are French sentences."""

    lieu: Path
    ecarts: tuple[str, ...]
    manifeste: Manifeste | None = None
    empreinte: str = ""

    @property
    def intact(self) -> bool:
        """Whether every file is the one that was put away."""
        return not self.ecarts


def examine(place: Path, workspace: Path) -> tuple[Examined, ...]:
    """Every deposit at `place`: a deposit, its archive, or a folder that holds some, at any depth.

    `workspace` is an existing private folder. Raises UsageError when there is none.
    """
    places = list(_deposits(place))
    if not places:
        raise UsageError(
            insecable(f"« {place} » ne contient aucun dépôt."),
            insecable(
                "Donnez un dossier « depot-1 », son archive « depot-1.zip », ou le dossier qui les "
                "contient."
            ),
        )
    return tuple(
        _examined(one, workspace / f"v{rank}") for rank, one in enumerate(places)
    )  # fmt: skip


def _deposits(place: Path) -> Iterator[Path]:
    is_one = place.is_file() or (place / MANIFEST).exists() or (place / DIGESTS).exists()
    if is_one or _DEPOSIT.fullmatch(place.name):
        yield place
        return
    for path in sorted(place.rglob("depot-*")):
        inside = any(_DEPOSIT.fullmatch(parent.name) for parent in path.relative_to(place).parents)
        if _DEPOSIT.fullmatch(path.name) and not inside:
            yield path


def _examined(place: Path, room: Path) -> Examined:
    try:
        folder = place if place.is_dir() else _unpacked(place, room)
        found = {name: _digest(path) for name, path in _files(folder)}
        data = (folder / MANIFEST).read_bytes() if MANIFEST in found else b""
    except ZIP_ERRORS as error:
        what = "L’archive est abîmée" if place.is_file() else "Le dossier ne peut pas être lu"
        detail = f" ({error.strerror})" if isinstance(error, OSError) and error.strerror else ""
        return Examined(place, (insecable(f"{what}{detail} : rien ne peut être comparé."),))
    except UnreadableError as error:
        return Examined(place, (insecable(error.message),))
    manifeste = read(data)
    told = [*_against(manifeste, found), *_between(folder, found)]
    if manifeste is None and MANIFEST in found:
        told.insert(0, f"{MANIFEST} est abîmé, ou n’est pas un manifeste : rien ne dit plus "
                       "ce qui avait été déposé.")  # fmt: skip
    ecarts = tuple(insecable(text[:1].upper() + text[1:]) for text in dict.fromkeys(told))
    return Examined(place, ecarts, manifeste, sha256(data) if data else "")


def _against(manifeste: Manifeste | None, found: Mapping[str, str]) -> Iterator[str]:
    """The learner's files against the manifest, then the files that nobody put there."""
    expected = dict(manifeste.fichiers) if manifeste else {}
    for name, digest in expected.items():
        if name not in found:
            yield f"« {name} » manque."
        elif found[name] != digest:
            yield f"« {name} » a été modifié : ce n’est plus le fichier déposé."
    for name, words in _OURS.items():
        if name not in found:
            yield f"« {name} » ({words}) manque."
    if manifeste is not None:
        for name in found:
            if name not in expected and name not in _OURS:
                yield f"« {shown(name)} » a été ajouté : il ne fait pas partie du dépôt."


def _between(folder: Path, found: Mapping[str, str]) -> Iterator[str]:
    """The manifest, the list of fingerprints and the proof, one against the other."""
    if DIGESTS in found:
        listed = read_digests((folder / DIGESTS).read_bytes())
        if listed is None:
            yield f"« {DIGESTS} » est abîmé."
        else:
            for name in (MANIFEST, PROOF):
                if name in found and listed.get(name) != found[name]:
                    yield f"« {name} » ({_OURS[name]}) ne correspond plus à « {DIGESTS} »."
            others = (n for n in listed if n not in {MANIFEST, PROOF} and n in found)
            for name in others:
                if listed[name] != found[name]:
                    yield f"« {name} » ne correspond plus à « {DIGESTS} »."
    if PROOF in found and MANIFEST in found and found[MANIFEST] not in _printed(folder / PROOF):
        yield (
            f"« {MANIFEST} » n’est pas celui dont l’empreinte est imprimée sur « {PROOF} » : l’un "
            "des deux a été changé."
        )


def _printed(proof: Path) -> str:
    """The text of the proof without its spaces; "" when it cannot be read."""
    try:
        pages = read_pages(proof).pages
    except UnreadableError:
        return ""
    return re.sub(r"\s+", "", "".join(page.text for page in pages))


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every file by its name in the deposit, those of systems left out."""
    for path in sorted(folder.rglob("*")):
        if path.name.casefold() in _SYSTEM:
            continue
        if path.is_symlink() or path.is_file():
            yield path.relative_to(folder).as_posix(), path


def _digest(path: Path) -> str:
    if path.is_symlink():
        return "lien"
    made = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            made.update(chunk)
    return made.hexdigest()


def _unpacked(archive: Path, room: Path) -> Path:
    """The archive's files in a folder of ours, its one folder left out."""
    room.mkdir(parents=True, exist_ok=True)
    total = 0
    with zipfile.ZipFile(archive) as opened:
        entries = [one for one in opened.infolist() if not one.is_dir()]
        tops = {one.filename.partition("/")[0] for one in entries}
        inside = len(tops) == 1 and all("/" in one.filename for one in entries)
        names: set[str] = set()
        for entry in entries:
            name = entry.filename.partition("/")[2] if inside else entry.filename
            target = (room / name).resolve()
            if not target.is_relative_to(room.resolve()) or name in names:
                msg = f"l’archive contient « {shown(name)} » deux fois, ou hors de sa place."
                raise UnreadableError(msg)
            names.add(name)
            total += entry.file_size
            if total > _MOST_BYTES:
                msg = "l’archive est trop volumineuse pour être un dépôt."
                raise UnreadableError(msg)
            target.parent.mkdir(parents=True, exist_ok=True)
            with opened.open(entry) as packed, target.open("xb") as file:
                shutil.copyfileobj(packed, file)
    return room


def examined_lines(found: tuple[Examined, ...], style: Style) -> Iterator[str]:
    """What became of every deposit, and what that proves."""
    for one in found:
        yield from _one(one, style)
    changed = sum(not one.intact for one in found)
    if len(found) > 1:
        count = pluriel(len(found), "dépôt vérifié", "dépôts vérifiés")
        told = pluriel(changed, "changé", "changés") if changed else "tous intacts"
        yield insecable(f"{count} : {told}.")
    if not changed:
        text = (
            "Sans clé ni serveur, cela montre que les fichiers sont ceux du manifeste ; que le "
            "manifeste est celui du dépôt, c’est la preuve signée qui le dit : comparez les deux "
            "empreintes."
        )
        yield from wrapped(text, style)
    yield LAST_LINE


def _one(one: Examined, style: Style) -> Iterator[str]:
    label = "INTACT" if one.intact else "CHANGÉ"
    about = one.manifeste
    who = (
        f" : {about.sigle} de {about.candidat}, dépôt n° {about.numero} du "
        f"{about.date:%d/%m/%Y à %H h %M}, {_verdict(about)}."
        if about
        else ""
    )
    first, *others = wrapped(f"{one.lieu}{shown(who)}", style, before=f"{label}   ")
    yield style.paint(label, "bon" if one.intact else "mauvais") + first[len(label) :]
    yield from others
    for ecart in one.ecarts:
        yield from wrapped(ecart, style, before="         - ")
    if one.empreinte:
        text = f"Empreinte du manifeste : {in_groups(one.empreinte)}"
        yield from wrapped(text, style, before="         ")


def _verdict(about: Manifeste) -> str:
    word = {key: text for key, text in VERDICTS.items() if key == about.verdict}
    told = next(iter(word.values()), "verdict inconnu")
    return f"{told}, déposé malgré" if about.malgre else told
