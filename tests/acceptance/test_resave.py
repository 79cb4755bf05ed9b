"""The count must not move: with other fonts on the machine, or after a save by LibreOffice."""

from __future__ import annotations

import subprocess
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import docx
import pytest

from dossier_builder.domain.submission import EngineName, Layout
from dossier_builder.layout import ENGINES, LayoutJob, soffice
from dossier_builder.pdf import fonts

from .built import Pdf
from .runs import KINDS, Made

LETTER = "DejaVuSans.ttf"
_SYSTEM = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
<dir>{fonts}</dir><cachedir>{cache}</cachedir>
<include ignore_missing="yes">/etc/fonts/conf.d</include>
</fontconfig>
"""

Build = Callable[[str], Mapping[str, Made]]
ENGINE_NAMES = [pytest.param("libreoffice", marks=pytest.mark.libreoffice), "dxpdf"]


def lay_out(sources: Mapping[str, Path], engine: EngineName, folder: Path) -> dict[str, Layout]:
    """Every docx in one call of the engine, under its name."""
    jobs = {LayoutJob(source, folder / f"{name}.pdf"): name for name, source in sources.items()}
    results = {jobs[laid.job]: laid.result for laid in ENGINES[engine].lay_out(list(jobs))}
    for name, result in results.items():
        assert isinstance(result, Layout), (name, result)
    return {name: result for name, result in results.items() if isinstance(result, Layout)}


def lengths(layouts: Mapping[str, Layout]) -> dict[str, int]:
    return {name: len(Pdf(layout.pdf)) for name, layout in layouts.items()}


@pytest.fixture(scope="module")
def built(made: Build) -> dict[str, Path]:
    """The three docx, by kind; the engine that built them matters to no page."""
    available = ENGINES["libreoffice"].probe().available
    return {kind: one.docx for kind, one in made("auto" if available else "dxpdf").items()}


@pytest.fixture(scope="module")
def usual(made: Build) -> Callable[[EngineName], dict[str, int]]:
    """Pages of each docx on this machine as it is, by engine: those of the PDF built with it."""

    def count(engine: EngineName) -> dict[str, int]:
        built = made("auto" if engine == "libreoffice" else engine)
        return {kind: len(Pdf(one.pdf)) for kind, one in built.items()}

    return count


@pytest.fixture
def one_font(tmp_path: Path) -> Iterator[Path]:
    """A machine where every system font but one is hidden."""
    found = next((path for root in _SYSTEM for path in root.rglob(LETTER)), None)
    if found is None:
        pytest.skip(f"{LETTER} n’est pas installée : rien à laisser voir")
    fonts = tmp_path / "polices"
    fonts.mkdir()
    (fonts / LETTER).write_bytes(found.read_bytes())
    configuration = tmp_path / "fonts.conf"
    configuration.write_text(
        _CONFIGURATION.format(fonts=fonts, cache=tmp_path / "listes"), encoding="utf-8"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FONTCONFIG_FILE", str(configuration))
        patch.setenv("DOSSIER_CACHE", str(tmp_path / "cache"))
        yield tmp_path


@pytest.mark.parametrize("engine_name", ENGINE_NAMES)
def test_hiding_the_system_s_fonts_moves_no_page(
    built: Mapping[str, Path],
    usual: Callable[[EngineName], dict[str, int]],
    engine_name: EngineName,
    one_font: Path,
) -> None:
    expected = usual(engine_name)
    plain = one_font / "ordinaire.docx"
    document = docx.Document()
    document.add_paragraph("Rien d’embarqué ici.").runs[0].font.name = "Liberation Serif"
    document.save(str(plain))
    (one_font / "pdf").mkdir()
    layouts = lay_out({**built, "ordinaire": plain}, engine_name, one_font / "pdf")
    hidden = fonts(layouts.pop("ordinaire").pdf)
    assert any("DejaVu" in family for family in hidden), f"the fonts are not hidden: {hidden}"
    assert not any("Liberation" in family for family in hidden)
    assert lengths(layouts) == expected
    for layout in layouts.values():
        used = fonts(layout.pdf)
        assert all("Lato" in family or "Cases" in family for family in used), used


@pytest.fixture(scope="module")
def resaved(built: Mapping[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The three docx as LibreOffice saves them."""
    root = tmp_path_factory.mktemp("repris")
    sources = root / "avant"
    sources.mkdir()
    for kind, path in built.items():
        (sources / f"{kind}.docx").write_bytes(path.read_bytes())
    program = soffice.find()
    assert program is not None
    command = [
        *(str(program), f"-env:UserInstallation={(root / 'profil').as_uri()}"),
        *("--headless", "--norestore", "--convert-to", "docx:Office Open XML Text"),
        *("--outdir", str(root), *(str(path) for path in sorted(sources.iterdir()))),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return {kind: root / f"{kind}.docx" for kind in KINDS}


@pytest.mark.libreoffice
@pytest.mark.parametrize("engine_name", ["libreoffice", "dxpdf"])
def test_a_save_by_libreoffice_moves_no_page(
    resaved: Mapping[str, Path],
    usual: Callable[[EngineName], dict[str, int]],
    engine_name: EngineName,
    tmp_path: Path,
) -> None:
    assert lengths(lay_out(resaved, engine_name, tmp_path)) == usual(engine_name)


@pytest.mark.libreoffice
def test_a_save_by_libreoffice_keeps_the_fonts_and_the_bookmarks(
    built: Mapping[str, Path], resaved: Mapping[str, Path]
) -> None:
    for kind, path in resaved.items():
        with zipfile.ZipFile(path) as package:
            names = package.namelist()
            text = package.read("word/document.xml").decode("utf-8")
        assert [name for name in names if name.startswith("word/fonts/")]
        with zipfile.ZipFile(built[kind]) as package:
            before = package.read("word/document.xml").decode("utf-8")
        sections = {part.split('"')[0] for part in before.split('w:name="sec_')[1:]}
        assert {part.split('"')[0] for part in text.split('w:name="sec_')[1:]} == sections
