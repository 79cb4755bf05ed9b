"""The blocks PAGES and PARTIES of the terminal report."""

from __future__ import annotations

from collections.abc import Iterator

from dossier_builder.domain.interval import Interval
from dossier_builder.domain.modele import Modele, Pages, Section
from dossier_builder.domain.pagination import Pagination
from dossier_builder.domain.report import DocumentReport
from dossier_builder.domain.typographie import nombre, plages
from dossier_builder.report.style import Style

CONFIANCE = {"sure": "sûr", "probable": "probable", "incertaine": "incertain"}
_INDENT = " " * 7
_BAR = 8


def page_lines(pagination: Pagination, modele: Modele, style: Style) -> Iterator[str]:
    """How many pages count, which ones, where the annexes begin, where the figure comes from."""
    counted = pagination.comptees
    trust = f"({CONFIANCE[pagination.confiance]})"
    limit = _against_limit(counted, modele.pages)
    head = f"{counted} comptée{'s' if counted.max > 1 else ''}"
    yield f"{style.paint('PAGES', 'titre')}  {head}{limit}  {trust}"
    yield f"{_INDENT}{_which(pagination, modele)}"
    if pagination.annexes_debut:
        last = pagination.total
        where = f"annexes : p. {pagination.annexes_debut} à {last.max}"
        proof = f", {pagination.annexes_preuve}" if pagination.annexes_preuve else ""
        yield f"{_INDENT}{where}{proof}"
    if pagination.motif:
        yield f"{_INDENT}{pagination.motif}"


def _against_limit(counted: Interval, pages: Pages | None) -> str:
    if pages is None or (pages.min is None and pages.max is None):
        return "."
    if pages.min is not None and pages.max is not None:
        wanted = f" ; il en faut {pages.min} à {pages.max}"
    elif pages.max is not None:
        wanted = f" ; au plus {pages.max}"
    else:
        wanted = f" ; au moins {pages.min}"
    if pages.max is not None and counted.min > pages.max:
        return f"{wanted} : {counted.min - pages.max} de trop."
    if pages.min is not None and counted.max < pages.min:
        return f"{wanted} : encore {pages.min - counted.max} à écrire."
    if pages.max is not None and counted.inside(pages.min, pages.max):
        return f"{wanted} : encore {pages.max - counted.max} au plus."
    return f"{wanted}."


def _which(pagination: Pagination, modele: Modele) -> str:
    hors = modele.pages.hors if modele.pages else ("annexes",)
    last = pagination.annexes_debut.min - 1 if pagination.annexes_debut else pagination.total.min
    skipped: dict[str, tuple[int, ...]] = {}
    if "couverture" in hors and pagination.couverture:
        skipped["garde"] = pagination.couverture
    if "sommaire" in hors and pagination.sommaire:
        skipped["sommaire"] = pagination.sommaire
    out = {page for pages in skipped.values() for page in pages}
    counted = plages([n for n in range(1, max(last, 1) + 1) if n not in out])
    if not skipped:
        return f"p. {counted} comptées, garde et sommaire compris"
    named = " et ".join(f"{name} p. {plages(pages)}" for name, pages in skipped.items())
    return f"p. {counted} comptées ; {named} non"


def reading_note(pagination: Pagination, modele: Modele) -> Iterator[str]:
    """A warning when the two readings of « hors annexes » would not give the same verdict."""
    pages = modele.pages
    if pages is None:
        return
    wide, narrow = pagination.hors_annexes, pagination.hors_couverture_sommaire_annexes
    if wide.inside(pages.min, pages.max) != narrow.inside(pages.min, pages.max):
        yield (
            f"{_INDENT}{wide} pages avec garde et sommaire, {narrow} sans : votre centre doit dire "
            "lesquelles comptent."
        )


def section_lines(document: DocumentReport, style: Style) -> Iterator[str]:
    """The parts with a page budget, or every section of level 1, with their length."""
    modele = document.modele
    if modele is None:
        return
    shown = [(modele.section(found.id), found) for found in document.sections]
    shown = [(section, found) for section, found in shown if section.niveau == 1]
    if style.texte_seul:
        yield "PARTIES"
    else:
        yield f"{style.paint('PARTIES', 'titre')}{' ' * 48}pages   repère"
    for rank, (section, found) in enumerate(shown, start=1):
        budget = _budget(section)
        if found.pages is None:
            length, bar, remark = "absente", "", ""
        else:
            length = nombre(found.pages)
            bar = "#" * min(_BAR, max(1, round(found.pages)))
            remark = _remark(found.pages, section)
        if style.texte_seul:
            length = length if found.pages is None else pluriel_pages(found.pages)
            advice = f", repère {budget}" if budget else ""
            yield f"  {rank}. {section.titre} : {length}{advice}{', ' + remark if remark else ''}"
        else:
            title = f"{rank} {section.titre}"
            title = title if len(title) <= 42 else title[:41] + "…"  # noqa: PLR2004 - the column
            yield f"  {title:<42} {bar:<{_BAR}} {length:>7}   {budget:<9} {remark}".rstrip()
    if any(s.source.statut == "infere" for s, _ in shown):
        yield "  (parties et repères : proposés, à confirmer par votre formateur)"


def pluriel_pages(pages: float) -> str:
    """`3,2 pages`, `1,3 page`."""
    return f"{nombre(pages)} page{'s' if pages >= 2 else ''}"  # noqa: PLR2004 - the French plural


def _budget(section: Section) -> str:
    if section.pages is None:
        return ""
    low, high = section.pages
    return nombre(low) if low == high else f"{nombre(low)} à {nombre(high)}"


def _remark(pages: float, section: Section) -> str:
    if section.pages is None:
        return ""
    low, high = section.pages
    if pages < low:
        return "à étoffer"
    return "un peu long" if pages > high else ""
