"""What is kept aside (cache, journals, history) holds no word and no name of a dossier."""

from __future__ import annotations

import contextlib
import logging
import os
import re
import sqlite3
import stat
import zlib
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from dossier_builder.batch import promotion
from dossier_builder.cli import main

WORDS = ("Zorglubide", "Krazbuk", "Ursulette", "Pifpaville", "0199887766")
TEXT = f"Mme {WORDS[0]} habite {WORDS[3]}, tél. {WORDS[4]} ; {{{{ reste }}}}."


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DOSSIER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("DOSSIER_SANS_LIBREOFFICE", "1")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "cache"


@pytest.fixture
def promo(tmp_path: Path) -> Path:
    folder = tmp_path / "promo"
    folder.mkdir()
    for kind in ("CCP2", "CCP3"):
        document = docx.Document()
        document.core_properties.author = f"{WORDS[2]} {WORDS[1]}"
        document.add_paragraph(f"Candidate : {WORDS[2]} {WORDS[1].upper()}")
        document.add_heading(f"Introduction {WORDS[0]}", 1)
        for _ in range(3):
            document.add_paragraph(TEXT)
        document.save(str(folder / f"{WORDS[1].upper()} {WORDS[2]} {kind}.docx"))
    return folder


def told(folder: Path) -> Iterator[str]:
    """The files of a folder that hold one of the words, by name or by content, packed or not."""
    patterns = [
        re.compile(re.escape(word.encode(code)), re.IGNORECASE)
        for word in WORDS
        for code in ("utf-8", "utf-16-le")
    ]
    seen = 0
    for path in folder.rglob("*"):
        named = str(path.relative_to(folder)).encode()
        seen += path.is_file()
        data = path.read_bytes() if path.is_file() else b""
        with contextlib.suppress(zlib.error):
            data += zlib.decompress(data)
        if any(pattern.search(named + b"\0" + data) for pattern in patterns):
            yield str(path)
    assert seen > 0, "nothing is kept there: the guard sees nothing"


def open_to_others(folder: Path) -> list[str]:
    """Files that another user could read, were the folder above not closed."""
    return [
        str(path)
        for path in folder.rglob("*")
        if path.is_file() and stat.S_IMODE(path.stat().st_mode) & 0o077
    ]


def check(promo: Path) -> int:
    return main(
        ["verifier", str(promo), "--modele", "cip/ccp3", "--moteur", "dxpdf", "--jobs", "1",
         "--format", f"html:{promo.parent / 'rapports' / 'r.html'}",
         "--format", f"xlsx:{promo.parent / 'rapports' / 'r.xlsx'}"]
    )  # fmt: skip


def test_a_check_keeps_no_word(cache: Path, promo: Path) -> None:
    assert check(promo) == 1
    page = (promo.parent / "rapports" / "r.html").read_text(encoding="utf-8")
    assert WORDS[1].casefold() in page.casefold(), "the report does name the learner"
    assert list(told(cache)) == []
    assert list((cache / "rapports").glob("*/*"))
    assert not list((cache / "en-cours").glob("*"))
    history = promo.parent / "rapports" / "promo.historique.sqlite"
    assert not any(word.encode() in history.read_bytes() for word in WORDS)
    with sqlite3.connect(history) as db:
        dump = "\n".join(db.iterdump())
    db.close()
    assert not [word for word in WORDS if word.casefold() in dump.casefold()]
    if os.name == "posix":
        assert stat.S_IMODE(cache.stat().st_mode) == 0o700
        assert stat.S_IMODE(history.stat().st_mode) == 0o600
        assert open_to_others(cache / "rapports") == []
        assert open_to_others(promo.parent / "rapports") == []


def test_a_crash_keeps_no_word(
    cache: Path, promo: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    def wrong(*_: object, **__: object) -> None:
        raise ZeroDivisionError(TEXT)

    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(promotion, "check_all", wrong)
    (one, _) = sorted(promo.iterdir())
    assert main(["verifier", str(one), "--modele", "cip/ccp3", "--moteur", "dxpdf"]) == 70
    (log,) = (cache / "journaux").iterdir()
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")
    assert list(told(cache)) == []
    assert open_to_others(cache / "journaux") == []
    said = capsys.readouterr()
    logged = "\n".join(record.getMessage() for record in caplog.records)
    for word in WORDS:
        assert word not in said.err.replace(str(one), "")
        assert word not in logged


def test_generer_keeps_no_word(cache: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mon-ccp3"
    command = ["nouveau", "--modele", "cip/ccp3", "--nom", WORDS[1], "--prenom", WORDS[2]]
    assert main([*command, str(folder)]) == 0
    section = next((folder / "sections").glob("*.md"))
    section.write_text(TEXT.replace("{{ reste }}", ""), encoding="utf-8")
    assert main(["generer", str(folder), "--moteur", "dxpdf"]) == 0
    assert main(["verifier", str(folder), "--moteur", "dxpdf"]) == 1
    assert list(told(cache)) == []
    assert open_to_others(folder / "rendu") == []
