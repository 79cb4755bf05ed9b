"""A file is written whole or not at all, and what the system says is said in French."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest

from dossier_builder.errors import CannotWriteError
from dossier_builder.resources.writing import disk_failure, write_file, write_files, write_folder


def test_text_and_bytes_are_written_as_they_are(tmp_path: Path) -> None:
    write_file(tmp_path / "neuf" / "a.html", "é\n")
    write_file(tmp_path / "neuf" / "b.bin", b"\r\n")
    assert (tmp_path / "neuf" / "a.html").read_bytes() == "é\n".encode()
    assert (tmp_path / "neuf" / "b.bin").read_bytes() == b"\r\n"


def test_nothing_takes_its_place_before_all_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "ancien.txt"
    old.write_text("ancien")
    calls = []
    real = os.fsync

    def full(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(descriptor)

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(CannotWriteError, match="le disque est plein"):
        write_files({old: "neuf", tmp_path / "autre.txt": "neuf"})
    assert [path.name for path in tmp_path.iterdir()] == ["ancien.txt"]
    assert old.read_text() == "ancien"


def test_a_file_held_by_another_program_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(*_: object) -> None:
        raise PermissionError(errno.EACCES, "used by another process")

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(CannotWriteError, match=r"Fermez « promo.xlsx » là où il est ouvert"):
        write_file(tmp_path / "promo.xlsx", b"")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_the_place_of_the_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "promo.html").mkdir()
    with pytest.raises(CannotWriteError, match="un dossier porte le nom du fichier attendu"):
        write_file(tmp_path / "promo.html", "")


def test_a_name_too_long_is_said(tmp_path: Path) -> None:
    with pytest.raises(CannotWriteError, match="le nom est trop long"):
        write_file(tmp_path / ("n" * 300), "")


def test_a_disk_that_fails_is_told_from_a_bug() -> None:
    full = disk_failure(OSError(errno.ENOSPC, "No space left on device"))
    assert full is not None
    assert "le disque est plein" in full.message
    assert disk_failure(shutil.Error([("a", "b", "why")])) is not None
    assert disk_failure(FileNotFoundError(errno.ENOENT, "No such file")) is None


def test_a_folder_has_its_name_once_it_is_whole(tmp_path: Path) -> None:
    left = tmp_path / ".dossier-mort.tmp"
    (left / "sections").mkdir(parents=True)
    (left / "sections" / "a.md").write_text("à moitié", encoding="utf-8")
    write_folder(tmp_path / "neuf", {"a.yaml": "é\n", "sections/b.md": b"b"}, empty=("images",))
    made = sorted(str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*"))
    names = ["neuf", "neuf/a.yaml", "neuf/images", "neuf/sections", "neuf/sections/b.md"]
    assert made == names, "what a killed run left there is gone"


def test_an_empty_folder_that_is_there_is_filled_and_stays_the_same(tmp_path: Path) -> None:
    target = tmp_path / "ouvert"
    target.mkdir()
    before = target.stat().st_ino
    write_folder(target, {"a.yaml": "é\n"})
    assert target.stat().st_ino == before
    assert (target / "a.yaml").read_text(encoding="utf-8") == "é\n"


def test_a_folder_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(CannotWriteError):
        write_folder(tmp_path / "neuf", {"a.yaml": "", "n" * 300: ""})
    assert list(tmp_path.iterdir()) == []
