"""Files and folders named on the command line: what is wrong with one is said with its name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from dossier_builder.cli.french import FrenchUsageError


class FrenchPath(click.Path):
    """click.Path, whose refusals name the path and what could have been meant."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """See click.Path.convert; raises FrenchUsageError."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter as error:
            sentence = self._sentence(Path(value)) if value else "Un chemin est vide."
            raise FrenchUsageError(sentence, ctx) from error

    def _sentence(self, path: Path) -> str:
        name = f"«\u00a0{click.format_filename(path)}\u00a0»"
        try:
            path.stat()
        except FileNotFoundError:
            if path.is_symlink():
                return f"{name} est un lien qui ne mène à rien."
            return f"{name} n’existe pas.{_hint(path)}"
        except OSError as error:
            return f"{name} ne peut pas être lu ({error.strerror})."
        if path.is_dir() and not self.dir_okay:
            return f"{name} est un dossier\u00a0: il faut un fichier."
        if path.is_file() and not self.file_okay:
            return f"{name} est un fichier\u00a0: il faut un dossier."
        return f"{name} ne peut pas être lu\u00a0: vérifiez que vous en avez le droit."


def _hint(path: Path) -> str:
    """What to do about a name that is not there, from the names that are; starts with a space."""
    folder = path.parent
    try:
        names = sorted(entry.name for entry in folder.iterdir())
    except OSError:
        seen = click.format_filename(folder)
        return f" Le dossier «\u00a0{seen}\u00a0» n’existe pas non plus, ou ne s’ouvre pas."
    cut = [name for name in names if name.startswith(f"{path.name} ")]
    if cut:
        whole = click.format_filename(folder / cut[0])
        return f' Un nom avec des espaces se met entre guillemets\u00a0: "{whole}".'
    import difflib  # 10 ms, for a wrong call only

    by_fold = {name.casefold(): name for name in names}
    stems = {Path(name).stem.casefold(): name for name in names}
    known = {**stems, **by_fold}
    near = difflib.get_close_matches(path.name.casefold(), known, n=1, cutoff=0.75)
    if near:
        meant = click.format_filename(folder / known[near[0]])
        return f" Vouliez-vous dire «\u00a0{meant}\u00a0»\u00a0?"
    return f" Il a été cherché dans «\u00a0{click.format_filename(folder.absolute())}\u00a0»."
