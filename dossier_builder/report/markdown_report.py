"""The Markdown report (GitHub-flavoured): a few documents in full, many as a board."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dossier_builder.domain.report import DocumentReport, Report
from dossier_builder.report.html_board import Board, BoardCell, board
from dossier_builder.report.html_document import DocumentView, Findings, view
from dossier_builder.report.markdown_text import items, plain, table, title
from dossier_builder.report.promotion import rows
from dossier_builder.report.selection import Group
from dossier_builder.report.shared_faults import Missed
from dossier_builder.report.style import Style
from dossier_builder.report.words import FOOTER

_IN_FULL = 3
_MANY_BLANKS = re.compile(r"\n{3,}")


def write(report: Report, _: Style) -> str:
    """The whole report; ends with a newline."""
    lines: list[str] = []
    if len(report.documents) != 1 or report.cohorte:
        lines += _board(board(report, rows(report)))
    if len(report.documents) <= _IN_FULL:
        for document in report.documents:
            lines += _document(document, report)
    lines += ["", "---", "", plain(FOOTER)]
    return _MANY_BLANKS.sub("\n\n", "\n".join(lines)).strip() + "\n"


def _board(made: Board) -> Iterator[str]:
    yield from title(1, made.title)
    yield from (plain(" · ".join(made.facts)), "")
    intake = [f"{count.figure} {count.label}" for count in made.intake]
    verdicts = [
        f"{count.figure} {count.label}" + (f" ({count.change})" if count.change else "")
        for count in made.verdicts
    ]
    yield from items(
        filter(
            None,
            (", ".join(filter(None, (*intake, made.paths))), ", ".join(verdicts), made.fallen),
        )
    )
    if made.demandes:
        yield from title(2, "À faire ce soir")
        for demande in made.demandes:
            yield f"- **{plain(demande.titre)}**"
            yield from (f"  {line}" for line in items(demande.concernes))
    yield from title(2, "Les dossiers")
    head = ["Apprenant ou fichier", *(_column(c.sigle, c.limits) for c in made.columns), "D’abord"]
    yield from table(
        head,
        (
            [
                f"{row.name} ({row.detail})" if row.detail else row.name,
                *("; ".join(_cell(cell) for cell in column) for column in row.cells),
                row.first,
            ]
            for row in made.rows
        ),
    )
    yield from _lot(made)


def _lot(made: Board) -> Iterator[str]:
    lot = made.lot
    if lot.missed or lot.competences:
        yield from title(2, "Ce qui est manqué le plus")
        yield from items(_missed(line) for line in (*lot.missed, *lot.competences))
    if lot.advice:
        yield from title(2, "Recommandation, non bloquant")
        yield from items(_missed(line) for line in lot.advice)
    for name, lines in (
        ("Vérifié", lot.verified),
        ("Non vérifié", lot.unverified),
        ("D’après", lot.sources),
        ("Dérogations", made.waived),
    ):
        if lines:
            yield from title(2, name)
            yield from items(lines)


def _column(sigle: str, limits: str) -> str:
    return f"{sigle} ({limits} p.)" if limits else sigle


def _cell(cell: BoardCell) -> str:
    waived = f"dérogation ({cell.waived_by})" if cell.waived_by else ""
    said = (cell.word, cell.remark, cell.pages, waived, cell.movement)
    return ", ".join(part for part in said if part)


def _missed(line: Missed) -> str:
    mostly = f" ; surtout : {line.surtout}" if line.surtout else ""
    advice = "" if line.gravite == "erreur" else ", conseil"
    return f"{line.intitule} ({line.controle}{advice}) : {line.documents} sur {line.sur}{mostly}"


def _document(document: DocumentReport, report: Report) -> Iterator[str]:
    seen = view(document, "", report.date)
    yield from title(1, document.fichier)
    yield f"**{plain(seen.word.upper())}** {plain(seen.title)}, {plain(', '.join(seen.facts))}"
    yield from ("", plain(", ".join(f"{count} {word}" for word, count in seen.counts)), "")
    if document.erreur:
        erreur = document.erreur
        yield from ("", plain(erreur.message), "", plain(erreur.aide), "")
        for problem in erreur.problemes:
            yield f"- {plain(problem.place)} : {plain(problem.message)} {plain(problem.aide)}"
        return
    yield from _pages(seen)
    yield from _findings(seen)
    checked = [f"{intitule} ({code}) : {preuve}" for code, intitule, preuve in seen.verified]
    missed = [f"{text} ({codes})" if codes else text for text, codes in seen.unverified]
    for name, lines in (
        ("Dérogation", seen.waived),
        ("Vérifié", checked),
        ("Non vérifié", missed),
        ("À noter", document.notes),
    ):
        if lines:
            yield from title(2, name)
            yield from items(lines)


def _pages(seen: DocumentView) -> Iterator[str]:
    if seen.pages:
        yield from title(2, "Pages")
        yield f"{plain(seen.pages)} (compte {seen.confidence})"
        other = (seen.other_reading,) if seen.other_reading else ()
        yield from ("", *items((*other, *seen.explanations)))
    if seen.parts:
        yield from title(2, "Parties")
        yield from table(
            ("Partie", "Pages", "Repère", ""),
            (
                (
                    f"{row.part.number}. {row.part.section.titre}"
                    if row.part.number
                    else row.part.section.titre,
                    row.part.length,
                    row.part.budget,
                    row.part.remark,
                )
                for row in seen.parts
            ),
        )


def _findings(seen: DocumentView) -> Iterator[str]:
    for name, found in (
        ("D’abord", seen.to_mend),
        ("Reste à écrire", seen.to_write),
        ("À décider", seen.to_decide),
    ):
        stopped = seen.undecided if name == "À décider" else ()
        if not found.full and not stopped:
            continue
        yield from title(2, name)
        yield from _in_full(found, numbered=name == "D’abord")
        yield from items(f"{one.preuve} ({', '.join(one.codes)})" for one in stopped)


def _in_full(found: Findings, *, numbered: bool) -> Iterator[str]:
    for rank, group in enumerate(found.full, start=1):
        mark = f"{rank}." if numbered else "-"
        yield f"{mark} {_head(group)}"
        indent = " " * (len(mark) + 1)
        yield from (f"{indent}- {plain(detail)}" for detail in _details(group))
    if found.folded:
        yield ""
    for rule in found.folded:
        yield f"- {plain(f'{rule.place} {rule.texte}'.strip())} ({rule.controle})"


def _head(group: Group) -> str:
    times = f" ({group.times})" if group.times else ""
    where = f"{plain(group.place)} : " if group.place else ""
    return f"{where}**{plain(group.finding.message)}**{times} ({group.outcome.controle})"


def _details(group: Group) -> Sequence[str]:
    named = (
        ("lu", f"« {group.extrait} »" if group.extrait else ""),
        ("à faire", group.finding.aide),
        ("pourquoi", group.pourquoi),
    )
    return [f"{name} : {text}" for name, text in named if text]
