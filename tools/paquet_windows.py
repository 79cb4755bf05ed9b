"""Build dist/dossier-windows/: wheels for Windows, our own, and two files to double-click.

`python tools/paquet_windows.py [--python 3.11 3.12 3.13]`. The folder is complete: a machine
without Internet installs from it. Says which dependency has no wheel for Windows, and then fails.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from email import message_from_bytes
from pathlib import Path

from packaging.markers import Marker, default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "tools" / "windows"
TARGET = ROOT / "dist" / "dossier-windows"
PLATFORM = "win_amd64"
VERSIONS = ("3.11", "3.12", "3.13")
# name in the repository → name in the folder
FILES = {
    "Installer.cmd": "Installer.cmd",
    "verifier.cmd": "Vérifier mon dossier.cmd",
    "LISEZMOI.txt": "LISEZMOI.txt",
    "installer.py": "outils/installer.py",
    "textes/python-absent.txt": "outils/textes/python-absent.txt",
    "textes/installer-d-abord.txt": "outils/textes/installer-d-abord.txt",
    "textes/deposer.txt": "outils/textes/deposer.txt",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Build the folder; 0 when every dependency has its wheel."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", nargs="+", default=list(VERSIONS), metavar="3.12")
    parser.add_argument("--vers", type=Path, default=TARGET)
    given = parser.parse_args(arguments)
    wheels = given.vers / "outils" / "roues"
    shutil.rmtree(given.vers, ignore_errors=True)
    wheels.mkdir(parents=True)
    ours = own_wheel(wheels)
    missing = dict.fromkeys(one for v in given.python for one in fetch(ours, v, wheels))
    if missing:
        print("Sans roue pour Windows (win_amd64) :", ", ".join(missing))
        return 5
    write_files(given.vers, given.python, ours)
    size = sum(path.stat().st_size for path in given.vers.rglob("*") if path.is_file())
    count = len(list(wheels.glob("*.whl")))
    print(f"{given.vers} : {count} roues, {size / 1e6:.0f} Mo, Python {', '.join(given.python)}")
    return 0


def own_wheel(folder: Path) -> Path:
    """Our own wheel, built from this checkout."""
    pip("wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT))
    return next(folder.glob("dossier_builder-*.whl"))


def fetch(ours: Path, version: str, folder: Path) -> list[str]:
    """Download what the program needs on Windows; gives the requirements that have no wheel.

    pip reads the markers of requirements for the machine that it runs on: what only Windows needs
    is added by us until nothing is missing.
    """
    wanted = [str(one) for one in needed(ours, version)]
    while True:
        if not download(wanted, version, folder):
            return [one for one in wanted if not download([one], version, folder)]
        here = set(map(name_of, folder.glob("*.whl")))
        asked = (one for wheel in folder.glob("*.whl") for one in needed(wheel, version))
        more = {str(one) for one in asked if canonicalize_name(one.name) not in here}
        if not more:
            return []
        wanted += sorted(more)


def download(requirements: Sequence[str], version: str, folder: Path) -> bool:
    """Whether pip found wheels for all of these."""
    tag = version.replace(".", "")
    abis = [option for abi in (f"cp{tag}", "abi3", "none") for option in ("--abi", abi)]
    done = pip(
        "download", "-qq", "--only-binary=:all:", "--platform", PLATFORM, "--implementation",
        "cp", "--python-version", version, *abis, "--dest", str(folder), *requirements, check=False,
    )  # fmt: skip
    return done.returncode == 0


def needed(wheel: Path, version: str) -> Iterator[Requirement]:
    """What a wheel requires on Windows, extras left out."""
    environment = windows(version)
    with zipfile.ZipFile(wheel) as archive:
        name = next(n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
        metadata = message_from_bytes(archive.read(name))
    for line in metadata.get_all("Requires-Dist", []):
        requirement = Requirement(line)
        marker: Marker | None = requirement.marker
        if marker is None or marker.evaluate(environment):
            requirement.marker = None
            yield requirement


def windows(version: str) -> dict[str, str]:
    """The markers of a 64-bit Windows with that Python."""
    return {
        **{key: str(value) for key, value in default_environment().items()},
        "os_name": "nt", "sys_platform": "win32", "platform_system": "Windows",
        "platform_machine": "AMD64", "python_version": version,
        "python_full_version": f"{version}.0", "extra": "",
    }  # fmt: skip


def name_of(wheel: Path) -> str:
    """The project's name, as requirements compare it."""
    return str(parse_wheel_filename(wheel.name)[0])


def write_files(target: Path, versions: Sequence[str], ours: Path) -> None:
    """The files to double-click and to read: Windows line ends, as Notepad and cmd want them."""
    newest = sorted(versions, key=lambda v: tuple(map(int, v.split("."))), reverse=True)
    words = {"(VERSIONS)": f"({' '.join(newest)})", "\nVERSION\n": f"\n{ours.stem}\n"}
    for source, name in FILES.items():
        text = (SOURCES / source).read_text(encoding="utf-8")
        for old, new in words.items():
            text = text.replace(old, new)
        # A mark tells Notepad that it is UTF-8; cmd and `type` would print it.
        encoding = "utf-8-sig" if name == "LISEZMOI.txt" else "utf-8"
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.replace("\n", "\r\n").encode(encoding))


def pip(*arguments: str, check: bool = True) -> subprocess.CompletedProcess[bytes]:
    """Run pip of this very Python."""
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", *arguments]
    return subprocess.run(command, check=check)


if __name__ == "__main__":
    sys.exit(main())
