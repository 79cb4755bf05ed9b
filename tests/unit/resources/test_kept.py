"""What somebody changed, or put there, is never lost."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from dossier_builder.errors import CannotWriteError
from dossier_builder.resources.kept import RECORD, put_beside

NOW = dt.datetime(2026, 11, 23, 21, 40, tzinfo=dt.UTC)
TWO = {".docx": b"word", ".pdf": b"pdf"}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != RECORD)


def test_ours_is_replaced(tmp_path: Path) -> None:
    put_beside(tmp_path, "x", TWO, now=NOW)
    put = put_beside(tmp_path, "x", {".docx": b"neuf", ".pdf": b"neuf"}, now=NOW)
    assert put.kept == ()
    assert names(tmp_path) == ["x.docx", "x.pdf"]
    assert put.paths[0].read_bytes() == b"neuf"


@pytest.mark.parametrize("name", ["x.docx", "x.pdf"])
def test_theirs_stays_and_the_pair_goes_beside(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"theirs")
    put = put_beside(tmp_path, "x", TWO, now=NOW)
    assert [path.name for path in put.kept] == [name]
    assert [path.name for path in put.paths] == [
        "x 2026-11-23 21h40.docx", "x 2026-11-23 21h40.pdf"
    ]  # fmt: skip
    assert (tmp_path / name).read_bytes() == b"theirs"


def test_a_dated_name_that_is_taken_is_left_too(tmp_path: Path) -> None:
    for name in ("x.docx", "x 2026-11-23 21h40.docx"):
        (tmp_path / name).write_bytes(b"theirs")
    put = put_beside(tmp_path, "x", {".docx": b"ours"}, now=NOW)
    assert put.paths[0].name == "x 2026-11-23 21h40 (2).docx"
    again = put_beside(tmp_path, "x", {".docx": b"ours"}, now=NOW)
    assert again.paths == put.paths


def test_a_spared_file_is_left_even_if_we_wrote_it(tmp_path: Path) -> None:
    (made,) = put_beside(tmp_path, "x", {".docx": b"one"}, now=NOW).paths
    put = put_beside(tmp_path, "x", {".docx": b"two"}, now=NOW, spared=[made])
    assert put.kept == (made,)
    assert made.read_bytes() == b"one"


def test_a_damaged_record_makes_everything_theirs(tmp_path: Path) -> None:
    put_beside(tmp_path, "x", {".docx": b"one"}, now=NOW)
    (tmp_path / RECORD).write_text("[1", encoding="utf-8")
    assert put_beside(tmp_path, "x", {".docx": b"two"}, now=NOW).kept != ()


def test_a_file_open_in_word_is_said(tmp_path: Path) -> None:
    put_beside(tmp_path, "xyz", {".docx": b"one"}, now=NOW)
    (tmp_path / "~$z.docx").write_bytes(b"")
    with pytest.raises(CannotWriteError, match="Fermez"):
        put_beside(tmp_path, "xyz", {".docx": b"two"}, now=NOW)
