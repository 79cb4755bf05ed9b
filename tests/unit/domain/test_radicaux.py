from __future__ import annotations

import pytest

from dossier_builder.domain.radicaux import stem, stems
from dossier_builder.domain.wording import folded


@pytest.mark.parametrize(
    "words",
    [
        "contractualiser contractualisation contractualisé contractualisées",
        "animer animation animateur animés",
        "intégrer intégration intègre",
        "recruter recrutement recruteurs",
        "profession professionnel professionnelles",
        "suivre suivi suit",
        "concevoir conception conçu conçois",
        "maintenir maintien",
        "territoire territorial",
        "développer développement",
        "déployer déploiement déploie",
        "évaluer évaluation évalué",
    ],
)
def test_forms_of_one_word_share_their_stem(words: str) -> None:
    assert len({stem(folded(word)) for word in words.split()}) == 1


def test_short_words_stay_whole() -> None:
    assert stem("aide") == "aide"
    assert stem("cle") == "cle"


def test_words_without_meaning_are_left_out() -> None:
    assert stems("Analyser sa pratique, et pour l’équipe") == stems("analyse pratique équipe")
    assert stems("de la à des l’ qu’") == frozenset()


def test_other_words_keep_other_stems() -> None:
    assert stem("contrat") != stem("contractualiser")
    assert stem("projet") != stem("prospection")
