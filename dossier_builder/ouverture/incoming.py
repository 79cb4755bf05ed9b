"""A file on the threshold: where it is, what the user calls it, where its copies may go."""

from __future__ import annotations

import hashlib
from pathlib import Path

from dossier_builder.values import frozen


@frozen
class Incoming:
    """A file to open. `name` is the path as the user gave it, `workspace` an existing folder.

    `pictures`: whether the pages of its working copy are looked at, and not only counted.
    """

    path: Path
    name: str
    workspace: Path
    pictures: bool = True

    def own_docx(self, stem: str) -> Path:
        """A docx in the workspace, under a name that no other file of a lot has."""
        identity = str(self.path.resolve()).encode("utf-8", "surrogatepass")
        return self.workspace / f"{stem}{hashlib.sha256(identity).hexdigest()[:16]}.docx"
