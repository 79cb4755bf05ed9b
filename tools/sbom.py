"""The bill of materials of a release (CycloneDX 1.5, JSON): the program and all that it installs.

    python tools/sbom.py dist/dossier-builder.cdx.json

Read from what is installed beside the program; extras and development tools are left out.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
import uuid
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROGRAM = "dossier-builder"


def bill(program: str = PROGRAM, *, made: dt.datetime) -> dict[str, Any]:
    """The whole document. Raises PackageNotFoundError when something is not installed."""
    known = dict(_closure(program))
    own = known.pop(str(canonicalize_name(program)))
    identifier = uuid.uuid5(uuid.NAMESPACE_URL, f"{_purl(own)}#{made.isoformat()}")
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{identifier}",
        "version": 1,
        "metadata": {
            "timestamp": made.isoformat(timespec="seconds"),
            "component": {**_component(own), "type": "application"},
        },
        "components": [_component(one) for _, one in sorted(known.items())],
        "dependencies": [
            {"ref": _purl(one), "dependsOn": sorted(_purl(known[n]) for n in _needs(one))}
            for one in (own, *(known[name] for name in sorted(known)))
        ],
    }


def _closure(program: str) -> Iterator[tuple[str, metadata.Distribution]]:
    """Name → distribution, of the program and of all that it needs."""
    waiting, seen = [str(canonicalize_name(program))], set[str]()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        found = metadata.distribution(name)
        yield name, found
        waiting += _needs(found)


def _needs(found: metadata.Distribution) -> list[str]:
    """What it requires here, without extras."""
    wanted = map(Requirement, found.requires or ())
    return [
        str(canonicalize_name(one.name))
        for one in wanted
        if one.marker is None or one.marker.evaluate({"extra": ""})
    ]


def _component(found: metadata.Distribution) -> dict[str, Any]:
    licences = _licences(found)
    return {
        "type": "library",
        "bom-ref": _purl(found),
        "name": found.metadata["Name"],
        "version": found.version,
        "purl": _purl(found),
        **({"licenses": licences} if licences else {}),
    }


def _purl(found: metadata.Distribution) -> str:
    return f"pkg:pypi/{canonicalize_name(found.metadata['Name'])}@{found.version}"


def _licences(found: metadata.Distribution) -> list[dict[str, Any]]:
    """The SPDX expression where there is one, else the names that the package gives."""
    about = found.metadata
    if about["License-Expression"]:
        return [{"expression": about["License-Expression"]}]
    named = [
        line.rpartition(" :: ")[2]
        for line in about.get_all("Classifier") or ()
        if line.startswith("License :: ")
    ]
    short = (about["License"] or "").splitlines()[:1]
    return [{"license": {"name": name}} for name in named or short if name]


def main() -> None:
    """Write the bill; SOURCE_DATE_EPOCH makes the same one twice."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    made = dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch else dt.datetime.now(dt.UTC)
    target = Path(sys.argv[1])
    target.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(bill(made=made), ensure_ascii=False, indent=2) + "\n"
    target.write_text(text, encoding="utf-8")
    print(f"{target} : {len(json.loads(text)['components'])} composants")


if __name__ == "__main__":
    main()
