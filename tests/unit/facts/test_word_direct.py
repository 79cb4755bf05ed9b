"""Word's own fresh layout decides; only where the engines leave the count undecided."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from dossier_builder.domain.interval import Interval
from dossier_builder.domain.modele import Modele, Pages, Source
from dossier_builder.domain.pagination import Witness
from dossier_builder.facts import is_undecided
from dossier_builder.facts import pagination as rule
from dossier_builder.facts.pagination import PageMap, paginate

from .modeles import modele

SOURCE = Source(document="Essai", statut="programme", date=dt.date(2026, 11, 23))
MAP = PageMap(couverture=(1,), sommaire=(2,), annexes_debut=20)


def said(source: str, total: int, *, direct: bool = False, faithful: bool = True) -> rule.Testimony:
    witness = Witness(source, total, total - 5)  # type: ignore[arg-type]  # a word of the test
    return rule.Testimony(witness, MAP, faithful, direct)


def limited(low: int, high: int) -> Modele:
    return replace(modele(), pages=Pages(min=low, max=high, source=SOURCE))


def test_words_own_layout_is_sure_against_both_engines() -> None:
    found = paginate(
        [said("libreoffice", 27), said("dxpdf", 26), said("word", 25, direct=True)], ()
    )
    assert found.confiance == "sure"
    assert found.total == Interval(25, 25)
    assert "Word, sur cette machine, compte 25" in found.motif.replace("\u00a0", " ")
    assert "LibreOffice en trouve 27" in " ".join(found.motif.replace("\u00a0", " ").split()) or (
        "en trouve" in found.motif
    )


def test_word_that_lacks_a_font_is_only_probable() -> None:
    found = paginate([said("libreoffice", 27), said("word", 25, direct=True, faithful=False)], ())
    assert found.confiance == "probable"


def test_a_record_is_not_a_fresh_layout() -> None:
    found = paginate([said("libreoffice", 27), said("dxpdf", 27), said("word", 25)], ())
    assert found.confiance == "probable"
    assert found.total == Interval(25, 27)


@pytest.mark.parametrize(
    ("limits", "undecided"), [((1, 26), True), ((26, 40), True), ((1, 40), False), ((1, 9), False)]
)
def test_the_referee_is_for_limits_inside_the_interval(
    limits: tuple[int, int],
    undecided: bool,  # noqa: FBT001 - an expected value
) -> None:
    found = paginate([said("libreoffice", 27), said("dxpdf", 25)], ())
    assert is_undecided(found, limited(*limits)) is undecided


def test_what_is_sure_needs_no_referee() -> None:
    assert not is_undecided(paginate([said("pdf", 27)], ()), limited(1, 26))
    without = replace(modele(), pages=None)
    assert not is_undecided(paginate([said("dxpdf", 27)], ()), without)
