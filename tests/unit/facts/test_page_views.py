"""The page map that reports draw: what each page is, in the map of the trusted witness."""

from __future__ import annotations

from pathlib import Path

from dossier_builder.domain.pagination import Witness
from dossier_builder.domain.report import PageVue
from dossier_builder.domain.sections import NonVerifie
from dossier_builder.domain.submission import LaidOut, Submission
from dossier_builder.facts import Observation, page_views
from dossier_builder.facts.annex_boundary import Hypotheses
from dossier_builder.facts.pagination import PageMap, paginate
from dossier_builder.facts.pagination import Testimony as Said
from dossier_builder.facts.views import View


def observed(pages: PageMap, total: int = 7, *, mapped: bool = True) -> Observation:
    counted = pages.counted(total, ("annexes",)) if mapped else None
    testimony = Said(Witness("pdf", total, counted, pages.annexes_debut), pages)
    view = View(testimony, (), Hypotheses(None), None)
    submission = Submission("dossier.pdf", Path("dossier.pdf"), "pdf", None)
    shown = paginate((testimony,), ("annexes",)) if mapped else paginate(
        (Said(Witness("pdf", total, total), PageMap()),), ("annexes",)
    )  # fmt: skip
    return Observation(LaidOut(submission), (view,), None, shown)


def kinds(views: tuple[PageVue, ...]) -> str:
    return "".join(view.genre[0] for view in views)


def test_each_page_is_what_the_map_says() -> None:
    views = page_views(observed(PageMap((1,), (2,), annexes_debut=6)))
    assert [view.page for view in views] == [1, 2, 3, 4, 5, 6, 7]
    assert kinds(views) == "gscccaa"


def test_the_page_where_the_annexes_begin_counts_when_the_body_ends_on_it() -> None:
    shared = PageMap(annexes_debut=5, annexes_partagee=True)
    assert kinds(page_views(observed(shared))) == "cccccaa"


def test_the_body_may_go_on_after_the_annexes() -> None:
    assert kinds(page_views(observed(PageMap(annexes_debut=3, annexes_fin=5)))) == "ccaaacc"


def test_pages_that_nobody_could_read_are_pictures() -> None:
    gaps = (NonVerifie((4, 5), "ce sont des images", annexes=False),)
    views = page_views(observed(PageMap((1,))), gaps)
    assert [view.page for view in views if view.image] == [4, 5]


def test_a_witness_that_maps_nothing_gives_no_map() -> None:
    assert page_views(observed(PageMap(), mapped=False)) == ()
