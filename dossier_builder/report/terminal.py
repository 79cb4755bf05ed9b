"""The report a person reads in a terminal: a few documents in full, many as a table."""

from __future__ import annotations

from collections.abc import Iterator

from dossier_builder.domain.findings import Verdict
from dossier_builder.domain.report import DocumentReport, Erreur, Report
from dossier_builder.domain.typographie import insecable, pluriel
from dossier_builder.report.findings_block import finding_lines
from dossier_builder.report.lines import labelled, wrapped
from dossier_builder.report.page_block import counted_pages, gap, page_lines
from dossier_builder.report.printable import printable
from dossier_builder.report.section_block import section_lines
from dossier_builder.report.selection import first_thing, natures, unjudged
from dossier_builder.report.style import Role, Style
from dossier_builder.report.terminal_promotion import promotion_lines
from dossier_builder.report.words import FOOTER

WORDS: dict[Verdict, tuple[str, Role]] = {
    "conforme": ("CONFORME", "bon"),
    "non_conforme": ("À CORRIGER", "mauvais"),
    "a_verifier": ("À VÉRIFIER", "attention"),
    "illisible": ("ILLISIBLE", "mauvais"),
}
# A learner's dossiers are three; beyond, a table with the first thing to do of each.
_IN_FULL = 3
_GAPS = (6, 4, 2)
_WIDEST_NAME = 40


def write(report: Report, style: Style) -> str:
    """The whole report; ends with a newline."""
    report = printable(report)
    lines: list[str] = []
    if len(report.documents) <= _IN_FULL:
        for document in report.documents:
            lines += [*_document(document, report, style), ""]
    if len(report.documents) > 1:
        lines += [*_table(report, style), ""]
    promotion = list(promotion_lines(report, style))
    lines += [*promotion, ""] if promotion else []
    lines += _explain(report, style)
    lines.append(style.paint(insecable(FOOTER), "discret"))
    return "\n".join(lines) + "\n"


def _document(document: DocumentReport, report: Report, style: Style) -> Iterator[str]:
    yield from _header(document, report, style)
    if document.erreur:
        yield from _unreadable(document.erreur, style)
        return
    if document.pagination and document.modele:
        yield ""
        yield from page_lines(document.pagination, document.modele, style)
    parts = list(section_lines(document, style))
    yield from (["", *parts] if parts else [])
    yield from finding_lines(document, style)
    yield from _margin_notes(document, style)


def _header(document: DocumentReport, report: Report, style: Style) -> Iterator[str]:
    word, role = WORDS[document.verdict]
    yield f"{style.paint(word, role)}  {document.fichier}"
    if document.modele is None or document.erreur:
        return
    stage = "brouillon" if document.etape == "brouillon" else "version finale"
    date = report.date
    parts = [
        f"{document.modele.sigle} - {document.modele.intitule}",
        f"{stage} du {date:%d/%m/%Y}, {date.hour}\u00a0h\u00a0{date:%M}",
    ]
    if document.session:
        parts.append(_session((document.session - date.date()).days))
    for line in _side_by_side(parts, style):
        yield style.paint(line, "titre")
    count = natures(document)
    counts = [
        f"À corriger : {count['a_corriger']}",
        f"Reste à écrire : {count['a_ecrire']}",
        f"À décider : {count['a_decider'] + len(unjudged(document, decisive=True))}",
        f"Vérifié : {sum(o.statut == 'reussie' for o in document.outcomes)}",
    ]
    yield from _side_by_side(counts, style)


def _side_by_side(parts: list[str], style: Style) -> Iterator[str]:
    """Parts on one line, or one a line where the line is too narrow."""
    parts = [insecable(part) for part in parts]
    lines = ((" " * gap).join(parts) for gap in _GAPS)
    fitting = next((line for line in lines if len(line) <= style.largeur), None)
    if style.texte_seul or fitting is None:
        yield from parts
    else:
        yield fitting


def _session(days: int) -> str:
    if days < 0:
        return f"session passée depuis {pluriel(-days, 'jour')}"
    return "session aujourd’hui" if days == 0 else f"session dans {pluriel(days, 'jour')}"


def _unreadable(erreur: Erreur, style: Style) -> Iterator[str]:
    yield from wrapped(erreur.message, style, before="  ")
    if erreur.aide:
        yield from wrapped(erreur.aide, style, before="  ")
    for problem in erreur.problemes:
        yield f"  {style.paint(problem.place, 'titre')}"
        yield from wrapped(problem.message, style, before="    ")
        if problem.aide:
            yield from wrapped(problem.aide, style, before="    ")


def _margin_notes(document: DocumentReport, style: Style) -> Iterator[str]:
    """What nobody could read or judge, and what is good to know."""
    unread = [(f"{gap(missed.pages)} : {missed.motif}", "") for missed in document.non_verifie]
    unread += [
        (reason.preuve, ", ".join(reason.codes)) for reason in unjudged(document, decisive=False)
    ]
    notes = [(note, "") for note in document.notes]
    for label, texts in (("NON VÉRIFIÉ", unread), ("À NOTER", notes)):
        for number, (text, right) in enumerate(texts):
            if number == 0:
                yield ""
            yield from labelled(label if number == 0 else "", text, style, right=right)


def _table(report: Report, style: Style) -> Iterator[str]:
    yield style.paint("ENSEMBLE", "titre")
    widest = min(_WIDEST_NAME, max(len(document.fichier) for document in report.documents))
    for document in report.documents:
        word, role = WORDS[document.verdict]
        kind = document.modele.sigle if document.modele else ""
        pages = counted_pages(document.pagination) if document.pagination else ""
        if style.texte_seul:
            parts = [document.fichier, kind, pages, word.lower(), _first(document)]
            yield insecable("  " + ", ".join(filter(None, parts)))
            continue
        name = document.fichier
        name = name if len(name) <= widest else f"…{name[1 - widest :]}"
        line = f"  {name:<{widest}}  {kind:<5}  {pages:<13}  "
        yield f"{line}{style.paint(word.lower(), role)}"
        if len(report.documents) > _IN_FULL and _first(document):
            yield from wrapped(_first(document), style, before="      ")
    counts = report.synthese
    total = [
        pluriel(counts.conformes, "conforme"),
        f"{counts.non_conformes} à corriger",
        f"{counts.a_verifier} à vérifier",
        pluriel(counts.illisibles, "illisible"),
    ]
    yield insecable(f"  {pluriel(counts.documents, 'document')} : {', '.join(total)}")


def _first(document: DocumentReport) -> str:
    return document.erreur.message if document.erreur else first_thing(document)[0]


def _explain(report: Report, style: Style) -> list[str]:
    """How to learn more of the first rule that has something to say."""
    code = next((code for document in report.documents if (code := first_thing(document)[1])), "")
    if not code:
        return []
    return list(wrapped(f"Comprendre une règle : dossier expliquer {code}", style))
