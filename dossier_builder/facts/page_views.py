"""What each physical page is, for the reports' page map: cover, sommaire, counted, annex."""

from __future__ import annotations

from collections.abc import Sequence

from dossier_builder.domain.report import PageGenre, PageVue
from dossier_builder.domain.sections import NonVerifie
from dossier_builder.facts.collect import Observation, trusted
from dossier_builder.facts.pagination import PageMap


def page_views(
    observation: Observation, non_verifie: Sequence[NonVerifie] = ()
) -> tuple[PageVue, ...]:
    """One PageVue a page, in the map of the trusted witness; none when it maps no page.

    A page of `non_verifie` has no text that could be read.
    """
    testimony = trusted(observation).testimony
    if not testimony.mapped:
        return ()
    pictures = {n for gap in non_verifie for n in range(gap.pages[0], gap.pages[1] + 1)}
    total = testimony.witness.total
    return tuple(
        PageVue(page, _genre(page, testimony.pages, total), image=page in pictures)
        for page in range(1, total + 1)
    )


def _genre(page: int, pages: PageMap, total: int) -> PageGenre:
    """The page where the body ends and the annexes begin counts."""
    if pages.annexes_debut is not None:
        first = pages.annexes_debut + pages.annexes_partagee
        if first <= page <= (pages.annexes_fin or total):
            return "annexe"
    if page in pages.couverture:
        return "garde"
    return "sommaire" if page in pages.sommaire else "comptee"
