"""Install the program from the wheels beside, in the user's own account; nothing is downloaded.

Started by Installer.cmd with a Python of Windows; needs nothing but that Python.
"""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
WHEELS = HERE / "roues"
PROJECT = "dossier-builder"
OLDEST = (3, 11)
# One made for a single Python; those for all later ones end otherwise (abi3, none).
COMPILED = re.compile(r"-(cp3(\d+))-\1-")


def main(
    environ: Mapping[str, str] = os.environ,
    wheels: Path = WHEELS,
    version: Sequence[int] = sys.version_info[:3],
) -> int:
    """Make the environment and fill it; gives an exit code."""
    problem = unfit(wheels, version, sys.maxsize)
    if problem:
        return say(problem, 5)
    local = environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    target = Path(local) / "dossier_builder" / "programme"
    say(f"Installation dans {target}…")
    try:
        venv.create(target, clear=True, with_pip=True)
    except (OSError, subprocess.CalledProcessError) as error:
        return say(
            f"L’installation n’a pas pu commencer ({error}).\n"
            "Fermez les fenêtres où le programme travaille, puis relancez « Installer ».", 7
        )  # fmt: skip
    python = python_of(target)
    done = subprocess.run(
        [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
         "--no-index", "--find-links", str(wheels), PROJECT], check=False,
    )  # fmt: skip
    if done.returncode:
        return say(
            "L’installation a échoué. Les lignes ci-dessus disent pourquoi ; copiez-les dans votre "
            "message à votre formateur.", 5
        )  # fmt: skip
    check = subprocess.run([str(python), "-X", "utf8", "-m", "dossier_builder", "diagnostic"],
                           check=False)  # fmt: skip
    if check.returncode not in (0, 1):
        return say("Le programme est installé, mais ne démarre pas.", 70)
    say("\nC’est prêt : faites glisser un dossier sur « Vérifier mon dossier ».")
    return 0


def unfit(wheels: Path, version: Sequence[int], largest: int) -> str:
    """Why this Python cannot take the wheels (French), "" when it can."""
    if tuple(version[:2]) < OLDEST:
        return "Il faut Python 3.11 ou plus récent : winget install --id Python.Python.3.12"
    if largest < 2**32:
        return "Ce Python est en 32 bits : installez la version 64 bits."
    found = (COMPILED.search(wheel.name) for wheel in wheels.glob("*.whl"))
    known = sorted({int(one[2]) for one in found if one})
    if known and version[1] not in known:
        named = ", ".join(f"3.{minor}" for minor in known)
        return (
            f"Ce paquet est fait pour Python {named} ; celui-ci est "
            f"{platform.python_version()}. Installez l’une de ces versions."
        )
    return ""


def python_of(target: Path) -> Path:
    """The interpreter of an environment, on Windows and elsewhere."""
    windows = target / "Scripts" / "python.exe"
    return windows if windows.exists() else target / "bin" / "python"


def say(text: str, code: int = 0) -> int:
    """Tell the user; gives the code."""
    print(text, flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main())
