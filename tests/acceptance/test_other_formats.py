"""The conform examples in the formats that people hand in: the verdict is that of the docx."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from dossier_builder.layout import soffice

from .runs import KINDS, Made, check, dossier, findings

SAVED_AS = {"odt": "odt", "docx": "docx:MS Word 2007 XML", "pdf": "pdf"}

Build = Callable[[str], Mapping[str, Made]]

pytestmark = pytest.mark.libreoffice


def save_as(sources: Mapping[str, Path], suffix: str, folder: Path) -> dict[str, Path]:
    """Every docx as LibreOffice saves it in that format, as a person would."""
    (folder / "avant").mkdir(parents=True)
    for name, path in sources.items():
        shutil.copyfile(path, folder / "avant" / f"{name}.docx")
    program = soffice.find()
    assert program is not None
    command = [
        *(str(program), f"-env:UserInstallation={(folder / 'profil').as_uri()}"),
        *("--headless", "--norestore", "--convert-to", SAVED_AS[suffix], "--outdir", str(folder)),
        *(str(path) for path in sorted((folder / "avant").iterdir())),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return {name: folder / f"{name}.{suffix}" for name in sources}


@pytest.fixture(scope="module")
def saved(made: Build, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """`ccp2.odt`… → the file, for every example and format."""
    root = tmp_path_factory.mktemp("autres formats")
    sources = {kind: one.docx for kind, one in made("auto").items()}
    files = {}
    for suffix in SAVED_AS:
        for kind, path in save_as(sources, suffix, root / suffix).items():
            files[f"{kind}.{suffix}"] = path
    return files


@pytest.fixture(scope="module")
def checked(
    saved: Mapping[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, Any]:
    """Their reports, from one command."""
    return check(saved, "auto", tmp_path_factory.mktemp("rapport") / "r.json")


@pytest.mark.parametrize("suffix", SAVED_AS)
@pytest.mark.parametrize("saved_kind", KINDS)
def test_the_verdict_is_kept(checked: Mapping[str, Any], saved_kind: str, suffix: str) -> None:
    report = checked[f"{saved_kind}.{suffix}"]
    assert report["modele"] == f"cip/{saved_kind}"
    assert findings(report, "erreur") == {}
    assert report["verdict"] == "conforme"


@pytest.mark.parametrize("saved_kind", KINDS)
def test_the_pages_are_those_of_the_docx(checked: Mapping[str, Any], saved_kind: str) -> None:
    """LibreOffice's own count, which is exact in its PDF, is kept through odt and back."""
    exact = checked[f"{saved_kind}.pdf"]["pagination"]["comptees"]
    for suffix in ("odt", "docx"):
        witnesses = checked[f"{saved_kind}.{suffix}"]["pagination"]["temoins"]
        counts = {one["comptees"] for one in witnesses if one["source"] == "libreoffice"}
        assert counts == {exact["min"]}


def test_a_format_that_needs_libreoffice_is_alone_in_stopping_without_it(
    saved: Mapping[str, Path],
) -> None:
    poor = {"DOSSIER_SANS_LIBREOFFICE": "1"}
    alone = dossier("verifier", saved["ccp2.odt"], env=poor)
    assert alone.code == 5
    assert "il faut LibreOffice" in alone.said
    assert "enregistrez le document au format .docx ou en PDF" in " ".join(alone.said.split())
    lot = dossier("verifier", saved["ccp2.odt"], saved["ccp3.pdf"], env=poor)
    assert lot.code == 8
    assert "1 illisible" in lot.said
    assert "1 conforme" in lot.said
