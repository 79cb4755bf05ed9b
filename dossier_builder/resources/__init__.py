"""What travels with the program: templates, fonts; and where its cache may be written.

Stands below `packs`, `render` and `layout`; the only place that finds templates/.
"""

from __future__ import annotations

import os
from pathlib import Path

from dossier_builder.errors import CannotWriteError
from dossier_builder.values import frozen

_PACKAGE = Path(__file__).parent.parent
# Faces that the gabarits use; `font_lato` ships ten.
_LATO = (
    ("Lato-Regular.ttf", False, False),
    ("Lato-Bold.ttf", True, False),
    ("Lato-Italic.ttf", False, True),
    ("Lato-BoldItalic.ttf", True, True),
)


@frozen
class FontFile:
    """One face that generated documents embed. `famille` is the name used in Word."""

    famille: str
    path: Path
    bold: bool = False
    italic: bool = False


def templates_root() -> Path:
    """The folder of the packs that come with the program: in the wheel, else in a checkout.

    Raises FileNotFoundError when neither is there: the installation is broken.
    """
    for folder in (_PACKAGE / "_donnees" / "templates", _PACKAGE.parent / "templates"):
        if (folder / "_commun").is_dir():
            return folder
    raise FileNotFoundError(_PACKAGE / "_donnees" / "templates")


def check_pages() -> Path:
    """The folder of the pages that explain the checks: in the wheel, else in a checkout.

    Raises FileNotFoundError when neither is there: the installation is broken.
    """
    for folder in (_PACKAGE / "_donnees" / "controles", _PACKAGE.parent / "docs" / "controles"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(_PACKAGE / "_donnees" / "controles")


def fonts() -> tuple[FontFile, ...]:
    """The faces that every generated docx embeds: Lato, then ours for ☐ and ☒.

    Lato comes from the `font-lato` dependency (SIL Open Font License). Ours is every .ttf of
    templates/_commun/polices; its family is the one the file declares.
    """
    import font_lato

    lato = Path(font_lato.font_directory)
    ours = sorted((templates_root() / "_commun" / "polices").glob("*.ttf"))
    return (
        *(FontFile("Lato", lato / name, bold, italic) for name, bold, italic in _LATO),
        *(FontFile(_family(path), path) for path in ours),
    )


def _family(path: Path) -> str:
    """The family name that the font file declares (name table, entry 1)."""
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        return font["name"].getBestFamilyName() or path.stem


def cache_folder() -> Path:
    """The program's own cache folder, created and readable by its owner alone (0700).

    `DOSSIER_CACHE` names another one. Raises CannotWriteError when it cannot be created.
    """
    import platformdirs

    chosen = os.environ.get("DOSSIER_CACHE")
    folder = Path(chosen) if chosen else Path(platformdirs.user_cache_dir("dossier_builder"))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
    except OSError as error:
        raise CannotWriteError(
            f"Le dossier de travail {folder} ne peut pas être créé ({error.strerror}).",
            "Choisissez-en un autre avec la variable DOSSIER_CACHE.",
        ) from error
    return folder.absolute()
