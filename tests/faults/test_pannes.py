"""A full disk, a power cut: at whatever write it comes, no learner's file is lost or half new."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from .injection import Outcome, Server, campaign

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")
ROOT = Path(__file__).parent.parent.parent
MADE = ("rendu/*.docx", "rendu/*.pdf", "rendu/.empreintes.json")


def environment(room: Path) -> dict[str, str]:
    (room / "tmp").mkdir(parents=True)
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "DOSSIER_SANS_LIBREOFFICE": "1",
        "DOSSIER_CACHE": str(room / "cache"),
        "TMPDIR": str(room / "tmp"),
    }


def dossier(folder: Path) -> None:
    """A dossier built once, then written on: what is there is ours, and old; a file is hers."""
    command = [sys.executable, "-m", "dossier_builder"]
    run = subprocess.run(
        [*command, "nouveau", "--modele", "cip/ccp3", "--nom", "EXEMPLE", "--prenom", "Camille",
         str(folder / "mon-ccp3")],
        env={**os.environ, "PYTHONPATH": str(ROOT), "DOSSIER_SANS_LIBREOFFICE": "1"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    built = subprocess.run(
        [*command, "generer", "--moteur", "dxpdf", str(folder / "mon-ccp3")],
        env={**os.environ, "PYTHONPATH": str(ROOT), "DOSSIER_SANS_LIBREOFFICE": "1"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    section = next((folder / "mon-ccp3" / "sections").glob("*.md"))
    section.write_text("Des mois de travail.\n", encoding="utf-8")
    mine = docx.Document()
    mine.add_paragraph("Mes notes.")
    mine.save(str(folder / "mon-ccp3" / "notes.docx"))


def retouched(folder: Path) -> None:
    """The same, its Word file changed by the learner: it must stay, ours goes beside."""
    dossier(folder)
    (made,) = (folder / "mon-ccp3" / "rendu").glob("*.docx")
    document = docx.Document(str(made))
    document.add_paragraph("Retouché dans Word.")
    document.save(str(made))


def sound(outcome: Outcome) -> None:
    assert outcome.lost == []
    assert outcome.writes > 20
    assert outcome.codes[7] > 0
    assert outcome.codes[-9] == outcome.kills > 0


def test_generer(tmp_path: Path) -> None:
    with Server(environment(tmp_path)) as server:
        outcome = campaign(
            server, ["generer", "--moteur", "dxpdf", "{}/mon-ccp3"], dossier, tmp_path / "a",
            faults=14, kills=6, made=MADE, again_every=5,
        )  # fmt: skip
    sound(outcome)


def test_a_word_file_that_was_changed_stays(tmp_path: Path) -> None:
    with Server(environment(tmp_path)) as server:
        outcome = campaign(
            server, ["generer", "--moteur", "dxpdf", "{}/mon-ccp3"], retouched, tmp_path / "a",
            faults=5, kills=3, again_every=4,
            made=("rendu/* ????-??-?? *", "rendu/.empreintes.json"),
        )  # fmt: skip
    assert outcome.lost == []
    assert outcome.kills == outcome.codes[-9]


def test_reports_and_copies(tmp_path: Path) -> None:
    """A workbook, sheets, a page, a history: replaced whole or left as they were."""

    def promotion(folder: Path) -> None:
        (folder / "promo").mkdir()
        for name in ("un", "deux"):
            document = docx.Document()
            document.add_heading("Introduction", 1)
            document.add_paragraph("Appelez Mme Dupond au 01 00 00 00 00.")
            document.save(str(folder / "promo" / f"{name}.docx"))
        (folder / "promo.html").write_text("<html>ancien</html>", encoding="utf-8")

    with Server(environment(tmp_path)) as server:
        checked = campaign(
            server,
            ["verifier", "{}/promo", "--modele", "cip/ccp3", "--moteur", "dxpdf", "--jobs", "1",
             "--format", "html:{}/promo.html", "--format", "xlsx:{}/promo.xlsx",
             "--format", "json:{}/promo.json", "--format", "annote:{}/annotes"],
            promotion, tmp_path / "a", faults=6, kills=3, again_every=3,
            made=("promo.*", "promo (*", "promo_fichiers/*", "annotes/*"),
        )  # fmt: skip
        copied = campaign(
            server,
            ["anonymiser", "{}/promo/un.docx", "--tout", "--moteur", "dxpdf", "--sortie",
             "{}/copie.docx"],
            promotion, tmp_path / "b", faults=6, kills=3, again_every=0, made=("copie.docx",),
        )  # fmt: skip
    assert checked.lost + copied.lost == []
    assert checked.codes[-9] + copied.codes[-9] == 6


def test_the_harness_sees_a_careless_write(tmp_path: Path) -> None:
    """Half a file, where a report is written in its place: the guard would say so."""
    from .injection import _faults

    (tmp_path / "r.html").write_text("<html>", encoding="utf-8")
    before = {"r.html": b"<html></html>", "lost.txt": b"x"}
    found = list(_faults(tmp_path, before, ("r.html",)))
    assert found == ["lost.txt is lost", "r.html is half written"]
    shutil.rmtree(tmp_path)
