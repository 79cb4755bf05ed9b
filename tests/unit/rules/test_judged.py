from __future__ import annotations

import pytest

from dossier_builder.rules.judged import (
    Wording,
    excerpt,
    failed,
    judged,
    not_applicable,
    not_evaluated,
    passed,
    placeholders_of,
)


def test_a_finding_makes_a_failure_and_none_a_success() -> None:
    finding = Wording().finding("Absente : « Contexte ».", "Ajoutez-la.", page=3)
    assert judged([finding], "vu").statut == "echouee"
    assert judged([], "vu").preuve == "vu"
    assert judged([], "vu").statut == passed("vu").statut == "reussie"
    assert failed([finding]).constats == (finding,)
    assert not_applicable("x").statut == "non_applicable"
    assert not_evaluated("x").statut == "non_evaluee"


def test_words_are_in_french_typography() -> None:
    finding = Wording().finding("Absente : « Contexte ».", "Voyez p. 3 !")
    assert finding.message == "Absente\u00a0: «\u00a0Contexte\u00a0»."
    assert finding.aide == "Voyez p.\u00a03\u00a0!"
    assert passed("Fait : oui").preuve == "Fait\u00a0: oui"


def test_a_pack_s_message_is_filled() -> None:
    finding = Wording("{a} et {b}").finding("x", "y", a=1, b="deux")
    assert (finding.message, finding.aide) == ("1 et deux", "y")


def test_excerpts_are_short_and_on_one_line() -> None:
    assert excerpt(" un\n deux\t trois ") == "un deux trois"
    assert excerpt("\uf075 Exemple n° 1") == "Exemple n° 1"
    long = excerpt("mot " * 100)
    assert len(long) <= 120
    assert long.endswith("mot…")


def test_placeholders() -> None:
    assert placeholders_of("{a} et {{b}} et {c}") == {"a", "c"}
    with pytest.raises(ValueError, match=r"brace|expected"):
        placeholders_of("{a")
