"""PAG001 to PAG004: how long the document is, part by part, and whether pages are numbered."""

from __future__ import annotations

from collections.abc import Iterator

from dossier_builder.domain.facts import Facts
from dossier_builder.domain.findings import Finding
from dossier_builder.domain.interval import Interval
from dossier_builder.domain.modele import Modele, Pages, Section, Source
from dossier_builder.domain.pagination import Pagination
from dossier_builder.domain.sections import SectionFound
from dossier_builder.domain.typographie import nombre, plages, pluriel
from dossier_builder.rules.check import Check, Parametres, SansParametres, Subject
from dossier_builder.rules.conseils import to_lengthen, to_shorten
from dossier_builder.rules.judged import (
    Judged,
    failed,
    judged,
    not_applicable,
    not_evaluated,
    passed,
)
from dossier_builder.values import frozen

_EXPORT = "Exportez le PDF depuis Word (Fichier, Enregistrer sous, PDF) et vérifiez ce PDF."
_NAME_ANNEXES = "Ouvrez les annexes par un titre « Annexes » en haut d’une page, puis vérifiez."


@frozen(kw_only=True)
class BudgetParametres(Parametres):
    """`tolerance`: share of the budget that may be missing or in excess without a word."""

    tolerance: float = 0.25


def _pages_source(modele: Modele) -> Source | None:
    return modele.pages.source if modele.pages else None


def limits(pages: Pages) -> str:
    """The limit in words: `16 à 21 pages`."""
    if pages.min is None or pages.max is None:
        bound = pages.max if pages.min is None else pages.min
        return f"{'au plus' if pages.min is None else 'au moins'} {bound} pages"
    return f"{pages.min} à {pages.max} pages"


def _counted_pages(subject: Subject, _: SansParametres) -> Judged:
    pages, pagination = subject.modele.pages, subject.facts.pagination
    if pages is None:
        return not_applicable("Ce dossier n’a pas de limite de pages.")
    counted = pagination.comptees
    if counted.inside(pages.min, pages.max):
        return passed(f"{_count(counted)} ; il en faut {limits(pages)}. {pagination.motif}")
    if not counted.outside(pages.min, pages.max):
        return not_evaluated(_undecided(pagination, limits(pages)))
    return failed([_length_finding(subject, pages, counted)], pagination.motif)


def _undecided(pagination: Pagination, wanted: str) -> str:
    """Why the count does not decide, and what would: the annexes to be named, or Word's own PDF."""
    counted = pagination.comptees
    if pagination.hypotheses:
        return (
            f"Entre {counted.min} et {counted.max} pages comptées selon l’endroit où commencent "
            f"les annexes, pour {wanted}. {pagination.motif} {_NAME_ANNEXES}"
        )
    return (
        f"Entre {counted.min} et {counted.max} pages comptées selon le logiciel, pour "
        f"{wanted} : le compte exact décide. {pagination.motif} {_EXPORT}"
    )


def _count(counted: Interval) -> str:
    if counted.is_exact:
        return pluriel(counted.min, "page comptée", "pages comptées")
    return f"{counted} pages comptées"


def _length_finding(subject: Subject, pages: Pages, counted: Interval) -> Finding:
    too_long = pages.max is not None and counted.min > pages.max
    if too_long and pages.max is not None:
        gap = counted.min - pages.max
        aide = (
            f"Retirez environ {pluriel(gap, 'page')} : ce qui illustre sans démontrer peut aller "
            "en annexe, qui ne compte pas."
        )
        aide = _with_advice(aide, to_shorten(subject.facts, subject.modele, gap))
    else:
        gap = (pages.min or 0) - counted.max
        aide = f"Il manque environ {pluriel(gap, 'page')} : voyez les parties les plus courtes."
        aide = _with_advice(aide, to_lengthen(subject.facts, subject.modele))
    return subject.wording.finding(
        f"{_count(counted)} ; il en faut {limits(pages)}.",
        aide,
        nature="a_corriger" if too_long else "a_ecrire",
        page=_page_to_show(subject, pages, too_long=too_long),
        comptees=str(counted),
        min=pages.min,
        max=pages.max,
        ecart=gap,
    )


def _with_advice(aide: str, advice: str) -> str:
    return f"{aide} {advice}".rstrip()


def _page_to_show(subject: Subject, pages: Pages, *, too_long: bool) -> int:
    """The first page in excess, or the last page that counts."""
    pagination = subject.facts.pagination
    if not too_long and (last := _last_of_the_body(subject.facts, pages)) is not None:
        return last
    skipped = {
        *(pagination.couverture if "couverture" in pages.hors else ()),
        *(pagination.sommaire if "sommaire" in pages.hors else ()),
    }
    numbers = [n for n in range(1, pagination.total.max + 1) if n not in skipped]
    rank = pages.max if too_long and pages.max is not None else pagination.comptees.max - 1
    return numbers[min(max(rank, 0), len(numbers) - 1)]


def _last_of_the_body(facts: Facts, pages: Pages) -> int | None:
    """Where the text that counts ends: the count itself may be an interval, wider than the text."""
    opening = facts.annexes.debut if "annexes" in pages.hors else None
    before = (p for p in facts.paragraphs if opening is None or p.index < opening)
    return max((p.page for p in before if p.page is not None), default=None)


