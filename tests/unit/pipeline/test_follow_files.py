"""What `suivre` sees on disk: saves of Word and LibreOffice, locks, half written files."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from dossier_builder.pipeline.follow_files import is_whole, open_in, stamp, take
from dossier_builder.pipeline.follow_watch import LOOK_S, Wakes


@pytest.fixture
def docx(tmp_path: Path) -> Path:
    path = tmp_path / "CCP2 - essai.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>" * 2000)
    return path


def test_a_save_by_renaming_changes_the_stamp_even_at_the_same_date(docx: Path) -> None:
    before = stamp(docx)
    assert before
    draft = docx.with_name("~WRD0001.tmp")
    draft.write_bytes(docx.read_bytes())
    date = docx.stat().st_mtime_ns
    os.utime(draft, ns=(date, date))
    draft.replace(docx)
    assert stamp(docx) != before


def test_a_file_that_is_not_there_has_no_stamp(tmp_path: Path) -> None:
    assert stamp(tmp_path / "absent.docx") is None


def test_a_folder_is_its_texts_and_the_shared_file_not_locks_nor_what_we_make(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "ccp2"
    (folder / "sections").mkdir(parents=True)
    (folder / "dossier.yaml").write_text("modele: cip/ccp2\n")
    before = stamp(folder)
    (folder / "sections" / "~$notes.docx").write_bytes(b"lock")
    (folder / "sections" / ".~lock.a.docx#").write_bytes(b"lock")
    (folder / "rendu").mkdir()
    (folder / "rendu" / "CCP2.docx").write_bytes(b"x")
    assert stamp(folder) == before
    (folder / "sections" / "introduction.md").write_text("Bonjour.\n")
    with_text = stamp(folder)
    assert with_text != before
    (tmp_path / "candidat.yaml").write_text("prenom: Camille\n")
    assert stamp(folder) != with_text


def test_a_truncated_file_is_not_taken(docx: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copie.docx"
    assert take(docx, copy)
    whole = docx.read_bytes()
    docx.write_bytes(whole[: len(whole) // 2])
    assert not take(docx, copy)
    docx.write_bytes(b"")
    assert not take(docx, copy)
    docx.unlink()
    assert not take(docx, copy)


@pytest.mark.parametrize(
    ("content", "whole"),
    [
        (b"%PDF-1.7 ... startxref 12 %%EOF\n", True),
        (b"%PDF-1.7 ... ", False),
        (b"{\\rtf1 bonjour}", True),
        (b"", False),
    ],
)
def test_whole_for_other_formats(tmp_path: Path, content: bytes, *, whole: bool) -> None:
    path = tmp_path / "document"
    path.write_bytes(content)
    assert is_whole(path) is whole


@pytest.mark.parametrize(
    ("name", "lock", "program"),
    [
        ("CCP2 - essai.docx", "~$P2 - essai.docx", "Word"),
        ("ab.docx", "~$b.docx", "Word"),
        ("a.docx", "~$a.docx", "Word"),
        ("CCP2.docx", ".~lock.CCP2.docx#", "LibreOffice"),
        ("CCP2.docx", "~$autre.docx", ""),
    ],
)
def test_the_lock_names_the_program(tmp_path: Path, name: str, lock: str, program: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"PK")
    (tmp_path / lock).write_bytes(b"")
    assert open_in(path) == program


@pytest.mark.parametrize("notified", [True, False])
def test_the_dates_are_looked_at_without_any_notification(
    tmp_path: Path, *, notified: bool
) -> None:
    wakes = Wakes(tmp_path, notified=notified)
    assert wakes.wait()  # nothing was looked at yet
    waits = 1
    while not wakes.wait():
        waits += 1
    assert waits >= LOOK_S / 0.3


def test_a_folder_that_goes_away_while_it_is_watched_is_still_waited_for(tmp_path: Path) -> None:
    folder = tmp_path / "absent"
    wakes = Wakes(folder / "x.docx")
    assert wakes.wait()
    assert wakes.wait() in {True, False}
