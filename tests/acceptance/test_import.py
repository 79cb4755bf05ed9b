"""`dossier importer`: a document that the tool built, and forgot, comes back as a dossier."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from dossier_builder.cli import main
from dossier_builder.pipeline.build import build_dossier
from dossier_builder.pipeline.modeles import pack_roots
from dossier_builder.pipeline.source import load_source

from .built import part
from .runs import Made
from .test_other_formats import save_as

NOW = dt.datetime(2027, 1, 4, 12, tzinfo=dt.UTC)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

Build = Callable[[str], Mapping[str, Made]]


def words(docx: Path) -> Counter[str]:
    """The words of a docx and of its notes, read by lxml alone."""
    found: Counter[str] = Counter()
    with zipfile.ZipFile(docx) as package:
        names = [n for n in package.namelist() if re.fullmatch(r"word/(document|footnotes).xml", n)]
    for name in names:
        for paragraph in part(docx, name).iter(f"{_W}p"):
            text = "".join(
                (e.text or "") if e.tag == f"{_W}t" else " "
                for e in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br")
            )
            found.update(re.findall(r"\w+", text.casefold()))
    return found


def imported(source: Path, target: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What the command says."""
    assert main(["importer", str(source), str(target)]) == 0
    return capsys.readouterr().out.replace("\u00a0", " ")


def kept(before: Path, after: Path) -> float:
    """The share of the words of the first that the second has."""
    had, has = words(before), words(after)
    assert had.total() > 3000
    return 1 - (had - has).total() / had.total()


@pytest.mark.lent
def test_a_docx_comes_back_with_every_word_and_its_verdict(
    made: Build, kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    docx = made("dxpdf")[kind].docx
    said = imported(docx, tmp_path / "dossier", capsys)
    assert "retrouvés au décompte" not in said
    assert not (tmp_path / "dossier" / "a-classer.md").exists()
    loaded = load_source(tmp_path / "dossier", pack_roots(None))
    assert loaded.modele.id == f"cip/{kind}"
    assert loaded.dossier.candidat.session is not None
    built = build_dossier(
        tmp_path / "dossier", workspace=tmp_path, moteur="dxpdf", packs=None, now=NOW
    )
    assert kept(docx, built.delivered.docx) == 1
    assert kept(built.delivered.docx, docx) == 1
    assert built.sentence.replace("\u00a0", " ").startswith("Contrôle : conforme")


@pytest.mark.libreoffice
@pytest.mark.lent
@pytest.mark.parametrize(("suffix", "least"), [("odt", 0.999), ("pdf", 0.97)])
def test_what_another_program_saved_comes_back_too(
    made: Build, suffix: str, least: float, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    docx = made("dxpdf")["ccp3"].docx
    saved = save_as({"ccp3": docx}, suffix, tmp_path / "enregistré")["ccp3"]
    imported(saved, tmp_path / "dossier", capsys)
    built = build_dossier(
        tmp_path / "dossier", workspace=tmp_path, moteur="dxpdf", packs=None, now=NOW
    )
    assert kept(docx, built.delivered.docx) >= least
