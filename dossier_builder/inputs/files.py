"""Files of a dossier's folder: names as written → files that exist inside it, or what is wrong."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from dossier_builder.domain import limits
from dossier_builder.errors import InputProblem
from dossier_builder.inputs.places import Place
from dossier_builder.inputs.suggestions import closest
from dossier_builder.values import frozen

# What operating systems and Word leave in folders, and our own notices.
_LEFT_BEHIND = re.compile(
    r"^(\.|~\$)|^(desktop\.ini|thumbs\.db|icon\r?|__macosx)$|^(lisez-?moi|readme)(\..*)?$"
    r"|(\.tmp|\.bak|~)$",
    re.IGNORECASE,
)
_REMOTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_DRIVE = re.compile(r"[A-Za-z]:")


def is_left_behind(name: str) -> bool:
    """Whether a file is none of the learner's text: .DS_Store, ~$x.docx, LISEZMOI.txt."""
    return bool(_LEFT_BEHIND.search(name))


@frozen
class Folder:
    """A dossier's folder. `given` is as the user typed it (problems name files from there)."""

    given: Path
    root: Path

    @classmethod
    def at(cls, given: Path) -> Folder:
        """The folder at that path, whether it exists or not."""
        return cls(given, given.resolve())

    def name(self, relative: str) -> str:
        """How problems name a file of the folder: `promo/camille/dossier.yaml`."""
        return os.path.normpath(self.given / relative)

    def can_list(self, subfolder: str) -> bool:
        """Whether there is such a folder, whose contents may be listed."""
        try:
            next((self.root / subfolder).iterdir(), None)
        except OSError:
            return False
        return True

    def files(self, subfolder: str) -> tuple[str, ...]:
        """Names of the learner's files in a subfolder, sorted; none when it cannot be listed."""
        if not self.can_list(subfolder):
            return ()
        names = sorted(entry.name for entry in (self.root / subfolder).iterdir())
        return tuple(name for name in names if not is_left_behind(name))

    def locate(self, written: str, place: Place, *, what: str) -> Path | InputProblem:
        """Find the file that `written` (at `place`) names; `what` says its role: « l’image ».

        Backslashes are taken as separators. The answer is a regular file inside the folder, links
        followed, of at most `limits.INPUT_FILE_BYTES`.
        """
        path = written.strip().replace("\\", "/")
        refused = _refused(written, path, place, what)
        if refused is not None:
            return refused
        steps = _normalised(path)
        if steps is None:
            return self._outside(written, path, place, what)
        found = self._walk(steps)
        if not isinstance(found, Path) and "%" in path:
            found = self._walk(tuple(unquote(step) for step in steps))
        if isinstance(found, str):
            message = f"{what} « {written} » n’a pas exactement ce nom"
            aide = f"Le fichier s’appelle « {found} » : respectez majuscules et minuscules."
            return place.problem(message, aide)
        if found is None:
            return place.problem(f"{what} « {written} » est introuvable", self._hint(steps))
        return self.check(found, place, what=f"{what} « {written} »")

    def check(self, path: Path, place: Place, *, what: str) -> Path | InputProblem:
        """Make sure of a file that exists: inside the folder, readable, not too large."""
        try:
            real = path.resolve(strict=True)
            if not real.is_relative_to(self.root):
                aide = "Copiez le fichier dans le dossier au lieu d’y mettre un lien."
                return place.problem(f"{what} est un lien vers l’extérieur du dossier", aide)
            if not real.is_file():
                return place.problem(f"{what} n’est pas un fichier", "Indiquez un fichier.")
            size = real.stat().st_size
            with real.open("rb"):
                pass
        except (OSError, RuntimeError) as error:  # RuntimeError: a loop of links before 3.13
            reason = (error.strerror if isinstance(error, OSError) else None) or "lien en boucle"
            aide = "Vérifiez vos droits sur ce fichier, ou copiez-le de nouveau dans le dossier."
            return place.problem(f"{what} ne peut pas être lu ({reason})", aide)
        if size > limits.INPUT_FILE_BYTES:
            message = (
                f"{what} est trop lourd : {size / 1024 / 1024:.0f} Mo, "
                f"{limits.INPUT_FILE_BYTES // 1024 // 1024} Mo au plus"
            )
            return place.problem(message, "Réduisez-le ou compressez-le, puis relancez.")
        return real

    def _walk(self, steps: tuple[str, ...]) -> Path | str | None:
        """The file; its right spelling when only case differs; None when there is none.

        Each name is compared with the folder's listing: Windows and macOS would open
        « Photo.PNG » for « photo.png », and the dossier would fail on another machine.
        """
        here, exact, spelling = self.root, True, []
        for step in steps:
            actual = _entry(here, step)
            if actual is None:
                return None
            exact = exact and _nfc(actual) == _nfc(step)
            spelling.append(actual)
            here /= actual
        return here if exact else "/".join(spelling)

    def _outside(self, written: str, path: str, place: Place, what: str) -> InputProblem:
        aide = f"Copiez le fichier dans le dossier ({self.given}) et indiquez son nouveau chemin."
        inner = path.lstrip("./")
        steps = _normalised(inner)
        if steps and isinstance(self._walk(steps), Path):
            aide = f"Les chemins partent du dossier : écrivez « {inner} »."
        return place.problem(f"{what} « {written} » est hors du dossier", aide)

    def _hint(self, steps: tuple[str, ...]) -> str:
        """The closest existing file: same name elsewhere, else a similar name."""
        known = list(self._every_file())
        same = [file for file in known if PurePosixPath(file).name == steps[-1]]
        hint = same[0] if same else closest("/".join(steps), known)
        if hint is not None:
            return f"Vouliez-vous dire « {hint} » ?"
        return "Mettez le fichier dans le dossier et indiquez son chemin. Exemple : images/plan.png"

    def _every_file(self) -> Iterator[str]:
        for subfolder in ("images", "annexes", "."):
            for name in self.files(subfolder):
                if (self.root / subfolder / name).is_file():
                    yield (PurePosixPath(subfolder) / name).as_posix()


