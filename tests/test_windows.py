"""What can be known of Windows and macOS without them: paths, line ends, encodings, locks."""

from __future__ import annotations

import importlib.util
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path, PureWindowsPath
from types import ModuleType

import pytest

from dossier_builder.batch.destinations import Destination, read_destinations
from dossier_builder.cli import main
from dossier_builder.cli.console import settle
from dossier_builder.cli.opening import show
from dossier_builder.errors import CannotWriteError, UsageError
from dossier_builder.layout import soffice
from dossier_builder.resources.kept import put_beside
from dossier_builder.resources.writing import write_file

ROOT = Path(__file__).parents[1]
LETTERS = "Vérifié : « œuvre » ☐ → 21 pages\n"


def module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


@pytest.fixture(scope="module")
def paquet() -> ModuleType:
    return module(ROOT / "tools" / "paquet_windows.py")


@pytest.fixture(scope="module")
def installer() -> ModuleType:
    return module(ROOT / "tools" / "windows" / "installer.py")


def wheel(folder: Path, name: str, tag: str = "py3-none-any", requires: str = "") -> Path:
    """The least wheel that pip installs."""
    project, version = name.split("-")
    info = f"{name}.dist-info"
    path = folder / f"{name}-{tag}.whl"
    metadata = f"Metadata-Version: 2.1\nName: {project}\nVersion: {version}\n{requires}"
    lines = f"Wheel-Version: 1.0\nGenerator: essai\nRoot-Is-Purelib: true\nTag: {tag}\n"
    code = "import sys\nsys.exit(0)\n"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{project}/__main__.py", code)
        archive.writestr(f"{info}/METADATA", metadata)
        archive.writestr(f"{info}/WHEEL", lines)
        names = (f"{project}/__main__.py", f"{info}/METADATA", f"{info}/WHEEL", f"{info}/RECORD")
        archive.writestr(f"{info}/RECORD", "".join(f"{one},,\n" for one in names))
    return path


# -- the package ----------------------------------------------------------------------------------


@pytest.fixture
def made(paquet: ModuleType, tmp_path: Path) -> Path:
    ours = wheel(tmp_path, "dossier_builder-9.9")
    paquet.write_files(tmp_path / "paquet", ["3.9", "3.12", "3.11"], ours)
    return tmp_path / "paquet"


def test_every_text_has_windows_line_ends(made: Path) -> None:
    files = [path for path in made.rglob("*") if path.is_file()]
    assert len(files) == 7
    for path in files:
        data = path.read_bytes()
        assert data.count(b"\n") == data.count(b"\r\n") > 2, path.name
        assert data.startswith(b"\xef\xbb\xbf") == (path.name == "LISEZMOI.txt")


def test_commands_are_ascii_and_say_french_by_files(made: Path) -> None:
    """cmd may misread a batch file in UTF-8 after a `goto`: accents are in the texts it shows."""
    for name in ("Installer.cmd", "Vérifier mon dossier.cmd"):
        text = (made / name).read_bytes().decode("ascii")
        assert text.startswith("@echo off\r\nchcp 65001 >nul\r\n")
        assert "pause" in text
    assert "for %%V in (3.12 3.11 3.9) do" in (made / "Installer.cmd").read_text()
    assert "9.9" in (made / "LISEZMOI.txt").read_text(encoding="utf-8-sig")


def test_a_dropped_file_may_have_any_name(made: Path) -> None:
    text = (made / "Vérifier mon dossier.cmd").read_text()
    for line in text.splitlines():
        if "%~" in line and not line.startswith(("set ", "if ")):
            assert '"%~f1"' in line
            assert line.count('"') % 2 == 0
    assert "DisableDelayedExpansion" in text  # « ! » in a name stays
    assert '--format "ouvrir:%~dpn1 - rapport.html"' in text


def test_the_texts_that_commands_show_are_there(made: Path) -> None:
    shown = [
        word.strip('"').replace("%OUTILS%\\textes\\", "").replace("%TEXTES%\\", "")
        for name in ("Installer.cmd", "Vérifier mon dossier.cmd")
        for line in (made / name).read_text().splitlines()
        if line.startswith("type ")
        for word in line.split()[1:]
    ]
    assert len(shown) == 3
    for name in shown:
        assert "’" in (made / "outils" / "textes" / name).read_text(encoding="utf-8")


