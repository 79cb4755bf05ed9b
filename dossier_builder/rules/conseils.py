"""What would bring a dossier back within its limit: short advice for PAG001, from the facts.

Beside the checks: it judges nothing, and says at most three things, the most useful first.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from dossier_builder.domain.facts import Facts
from dossier_builder.domain.modele import Modele, Section
from dossier_builder.domain.sections import SectionFound
from dossier_builder.domain.typographie import nombre, plages
from dossier_builder.rules.checks.blancs import empty_runs, last_page, only_lines
from dossier_builder.rules.extent import body

_AT_MOST = 3
# Less than this beyond a budget is no advice.
_WORTH_PAGES = 0.3
# A picture this high takes more than a quarter of a page; so many empty lines fill one.
_LARGE_CM, _TEXT_CM = 6.0, 24.0
_LINES_A_PAGE = 40
_EMPTY_LINES = 3
# So many lines at most on the last page: taking them off saves it.
_FEW_LINES = 12
_WORDS_A_PAGE = 350


def to_shorten(facts: Facts, modele: Modele, pages: int) -> str:
    """How to lose `pages` pages, in French; "" when nothing in the facts tells."""
    return " ".join(islice(_to_shorten(facts, modele, pages), _AT_MOST))


def to_lengthen(facts: Facts, modele: Modele) -> str:
    """Which parts are thin, in French; "" when nothing in the facts tells."""
    return " ".join(islice(_to_lengthen(facts, modele), 1))


def _to_shorten(facts: Facts, modele: Modele, pages: int) -> Iterator[str]:
    last = last_page(facts)
    if pages == 1 and last is not None and not last.images and 0 < last.lignes <= _FEW_LINES:
        yield f"La dernière page n’a {only_lines(last.lignes)} : le gagner ailleurs suffit."
    if facts.presentation is not None and facts.presentation.blanches:
        yield f"Supprimez la page blanche (p. {plages(facts.presentation.blanches)})."
    runs = empty_runs(facts, _EMPTY_LINES)
    empty = sum(run.nombre for run in runs)
    if 2 * empty >= _LINES_A_PAGE:
        yield f"{empty} lignes vides prennent {_about(empty / _LINES_A_PAGE)}."
    over = _over_budget(facts, modele)
    if over:
        told = [f"« {s.titre} » dépasse son repère de {pages_of(gap)}" for gap, s in over[:2]]
        yield f"{' ; '.join(told)}."
    yield from _pictures(facts)


def _about(pages: float) -> str:
    return f"environ {pages_of(pages)}"


def pages_of(pages: float) -> str:
    """`0,5 page`, `2,5 pages`."""
    return f"{nombre(pages)} page{'s' if round(pages, 1) >= 2 else ''}"  # noqa: PLR2004 - the French plural


def _over_budget(facts: Facts, modele: Modele) -> list[tuple[float, Section]]:
    """The parts beyond their budget, the longest excess first."""
    gaps = [
        (found.pages - section.pages[1], section)
        for found, section in _budgeted(facts, modele)
        if found.pages is not None and section.pages is not None
    ]
    over = [(round(gap, 1), section) for gap, section in gaps if gap >= _WORTH_PAGES]
    return sorted(over, key=lambda one: -one[0])


def _budgeted(facts: Facts, modele: Modele) -> Iterator[tuple[SectionFound, Section]]:
    known = {section.id: section for section in modele.sections if section.pages is not None}
    for found in facts.sections:
        if found.id in known and found.trouve is not None:
            yield found, known[found.id]


def _pictures(facts: Facts) -> Iterator[str]:
    """The large pictures of the pages that count, and what they take."""
    if facts.presentation is None:
        return
    covers = {1, *facts.pagination.couverture}
    counted = {p.page for p in body(facts)} - covers
    large = [
        image
        for image in facts.presentation.images
        if image.hauteur >= _LARGE_CM and image.page in counted
    ]
    taken = sum(image.hauteur for image in large) / _TEXT_CM
    if not large or taken < _WORTH_PAGES:
        return
    pages = plages([image.page for image in large if image.page is not None])
    if len(large) == 1:
        yield (
            f"La grande image (p. {pages}) prend {_about(taken)} : en annexe, elle ne compte pas."
        )
        return
    yield (
        f"Les {len(large)} grandes images (p. {pages}) prennent {_about(taken)} : en annexe, "
        "elles ne comptent pas."
    )


def _to_lengthen(facts: Facts, modele: Modele) -> Iterator[str]:
    """The part that lacks most beside its budget, else the shortest for its least of words."""
    short = [
        (section.pages[0] - found.pages, found, section)
        for found, section in _budgeted(facts, modele)
        if found.pages is not None and section.pages is not None
    ]
    thin = [one for one in short if one[0] >= _WORTH_PAGES]
    if not thin:
        return
    gap, found, section = max(thin, key=lambda one: one[0])
    low = section.pages[0] if section.pages else 0.0
    words = round(gap * _WORDS_A_PAGE, -1)
    yield (
        f"La plus mince est « {section.titre} » : {pages_of(found.pages or 0.0)} pour "
        f"{nombre(low)} au moins, soit environ {words:.0f} mots à écrire."
    )
