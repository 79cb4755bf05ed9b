"""What a file can turn out to be: a document that is checked, or a stranger that is named."""

from __future__ import annotations

from typing import Literal

from dossier_builder.values import frozen

DocumentKind = Literal["docx", "pdf", "odt", "ott", "rtf", "doc"]


@frozen
class Document:
    """A document that can be checked; `macros`: it carries some, as far as its shell shows."""

    kind: DocumentKind
    macros: bool = False


@frozen
class Stranger:
    """What a file is (French, with its article) and what to do (French).

    `known`: the format is supported, so that nothing is to be said of its name. `letter` is what
    to write to the person who sent it (French, a whole sentence); "" for the usual one.
    """

    seen: str
    remedy: str
    known: bool = False
    letter: str = ""
