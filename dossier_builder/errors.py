"""The bottom of the line: the ways a run can end badly, each with its exit code.

Four kinds of trouble are never mixed (docs/architecture.md):
an `InputProblem` is a value (all of them are shown at once), a finding is a normal result
(domain.findings), a `DossierError` stops the work on one document with a message and a remedy,
anything else is a bug. The exit code is part of the class, so the command line maps nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal


@dataclass(frozen=True, slots=True, order=True)
class InputProblem:
    """One thing to mend in what somebody wrote (YAML, Markdown, a file named there).

    `ligne` and `colonne` count from 1; None when the problem has no precise place
    (a missing file). `message` says what was seen and what was expected, `aide` how to mend it.
    """

    fichier: str
    ligne: int | None
    colonne: int | None
    message: str
    aide: str = ""

    @property
    def place(self) -> str:
        """`fichier:ligne:colonne`, as editors and terminals make clickable."""
        parts = [self.fichier, *(str(n) for n in (self.ligne, self.colonne) if n is not None)]
        return ":".join(parts)


Refus = Literal[
    "",
    "absent",
    "vide",
    "acces_refuse",
    "trop_gros",
    "trop_de_parties",
    "bombe",
    "chemin_interdit",
    "noms_en_double",
    "entrees_superposees",
    "mot_de_passe",
    "endommage",
    "xml_interdit",
    "xml_demesure",
    "trop_de_paragraphes",
    "trop_de_pages",
    "sans_page",
    "page_demesuree",
    "porte_documents",
    "formulaire_dynamique",
    "autre_format",
]
"""Why a document was refused at the door: stable words, for programs (docs/securite.md)."""


class DossierError(Exception):
    """Work on one document cannot go on; `message` says why, `aide` what to do (both French).

    `code` is stable and goes into the JSON report (`erreur.code`), with `refus` when the document
    was refused at the door. `a_envoyer` is a sentence for the person who handed it in, ready to
    paste in a mail; "" when there is none.
    """

    exit_code: ClassVar[int] = 70
    code: ClassVar[str] = "erreur"

    def __init__(
        self, message: str, aide: str = "", a_envoyer: str = "", refus: Refus = ""
    ) -> None:
        super().__init__(message)
        self.message = message
        self.aide = aide
        self.a_envoyer = a_envoyer
        self.refus = refus

    def __reduce__(self) -> tuple[object, ...]:
        """From one process to another: an exception otherwise keeps its first argument only."""
        return (type(self), (self.message, self.aide, self.a_envoyer, self.refus))

    @property
    def problems(self) -> tuple[InputProblem, ...]:
        """The places to mend, when the error gathers several (InputsError, PackError)."""
        return ()


class UsageError(DossierError):
    """The command was asked for something that makes no sense."""

    exit_code = 2
    code = "usage"


class InputsError(DossierError):
    """The learner's folder holds problems; every one of them is in `problems`."""

    exit_code = 3
    code = "saisie"

    def __init__(self, message: str, problems: tuple[InputProblem, ...], aide: str = "") -> None:
        super().__init__(message, aide)
        self._problems = problems

    def __reduce__(self) -> tuple[object, ...]:
        """See DossierError."""
        return (type(self), (self.message, self._problems, self.aide))

    @property
    def problems(self) -> tuple[InputProblem, ...]:
        """The places to mend, in the order of the files."""
        return self._problems


class UnreadableError(DossierError):
    """A submitted document cannot be read (damaged, encrypted, too large, not what it says)."""

    exit_code = 3
    code = "illisible"


class UnknownKindError(DossierError):
    """Nothing in the document says which kind of dossier it is."""

    exit_code = 3
    code = "modele_inconnu"


class NoTextError(UnknownKindError):
    """No page has a word that can be read, so nothing says which kind of dossier it is.

    Scans and pictures: a person has to look at them, which is a verdict (`a_verifier`).
    """

    exit_code = 1
    code = "sans_texte"


class PackError(InputsError):
    """A rule pack or its gabarit is wrong: the trainer's or our fault, never the learner's."""

    exit_code = 4
    code = "modele"


class DependencyMissingError(DossierError):
    """A program or library that the request needs is not installed; `aide` says how to get it."""

    exit_code = 5
    code = "dependance"


class LayoutFailedError(DossierError):
    """No layout engine could give the pages of the document."""

    exit_code = 6
    code = "mise_en_page"


class CannotWriteError(DossierError):
    """The result cannot be written; nothing was changed."""

    exit_code = 7
    code = "ecriture"