def test_what_only_windows_needs_is_asked(paquet: ModuleType, tmp_path: Path) -> None:
    requires = (
        'Requires-Dist: colorama; sys_platform == "win32"\n'
        'Requires-Dist: uvloop; sys_platform != "win32"\n'
        'Requires-Dist: pywin32>=300; platform_system == "Windows" and extra == "tout"\n'
        'Requires-Dist: vieux; python_version < "3.10"\n'
        "Requires-Dist: click>=8\n"
    )
    found = [
        str(one) for one in paquet.needed(wheel(tmp_path, "essai-1.0", requires=requires), "3.12")
    ]
    assert found == ["colorama", "click>=8"]


@pytest.mark.parametrize(
    ("version", "largest", "said"),
    [
        ((3, 10, 1), 2**63, "3.11 ou plus récent"),
        ((3, 12, 1), 2**31, "32 bits"),
        ((3, 14, 0), 2**63, "fait pour Python 3.12"),
        ((3, 11, 9), 2**63, "fait pour Python 3.12"),
        ((3, 12, 1), 2**63, ""),
    ],
)
def test_the_wrong_python_is_told_before_anything_is_done(
    installer: ModuleType, tmp_path: Path, version: tuple[int, ...], largest: int, said: str
) -> None:
    wheel(tmp_path, "lxml-6.0", "cp312-cp312-win_amd64")
    wheel(tmp_path, "cryptography-50.0", "cp311-abi3-win_amd64")
    problem = installer.unfit(tmp_path, version, largest)
    assert said in problem
    assert bool(said) == bool(problem)


@pytest.mark.lent
def test_it_installs_without_internet(
    installer: ModuleType, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    wheels = tmp_path / "roues avec espace"
    wheels.mkdir()
    here = f"cp{sys.version_info[0]}{sys.version_info[1]}"
    wheel(wheels, "dossier_builder-9.9", requires="Requires-Dist: piece\n")
    wheel(wheels, "piece-1.0", f"{here}-none-any")
    environ = {"LOCALAPPDATA": str(tmp_path / "compte local")}
    assert installer.main(environ, wheels) == 0
    assert (tmp_path / "compte local" / "dossier_builder" / "programme" / "pyvenv.cfg").is_file()
    assert "C’est prêt" in capfd.readouterr().out
    (wheels / f"piece-1.0-{here}-none-any.whl").unlink()
    wheel(wheels, "autre-1.0", f"{here}-none-any")
    assert installer.main(environ, wheels) == 5
    assert "L’installation a échoué" in capfd.readouterr().out


# -- the report that opens -------------------------------------------------------------------------


def test_a_report_to_open_is_a_page_with_a_place() -> None:
    wanted = read_destinations(["ouvrir:C:\\Dossiers\\CCP2 - rapport.html"])
    (page, screen) = wanted.all
    assert page == Destination("html", Path("C:\\Dossiers\\CCP2 - rapport.html"), ouvre=True)
    assert wanted.opened == (page.path,)
    assert wanted.wants("html")
    assert screen.format == "terminal"
    assert read_destinations(["html:a.html"]).opened == ()
    with pytest.raises(UsageError) as caught:
        read_destinations(["ouvrir"])
    assert "ouvrir:rapport.html" in caught.value.aide


def test_what_opens_is_a_local_address(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked: list[str] = []

    def opener(address: str) -> bool:
        asked.append(address)
        return True

    page = tmp_path / "CCP2 d’été & co.html"
    assert show(page, opener)
    assert asked == [page.as_uri()]
    assert asked[0].startswith("file:///")
    assert not show(page, lambda _: False)
    assert "n’a pas pu être ouvert" in capsys.readouterr().err


def test_the_command_opens_what_it_wrote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    monkeypatch.setattr("dossier_builder.cli.opening.show", opened.append)
    (tmp_path / "abîmé.docx").write_bytes(b"PK\x03\x04")
    page = tmp_path / "abîmé - rapport.html"
    assert main(["verifier", str(tmp_path / "abîmé.docx"), "--format", f"ouvrir:{page}"]) == 3
    assert opened == [page]
    assert page.is_file()


# -- encodings -------------------------------------------------------------------------------------


def stream(encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding=encoding)


def written(out: io.TextIOWrapper) -> bytes:
    out.write(LETTERS)
    out.flush()
    buffer = out.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue()


def test_a_file_redirected_on_windows_is_utf8() -> None:
    out = stream("cp1252")
    settle(out, {}, "win32")
    assert written(out).decode("utf-8").splitlines() == LETTERS.splitlines()


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "ascii"])
def test_a_chosen_encoding_is_kept_and_never_fatal(encoding: str) -> None:
    out = stream(encoding)
    settle(out, {"PYTHONIOENCODING": encoding}, "win32")
    assert b"?" in written(out)


