"""What the program can use on a machine: why it matters for the count, the command that brings it.

Figures are those of docs/mesures.md. Read by `diagnostic`; data only.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dossier_builder.values import frozen

DEBIAN, WINDOWS, MACOS = "Linux", "Windows", "Darwin"
SYSTEMS: Mapping[str, str] = MappingProxyType(
    {DEBIAN: "Debian ou Ubuntu", WINDOWS: "Windows", MACOS: "macOS"}
)
"""What platform.system() says, and what people call it."""

_APT = "sudo apt-get install --no-install-recommends"


@frozen
class Need:
    """One thing: `pourquoi` is one sentence; `commandes` by system, "" where there is none.

    `paquets` are its Debian packages: those of several things are installed by one command.
    `facultatif`: nothing is missing without it.
    """

    id: str
    nom: str
    pourquoi: str
    commandes: Mapping[str, str]
    paquets: tuple[str, ...] = ()
    facultatif: bool = False

    def command(self, system: str) -> str:
        """The command of that system; that of Debian on a system nobody foresaw."""
        return self.commandes.get(system, self.commandes[DEBIAN])


def apt(*packages: str) -> str:
    """The command that installs Debian packages."""
    return f"{_APT} {' '.join(packages)}"


PYTHON = Need(
    "python", "Python",
    "Il fait tourner le programme : 3.11 au moins.",
    {
        DEBIAN: apt("python3", "python3-venv"),
        WINDOWS: "winget install --id Python.Python.3.12",
        MACOS: "brew install python@3.12",
    },
)  # fmt: skip
LIBREOFFICE = Need(
    "libreoffice", "LibreOffice",
    "Sans lui, le moteur embarqué compte seul, à une ou deux pages près : exact sur environ 55 "
    "documents sur 100, quand LibreOffice l’est sur 16 de 25 et les deux d’accord sur 18 de 22.",
    {
        DEBIAN: apt("libreoffice-writer"),
        WINDOWS: "winget install --id TheDocumentFoundation.LibreOffice",
        MACOS: "brew install --cask libreoffice",
    },
    ("libreoffice-writer",),
)  # fmt: skip
EMBEDDED = Need(
    "dxpdf", "Moteur embarqué (dxpdf)",
    "Second avis près d’une limite, et seul moteur là où LibreOffice manque.",
    dict.fromkeys(SYSTEMS, "pip install --force-reinstall dossier-builder"),
)  # fmt: skip
FONTS = Need(
    "polices", "Polices Carlito, Caladea et Liberation",
    "Elles ont les largeurs de Calibri, Cambria, Arial et Times : un texte de 33 pages en fait 37 "
    "quand sa police est remplacée par une autre, et 33 avec sa jumelle. Les dossiers que le "
    "programme fabrique emportent la leur.",
    {
        DEBIAN: apt("fonts-crosextra-carlito", "fonts-crosextra-caladea", "fonts-liberation"),
        # The Windows installer of LibreOffice brings these fonts; winget has no package of them.
        WINDOWS: "winget install --id TheDocumentFoundation.LibreOffice",
        MACOS: "brew install --cask font-carlito font-caladea font-liberation",
    },
    ("fonts-crosextra-carlito", "fonts-crosextra-caladea", "fonts-liberation"),
)  # fmt: skip
WORD = Need(
    "word", "Word",
    "Il dit ses propres pages et tranche quand le compte est près d’une limite ; sa note dans le "
    "fichier, déjà lue sans lui, est exacte 33 fois sur 35.",
    {DEBIAN: "", WINDOWS: "winget install --id Microsoft.Office", MACOS: ""},
    facultatif=True,
)  # fmt: skip
GRAMMALECTE = Need(
    "grammalecte", "Grammalecte",
    "Il relit l’orthographe et la grammaire ; le compte de pages n’en dépend pas.",
    {DEBIAN: apt("grammalecte-cli"), WINDOWS: "", MACOS: ""},
    ("grammalecte-cli",),
    facultatif=True,
)  # fmt: skip
DASK = Need(
    "dask", "Dask",
    "Il répartit une promotion sur plusieurs machines ; inutile sur une seule, et sans effet sur "
    "le compte.",
    dict.fromkeys(SYSTEMS, 'pip install "dossier-builder[dask]"'),
    facultatif=True,
)  # fmt: skip
CACHE = Need(
    "cache", "Dossier de travail",
    "Il garde le profil de LibreOffice et les contrôles déjà faits : sans droit d’y écrire, "
    "LibreOffice ne peut pas compter.",
    {
        DEBIAN: 'export DOSSIER_CACHE="$HOME/dossier-travail"',
        WINDOWS: 'setx DOSSIER_CACHE "%LOCALAPPDATA%\\dossier-travail"',
        MACOS: 'export DOSSIER_CACHE="$HOME/dossier-travail"',
    },
)  # fmt: skip
NEEDS = (PYTHON, LIBREOFFICE, EMBEDDED, FONTS, WORD, GRAMMALECTE, DASK, CACHE)
