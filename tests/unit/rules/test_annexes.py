from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from dossier_builder.domain.facts import AnnexFacts, AnnexFound, AnnexMention, Facts
from dossier_builder.domain.findings import Outcome

from .facts_builder import facts, outcome, with_text


def annexes(
    there: Sequence[int | None],
    *,
    listed: Sequence[int] | None = None,
    cited: Sequence[int] = (),
    opened: bool = True,
) -> AnnexFacts:
    return AnnexFacts(
        presentes=tuple(
            AnnexFound(n, f"Annexe {n or ''} – Titre {rank}", 10 + rank, 7 + rank, 1)
            for rank, n in enumerate(there)
        ),
        listees=None
        if listed is None
        else tuple(AnnexMention(n, 3, 2, f"Annexe {n}") for n in listed),
        citees=tuple(AnnexMention(n, 4 + k, 3 + k, f"voir {n}") for k, n in enumerate(cited)),
        debut=10 if opened else None,
    )


def judged(rule: str, found: AnnexFacts) -> Outcome:
    return outcome(rule, facts(annexes=found))


def test_numbered_in_order() -> None:
    assert judged("annexes-listees", annexes([1, 2, 3])).preuve == "3 annexes numérotées."
    assert judged("annexes-listees", annexes([1])).preuve == "1 annexe numérotée."
    assert judged("annexes-listees", annexes([])).statut == "non_applicable"


def test_a_number_missed_or_missing() -> None:
    found = judged("annexes-listees", annexes([1, 3, None]))
    assert [(c.page, c.message.replace("\u00a0", " ")) for c in found.constats] == [
        (8, "« Annexe 3 – Titre 1 » porte le numéro 3 ; on attend 2."),
        (9, "« Annexe  – Titre 2 » n’est pas numérotée."),
    ]


def test_the_list_and_the_annexes_say_the_same() -> None:
    assert judged("annexes-listees", annexes([1, 2], listed=[1, 2])).statut == "reussie"
    found = judged("annexes-listees", annexes([1, 2, 3], listed=[1, 4]))
    assert [(c.page, c.message) for c in found.constats] == [
        (2, "La liste des annexes annonce l’annexe 4, absente du document."),
        (8, "Annexes 2 et 3\u00a0: hors de la liste des annexes."),
    ]


def test_cited_and_absent_is_said_once_at_its_first_place() -> None:
    found = judged("annexes-citees-presentes", annexes([1, 2], cited=[1, 5, 5, 4]))
    assert [(c.page, c.message) for c in found.constats] == [
        (6, "Le texte cite l’annexe 4, absente du document."),
        (4, "Le texte cite l’annexe 5, absente du document."),
    ]


def test_cited_where_there_is_no_annex_at_all_is_absent() -> None:
    found = judged("annexes-citees-presentes", annexes([], cited=[1], opened=False))
    assert found.statut == "echouee"


def test_annexes_without_numbers_cannot_be_compared() -> None:
    rule = "annexes-citees-presentes"
    assert judged(rule, annexes([None], cited=[1])).statut == "non_applicable"
    assert judged(rule, annexes([], cited=[1])).statut == "non_applicable"
    assert judged(rule, annexes([1])).statut == "non_applicable"


def test_present_and_never_cited() -> None:
    found = judged("annexes-presentes-citees", annexes([1, 2, None], cited=[1]))
    (finding,) = found.constats
    assert (
        finding.message == "«\u00a0Annexe 2 – Titre 1\u00a0» n’est citée nulle part dans le texte."
    )
    assert (finding.page, finding.paragraphe) == (8, 11)
    assert judged("annexes-presentes-citees", annexes([1], cited=[1])).statut == "reussie"
    assert judged("annexes-presentes-citees", annexes([])).statut == "non_applicable"


def _two_annexes(text: str, *numbers: int) -> Facts:
    there = (
        AnnexFound(1, "Annexe 1 – Contrat d’engagement", 12, 7, 1),
        AnnexFound(2, "Annexe 2 – Grille d’entretien", 13, 8, 1),
    )
    cited = tuple(AnnexMention(n, 6, 4, text) for n in numbers)
    return facts(
        paragraphs=with_text(text, 6),
        annexes=AnnexFacts(presentes=there, citees=cited, debut=11),
    )


@pytest.mark.parametrize(
    ("text", "numbers", "wrong"),
    [
        ("La grille d’entretien (annexe 1) sert.", (1,), 1),
        ("Voir l’annexe 1 : « Grille d’entretien ».", (1,), 1),
        ("Le contrat d’engagement, en annexe n° 2, est signé.", (2,), 1),
        ("La grille d’entretien (annexe 2), le contrat d’engagement (annexe 1).", (2, 1), 0),
        ("La grille (annexe 1) et le contrat (annexe 2).", (1, 2), 0),
        ("Ma grille d’entretien a suivi ; voir aussi l’annexe 1.", (1,), 0),
    ],
)
def test_an_annex_named_with_the_number_of_another(
    text: str, numbers: tuple[int, ...], wrong: int
) -> None:
    found = outcome("annexes-citees-par-leur-numero", _two_annexes(text, *numbers))
    assert len(found.constats) == wrong


def test_a_list_that_exchanges_two_titles() -> None:
    found = _two_annexes("Voir annexe 1 et annexe 2.", 1, 2)
    listed = (
        AnnexMention(1, 20, 2, "Annexe 1 – Grille d’entretien\t8"),
        AnnexMention(2, 21, 2, "Annexe 2 – Contrat d’engagement\t7"),
    )
    wrong = replace(found, annexes=replace(found.annexes, listees=listed))
    constats = outcome("annexes-listees", wrong).constats
    assert [c.message for c in constats] == [
        "La liste des annexes donne le numéro 1 à l’annexe 2.",
        "La liste des annexes donne le numéro 2 à l’annexe 1.",
    ]
