"""The supply chain, as far as it can be checked here; `python tools/audit.py` (make audit).

Offline: the lock holds every dependency that pyproject.toml declares, at a version that it allows,
each with a digest and none from elsewhere; the dependencies of the program are few. Online, where
pip-audit is installed: no known vulnerability. What cannot be done is skipped with a word.
"""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements-dev.lock"
MOST = 30
"""Direct dependencies of the program: one more has to be worth it."""
_PIN = re.compile(r"([a-z0-9.-]+)==(\S+) \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)")
_OFFLINE = ("ConnectionError", "Max retries", "Name or service", "Temporary failure", "ProxyError")


def pins(text: str) -> dict[str, str]:
    """Package → version, of the lines that are whole."""
    return {str(canonicalize_name(found[1])): found[2] for found in _PIN.finditer(text)}


def faults(lock: str, pyproject: str) -> Iterator[str]:
    """What is wrong between the lock and what the project declares."""
    rest = _PIN.sub("", re.sub(r"^#.*\n", "", lock, flags=re.MULTILINE)).strip()
    if rest:
        yield f"une ligne du verrou n’a ni version ni empreinte : {rest.splitlines()[0]}"
    project = tomllib.loads(pyproject)["project"]
    known = pins(lock)
    if len(project["dependencies"]) > MOST:
        yield f"{len(project['dependencies'])} dépendances directes, plus que {MOST}"
    for line in (*project["dependencies"], *project["optional-dependencies"]["dev"]):
        wanted = Requirement(line)
        if wanted.url:
            yield f"{wanted.name} vient d’une adresse, et non d’un index"
        version = known.get(str(canonicalize_name(wanted.name)))
        if wanted.marker is not None and not wanted.marker.evaluate():
            continue
        if version is None:
            yield f"{wanted.name} manque dans le verrou : relancez tools/verrou.sh"
        elif not wanted.specifier.contains(version, prereleases=True):
            yield f"{wanted.name} {version} n’est pas ce que demande pyproject.toml ({wanted})"


def vulnerabilities() -> int:
    """Ask pip-audit, where it is and where there is a network; its exit code, 0 when skipped."""
    if importlib.util.find_spec("pip_audit") is None:
        print("pip-audit n’est pas installé : les failles connues ne sont pas cherchées.")
        return 0
    asked = [
        sys.executable,
        "-m",
        "pip_audit",
        "--require-hashes",
        "--disable-pip",
        "-r",
        str(LOCK),
    ]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    if done.returncode and any(word in done.stderr for word in _OFFLINE):
        print("Pas de réseau : les failles connues ne sont pas cherchées.")
        return 0
    print(done.stdout + done.stderr)
    return done.returncode


def main() -> int:
    """Say what is wrong; 0 when nothing is."""
    found = list(
        faults(LOCK.read_text(encoding="utf-8"), (ROOT / "pyproject.toml").read_text("utf-8"))
    )
    for fault in found:
        print(fault)
    if not found:
        print(f"Verrou : {len(pins(LOCK.read_text('utf-8')))} paquets, chacun avec son empreinte.")
    return 1 if found else vulnerabilities()


if __name__ == "__main__":
    sys.exit(main())
