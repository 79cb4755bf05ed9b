"""Files of any editor become text, and what is not text is said so."""

from __future__ import annotations

from pathlib import Path

import pytest

from dossier_builder.domain import limits
from dossier_builder.errors import InputsError
from dossier_builder.packs.positions import read_text

TEXT = "titre: L’été à Valfictive, cœur de métier\n"


@pytest.mark.parametrize(
    ("encoding", "notice"),
    [
        ("utf-8", None),
        ("utf-8-sig", None),
        ("cp1252", "Windows-1252"),
        ("utf-16", "UTF-16"),
    ],
)
def test_a_text_survives_its_encoding(tmp_path: Path, encoding: str, notice: str | None) -> None:
    path = tmp_path / "dossier.yaml"
    path.write_bytes(TEXT.encode(encoding))
    decoded = read_text(path, fichier="dossier.yaml")
    assert decoded.text == TEXT
    assert (decoded.notice is None) == (notice is None)
    if notice:
        assert notice in str(decoded.notice)
        assert "dossier.yaml" in str(decoded.notice)


def test_line_ends_become_line_feeds(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"un\r\ndeux\rtrois\n")
    assert read_text(path).text == "un\ndeux\ntrois\n"


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04\x00\x00", b"\xff\xfe\x00", b"caf\xe9 \x81\x8d"], ids=str
)
def test_what_is_not_text_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(data)
    with pytest.raises(InputsError) as caught:
        read_text(path)
    assert "pas un fichier de texte" in caught.value.message
    assert caught.value.problems[0].ligne is None


def test_a_missing_file_a_folder_and_a_huge_file_are_named(tmp_path: Path) -> None:
    huge = tmp_path / "huge.md"
    huge.write_bytes(b"a" * (limits.TEXT_BYTES + 1))
    for path, words in (
        (tmp_path / "absent.md", "introuvable"),
        (tmp_path, "dossier"),
        (huge, "trop lourd"),
    ):
        with pytest.raises(InputsError) as caught:
            read_text(path, fichier="sections/a.md")
        (problem,) = caught.value.problems
        assert problem.fichier == "sections/a.md"
        assert words in problem.message


def test_a_file_that_cannot_be_opened_is_said_so(tmp_path: Path) -> None:
    loop = tmp_path / "boucle.md"
    loop.symlink_to(loop)
    with pytest.raises(InputsError) as caught:
        read_text(loop)
    assert "ne peut pas être lu" in caught.value.message
