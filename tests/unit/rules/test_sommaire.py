from __future__ import annotations

import pytest

from dossier_builder.domain.facts import TocEntry
from dossier_builder.domain.findings import Outcome
from dossier_builder.domain.pagination import Confiance

from .facts_builder import facts, outcome, pagination


def entries(*pairs: tuple[int | None, int | None]) -> tuple[TocEntry, ...]:
    """One entry a pair: the page announced, the page of the heading."""
    return tuple(
        TocEntry(f"Titre {n}", said, true, 20 + n, 2) for n, (said, true) in enumerate(pairs, 1)
    )


def judged(
    *pairs: tuple[int | None, int | None],
    numbers: dict[int, int | None] | None = None,
    confiance: Confiance = "sure",
) -> Outcome:
    return outcome(
        "sommaire-exact",
        facts(
            sommaire=entries(*pairs),
            page_numbers=numbers or {},
            pagination=pagination(confiance=confiance),
        ),
    )


def test_present_absent_empty() -> None:
    assert outcome("sommaire-present", facts()).preuve == "Sommaire de 4 lignes."
    (absent,) = outcome("sommaire-present", facts(sommaire=None)).constats
    assert (absent.message, absent.page) == ("Pas de sommaire.", 1)
    (empty,) = outcome("sommaire-present", facts(sommaire=())).constats
    assert (empty.message, empty.page, empty.paragraphe) == ("Le sommaire est vide.", 2, 2)
    assert outcome("sommaire-exact", facts(sommaire=())).statut == "non_applicable"


def test_true_pages() -> None:
    assert judged((3, 3), (5, 5)).preuve == "2 numéros du sommaire vérifiés."


def test_entries_without_a_heading_are_not_compared() -> None:
    assert judged((3, 3), (9, None)).statut == "reussie"
    assert judged((9, None)).statut == "non_applicable"


def test_a_wrong_page_is_named() -> None:
    found = judged((3, 3), (11, 12), (14, 14))
    (finding,) = found.constats
    assert finding.message == (
        "Le sommaire annonce «\u00a0Titre 2\u00a0» p.\u00a011\u00a0; c’est p.\u00a012."
    )
    assert "Mettre à jour" in finding.aide
    assert (finding.page, finding.paragraphe) == (2, 22)


def test_a_missing_number_is_wrong() -> None:
    (finding,) = judged((3, 3), (None, 5)).constats
    assert "sans numéro de page" in finding.message


def test_numbers_printed_on_the_pages_are_true_too() -> None:
    printed = {3: 1, 5: 3}
    assert judged((1, 3), (3, 5), numbers=printed).statut == "reussie"
    assert judged((3, 3), (5, 5), numbers=printed).statut == "reussie"
    (finding,) = judged((1, 3), (9, 5), numbers=printed).constats
    assert finding.message.endswith("c’est p.\u00a03.")


def test_a_constant_offset_is_another_start_where_no_page_tells_its_number() -> None:
    assert "décalage constant de -2" in judged((1, 3), (3, 5)).preuve
    assert judged((1, 3)).statut == "echouee"  # one line alone proves nothing
    assert judged((1, 3), (3, 5), numbers={3: 3, 5: 5}).statut == "echouee"


@pytest.mark.parametrize(
    ("pairs", "statut"),
    [
        ([(3, 3), (5, 6), (8, 9)], "non_evaluee"),
        ([(3, 3), (7, 6), (10, 9)], "non_evaluee"),
        ([(3, 3), (5, 6), (9, 9)], "echouee"),
        ([(3, 3), (5, 7), (8, 10)], "echouee"),
        ([(3, 3), (None, 6)], "echouee"),
    ],
    ids=["drift by one", "the other way", "it comes back", "by two", "no number"],
)
def test_one_page_more_from_a_line_on_accuses_nobody_on_engines_alone(
    pairs: list[tuple[int | None, int | None]], statut: str
) -> None:
    assert judged(*pairs, numbers={3: 3}, confiance="incertaine").statut == statut
    assert judged(*pairs, numbers={3: 3}, confiance="sure").statut == "echouee"
