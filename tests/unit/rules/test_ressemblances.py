from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from dossier_builder.domain.prose import RETIRE, PageEcrite, Prose
from dossier_builder.rules.ressemblances import Compared, Ressemblances, compare
from dossier_builder.rules.ressemblances.compare import MOST_PASSAGES, SHOWN_CHARACTERS
from dossier_builder.rules.ressemblances.seeds import GRAM, WINDOW, winnowed
from dossier_builder.rules.ressemblances.words import Text, Vocabulary


def text(seed: int, words: int) -> str:
    """So many words, the same for the same seed, that no other seed gives in that order."""
    drawn = random.Random(seed)  # noqa: S311 - a test, not a secret
    return " ".join(f"mot{drawn.randrange(4000)}" for _ in range(words))


def dossier(rank: int, *pages: str, apprenant: str = "") -> Compared:
    written = (PageEcrite(3 + n, page) for n, page in enumerate(pages))
    return Compared(rank, apprenant or f"apprenant-{rank}", Prose.of(written))


def of(*documents: Compared) -> Ressemblances:
    return compare(documents)


def changed(passage: str, every: int) -> str:
    """One word in `every` is another one."""
    return " ".join(f"x{n}" if n % every == every - 1 else w for n, w in enumerate(passage.split()))


COPIED = text(1, 80)


def test_a_copied_passage_is_told_with_its_pages_and_both_texts() -> None:
    one = dossier(4, text(2, 300), f"{text(3, 50)} {COPIED} {text(4, 50)}")
    other = dossier(7, f"{COPIED} {text(5, 300)}", text(6, 200))
    (passage,) = of(one, other).passages
    assert (passage.premier, passage.page_premier) == (4, 4)
    assert (passage.second, passage.page_second) == (7, 3)
    assert passage.mots == 80
    assert passage.texte == passage.texte_second == COPIED


def test_case_accents_and_punctuation_do_not_hide_it() -> None:
    sober = " ".join(f"eleve{n} cote l'oeuvre" for n in range(20))
    dressed = " ; ".join(f"Élève{n}, CÔTÉ l’œuvre" for n in range(20))
    (passage,) = of(dossier(0, sober), dossier(1, dressed)).passages
    assert passage.mots == 60
    assert passage.texte.startswith("eleve0 cote l'oeuvre")
    assert passage.texte_second.startswith("Élève0, CÔTÉ l’œuvre")


@pytest.mark.parametrize("every", [10, 12, 20])
def test_small_edits_do_not_hide_it(every: int) -> None:
    one = dossier(0, f"{text(2, 200)} {COPIED} {text(3, 200)}")
    other = dossier(1, f"{text(4, 90)} {changed(COPIED, every)} {text(5, 90)}")
    (passage,) = of(one, other).passages
    assert passage.mots >= 80 - 80 // every - 10


def test_words_taken_out_or_put_in_do_not_hide_it() -> None:
    words = COPIED.split()
    shorter = " ".join(words[:30] + words[34:60] + ["ajout"] * 6 + words[60:])
    (passage,) = of(dossier(0, COPIED), dossier(1, shorter)).passages
    assert passage.mots == 76


def test_a_passage_over_two_pages_is_one() -> None:
    words = COPIED.split()
    split = dossier(0, " ".join(words[:40]), " ".join(words[40:]))
    (passage,) = of(split, dossier(1, COPIED)).passages
    assert passage.mots == 80
    assert passage.page_premier == 3


@pytest.mark.parametrize(("words", "told"), [(20, 0), (24, 0), (25, 1), (30, 1)])
def test_short_runs_are_nobody_s(words: int, told: int) -> None:
    same = " ".join(COPIED.split()[:words])
    found = of(
        dossier(0, f"{text(2, 99)} {same} {text(3, 99)}"),
        dossier(1, f"{text(4, 99)} {same} {text(5, 99)}"),
    )
    assert len(found.passages) == told


def test_scattered_turns_of_phrase_are_no_passage() -> None:
    phrases = [" ".join(COPIED.split()[n : n + 7]) for n in range(0, 70, 10)]
    one = " ".join(f"{text(10 + n, 25)} {p}" for n, p in enumerate(phrases))
    other = " ".join(f"{text(50 + n, 25)} {p}" for n, p in enumerate(phrases))
    assert of(dossier(0, one), dossier(1, other)).passages == ()


def test_two_dossiers_of_one_learner_are_not_compared() -> None:
    found = of(
        dossier(0, COPIED, apprenant="camille"),
        dossier(1, COPIED, apprenant="camille"),
        dossier(2, text(9, 300), apprenant="sacha"),
    )
    assert found == Ressemblances()


