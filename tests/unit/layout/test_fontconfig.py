from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree

from dossier_builder.layout import fontconfig
from dossier_builder.resources import fonts


def _match(family: str, conf: str) -> str:
    """What fontconfig takes for a family under that configuration."""
    command = ["fc-match", "-f", "%{family}", family]
    env = {"FONTCONFIG_FILE": conf, "PATH": "/usr/bin:/bin", "HOME": "/nonexistent"}
    return subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout


def test_the_file_is_xml_and_obeys_the_system(tmp_path: Path) -> None:
    root = etree.fromstring(fontconfig.configuration(tmp_path / "a & b").encode())
    include = root.find("include")
    assert include is not None
    assert (include.text, include.get("ignore_missing")) == ("/etc/fonts/fonts.conf", "yes")
    assert root.findtext("cachedir") == str(tmp_path / "a & b")
    aliased = {alias.findtext("family") for alias in root.iter("alias")}
    assert {"Calibri", "Cambria", "Aptos", "Arial", "Times New Roman", "Courier New"} <= aliased
    assert "Symbol" not in aliased


def test_it_is_written_once_in_the_cache() -> None:
    first = Path(fontconfig.environment()["FONTCONFIG_FILE"])
    written = first.stat().st_mtime_ns
    assert Path(fontconfig.environment()["FONTCONFIG_FILE"]) == first
    assert first.stat().st_mtime_ns == written
    assert first.is_absolute()


@pytest.mark.skipif(shutil.which("fc-match") is None, reason="fontconfig n’est pas là")
def test_fontconfig_takes_the_twin(tmp_path: Path) -> None:
    conf = fontconfig.environment()["FONTCONFIG_FILE"]
    face = next(font for font in fonts() if font.famille == "Lato")
    (tmp_path / "polices").mkdir()
    shutil.copy(face.path, tmp_path / "polices")
    assert _match("Lato", conf) != "Lato"  # ours is never added to the system's
    if _match("Carlito", conf) == "Carlito":
        assert _match("Aptos", conf) == "Carlito"
        assert _match("Calibri", conf) == "Carlito"


_BASE = """<fontconfig>
<dir>/usr/share/fonts</dir>
<include ignore_missing="yes">conf.d</include>
</fontconfig>
"""


def test_lists_for_other_scripts_are_left_out(tmp_path: Path) -> None:
    rules = tmp_path / "conf.d"
    rules.mkdir()
    for name in ("60-latin.conf", "65-nonlatin.conf", "69-unifont.conf", "README", "90-é&a.conf"):
        (rules / name).touch()
    base = tmp_path / "fonts.conf"
    base.write_text(_BASE, encoding="utf-8")
    root = etree.fromstring(fontconfig.without_last_resorts(base).encode())
    included = [include.text for include in root.iter("include")]
    assert included == [str(rules / "60-latin.conf"), str(rules / "90-é&a.conf")]
    assert root.findtext("dir") == "/usr/share/fonts"


def test_a_system_made_otherwise_is_taken_as_it_is(tmp_path: Path) -> None:
    base = tmp_path / "fonts.conf"
    assert fontconfig.without_last_resorts(base) == ""
    base.write_text(_BASE.replace("conf.d", "règles"), encoding="utf-8")
    assert fontconfig.without_last_resorts(base) == ""


@pytest.mark.skipif(shutil.which("fc-match") is None, reason="fontconfig n’est pas là")
@pytest.mark.parametrize(
    "family", ["Calibri", "Arial", "Times New Roman", "Inconnue", "sans-serif", "serif"]
)
def test_both_engines_replace_a_font_alike(family: str) -> None:
    whole, latin = (
        fontconfig.environment(last_resorts=wanted)["FONTCONFIG_FILE"] for wanted in (True, False)
    )
    assert _match(family, whole) == _match(family, latin)


def test_a_configuration_that_the_user_chose_is_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = tmp_path / "la mienne.conf"
    monkeypatch.setenv("FONTCONFIG_FILE", str(chosen))
    root = etree.fromstring(fontconfig.configuration(tmp_path).encode())
    assert root.findtext("include") == str(chosen)
    assert root.find("dir") is None


def test_a_machine_without_one_font_gets_ours_as_a_last_resort(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fontconfig, "_SYSTEM_FOLDERS", (tmp_path / "vide",))
    ours = {str(font.path.parent) for font in fonts()}
    assert ours <= _folders(tmp_path)
    (tmp_path / "vide").mkdir()
    (tmp_path / "vide" / "Une.OTF").touch()
    assert not ours & _folders(tmp_path)


def _folders(cache: Path) -> set[str | None]:
    root = etree.fromstring(fontconfig.configuration(cache).encode())
    return {element.text for element in root.iter("dir")}
