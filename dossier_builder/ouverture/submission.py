"""Opening a submitted file: the first stage that a document goes through, ours or not."""

from __future__ import annotations

import hashlib
from pathlib import Path

from dossier_builder.domain.submission import Submission
from dossier_builder.ooxml import Package
from dossier_builder.ouverture.recognition import recognise
from dossier_builder.ouverture.working_copy import make_working_copy
from dossier_builder.pdf import page_count


def open_submission(path: Path, *, name: str, workspace: Path) -> Submission:
    """The submission that `path` holds, recognised by its content.

    A docx gets its working copy in the folder `workspace` (which exists), under a name of its
    own. `name` is the path as the user gave it, for messages. The document itself is only read.
    Raises UnreadableError: absent, empty, another format, damaged, encrypted, too large.
    """
    document_format, notes = recognise(path, name)
    if document_format == "pdf":
        page_count(path)  # refuses what pdfium cannot open
        return Submission(name, path, "pdf", None, notes)
    package = Package.read(path)
    identity = hashlib.sha256(str(path.resolve()).encode("utf-8", "surrogateescape")).hexdigest()
    copy = make_working_copy(package, workspace / f"copie{identity[:16]}.docx")
    return Submission(name, path, "docx", copy, notes)
