"""`pip install --report` → requirements-dev.lock: one pinned version and its SHA-256 a package."""

from __future__ import annotations

import json
import platform
import sys
from pathlib import Path

_HEAD = """\
# Écrit par tools/verrou.sh ; ne pas modifier à la main. {python}, {machine}.
# Vérifié par tools/audit.py. S’en servir : DOSSIER_VERROU=1 tools/installer.sh
"""
OURS = "dossier-builder"


def locked(report: Path) -> str:
    """The text of the lock. Raises SystemExit when a package came without its digest."""
    lines = []
    for entry in json.loads(report.read_text(encoding="utf-8"))["install"]:
        name = entry["metadata"]["name"].lower().replace("_", "-")
        digest = entry["download_info"].get("archive_info", {}).get("hashes", {}).get("sha256")
        if name == OURS:
            continue
        if not digest:
            raise SystemExit(f"{name} : pip n’a pas donné son empreinte")
        lines.append(f"{name}=={entry['metadata']['version']} \\\n    --hash=sha256:{digest}\n")
    machine = f"{platform.system()} {platform.machine()}"
    python = f"Python {platform.python_version()}"
    return _HEAD.format(python=python, machine=machine) + "".join(sorted(lines))


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(locked(Path(sys.argv[1])), encoding="utf-8")
