"""The manifest of a deposit: what was put away, file by file, and what the check had said.

Plain JSON, without a key: it shows a change to whoever kept its own fingerprint, which is printed
on the proof (docs/deposer.md says what that proves).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from dossier_builder.values import frozen

VERSION = 1
_SHA256 = re.compile(r"[0-9a-f]{64}")
_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")
_GROUP = 8


@frozen
class Manifeste:
    """What a manifest says: enough to compare a deposit with it, and to tell which it is."""

    numero: int
    date: dt.datetime
    candidat: str
    sigle: str
    verdict: str
    malgre: str
    empreinte_source: str
    demande: Mapping[str, Any]
    modeles: Sequence[Mapping[str, Any]]
    fichiers: Mapping[str, str]


def sha256(data: bytes) -> str:
    """The fingerprint of a file."""
    return hashlib.sha256(data).hexdigest()


def in_groups(digest: str) -> str:
    """A fingerprint that people can compare: eight groups of eight signs."""
    return " ".join(digest[n : n + _GROUP] for n in range(0, len(digest), _GROUP))


def written(values: Mapping[str, Any]) -> bytes:
    """The manifest as a file."""
    return (json.dumps(values, ensure_ascii=False, indent=2) + "\n").encode()


def read(data: bytes) -> Manifeste | None:
    """The manifest in a file; None when it is damaged, or is none of ours."""
    try:
        values = json.loads(data)
        if values["version_schema"] != VERSION:
            return None
        files = {str(one["nom"]): str(one["sha256"]) for one in values["fichiers"]}
        made = Manifeste(
            numero=int(values["depot"]),
            date=dt.datetime.fromisoformat(values["date"]),
            candidat=str(values["candidat"]),
            sigle=str(values["genre"]["sigle"]),
            verdict=str(values["verdict"]),
            malgre=str(values["malgre"] or ""),
            empreinte_source=str(values["document"]["sha256"]),
            demande=dict(values["demande"]),
            modeles=tuple(dict(one) for one in values["regles"]["modeles"]),
            fichiers=files,
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    sound = files and all(_SHA256.fullmatch(digest) for digest in files.values())
    return made if sound and not any(re.search(r"[/\\]|^\.", name) for name in files) else None


def digests(contents: Mapping[str, bytes]) -> bytes:
    """`empreintes.txt`: the fingerprint of every other file, as `sha256sum -c` reads it."""
    lines = (f"{sha256(data)}  {name}\n" for name, data in contents.items())
    return "".join(lines).encode()


def read_digests(data: bytes) -> Mapping[str, str] | None:
    """File name → fingerprint; None when the list is damaged."""
    try:
        lines = data.decode().splitlines()
    except ValueError:
        return None
    found = [_LINE.fullmatch(line) for line in lines]
    return {one[2]: one[1] for one in found if one} if found and all(found) else None
