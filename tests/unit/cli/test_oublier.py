"""`dossier oublier`: what is kept is removed and told; documents and written reports stay."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path

import docx
import pytest

from dossier_builder.cli import main


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DOSSIER_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def promo(tmp_path: Path) -> Path:
    folder = tmp_path / "promo"
    folder.mkdir()
    for name in ("DUPONT Alex", "MARTIN Lou"):
        document = docx.Document()
        document.add_heading("Introduction", 1)
        document.add_paragraph(f"Le texte de {name}.")
        document.save(str(folder / f"{name} CCP3.docx"))
    return folder


def check(folder: Path) -> None:
    report = folder.parent / "promo.html"
    command = ["verifier", str(folder), "--modele", "cip/ccp3", "--moteur", "dxpdf"]
    assert main([*command, "--jobs", "1", "--format", f"html:{report}"]) in {0, 1}


def entries(cache: Path) -> int:
    return len(list((cache / "rapports").glob("*/*-*")))


def test_a_file_is_forgotten_and_the_others_are_not(
    cache: Path, promo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    check(promo)
    before = entries(cache)
    assert before == 2
    capsys.readouterr()
    assert main(["oublier", str(promo / "DUPONT Alex CCP3.docx")]) == 0
    assert "1 rapport gardé" in capsys.readouterr().out
    assert entries(cache) == before - 1
    assert (promo / "DUPONT Alex CCP3.docx").exists()


def test_a_promotion_is_forgotten_with_its_history(cache: Path, promo: Path) -> None:
    check(promo)
    history = promo.parent / "promo.historique.sqlite"
    assert history.exists()
    assert main(["forget", str(promo)]) == 0
    assert not history.exists()
    assert entries(cache) == 0
    assert (promo.parent / "promo.html").exists()


def test_a_learner_is_forgotten_in_the_history(
    cache: Path, promo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    del cache
    check(promo)
    history = promo.parent / "promo.historique.sqlite"

    def rows() -> int:
        with sqlite3.connect(history) as db:
            (count,) = db.execute("SELECT count(*) FROM etats").fetchone()
        db.close()
        return int(count)

    before = rows()
    capsys.readouterr()
    assert main(["oublier", str(promo), "--apprenant", "Alex Dupont"]) == 0
    assert rows() == before - 1
    assert "1 ligne d’historique" in capsys.readouterr().out


def test_answers_and_everything(cache: Path, tmp_path: Path) -> None:
    (cache / "entretiens").mkdir(parents=True)
    planned = tmp_path / "mon-ccp2"
    digest = hashlib.sha256(str(planned).encode()).hexdigest()[:24]
    for name in (digest, "0" * 24):
        (cache / "entretiens" / f"{name}.json").write_text("{}")
    assert main(["oublier", str(planned)]) == 0
    assert [path.stem for path in (cache / "entretiens").iterdir()] == ["0" * 24]
    running = cache / "en-cours" / "un-autre"
    running.mkdir(parents=True)
    (running / "fichier").write_text("x")
    assert main(["oublier", "--tout"]) == 0
    left = [path for path in cache.rglob("*") if path.is_file()]
    assert left == [running / "fichier"]


def test_nothing_to_forget(cache: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    del cache
    assert main(["oublier"]) == 2
    assert main(["oublier", "--apprenant", "X"]) == 2
    assert main(["oublier", str(tmp_path / "absent.docx")]) == 3
    assert "Rien n’était gardé." in capsys.readouterr().out
