"""The annotated copy: the learner's own docx, with what was found as Word comments.

The original is only read. Nothing of the text changes, nor its pages: the copy is a valid next
draft, and the checker says the same of it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from pathlib import Path

from dossier_builder.domain.findings import Finding
from dossier_builder.domain.report import DocumentReport
from dossier_builder.domain.typographie import insecable
from dossier_builder.domain.wording import folded, without_numbering
from dossier_builder.errors import UnreadableError
from dossier_builder.ooxml import Package, paragraphs, text_of
from dossier_builder.ooxml.comments import bearers, with_comments, without_comments
from dossier_builder.ooxml.gate import read_bounded
from dossier_builder.ouverture.macros import as_plain_document
from dossier_builder.report.annotated_text import Locate, notes

_LEAST = 15
"""Characters of an excerpt below which it could stand anywhere."""
_CUT = re.compile(r"^…|…$|\.\.\.$")


def annotate(
    original: bytes | Path, document: DocumentReport, *, date: dt.datetime | None = None
) -> bytes:
    """The docx with each finding as a comment at its paragraph, and a summary at the first one.

    Our comments of an earlier run are replaced, those of others kept; macros are left out (the
    copy is a plain docx). `date` is that of the comments. When the report is of another file (the
    PDF of the same dossier), each finding is looked for by its text. Raises UnreadableError: not
    a Word document, damaged, or without a paragraph that can bear a comment.
    """
    data = original if isinstance(original, bytes) else read_bounded(original)
    package = as_plain_document(without_comments(Package.from_bytes(data)))
    locate = _locator(package, document, data)
    made = with_comments(package, notes(document, locate, date=date), date=date)
    if made is None:
        raise UnreadableError(
            insecable("Ce document n’a aucun paragraphe où poser un commentaire."),
            "Lisez les remarques dans la fiche ou dans le rapport.",
        )
    return made.to_bytes(keep_dates=True)


def _locator(package: Package, document: DocumentReport, data: bytes) -> Locate:
    """By the paragraph's number where the report is of these very bytes, else by its text."""
    able = bearers(package)
    pages = document.pagination
    of_a_pdf = pages is not None and any(w.source == "pdf" for w in pages.temoins)
    of_this = document.empreinte in {"", hashlib.sha256(data).hexdigest()}
    if of_this and not of_a_pdf:

        def by_number(finding: Finding) -> int | None:
            number = finding.paragraphe
            return able[number] if number is not None and 0 <= number < len(able) else None

        return by_number

    texts = [text_of(p.element) for p in paragraphs(package.xml(package.document_name))]
    titles = {s.paragraphe: s.trouve for s in document.sections if s.trouve is not None}

    def by_text(finding: Finding) -> int | None:
        if finding.paragraphe is None:
            return None
        title = titles.get(finding.paragraphe)
        number = _titled(texts, title) if title else _quoted(texts, finding.extrait)
        return None if number is None else able[number]

    return by_text


def _titled(texts: list[str], title: str) -> int | None:
    """The last paragraph that is this heading: before it, the sommaire may say the same."""
    wanted = without_numbering(title)
    found = [n for n, text in enumerate(texts) if without_numbering(text) == wanted]
    return found[-1] if found else None


def _quoted(texts: list[str], extract: str) -> int | None:
    """The one paragraph that holds the excerpt."""
    wanted = folded(_CUT.sub("", extract.strip()))
    if len(wanted) < _LEAST:
        return None
    found = [number for number, text in enumerate(texts) if wanted in folded(text)]
    return found[0] if len(found) == 1 else None