def test_utf8_is_left_alone() -> None:
    out = stream("utf-8")
    settle(out, {}, "win32")
    assert out.errors == "strict"
    settle(io.StringIO(), {}, "win32")


def test_the_program_speaks_on_a_western_console() -> None:
    env = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "dossier_builder", "diagnostic"], env=env, capture_output=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "présent" in done.stdout.decode("cp1252") or "oui" in done.stdout.decode("cp1252")
    assert b"Traceback" not in done.stderr


# -- places and locks ------------------------------------------------------------------------------


def test_libreoffice_is_looked_for_where_windows_puts_it() -> None:
    environ = {
        "PROGRAMFILES": "C:/Program Files", "PROGRAMW6432": "C:/Program Files",
        "PROGRAMFILES(X86)": "C:/Program Files (x86)", "PATH": "",
        "LOCALAPPDATA": "C:/Users/Élève/AppData/Local",
    }  # fmt: skip
    found = [path.as_posix() for path in soffice.candidates(environ, "win32")]
    assert found[:2] == [
        "C:/Program Files/LibreOffice/program/soffice.com",
        "C:/Program Files (x86)/LibreOffice/program/soffice.com",
    ]
    assert "C:/Users/Élève/AppData/Local/Programs/LibreOffice/program/soffice.com" in found
    assert not [one for one in found if one.startswith("/")]
    assert PureWindowsPath(found[0]).drive == "C:"


def test_libreoffice_is_looked_for_where_macos_puts_it() -> None:
    found = [path.as_posix() for path in soffice.candidates({"PATH": ""}, "darwin")]
    assert "/Applications/LibreOffice.app/Contents/MacOS/soffice" in found
    assert any(
        one.endswith("/Applications/LibreOffice.app/Contents/MacOS/soffice") for one in found
    )


def test_the_place_that_the_user_names_is_the_only_one() -> None:
    named = {soffice.VARIABLE: "D:/Outils/soffice.com", "PROGRAMFILES": "C:/Program Files"}
    assert list(soffice.candidates(named, "win32")) == [Path("D:/Outils/soffice.com")]


@pytest.fixture(params=["~$P2.docx", ".~lock.CCP2.docx#"])
def locked(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "CCP2.docx"
    write_file(path, b"avant")
    (tmp_path / request.param).write_bytes(b"\0" * 54)
    return path


def test_a_file_open_in_word_is_left_alone(locked: Path) -> None:
    import datetime as dt

    now = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
    (locked.parent / ".empreintes.json").write_text(
        json.dumps({"CCP2.docx": __import__("hashlib").sha256(b"avant").hexdigest()})
    )
    with pytest.raises(CannotWriteError) as caught:
        put_beside(locked.parent, "CCP2", {".docx": b"neuf"}, now=now)
    assert "Fermez « CCP2.docx »" in caught.value.message.replace("\u00a0", " ")
    assert locked.read_bytes() == b"avant"


def test_a_file_that_windows_holds_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "rapport.html"
    write_file(path, "avant")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "WinError 32")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(CannotWriteError, match="Fermez"):
        write_file(path, "neuf")
    assert path.read_text() == "avant"
    assert list(tmp_path.iterdir()) == [path]