def test_what_was_taken_out_joins_nothing() -> None:
    halves = COPIED.split()
    first, second = " ".join(halves[:20]), " ".join(halves[60:])
    one = dossier(0, f"{first} {RETIRE} {second}")
    other = dossier(1, f"{first} {text(3, 40)} {second}")
    assert of(one, other).passages == ()


def test_a_quotation_taken_out_of_a_copied_passage_is_shown_as_left_out() -> None:
    words = COPIED.split()
    with_hole = f"{' '.join(words[:40])} {RETIRE} {' '.join(words[40:])}"
    (passage,) = of(dossier(0, with_hole), dossier(1, with_hole)).passages
    assert passage.mots == 80
    assert "[…]" in passage.texte
    assert RETIRE not in passage.texte


def cohort(learners: int, sharing: int, shared: str) -> Sequence[Compared]:
    return [
        dossier(n, f"{text(100 + n, 200)} {shared if n < sharing else ''} {text(200 + n, 200)}")
        for n in range(learners)
    ]


@pytest.mark.parametrize(
    ("learners", "sharing", "common"),
    [(12, 5, True), (12, 4, False), (6, 4, True), (6, 3, False), (3, 3, False), (40, 14, True)],
)
def test_what_more_than_a_third_share_is_the_centre_s(
    learners: int, sharing: int, *, common: bool
) -> None:
    found = compare(cohort(learners, sharing, COPIED))
    if common:
        assert found.passages == ()
        (told,) = found.textes_communs
        assert (told.apprenants, told.document, told.page) == (sharing, 0, 3)
        assert told.mots == pytest.approx(80, abs=GRAM + WINDOW)
    else:
        assert found.textes_communs == ()
        assert len(found.passages) == sharing * (sharing - 1) // 2


def test_a_copy_beside_a_common_text_is_told_without_it() -> None:
    copied = text(7, 60)
    documents = [
        dossier(n, f"{text(100 + n, 200)} {COPIED} {copied if n in {2, 5} else ''}")
        for n in range(9)
    ]
    found = compare(documents)
    (passage,) = found.passages
    assert (passage.premier, passage.second) == (2, 5)
    assert passage.mots == pytest.approx(60, abs=GRAM + WINDOW)


def test_a_long_common_text_is_told_once() -> None:
    found = compare(cohort(8, 8, text(7, 700)))
    assert len(found.textes_communs) == 1


def test_the_order_of_the_documents_changes_nothing() -> None:
    documents = list(cohort(10, 3, COPIED))
    expected = compare(documents)
    random.Random(3).shuffle(documents)  # noqa: S311 - same
    assert compare(documents) == expected


def test_the_longest_come_first_and_their_number_is_bounded() -> None:
    passages = [text(1000 + n, 30 + n % 50) for n in range(MOST_PASSAGES + 20)]
    found = of(
        dossier(0, *(f"{p} {text(n, 20)}" for n, p in enumerate(passages))),
        dossier(1, *(f"{p} {text(5000 + n, 20)}" for n, p in enumerate(reversed(passages)))),
    )
    lengths = [passage.mots for passage in found.passages]
    assert len(lengths) == MOST_PASSAGES
    assert lengths == sorted(lengths, reverse=True)


def test_a_whole_copy_is_cut_for_the_eye() -> None:
    whole = text(8, 3000)
    (passage,) = of(dossier(0, whole), dossier(1, whole)).passages
    assert passage.mots == 3000
    assert SHOWN_CHARACTERS / 2 < len(passage.texte) <= SHOWN_CHARACTERS + 5
    assert passage.texte.endswith("[…]")


def test_a_passage_that_many_share_in_a_large_cohort_still_names_each_of_them() -> None:
    found = compare(cohort(60, 15, text(9, 120)))
    assert found.textes_communs == ()
    assert {p.premier for p in found.passages} | {p.second for p in found.passages} == set(
        range(15)
    )


@pytest.mark.parametrize("empty", [(), (dossier(0, ""),), (dossier(0), dossier(1))])
def test_nothing_to_compare(empty: Sequence[Compared]) -> None:
    assert compare(empty) == Ressemblances()


def test_texts_that_share_enough_words_keep_a_common_seed() -> None:
    vocabulary = Vocabulary()
    shared = " ".join(COPIED.split()[: GRAM + WINDOW - 1])
    for seed in range(40):
        kept = []
        for n in range(2):
            prose = Prose.of([PageEcrite(1, f"{text(seed + 70 * n, 9)} {shared} fin{n}")])
            kept.append({value for _, value in winnowed(Text.of(prose, vocabulary).ids)})
        assert kept[0] & kept[1]
