"""`dossier anonymiser` as people call it."""

from __future__ import annotations

from pathlib import Path

import pytest

from dossier_builder.cli import main

from ..depot import planted  # noqa: TID252 - tests are no installed package

LIST = """remplacements:
  - {texte: Kervadek, par: K.}
  - {texte: 06 39 98 12 34, par: "[téléphone]"}
"""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return planted.build(tmp_path_factory.mktemp("plante") / "dossier.docx", pages=1)


def test_a_list_makes_a_copy_and_leaves_the_original(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = source.read_bytes()
    (tmp_path / "noms.yaml").write_text(LIST, encoding="utf-8")
    copy = tmp_path / "copie.docx"
    arguments = ["anonymiser", str(source), "--sortie", str(copy), "--moteur", "dxpdf"]
    assert main([*arguments, "--liste", str(tmp_path / "noms.yaml")]) == 0
    shown = capsys.readouterr().out.replace("\u00a0", " ")
    assert "« Kervadek » → « K. » :" in shown
    assert "« 06 … 34 »" in shown
    assert "aucune de ces valeurs ne reste" in shown
    assert source.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copie.docx", "noms.yaml"]


def test_an_existing_file_is_never_overwritten(source: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copie.docx"
    copy.write_bytes(b"precious")
    assert main(["anonymiser", str(source), "--tout", "--sortie", str(copy)]) == 7
    assert main(["anonymiser", str(source), "--tout", "--sortie", str(source)]) == 7
    assert copy.read_bytes() == b"precious"


def test_without_a_terminal_the_proposals_are_printed_and_can_be_given_back(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["anonymiser", str(source), "--nom", "Trobriand", "--moteur", "dxpdf"]) == 0
    proposed = capsys.readouterr().out
    assert 'texte: "Trobriand"' in proposed
    (tmp_path / "noms.yaml").write_text(proposed, encoding="utf-8")
    copy = tmp_path / "copie.docx"
    arguments = ["anonymiser", str(source), "--liste", str(tmp_path / "noms.yaml")]
    assert main([*arguments, "--sortie", str(copy), "--moteur", "dxpdf"]) == 0
    assert copy.exists()


def test_a_wrong_list_is_told_by_its_line(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "noms.yaml").write_text("remplacements:\n  - {texte: Kervadek, pra: K.}\n")
    code = main(["anonymize", str(source), "--liste", str(tmp_path / "noms.yaml")])
    assert code == 3
    assert "noms.yaml:2:" in capsys.readouterr().err


def test_nothing_to_replace_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from docx import Document

    document = Document()
    document.add_paragraph("Un texte où personne n’est nommé.")
    document.save(str(tmp_path / "d.docx"))
    assert main(["anonymiser", str(tmp_path / "d.docx"), "--tout", "--moteur", "dxpdf"]) == 0
    assert "Rien à remplacer" in capsys.readouterr().out
    assert [path.name for path in tmp_path.iterdir()] == ["d.docx"]
