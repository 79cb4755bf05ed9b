"""One source, folder or file → what it is, for the verbs that build on a dossier without judging.

The same way as `check` as far as the facts: a folder is built, a file opened, both laid out.
"""

from __future__ import annotations

from pathlib import Path

from dossier_builder.domain.facts import Facts
from dossier_builder.domain.modele import Modele
from dossier_builder.errors import DossierError
from dossier_builder.pipeline.engines import usable
from dossier_builder.pipeline.judge import measure, prepare
from dossier_builder.pipeline.laying_out import ask
from dossier_builder.pipeline.opening import open_built, open_files
from dossier_builder.pipeline.requests import Options, Request
from dossier_builder.pipeline.stages import Opened
from dossier_builder.values import frozen


@frozen
class Measured:
    """A document's facts with its pack; `document` is the docx or the PDF that was read.

    `format` of the facts tells which of the two; a docx holds the pictures.
    """

    facts: Facts
    modele: Modele
    document: Path
    notes: tuple[str, ...] = ()


def measure_source(source: Path, options: Options, workspace: Path) -> Measured:
    """Read one dossier folder or document, pages included. `workspace` is a private folder.

    Raises DossierError: what cannot be read, built, recognised or laid out.
    """
    item = prepare(_opened(source, options, workspace), options)
    opened = item.opened
    if opened.waits_for_layout and item.quick is None:
        opened.layouts.keep(ask(opened, usable(options.moteur)[0]))
    _, facts = measure(item, options)
    return Measured(facts, item.modele, opened.submission.document, item.notes)


def _opened(source: Path, options: Options, workspace: Path) -> Opened:
    request = Request(source, str(source))
    if source.is_dir():
        opened: Opened | DossierError = open_built(0, request, options, workspace)
    else:
        opened = open_files({0: request}, workspace, pictures=False)[0]
    if isinstance(opened, DossierError):
        raise opened
    return opened
