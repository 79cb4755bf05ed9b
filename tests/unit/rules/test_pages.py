from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dossier_builder.domain.facts import AnnexFound
from dossier_builder.domain.findings import RegleStatut
from dossier_builder.domain.modele import PartHors

from .facts_builder import ANNEXES, changed, essai, facts, outcome, pagination, paragraph, section


def limited(low: int | None, high: int | None, *hors: PartHors) -> Any:
    pages = essai().pages
    assert pages is not None
    return changed(pages=replace(pages, min=low, max=high, hors=hors or ("annexes",)))


@pytest.mark.parametrize(
    ("counted", "statut"),
    [
        (6, "reussie"),
        (4, "reussie"),
        (9, "reussie"),
        (3, "echouee"),
        (10, "echouee"),
        ((4, 9), "reussie"),
        ((3, 4), "non_evaluee"),
        ((9, 10), "non_evaluee"),
        ((2, 12), "non_evaluee"),
        ((1, 3), "echouee"),
        ((10, 12), "echouee"),
    ],
)
def test_the_whole_interval_decides(counted: int | tuple[int, int], statut: RegleStatut) -> None:
    found = outcome("pages-hors-annexes", facts(pagination=pagination(counted, 20)))
    assert found.statut == statut
    assert found.source is not None
    assert found.source.document == "Règle d’essai"


def test_too_many_pages() -> None:
    found = outcome("pages-hors-annexes", facts(pagination=pagination(12, 13, annexes=13)))
    (finding,) = found.constats
    assert finding.message == "12 pages comptées\u00a0; il en faut 4 à 9 pages."
    assert "environ 3 pages" in finding.aide
    assert (finding.page, finding.nature) == (10, "a_corriger")


def test_too_few_pages_remain_to_be_written() -> None:
    short = facts(
        pagination=pagination((1, 3), 5, annexes=4), paragraphs=(paragraph(1, "Texte", 2),)
    )
    found = outcome("pages-hors-annexes", short)
    (finding,) = found.constats
    assert finding.message == "1 à 3 pages comptées\u00a0; il en faut 4 à 9 pages."
    assert "environ 1 page\u00a0:" in finding.aide
    assert (finding.page, finding.nature) == (2, "a_ecrire")  # where the text ends


def test_the_page_in_excess_leaves_out_what_does_not_count() -> None:
    pack = limited(1, 4, "couverture", "sommaire", "annexes")
    found = outcome("pages-hors-annexes", facts(pagination=pagination(6, 9, annexes=9)), pack)
    assert found.constats[0].page == 7  # pages 3 to 6 count, the fifth is page 7


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(4, None, "au moins 4 pages"), (None, 9, "au plus 9 pages"), (4, 9, "4 à 9 pages")],
)
def test_limits_in_words(low: int | None, high: int | None, words: str) -> None:
    assert words in outcome("pages-hors-annexes", facts(), limited(low, high)).preuve


def test_no_limit_nothing_to_judge() -> None:
    assert outcome("pages-hors-annexes", facts(), changed(pages=None)).statut == "non_applicable"


@pytest.mark.parametrize(
    ("pages", "statut", "nature"),
    [
        (1.0, "reussie", None),
        (2.5, "reussie", None),
        (2.6, "echouee", "a_corriger"),
        (0.4, "reussie", None),
        (0.3, "echouee", "a_ecrire"),
    ],
)
def test_a_part_may_be_a_quarter_off_its_budget(
    pages: float, statut: RegleStatut, nature: str | None
) -> None:
    found = outcome("longueur-des-parties", facts(sections=section("contexte", pages=pages)))
    assert found.statut == statut
    assert [c.nature for c in found.constats] == ([nature] if nature else [])


def test_a_part_out_of_budget_in_words() -> None:
    found = outcome("longueur-des-parties", facts(sections=section("contexte", pages=3.24)))
    (finding,) = found.constats
    assert finding.message.endswith("\u00a0»\u00a0: 3,2 pages\u00a0; repère 0,5 à 2.")
    assert (finding.page, finding.paragraphe) == (4, 5)


def test_a_thin_part_is_said_once_and_by_its_words() -> None:
    thin = section("contexte", pages=0.1, mots=3)
    assert outcome("longueur-des-parties", facts(sections=thin)).statut == "reussie"
    assert outcome("sections-courtes", facts(sections=thin)).statut == "echouee"


def test_no_budget_found_nothing_to_judge() -> None:
    found = outcome("longueur-des-parties", facts(sections=section("contexte", pages=None)))
    assert found.statut == "non_applicable"


def test_pages_are_numbered_but_for_cover_and_sommaire() -> None:
    numbers = {1: None, 2: None, 3: 3, 4: 4, 5: 5, 6: 6, 7: None}
    assert outcome("pages-numerotees", facts(page_numbers=numbers)).statut == "reussie"


def test_pages_without_number_are_named() -> None:
    numbers = {n: n for n in range(1, 8)} | {4: None, 5: None}
    (finding,) = outcome("pages-numerotees", facts(page_numbers=numbers)).constats
    assert finding.message == "Pages sans numéro\u00a0: 4 à 5."
    assert finding.page == 4
    (every,) = outcome("pages-numerotees", facts(page_numbers={})).constats
    assert every.message == "Les pages ne sont pas numérotées."


def test_a_single_page_needs_no_number() -> None:
    one = facts(pagination=pagination(1, 1, annexes=None), page_numbers={})
    assert outcome("pages-numerotees", one).statut == "non_applicable"


def test_annexes_within_their_limits() -> None:
    limits = {"pages_max": 3, "pages_max_par_annexe": 2}
    pack = changed(annexes=replace(essai().annexes, **limits))
    assert outcome("longueur-des-annexes", facts(), pack).statut == "reussie"
    long = (AnnexFound(1, "Annexe 1 – A", 12, 7, 1), AnnexFound(2, "Annexe 2 – B", 15, 8, 3))
    found = outcome(
        "longueur-des-annexes",
        facts(annexes=ANNEXES.__class__(presentes=long, debut=11)),
        pack,
    )
    assert [(c.page, c.message) for c in found.constats] == [
        (8, "«\u00a0Annexe 2 – B\u00a0» fait 3 pages\u00a0; au plus 2."),
        (7, "4 pages d’annexes\u00a0; au plus 3."),
    ]
    assert outcome("longueur-des-annexes", facts()).statut == "non_applicable"