def _refused(written: str, path: str, place: Place, what: str) -> InputProblem | None:
    if not path:
        return place.problem(f"{what} n’a pas de chemin", "Exemple : images/plan.png")
    if "\0" in path:
        return place.problem(
            f"{what} a un chemin illisible", "Retapez-le. Exemple : images/plan.png"
        )
    if path.startswith("/") or (_DRIVE.match(path) and not path.startswith("data:")):
        aide = (
            "Copiez le fichier dans le dossier et indiquez son chemin à partir de là. "
            f"Exemple : images/{PurePosixPath(path).name}"
        )
        return place.problem(f"{what} « {written} » a un chemin absolu", aide)
    if _REMOTE.match(path):
        shown = written if len(written) <= 60 else f"{written[:59]}…"  # noqa: PLR2004 - one line
        aide = "Téléchargez-la dans le dossier et indiquez son chemin. Exemple : images/plan.png"
        return place.problem(f"{what} « {shown} » n’est pas un fichier du dossier", aide)
    return None


def _normalised(path: str) -> tuple[str, ...] | None:
    """The steps of a relative path without `.` and `..`; None when it leaves the folder."""
    steps: list[str] = []
    for step in path.split("/"):
        if step == "..":
            if not steps:
                return None
            steps.pop()
        elif step not in {"", "."}:
            steps.append(step)
    return tuple(steps) or None


def _entry(folder: Path, name: str) -> str | None:
    """The entry of `folder` that `name` means: the same name, else the same but for case."""
    try:
        entries = [entry.name for entry in folder.iterdir()]
    except OSError:
        return None
    if name in entries:
        return name
    wanted = _nfc(name)  # macOS writes accents apart
    same = [entry for entry in entries if _nfc(entry) == wanted]
    alike = [entry for entry in entries if _nfc(entry).casefold() == wanted.casefold()]
    return next(iter(same + alike), None)


def _nfc(name: str) -> str:
    return unicodedata.normalize("NFC", name)
