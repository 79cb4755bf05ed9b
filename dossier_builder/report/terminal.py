"""The report a person reads in a terminal: one document in full, several as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dossier_builder.domain.findings import Finding, Outcome, Verdict
from dossier_builder.domain.report import DocumentReport, Report
from dossier_builder.domain.typographie import insecable, pluriel
from dossier_builder.report.page_block import page_lines, reading_note, section_lines
from dossier_builder.report.style import Role, Style

FOOTER = "Contrôle de forme seulement ; le jury juge le fond. Rien n’a été modifié ni envoyé."
WORDS: dict[Verdict, tuple[str, Role]] = {
    "conforme": ("CONFORME", "bon"),
    "non_conforme": ("À CORRIGER", "mauvais"),
    "a_verifier": ("À VÉRIFIER", "attention"),
    "illisible": ("ILLISIBLE", "mauvais"),
}
STATUTS = {
    "programme": "programme du centre",
    "officiel": "texte officiel",
    "centre": "règle du centre",
    "infere": "proposé, à confirmer par votre formateur",
}
_FIRST = 3
_GRAVITY = ("erreur", "avertissement", "information")


def write(report: Report, style: Style) -> str:
    """The whole report; ends with a newline."""
    lines: list[str] = []
    for document in report.documents:
        lines += [*_document(document, report, style), ""]
    if len(report.documents) > 1:
        lines += [*_table(report, style), ""]
    lines.append(style.paint(FOOTER, "discret"))
    return insecable("\n".join(lines)) + "\n"


def _document(document: DocumentReport, report: Report, style: Style) -> Iterator[str]:
    yield from _header(document, report, style)
    if document.erreur:
        yield from _unreadable(document, style)
        return
    yield ""
    if document.pagination and document.modele:
        yield from page_lines(document.pagination, document.modele, style)
        yield from reading_note(document.pagination, document.modele)
    if document.sections:
        yield ""
        yield from section_lines(document, style)
    yield from _findings(document, style)
    for gap in document.non_verifie:
        pages = f"p. {gap.pages[0]} à {gap.pages[1]}"
        yield f"{style.paint('NON VÉRIFIÉ', 'titre')}  {pages} : {gap.motif}"
    for note in document.notes:
        yield f"{style.paint('À NOTER', 'titre')}  {note}"


def _header(document: DocumentReport, report: Report, style: Style) -> Iterator[str]:
    word, role = WORDS[document.verdict]
    yield f"{style.paint(word, role)}  {document.fichier}"
    if document.modele is None or document.erreur:
        return
    made = f"{document.etape} du {report.date:%d/%m/%Y}, {report.date.hour} h {report.date:%M}"
    parts = [f"{document.modele.sigle} - {document.modele.intitule}", made]
    if document.session:
        days = (document.session - report.date.date()).days
        parts.append(_session(days))
    yield style.paint("      ".join(parts), "titre")
    natures = Counter(f.nature for _, f in _failures(document))
    undecided = natures["a_decider"] + len(_unjudged(document))
    verified = sum(o.statut == "reussie" for o in document.outcomes)
    counts = (
        f"À corriger : {natures['a_corriger']}",
        f"Reste à écrire : {natures['a_ecrire']}",
        f"À décider : {undecided}",
        f"Vérifié : {verified}",
    )
    yield "        ".join(counts)


def _session(days: int) -> str:
    if days < 0:
        return f"session passée depuis {pluriel(-days, 'jour')}"
    return "session aujourd’hui" if days == 0 else f"session dans {pluriel(days, 'jour')}"


def _unreadable(document: DocumentReport, style: Style) -> Iterator[str]:
    erreur = document.erreur
    if erreur is None:
        return
    yield f"  {erreur.message}"
    if erreur.aide:
        yield f"  {erreur.aide}"
    for problem in erreur.problemes:
        yield f"  {style.paint(problem.place, 'titre')}  {problem.message}"
        if problem.aide:
            yield f"      {problem.aide}"


def _failures(document: DocumentReport) -> list[tuple[Outcome, Finding]]:
    """Every finding that still counts, the gravest and earliest first."""
    found = [
        (outcome, finding)
        for outcome in document.outcomes
        if outcome.statut == "echouee" and outcome.dispense is None
        for finding in outcome.constats
    ]
    return sorted(found, key=lambda pair: (_GRAVITY.index(pair[0].gravite), pair[1].page or 0))


def _unjudged(document: DocumentReport) -> list[Outcome]:
    return [o for o in document.outcomes if o.statut == "non_evaluee" and o.gravite == "erreur"]


def _findings(document: DocumentReport, style: Style) -> Iterator[str]:
    found = _failures(document)
    to_mend = [pair for pair in found if pair[1].nature == "a_corriger"]
    to_write = [pair for pair in found if pair[1].nature == "a_ecrire"]
    to_decide = [pair for pair in found if pair[1].nature == "a_decider"]
    if to_mend:
        yield ""
        yield style.paint("D’ABORD", "titre")
        for rank, (outcome, finding) in enumerate(to_mend[:_FIRST], start=1):
            yield from _in_full(f" {rank} ", outcome, finding, style)
        yield from _folded(to_mend[_FIRST:])
    if to_write:
        yield ""
        yield style.paint("RESTE À ÉCRIRE", "titre")
        for outcome, finding in to_write[:_FIRST]:
            yield from _in_full(" - ", outcome, finding, style)
        yield from _folded(to_write[_FIRST:])
    if to_decide or _unjudged(document):
        yield ""
        yield style.paint("À DÉCIDER", "titre")
        for outcome, finding in to_decide:
            yield from _in_full(" - ", outcome, finding, style)
        for outcome in _unjudged(document):
            yield f" - {outcome.preuve}  {style.paint(outcome.controle, 'discret')}"
    for outcome in document.outcomes:
        if outcome.dispense:
            who = (
                f"dérogation de {outcome.dispense.auteur} jusqu’au {outcome.dispense.fin:%d/%m/%Y}"
            )
            yield f" - {outcome.controle} : {who}"


def _in_full(lead: str, outcome: Outcome, finding: Finding, style: Style) -> Iterator[str]:
    place = f"p. {finding.page}  " if finding.page else ""
    grave = outcome.gravite == "erreur" and finding.nature == "a_corriger"
    message = style.paint(finding.message, "mauvais") if grave else finding.message
    yield f"{lead}{place}{message}  {style.paint(outcome.controle, 'discret')}"
    if finding.extrait:
        yield f"   lu : « {finding.extrait} »"
    if outcome.source:
        statut = STATUTS[outcome.source.statut]
        yield f"   pourquoi : {outcome.source.document} ({statut})"
    if finding.aide:
        yield f"   à faire : {finding.aide}"


def _folded(pairs: list[tuple[Outcome, Finding]]) -> Iterator[str]:
    """What comes after the first three: by kind, with the count and the pages."""
    for code, count in Counter(outcome.controle for outcome, _ in pairs).items():
        same = [finding for outcome, finding in pairs if outcome.controle == code]
        pages = sorted({finding.page for finding in same if finding.page})
        where = f" (p. {', '.join(map(str, pages))})" if pages else ""
        more = f" et {pluriel(count - 1, 'autre')}" if count > 1 else ""
        yield f" + {same[0].message}{more}{where}  {code}"


def _table(report: Report, style: Style) -> Iterator[str]:
    yield style.paint("ENSEMBLE", "titre")
    widest = max(len(document.fichier) for document in report.documents)
    for document in report.documents:
        word, role = WORDS[document.verdict]
        kind = document.modele.sigle if document.modele else "?"
        pages = f"{document.pagination.comptees} p." if document.pagination else ""
        line = f"  {document.fichier:<{widest}}  {kind:<6} {pages:<9}"
        yield f"{line} {style.paint(word.lower(), role)}"
    counts = report.synthese
    yield (
        f"  {pluriel(counts.documents, 'document')} : {pluriel(counts.conformes, 'conforme')}, "
        f"{counts.non_conformes} à corriger, {counts.a_verifier} à vérifier, "
        f"{pluriel(counts.illisibles, 'illisible')}"
    )
