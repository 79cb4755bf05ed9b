from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier_builder.domain.interval import Interval
from dossier_builder.domain.modele import PartHors
from dossier_builder.domain.pagination import Confiance, Witness, WitnessSource
from dossier_builder.facts import pagination as rule
from dossier_builder.facts.pagination import PageMap, judge, paginate

ANNEXES: tuple[PartHors, ...] = ("annexes",)
ALL: tuple[PartHors, ...] = ("couverture", "sommaire", "annexes")


def said(
    source: WitnessSource,
    total: int,
    annexes: int | None = None,
    *,
    faithful: bool = True,
    shared: bool = False,
) -> rule.Testimony:
    """A witness: cover p. 1, sommaire p. 2; Word tells its total alone."""
    if source == "word":
        return rule.Testimony(Witness("word", total, None), PageMap())
    pages = PageMap((1,), (2,), annexes, shared)
    counted = pages.counted(total, ANNEXES)
    return rule.Testimony(Witness(source, total, counted, annexes), pages, faithful)


# -- every branch of the rule: witnesses → confidence, total, counted, start of the annexes --

RULE: list[tuple[str, list[rule.Testimony], Confiance, Interval, Interval, Interval | None]] = [
    (
        "a PDF is exact",
        [said("pdf", 27, 24)],
        "sure", Interval(27, 27), Interval(23, 23), Interval(24, 24),
    ),
    (
        "a fresh record of Word equal to LibreOffice",
        [said("libreoffice", 27, 24), said("word", 27)],
        "sure", Interval(27, 27), Interval(23, 23), Interval(24, 24),
    ),
    (
        "a record of Word equal to dxpdf alone, LibreOffice far off",
        [said("libreoffice", 23, 20), said("dxpdf", 14, 12), said("word", 14)],
        "sure", Interval(14, 14), Interval(11, 11), Interval(12, 12),
    ),
    (
        "Word alone against the engines: from Word to the nearest",
        [said("libreoffice", 30, 27), said("dxpdf", 28, 25), said("word", 26)],
        "probable", Interval(26, 28), Interval(22, 24), Interval(23, 25),
    ),
    (
        "two equal engines with faithful fonts",
        [said("libreoffice", 27, 24), said("dxpdf", 27, 24)],
        "probable", Interval(27, 27), Interval(23, 23), Interval(24, 24),
    ),
    (
        "two equal engines that cut the body and the annexes otherwise",
        [said("libreoffice", 27, 24), said("dxpdf", 27, 25)],
        "probable", Interval(27, 27), Interval(23, 24), Interval(24, 25),
    ),
    (
        "two equal engines, a font replaced",
        [said("libreoffice", 27, 24), said("dxpdf", 27, 24, faithful=False)],
        "incertaine", Interval(27, 27), Interval(23, 23), Interval(24, 24),
    ),
    (
        "two engines that differ: the interval spans them",
        [said("libreoffice", 27, 24), said("dxpdf", 25, 23)],
        "incertaine", Interval(25, 27), Interval(22, 23), Interval(23, 24),
    ),
    (
        "beyond 40 pages, one more each way",
        [said("libreoffice", 44, 41), said("dxpdf", 43, 40)],
        "incertaine", Interval(42, 45), Interval(38, 41), Interval(39, 42),
    ),
    (
        "LibreOffice alone",
        [said("libreoffice", 27, 24)],
        "incertaine", Interval(27, 27), Interval(23, 23), Interval(24, 24),
    ),
    (
        "LibreOffice alone beyond 40 pages",
        [said("libreoffice", 41, 38)],
        "incertaine", Interval(40, 42), Interval(36, 38), Interval(37, 39),
    ),
    (
        "dxpdf alone, fonts faithful",
        [said("dxpdf", 27, 24)],
        "incertaine", Interval(26, 28), Interval(22, 24), Interval(23, 25),
    ),
    (
        "dxpdf alone, a font replaced",
        [said("dxpdf", 27, 24, faithful=False)],
        "incertaine", Interval(25, 29), Interval(21, 25), Interval(22, 26),
    ),
    (
        "no annexes for anybody",
        [said("libreoffice", 27), said("dxpdf", 27)],
        "probable", Interval(27, 27), Interval(27, 27), None,
    ),
    (
        "annexes in doubt: one more page than there are",
        [said("libreoffice", 27, 24), said("dxpdf", 26)],
        "incertaine", Interval(26, 27), Interval(23, 26), Interval(24, 27),
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("testimonies", "confiance", "total", "counted", "start"),
    [case[1:] for case in RULE],
    ids=[case[0] for case in RULE],
)
def test_the_rule_of_the_witnesses(
    testimonies: list[rule.Testimony],
    confiance: Confiance,
    total: Interval,
    counted: Interval,
    start: Interval | None,
) -> None:
    found = paginate(testimonies, ANNEXES)
    assert (found.confiance, found.total, found.comptees, found.annexes_debut) == (
        confiance,
        total,
        counted,
        start,
    )
    assert found.temoins == tuple(t.witness for t in testimonies)


def test_the_page_map_comes_from_the_engine_that_agrees_with_the_most_trusted_witness() -> None:
    office = said("libreoffice", 23, 20)
    small = rule.Testimony(Witness("dxpdf", 14, 9, 12), PageMap((1,), (2, 3), 12))
    found = paginate([office, small, said("word", 14)], ANNEXES)
    assert found.sommaire == (2, 3)
    assert judge([office, small, said("word", 14)]).believed == (small,)


def test_both_readings_are_always_given() -> None:
    found = paginate([said("pdf", 27, 24)], ALL)
    assert found.hors_annexes == Interval(23, 23)
    assert found.comptees == found.hors_couverture_sommaire_annexes == Interval(21, 21)


def test_a_page_that_body_and_annexes_share_counts() -> None:
    found = paginate([said("pdf", 27, 24, shared=True)], ANNEXES)
    assert found.comptees == Interval(24, 24)
    assert found.annexes_debut == Interval(24, 24)


def test_annexes_that_count_are_counted() -> None:
    assert paginate([said("pdf", 27, 24)], ()).comptees == Interval(27, 27)


def test_the_sentence_says_where_the_figure_comes_from() -> None:
    found = paginate([said("libreoffice", 27), said("word", 27)], ANNEXES, "police Aptos remplacée")
    assert found.motif == (
        "Word a enregistré 27 pages\u00a0; LibreOffice en trouve autant\u00a0; "
        "police Aptos remplacée."
    )
    assert paginate([said("dxpdf", 1)], ANNEXES).motif == (
        "Le moteur embarqué compte 1 page, seul témoin."
    )


def test_no_witness_at_all_is_a_bug_of_the_caller() -> None:
    with pytest.raises(ValueError, match="witness"):
        paginate([], ANNEXES)


# -- properties --

ENGINES: st.SearchStrategy[WitnessSource] = st.sampled_from(["libreoffice", "dxpdf"])


@st.composite
def witnesses(draw: st.DrawFn) -> list[rule.Testimony]:
    """Any set of witnesses of one document, a PDF excepted."""
    sources = draw(st.lists(ENGINES, unique=True, min_size=1, max_size=2))
    made = []
    for source in sources:
        total = draw(st.integers(3, 60))
        start = draw(st.one_of(st.none(), st.integers(3, total)))
        made.append(said(source, total, start, faithful=draw(st.booleans())))
    if draw(st.booleans()):
        made.append(said("word", draw(st.integers(3, 60))))
    return made


@given(st.integers(3, 80), st.data())
def test_counted_and_annexes_make_the_whole(total: int, data: st.DataObject) -> None:
    start = data.draw(st.integers(3, total))
    found = paginate([said("pdf", total, start)], ANNEXES)
    annexes = total - start + 1
    assert found.comptees.min + annexes == found.total.min


@given(witnesses())
def test_every_interval_holds_what_the_believed_witnesses_say(seen: list[rule.Testimony]) -> None:
    found = paginate(seen, ANNEXES)
    for testimony in judge(seen).believed:
        witness = testimony.witness
        assert found.total.min <= witness.total <= found.total.max
        if witness.comptees is not None:
            assert found.comptees.min <= witness.comptees <= found.comptees.max
        if found.annexes_debut and witness.source != "word":
            start = witness.annexes_debut or witness.total + 1
            assert found.annexes_debut.min <= start <= found.annexes_debut.max


@given(witnesses())
def test_only_word_makes_engines_sure_and_sure_is_exact(
    seen: list[rule.Testimony],
) -> None:
    found = paginate(seen, ANNEXES)
    sources = {t.witness.source for t in seen}
    if found.confiance == "sure":
        assert "word" in sources
        assert found.total.is_exact
        assert found.comptees.is_exact


@given(witnesses())
def test_what_does_not_count_never_adds_pages(seen: list[rule.Testimony]) -> None:
    found = paginate(seen, ANNEXES)
    narrow, wide = found.hors_couverture_sommaire_annexes, found.hors_annexes
    assert narrow.min <= wide.min
    assert narrow.max <= wide.max
    assert wide.max <= found.total.max
