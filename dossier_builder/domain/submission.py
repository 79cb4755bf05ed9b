"""A document on its way through the line: `ouverture` → Submission → `layout` → LaidOut."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from dossier_builder.domain.place import Place
from dossier_builder.domain.retires import Retire
from dossier_builder.values import frozen

DocumentFormat = Literal["docx", "pdf"]
EngineName = Literal["libreoffice", "dxpdf", "word"]
EngineChoice = Literal["auto", "libreoffice", "dxpdf"]


@frozen
class WorkingCopy:
    """A docx made from the submitted one for the engines: changes accepted, paragraphs marked.

    Paragraph n of the submitted document (see Paragraph.index) carries the bookmark
    `<prefix>x<n>` (letters and digits only: both engines return it as a PDF named destination)
    when it prints something; in the second copy of a text box, `<prefix>y<n>`: read names with
    `ouverture.parse_mark`. `retires` is what was taken out of it.
    """

    path: Path
    prefix: str
    paragraphs: int
    changes_accepted: bool
    retires: tuple[Retire, ...] = ()


@frozen
class Submission:
    """One document to check. `name` is the path as the user gave it; `document` is never written.

    `document` is read as `format`; a docx has its `working_copy`, a PDF has none. `notes` are
    French sentences on how the file was taken (a PDF named .docx), for the report. `original` is
    the file itself when `document` is the docx that was made of it. `retires` is what was taken
    out, or not run, before anything read it.
    """

    name: str
    document: Path
    format: DocumentFormat
    working_copy: WorkingCopy | None
    notes: tuple[str, ...] = ()
    original: Path | None = None
    retires: tuple[Retire, ...] = ()


@frozen
class Layout:
    """One engine's pages of a working copy.

    `places` are those of the bookmarks where the engine tells them itself; None: its PDF does, as
    named destinations.
    """

    engine: EngineName
    pdf: Path
    seconds: float
    places: Mapping[str, Place] | None = None


@frozen
class LayoutFailure:
    """An engine that gave nothing: one witness fewer, never an error by itself. `motif` French.

    `constant`: it is the document's doing and would come again; else it may be the moment's.
    """

    engine: EngineName
    motif: str
    constant: bool = False


@frozen
class LaidOut:
    """A submission with what the engines made of it; a PDF needs no engine: no layouts."""

    submission: Submission
    layouts: tuple[Layout, ...] = ()
    failures: tuple[LayoutFailure, ...] = ()

    def layout(self, engine: EngineName) -> Layout | None:
        """What that engine gave, if anything."""
        return next((made for made in self.layouts if made.engine == engine), None)
