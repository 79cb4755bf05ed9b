"""Opening submitted files: the first stage that a document goes through, ours or not.

A PDF is taken as it is, a Word document gets its working copy; other office formats become docx
first, all those of a lot together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from dossier_builder.domain.retires import Retire
from dossier_builder.domain.submission import Submission
from dossier_builder.domain.typographie import insecable
from dossier_builder.errors import DossierError, UnreadableError
from dossier_builder.ooxml import Package
from dossier_builder.ouverture import letters
from dossier_builder.ouverture.conversion import Conversion, convert
from dossier_builder.ouverture.incoming import Incoming
from dossier_builder.ouverture.macros import has_macros
from dossier_builder.ouverture.pdf_state import check_pdf
from dossier_builder.ouverture.plain_pictures import with_plain_pictures
from dossier_builder.ouverture.recognition import Recognised, recognise
from dossier_builder.ouverture.working_copy import make_working_copy

_MACROS = insecable("Ce fichier contient des macros : elles n’ont pas été exécutées.")

T = TypeVar("T")


def open_submission(path: Path, *, name: str, workspace: Path, pictures: bool = True) -> Submission:
    """The submission that `path` holds, recognised by its content.

    A Word document gets its working copy in the folder `workspace` (which exists), under a name of
    its own. `name` and `pictures`: see Incoming. The file itself is only read.
    Raises UnreadableError (absent, empty, another format, damaged, encrypted, too large),
    DependencyMissingError when LibreOffice is needed and absent, CannotWriteError.
    """
    (opened,) = open_submissions([Incoming(path, name, workspace, pictures)])
    if isinstance(opened, DossierError):
        raise opened
    return opened


def open_submissions(lot: Sequence[Incoming]) -> tuple[Submission | DossierError, ...]:
    """Open every file of a lot; one that cannot be opened gives its error in its place.

    The errors are those of `open_submission`.
    """
    recognised = [_or_error(partial(recognise, one.path, one.name)) for one in lot]
    known = [
        (one, what)
        for one, what in zip(lot, recognised, strict=True)
        if isinstance(what, Recognised)
    ]
    converted = convert([(one, what) for one, what in known if what.needs_conversion])
    return tuple(
        what
        if isinstance(what, DossierError)
        else _with_letter(_or_error(partial(_opened, one, what, converted.get(one))))
        for one, what in zip(lot, recognised, strict=True)
    )


def _opened(one: Incoming, what: Recognised, conversion: Conversion | None) -> Submission:
    if what.kind == "pdf":
        state = check_pdf(one.path, one.name)
        notes = (*what.notes, *state.notes)
        return Submission(one.name, one.path, "pdf", None, notes, retires=state.retires)
    notes, document, original = what.notes, one.path, None
    retires: tuple[Retire, ...] = ()
    if conversion is not None:
        document, original = conversion.result(), one.path
        notes = (*notes, conversion.note)
        retires = conversion.retires
    package = Package.read(document)
    if what.macros or has_macros(package):
        notes = (*notes, _MACROS)
        retires = (*retires, Retire("macros"))
    printed = package if one.pictures else with_plain_pictures(package)
    copy = make_working_copy(printed, one.own_docx("copie"))
    gone = (*retires, *copy.retires)
    return Submission(one.name, document, "docx", copy, notes, original, gone)


def _with_letter(result: Submission | DossierError) -> Submission | DossierError:
    """What is wrong inside the file is for its author to mend: there is something to write."""
    if isinstance(result, UnreadableError) and not result.a_envoyer:
        result.a_envoyer = insecable(letters.letter(letters.USUAL))
    return result


def _or_error(work: Callable[[], T]) -> T | DossierError:
    try:
        return work()
    except DossierError as error:
        return error
