"""Nothing that a learner changed is ever lost by `generer`."""

from __future__ import annotations

import datetime as dt
import errno
from pathlib import Path

import pytest

from dossier_builder.errors import CannotWriteError
from dossier_builder.pipeline.deliver import deliver, edited_since
from dossier_builder.resources.writing import write_file

NOW = dt.datetime(2026, 11, 23, 21, 40, tzinfo=dt.UTC)


def names(folder: Path) -> set[str]:
    return {path.name for path in (folder / "rendu").iterdir() if path.suffix in {".docx", ".pdf"}}


def test_both_files_are_written_and_nothing_else_is_left(tmp_path: Path) -> None:
    made = deliver(tmp_path, "CCP2", docx=b"word", pdf=b"pdf", now=NOW)
    assert made.docx.read_bytes() == b"word"
    assert made.pdf.read_bytes() == b"pdf"
    assert names(tmp_path) == {"CCP2.docx", "CCP2.pdf"}
    assert not list((tmp_path / "rendu").glob("*.tmp"))


def test_our_own_file_is_replaced(tmp_path: Path) -> None:
    deliver(tmp_path, "CCP2", docx=b"one", pdf=b"one", now=NOW)
    made = deliver(tmp_path, "CCP2", docx=b"two", pdf=b"two", now=NOW)
    assert made.kept is None
    assert made.docx.read_bytes() == b"two"
    assert names(tmp_path) == {"CCP2.docx", "CCP2.pdf"}


def test_an_edited_file_is_kept_and_ours_goes_beside_it(tmp_path: Path) -> None:
    first = deliver(tmp_path, "CCP2", docx=b"one", pdf=b"one", now=NOW)
    first.docx.write_bytes(b"months of work")
    assert edited_since(tmp_path) == (first.docx,)
    made = deliver(tmp_path, "CCP2", docx=b"two", pdf=b"two", now=NOW)
    assert made.kept == first.docx
    assert first.docx.read_bytes() == b"months of work"
    assert made.docx.name == "CCP2 2026-11-23 21h40.docx"
    assert made.docx.read_bytes() == b"two"


def test_a_file_we_never_wrote_is_kept(tmp_path: Path) -> None:
    (tmp_path / "rendu").mkdir()
    theirs = tmp_path / "rendu" / "CCP2.docx"
    theirs.write_bytes(b"theirs")
    made = deliver(tmp_path, "CCP2", docx=b"ours", pdf=b"ours", now=NOW)
    assert theirs.read_bytes() == b"theirs"
    assert made.kept == theirs


@pytest.mark.parametrize("lock", ["~$P2.docx", ".~lock.CCP2.docx#"])
def test_a_file_open_in_word_is_left_alone(tmp_path: Path, lock: str) -> None:
    first = deliver(tmp_path, "CCP2", docx=b"one", pdf=b"one", now=NOW)
    (tmp_path / "rendu" / lock).write_bytes(b"")
    with pytest.raises(CannotWriteError, match=r"Fermez « CCP2\.docx » dans Word"):
        deliver(tmp_path, "CCP2", docx=b"two", pdf=b"two", now=NOW)
    assert first.docx.read_bytes() == b"one"
    assert first.pdf.read_bytes() == b"one"


def test_a_full_disk_leaves_the_old_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = deliver(tmp_path, "CCP2", docx=b"one", pdf=b"one", now=NOW)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(CannotWriteError, match="le disque est plein"):
        deliver(tmp_path, "CCP2", docx=b"two", pdf=b"two", now=NOW)
    assert first.docx.read_bytes() == b"one"
    assert first.pdf.read_bytes() == b"one"
    assert not list((tmp_path / "rendu").glob("*.tmp"))


def test_a_file_in_the_place_of_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "rendu").write_text("not a folder", encoding="utf-8")
    with pytest.raises(CannotWriteError, match="un fichier porte le nom d’un dossier attendu"):
        deliver(tmp_path, "CCP2", docx=b"x", pdf=b"x", now=NOW)


def test_a_damaged_record_means_the_file_is_theirs(tmp_path: Path) -> None:
    first = deliver(tmp_path, "CCP2", docx=b"one", pdf=b"one", now=NOW)
    (tmp_path / "rendu" / ".empreintes.json").write_text("{", encoding="utf-8")
    made = deliver(tmp_path, "CCP2", docx=b"two", pdf=b"two", now=NOW)
    assert made.kept == first.docx


def test_a_report_is_written_whole(tmp_path: Path) -> None:
    target = tmp_path / "rapports" / "r.json"
    write_file(target, "{}")
    assert target.read_text(encoding="utf-8") == "{}"
