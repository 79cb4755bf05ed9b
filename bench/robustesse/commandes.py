"""The commands that are stopped at each of their writes, and the folders that they work on.

A command that writes in a learner's folder gets its line here.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import docx

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True, slots=True)
class Command:
    """`{}` is the folder; `made` what it may replace; `share` its part of the faults."""

    arguments: Sequence[str]
    prepare: Callable[[Path], None]
    made: Sequence[str]
    share: float = 0.0
    real: bool = False
    again_every: int = 5


def prepared(command: Command, folder: Path) -> None:
    """Fill the folder that the command works on."""
    command.prepare(folder)


def dossier(folder: Path) -> None:
    """A dossier built once, then written on; beside what is ours, a file of the learner's."""
    made = folder / "mon-ccp3"
    person = ("--nom", "EXEMPLE", "--prenom", "Camille")
    _run("nouveau", "--modele", "cip/ccp3", *person, str(made))
    _run("generer", "--moteur", "dxpdf", str(made))
    next((made / "sections").glob("*.md")).write_text("Des mois de travail.\n", encoding="utf-8")
    _document(made / "notes.docx", "Mes notes.")


def retouched(folder: Path) -> None:
    """The same, its Word file changed by the learner."""
    dossier(folder)
    (made,) = (folder / "mon-ccp3" / "rendu").glob("*.docx")
    document = docx.Document(str(made))
    document.add_paragraph("Retouché dans Word.")
    document.save(str(made))


def received(folder: Path) -> None:
    """A Word file to import, beside a dossier that is there already."""
    retouched(folder)
    (made,) = (folder / "mon-ccp3" / "rendu").glob("*.docx")
    made.rename(folder / "recu.docx")


def received_odt(folder: Path) -> None:
    """The same as LibreOffice writes it."""
    received(folder)
    with tempfile.TemporaryDirectory() as profile:
        command = [
            *("soffice", "--headless", f"-env:UserInstallation=file://{profile}"),
            *("--convert-to", "odt", "--outdir", str(folder), str(folder / "recu.docx")),
        ]
        subprocess.run(command, capture_output=True, check=True)


def sent_back(folder: Path) -> None:
    """A dossier, and the Word file made of it with other words in its first section."""
    dossier(folder)
    _run("generer", "--moteur", "dxpdf", str(folder / "mon-ccp3"))
    (made,) = (folder / "mon-ccp3" / "rendu").glob("*.docx")
    document = docx.Document(str(made))
    for paragraph in document.paragraphs:
        if "Des mois de travail." in paragraph.text:
            paragraph.add_run(" Et une phrase de plus.")
    document.save(str(folder / "retouche.docx"))


def promotion(folder: Path) -> None:
    """Two documents, and reports of an earlier run."""
    for name in ("un", "deux"):
        _document(folder / "promo" / f"{name}.docx", "Appelez Mme Dupond au 01 00 00 00 00.")
    (folder / "promo.html").write_text("<html>ancien</html>", encoding="utf-8")


def small_documents(folder: Path, count: int) -> None:
    """So many small documents, no two the same."""
    folder.mkdir()
    for number in range(count):
        _document(folder / f"{number:05}.docx", f"Un texte fictif, le numéro {number}.")


def _document(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    document = docx.Document()
    document.add_heading("Introduction", 1)
    document.add_paragraph(text)
    document.save(str(path))


def _run(*arguments: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DOSSIER_SANS_LIBREOFFICE": "1"}
    command = [sys.executable, "-m", "dossier_builder", *arguments]
    subprocess.run(command, env=environment, capture_output=True, check=True)


_GENERATIONS = "rendu/.generations/*.zip"
_RENDU = ("rendu/*.docx", "rendu/*.pdf", "rendu/.empreintes.json", _GENERATIONS)
_DATED = ("rendu/* ????-??-?? *", "rendu/.empreintes.json", _GENERATIONS)
_REPORTS = (
    "promo.*",
    "promo (*",
    "promo_fichiers/*",
    "annotes/*",
    "annotes/.empreintes.json",
)
COMMANDS = {
    "generer": Command(("generer", "--moteur", "dxpdf", "{}/mon-ccp3"), dossier, _RENDU, 0.55),
    "generer, Word retouché": Command(
        ("generer", "--moteur", "dxpdf", "{}/mon-ccp3"), retouched, _DATED, 0.25
    ),
    "generer, vrai LibreOffice": Command(
        ("generer", "--moteur", "libreoffice", "{}/mon-ccp3"), dossier, _RENDU, real=True
    ),
    "nouveau": Command(
        (
            *("nouveau", "--modele", "cip/dpp", "--nom", "EXEMPLE", "--prenom", "Camille"),
            "{}/mon-dpp",
        ),
        dossier,
        ("mon-dpp/*", "mon-dpp/*/*"),
        0.1,
        again_every=0,
    ),
    "importer": Command(
        ("importer", "{}/recu.docx", "{}/mon-import"),
        received,
        ("mon-import/*", "mon-import/*/*"),
        0.2,
        again_every=0,
    ),
    "importer, vrai LibreOffice": Command(
        ("importer", "{}/recu.odt", "{}/mon-import"),
        received_odt,
        ("mon-import/*", "mon-import/*/*"),
        real=True,
        again_every=0,
    ),
    "importer --dans": Command(
        ("importer", "{}/retouche.docx", "--dans", "{}/mon-ccp3"),
        sent_back,
        ("sections/*.md", ".avant/*/*", ".avant/*/*/*"),
        0.2,
        again_every=0,
    ),
    "deposer": Command(
        (
            *("deposer", "{}/mon-ccp3", "--malgre", "essai", "--moteur", "dxpdf"),
            *("--vers", "{}/depot"),
        ),
        dossier,
        ("depot-1/*",),
        0.1,
        again_every=0,
    ),
    "verifier, rapports": Command(
        (
            *("verifier", "{}/promo", "--modele", "cip/ccp3", "--moteur", "dxpdf", "--jobs", "1"),
            *("--format", "html:{}/promo.html", "--format", "xlsx:{}/promo.xlsx"),
            *("--format", "json:{}/promo.json", "--format", "annote:{}/annotes"),
        ),
        promotion,
        _REPORTS,
        0.1,
    ),
    "anonymiser": Command(
        (
            *("anonymiser", "{}/promo/un.docx", "--tout", "--moteur", "dxpdf"),
            *("--sortie", "{}/copie.docx"),
        ),
        promotion,
        ("copie.docx",),
        0.1,
        again_every=0,
    ),
}
