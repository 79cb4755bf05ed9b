"""TXT003 to TXT006 and LNG001: characters, « on », repeated text, long sentences, spelling."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dossier_builder.domain.facts import Facts, Paragraph
from dossier_builder.domain.modele import Caracteres, Modele
from dossier_builder.domain.presentation import Relecture, Remarque

from .facts_builder import PARAGRAPHS, changed, essai, facts, outcome, paragraph, with_text

SOURCE = essai().annexes.source
LONG = (
    "La mission locale reçoit chaque année huit cents jeunes du bassin, souvent sans diplôme, et "
    "leur propose un accompagnement global qui tient compte de leur logement, de leur santé, de "
    "leur mobilité et de leurs ressources."
)


def counted(found: Facts, low: int | None, high: int | None) -> str:
    limit = Caracteres(min=low, max=high, source=SOURCE)
    return outcome("caracteres-comptes", found, changed(caracteres=limit)).statut


def of_length(size: int) -> Facts:
    """A document whose text, cover, sommaire and annexes left out, has so many characters."""
    kept = tuple(p for p in PARAGRAPHS if p.page in {1, 2, 7})
    return facts(paragraphs=(*kept[:3], paragraph(4, "x" * size, 3), *kept[3:]))


def test_characters_within_the_limit_only() -> None:
    assert counted(of_length(1000), 1000, 1200) == "reussie"
    assert counted(of_length(999), 1000, 1200) == "echouee"
    assert counted(of_length(1201), 1000, 1200) == "echouee"
    assert counted(of_length(5000), 1000, None) == "reussie"


def test_the_notes_make_an_interval() -> None:
    paragraphs = tuple(
        replace(p, notes=("n" * 100,)) if p.index == 4 else p for p in of_length(1000).paragraphs
    )
    noted = facts(paragraphs=paragraphs)
    assert counted(noted, 900, 1100) == "reussie"
    assert counted(noted, 900, 1050) == "non_evaluee"
    assert counted(noted, 1101, None) == "echouee"


def test_too_few_characters_are_still_to_be_written() -> None:
    limit = Caracteres(min=2000, max=3000, source=SOURCE)
    found = outcome("caracteres-comptes", of_length(1000), changed(caracteres=limit))
    (constat,) = found.constats
    assert constat.nature == "a_ecrire"
    assert "il en faut 2\u00a0000 à 3\u00a0000" in constat.message
    assert found.source == SOURCE


def practising() -> Modele:
    """The small pack, where the workshop shows a competence."""
    sections = tuple(
        replace(s, competences=(1,)) if s.id == "atelier" else s for s in essai().sections
    )
    return changed(sections=sections)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("On choisit. On réserve. On invite. On accueille. Qu’on présente. J’anime.", True),
        ("On choisit. On réserve. On invite. On accueille. J’anime seule.", False),
        ("On va. On va. On va. On va. On va. Je, je, je, j’ai, j’irai.", False),
        ("Elle dit : « On va, on va, on va, on va, on va ! » et je note.", False),
        ("Mon action, son bon ton, sa chanson.", False),
    ],
)
def test_on_against_je(text: str, told: bool) -> None:  # noqa: FBT001 - a parameter of the test
    found = outcome("premiere-personne", facts(paragraphs=with_text(text, 8)), practising())
    assert [c.page for c in found.constats] == ([5] if told else [])


def test_without_a_part_of_practice_there_is_nothing_to_say() -> None:
    assert outcome("premiere-personne", facts()).statut == "non_applicable"


def told_twice(*paragraphs: Paragraph, pdf: bool = False) -> list[int | None]:
    found = facts(paragraphs=(*PARAGRAPHS[:4], *paragraphs, *PARAGRAPHS[11:]))
    found = replace(found, format="pdf") if pdf else found
    return [c.page for c in outcome("paragraphes-en-double", found).constats]


def test_the_same_long_paragraph_twice_or_five_times_is_told_once() -> None:
    assert told_twice(paragraph(4, LONG, 3), paragraph(6, LONG.upper(), 5)) == [5]
    assert told_twice(*(paragraph(n, LONG, n) for n in range(4, 9))) == [5]


def test_short_or_annexed_repetitions_are_left_alone() -> None:
    assert told_twice(paragraph(4, "Je reformule.", 3), paragraph(6, "Je reformule.", 5)) == []
    assert told_twice(paragraph(4, LONG, 3), paragraph(14, LONG, 7)) == [7]


def test_repeated_lines_of_a_pdf() -> None:
    half = len(LONG) // 2
    lines = (LONG[:half], LONG[half:])
    first = [paragraph(4 + n, text, 3) for n, text in enumerate(lines)]
    other = paragraph(6, "Autre chose.", 4)
    second = [paragraph(7 + n, text, 5) for n, text in enumerate(lines)]
    assert told_twice(*first, other, *second, pdf=True) == [5]
    assert told_twice(*first, other, second[0], pdf=True) == []


def sentences(long: int, short: int) -> str:
    one = "Je reformule " + "et je demande " * 14 + "."
    found = " ".join([one] * long + ["Je note."] * short)
    return outcome("phrases-longues", facts(paragraphs=with_text(found))).statut


def test_long_sentences_are_told_by_their_share() -> None:
    assert sentences(4, 20) == "echouee"
    assert sentences(2, 20) == "reussie"
    assert sentences(4, 60) == "reussie"
    assert sentences(3, 3) == "non_applicable"


def test_spelling_is_told_by_kind_with_the_first_places() -> None:
    remarks = (
        Remarque("gn", "Accord de nombre.", "personne", 4, ("personnes",)),
        Remarque("gn", "Accord de genre.", "accompagnés", 6),
        Remarque("orth", "Mot inconnu.", "persones", 8),
        Remarque("gn", "Accord.", "de l’annexe", 13),
    )
    found = outcome("orthographe-et-grammaire", facts(relecture=Relecture(remarks)))
    assert [(c.page, c.message.replace("\u00a0", " ")) for c in found.constats] == [
        (5, "1 mot inconnu du dictionnaire : « persones » (p. 5)."),
        (3, "2 accords à revoir : « personne » (p. 3) et « accompagnés » (p. 4)."),
    ]
    assert "Il propose\u00a0: personnes" in found.constats[1].aide


def test_spelling_that_was_not_read_gives_the_remedy() -> None:
    absent = outcome("orthographe-et-grammaire", facts(relecture=None))
    assert "correcteur de Word" in absent.preuve
    broken = outcome("orthographe-et-grammaire", facts(relecture=Relecture(motif="En panne.")))
    assert broken.statut == "non_evaluee"
    assert broken.preuve.startswith("En panne.")


def test_a_centre_may_ignore_words_and_kinds() -> None:
    remarks = (
        Remarque("gn", "Accord.", "personne", 4),
        Remarque("orth", "Mot inconnu.", "Persones", 8),
    )
    rules = tuple(
        replace(r, parametres={"ignores": ["gn", "persones"]}) if r.controle == "LNG001" else r
        for r in essai().regles
    )
    found = outcome(
        "orthographe-et-grammaire", facts(relecture=Relecture(remarks)), changed(regles=rules)
    )
    assert found.statut == "reussie"