def _budget(subject: Subject, parametres: BudgetParametres) -> Judged:
    budgeted = {s.id: s for s in subject.modele.sections if s.pages is not None}
    found = [s for s in subject.facts.sections if s.id in budgeted and s.pages is not None]
    if not found:
        return not_applicable("Aucune partie avec un nombre de pages conseillé n’a été trouvée.")
    constats = [
        finding
        for section in found
        for finding in _budget_findings(subject, section, budgeted[section.id], parametres)
    ]
    return judged(
        constats,
        f"{pluriel(len(found), 'partie')} dans les repères de longueur.",
        source=budgeted[found[0].id].source,
    )


def _budget_findings(
    subject: Subject, found: SectionFound, section: Section, parametres: BudgetParametres
) -> Iterator[Finding]:
    if section.pages is None or found.pages is None:
        return
    low, high = section.pages
    too_short = found.pages < low * (1 - parametres.tolerance)
    if not too_short and found.pages <= high * (1 + parametres.tolerance):
        return
    if too_short and _is_thin(found, section):
        return  # SEC003 says it in words: one fault, one finding
    yield subject.wording.finding(
        f"« {section.titre} » : {nombre(found.pages)} page{'s' if found.pages >= 2 else ''} ; "  # noqa: PLR2004 - the French plural
        f"repère {nombre(low)} à {nombre(high)}.",
        "Développez ce que vous avez fait, et pourquoi."
        if too_short
        else "Resserrez cette partie, ou déplacez ce qui illustre en annexe.",
        nature="a_ecrire" if too_short else "a_corriger",
        page=found.page,
        paragraphe=found.paragraphe,
        titre=section.titre,
        pages=nombre(found.pages),
    )


def _is_thin(found: SectionFound, section: Section) -> bool:
    return found.mots is not None and found.mots < (section.mots_min or 0)


def _numbered(subject: Subject, _: SansParametres) -> Judged:
    pagination = subject.facts.pagination
    last = pagination.annexes_debut.min - 1 if pagination.annexes_debut else pagination.total.min
    # The cover never needs a number, and many leave the sommaire without one.
    exempt = {1, *pagination.couverture, *pagination.sommaire}
    expected = [n for n in range(1, last + 1) if n not in exempt]
    if not expected:
        return not_applicable("Une seule page.")
    if subject.facts.sans_moteur:
        return not_evaluated("Sans moteur, les numéros imprimés n’ont pas été regardés.")
    without = [n for n in expected if subject.facts.page_numbers.get(n) is None]
    if not without:
        return passed(f"Numéros vus sur les pages {plages(expected)}.")
    every = len(without) == len(expected)
    seen = (
        "Les pages ne sont pas numérotées." if every else f"Pages sans numéro : {plages(without)}."
    )
    aide = "Dans Word : Insertion, Numéro de page, Bas de page."
    return failed([subject.wording.finding(seen, aide, page=without[0], pages=plages(without))])


def _annex_length(subject: Subject, _: SansParametres) -> Judged:
    annexes = subject.modele.annexes
    if annexes.pages_max is None and annexes.pages_max_par_annexe is None:
        return not_applicable("Aucune limite de longueur pour les annexes.")
    found = subject.facts.annexes.presentes
    constats = [
        subject.wording.finding(
            f"« {annexe.titre} » fait {pluriel(annexe.pages, 'page')} ; au plus {most}.",
            "Gardez les pages que votre texte cite.",
            page=annexe.page,
            paragraphe=annexe.paragraphe,
        )
        for annexe in found
        if (most := annexes.pages_max_par_annexe) is not None and annexe.pages > most
    ]
    total = sum(annexe.pages for annexe in found) or _unnamed_pages(subject.facts)
    if annexes.pages_max is not None and total > annexes.pages_max:
        message = f"{total} pages d’annexes ; au plus {annexes.pages_max}."
        aide = "Gardez les annexes que votre texte cite."
        start = subject.facts.pagination.annexes_debut
        page = found[0].page if found else start.min if start else None
        constats.append(subject.wording.finding(message, aide, page=page))
    return judged(constats, f"{total} pages d’annexes.")


def _unnamed_pages(facts: Facts) -> int:
    """The pages from the title « Annexes » to the end, where no annex has a title of its own."""
    start, total = facts.pagination.annexes_debut, facts.pagination.total
    if start is None or facts.annexes.debut is None or facts.annexes.fin is not None:
        return 0
    return max(0, total.min - start.max + 1)


CHECKS = (
    Check(
        "PAG001",
        "Nombre de pages comptées",
        _counted_pages,
        placeholders=frozenset({"comptees", "min", "max", "ecart"}),
        lit_le_texte=False,
        source=_pages_source,
    ),
    Check(
        "PAG002",
        "Longueur de chaque partie",
        _budget,
        BudgetParametres,
        placeholders=frozenset({"titre", "pages"}),
    ),
    Check(
        "PAG003",
        "Pages numérotées",
        _numbered,
        placeholders=frozenset({"pages"}),
    ),
    Check(
        "PAG004",
        "Longueur des annexes",
        _annex_length,
        lit_le_texte=False,
        source=lambda modele: modele.annexes.source,
    ),
)
