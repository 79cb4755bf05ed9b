from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from dossier_builder.domain.facts import (
    AnnexFacts,
    BoxFound,
    Declared,
    ExempleFound,
    Facts,
    FormFacts,
    Properties,
)
from dossier_builder.domain.findings import Outcome
from dossier_builder.domain.interval import Interval
from dossier_builder.domain.modele import Modele
from dossier_builder.domain.pagination import Pagination
from dossier_builder.packs import load_modele
from dossier_builder.rules import CATALOGUE, evaluate

BOXES = ("taches", "moyens", "avec_qui", "contexte", "complements")
FILLED = tuple(
    BoxFound(identifier, "remplie", "Mon texte.", 2, paragraphe=30 + rank, page=6)  # type: ignore[arg-type]  # ids are literals
    for rank, identifier in enumerate(BOXES)
)
NBSP = "\u00a0"


@pytest.fixture(scope="module")
def modele() -> Modele:
    return load_modele("cip/dpp", CATALOGUE)


def example(activite: int | None, numero: int | None = 1, **changes: Any) -> ExempleFound:
    """A filled example on page 5."""
    return replace(
        ExempleFound(
            activite_type=activite,
            activite_intitule="",
            numero=numero,
            intitule="Conduire un entretien",
            boites=FILLED,
            paragraphe=20,
            page=5,
            pages=2.5,
        ),
        **changes,
    )


def boxes(**changes: BoxFound) -> tuple[BoxFound, ...]:
    return tuple(changes.get(box.id, box) for box in FILLED)


def form(*exemples: ExempleFound, **changes: Any) -> FormFacts:
    return replace(
        FormFacts(
            couverture={"titre": "Conseiller en insertion professionnelle"},
            modalites={"formation": True, "vae": False},
            exemples=exemples or (example(1), example(2), example(3)),
            declaration={"fait_a": "Valfictive", "le": "26/02/2027"},
            declaration_page=12,
            declaration_paragraphe=400,
        ),
        **changes,
    )


def outcome(
    rule: str,
    modele: Modele,
    found: FormFacts | None,
    vise: tuple[str, ...] = ("titre",),
    voie: str = "",
) -> Outcome:
    pages = Interval(14, 14)
    facts = Facts(
        name="dp.docx",
        format="docx",
        pagination=Pagination(
            total=pages,
            annexes_debut=None,
            comptees=pages,
            hors_annexes=pages,
            hors_couverture_sommaire_annexes=pages,
            confiance="sure",
            temoins=(),
            couverture=(1,),
            sommaire=(3,),
            annexes_preuve="",
            motif="",
        ),
        paragraphs=(),
        sections=(),
        sommaire=None,
        annexes=AnnexFacts(),
        formulaire=found,
        properties=Properties(declared=Declared(vise=vise, voie=voie)),
        page_numbers={},
    )
    return next(o for o in evaluate(facts, modele) if o.regle == rule)


def messages(found: Outcome) -> list[str]:
    return [constat.message.replace(NBSP, " ") for constat in found.constats]


@pytest.mark.parametrize(
    "rule",
    [
        "exemples-par-activite-type",
        "boites-obligatoires",
        "boites-facultatives",
        "longueur-des-exemples",
        "declaration-sur-l-honneur",
        "numerotation-des-exemples",
        "couverture-du-formulaire",
    ],
)
def test_a_filled_form_passes_and_another_document_is_not_judged(rule: str, modele: Modele) -> None:
    passed = outcome(rule, modele, form())
    assert (passed.statut, passed.constats) == ("reussie", ())
    assert passed.preuve
    assert passed.source is not None
    assert outcome(rule, modele, None).statut == "non_applicable"


class TestExamplesPerActivity:
    rule = "exemples-par-activite-type"

    def test_each_activity_of_the_title_needs_one(self, modele: Modele) -> None:
        found = outcome(self.rule, modele, form(example(1), example(1, 2)))
        assert found.statut == "echouee"
        assert messages(found) == [
            "Activité-type 2 : 0 exemple ; le formulaire en demande 1 à 3.",
            "Activité-type 3 : 0 exemple ; le formulaire en demande 1 à 3.",
        ]
        assert {c.nature for c in found.constats} == {"a_ecrire"}

    def test_a_candidate_for_one_ccp_owes_only_its_activity(self, modele: Modele) -> None:
        assert outcome(self.rule, modele, form(example(2)), vise=("ccp2",)).statut == "reussie"
        missing = outcome(self.rule, modele, form(example(2)), vise=("ccp2", "ccp3"))
        assert messages(missing) == [
            "Activité-type 3 : 0 exemple ; le formulaire en demande 1 à 3."
        ]

    def test_nobody_is_accused_when_the_aim_is_unknown(self, modele: Modele) -> None:
        found = outcome(self.rule, modele, form(example(2)), vise=())
        assert found.statut == "non_evaluee"
        assert "les activités-types 1 et 3" in found.preuve
        assert "formateur" in found.preuve

    def test_a_fourth_example_is_too_many_whatever_the_aim(self, modele: Modele) -> None:
        four = [example(1, n, page=4 + n, paragraphe=n) for n in range(1, 5)]
        found = outcome(self.rule, modele, form(*four), vise=())
        assert messages(found) == ["Activité-type 1 : 4 exemples ; le formulaire en demande 1 à 3."]
        assert (found.constats[0].page, found.constats[0].paragraphe) == (8, 4)

    def test_no_example_at_all_is_one_finding(self, modele: Modele) -> None:
        found = outcome(self.rule, modele, form(exemples=()), vise=())
        assert messages(found) == ["Aucun exemple de pratique professionnelle."]
        assert outcome("boites-obligatoires", modele, form(exemples=())).statut == "non_applicable"
        assert outcome("longueur-des-exemples", modele, form(exemples=())).statut == (
            "non_applicable"
        )

    def test_a_title_tells_the_activity_that_has_no_number(self, modele: Modele) -> None:
        assert modele.titre is not None
        titles = [activity.intitule.upper() for activity in modele.titre.activites_types]
        found = form(*(example(None, activite_intitule=title) for title in titles))
        assert outcome(self.rule, modele, found).statut == "reussie"
        assert outcome("numerotation-des-exemples", modele, found).statut == "reussie"

    def test_an_example_of_no_activity_is_said_once(self, modele: Modele) -> None:
        found = outcome(self.rule, modele, form(example(None), example(2), example(3)))
        assert messages(found) == ["Exemple 1 : son activité-type n’est pas indiquée."]


class TestBoxes:
    @pytest.mark.parametrize(
        ("box", "message"),
        [
            (
                BoxFound("moyens", "vide", paragraphe=31, page=6),
                "AT1, exemple 1, boîte 2 (« Précisez les moyens utilisés ») : elle est vide.",
            ),
            (
                BoxFound("moyens", "absente"),
                "AT1, exemple 1, boîte 2 (« Précisez les moyens utilisés ») : elle est absente.",
            ),
            (
                BoxFound("moyens", "espace_reserve", "Cliquez ici pour taper du texte."),
                (
                    "AT1, exemple 1, boîte 2 (« Précisez les moyens utilisés ») : elle contient "
                    "encore « Cliquez ici pour taper du texte »."
                ),
            ),
            (
                BoxFound("contexte", "espace_reserve", manque=("la date de fin",)),
                "AT1, exemple 1, boîte 4 (« Contexte ») : il y manque la date de fin.",
            ),
        ],
    )
    def test_a_mandatory_box_must_be_filled(
        self, box: BoxFound, message: str, modele: Modele
    ) -> None:
        changed = {box.id: box}
        found = outcome("boites-obligatoires", modele, form(example(1, boites=boxes(**changed))))
        assert found.statut == "echouee"
        assert messages(found) == [message]
        assert found.constats[0].aide
        assert found.constats[0].page in {5, 6}
        assert found.constats[0].paragraphe is not None

    @pytest.mark.parametrize("etat", ["vide", "absente"])
    def test_an_optional_box_may_be_empty(self, etat: Any, modele: Modele) -> None:
        found = form(example(1, boites=boxes(complements=BoxFound("complements", etat))))
        assert outcome("boites-facultatives", modele, found).statut == "reussie"
        assert outcome("boites-obligatoires", modele, found).statut == "reussie"

    def test_a_prompt_left_in_an_optional_box_is_told_apart(self, modele: Modele) -> None:
        left = BoxFound("complements", "espace_reserve", "Cliquez ici.")
        found = form(example(1, boites=boxes(complements=left)))
        optional = outcome("boites-facultatives", modele, found)
        assert (optional.statut, optional.gravite) == ("echouee", "information")
        assert "Effacez" in optional.constats[0].aide
        assert outcome("boites-obligatoires", modele, found).statut == "reussie"


class TestLength:
    rule = "longueur-des-exemples"

    def test_more_than_three_pages(self, modele: Modele) -> None:
        found = outcome(self.rule, modele, form(example(1, pages=3.0), example(2, pages=3.6)))
        assert messages(found) == ["AT2, exemple 1 : 3,6 pages ; au plus 3."]
        assert found.gravite == "avertissement"

    def test_unknown_lengths_are_not_passed(self, modele: Modele) -> None:
        found = outcome(self.rule, modele, form(example(1), example(2, pages=None)))
        assert found.statut == "non_evaluee"

    def test_the_longest_is_the_proof(self, modele: Modele) -> None:
        found = outcome(self.rule, modele, form(example(1, pages=1.7)))
        assert found.preuve == f"Le plus long exemple fait 1,7 page{NBSP}; au plus 3."


class TestDeclaration:
    rule = "declaration-sur-l-honneur"

    @pytest.mark.parametrize(
        ("values", "message"),
        [
            ({"fait_a": "", "le": ""}, "« Fait à » et « le » à remplir."),
            ({"fait_a": "Valfictive", "le": ""}, "« le » à remplir."),
            ({"fait_a": "", "le": "26/02/2027"}, "« Fait à » à remplir."),
        ],
    )
    def test_place_and_date(self, values: Mapping[str, str], message: str, modele: Modele) -> None:
        found = outcome(self.rule, modele, form(declaration=values))
        assert messages(found) == [f"Déclaration sur l’honneur : {message}"]
        assert (found.constats[0].page, found.constats[0].paragraphe) == (12, 400)
        assert found.gravite == "avertissement"

    def test_the_page_may_be_missing(self, modele: Modele) -> None:
        gone = form(
            declaration={"fait_a": "", "le": ""}, declaration_page=None, declaration_paragraphe=None
        )
        assert messages(outcome(self.rule, modele, gone)) == [
            "La déclaration sur l’honneur est absente."
        ]


class TestNumbering:
    rule = "numerotation-des-exemples"

    def test_numbers_start_again_in_each_activity(self, modele: Modele) -> None:
        found = form(example(1, 1), example(1, 2), example(2, 1), example(3, 1), example(3, 2))
        assert outcome(self.rule, modele, found).statut == "reussie"

    @pytest.mark.parametrize(
        ("numbers", "expected"),
        [
            ((1, 1), ["Activité-type 2 : l’exemple n° 1 devrait porter le n° 2."]),
            ((1, 3), ["Activité-type 2 : l’exemple n° 3 devrait porter le n° 2."]),
            ((None, 2), ["Activité-type 2 : l’exemple sans numéro devrait porter le n° 1."]),
        ],
    )
    def test_a_wrong_number(
        self, numbers: tuple[int | None, ...], expected: list[str], modele: Modele
    ) -> None:
        found = outcome(self.rule, modele, form(*(example(2, number) for number in numbers)))
        assert (found.statut, found.gravite) == ("echouee", "erreur")
        assert messages(found) == expected

    def test_number_and_title_of_the_activity_must_agree(self, modele: Modele) -> None:
        assert modele.titre is not None
        first = modele.titre.activites_types[0].intitule
        found = outcome(self.rule, modele, form(example(1), example(2, activite_intitule=first)))
        assert messages(found) == [
            (
                "AT2, exemple 1 : le numéro est celui de l’activité-type 2, l’intitulé celui de "
                "l’activité-type 1."
            )
        ]


class TestCover:
    rule = "couverture-du-formulaire"

    @pytest.mark.parametrize(
        "title",
        [
            "TITRE PROFESSIONNEL CONSEILLER EN INSERTION PROFESSIONNELLE",
            "Conseillère en insertion professionnelle (CIP)",
            "Conseiller  en insertion professionelle",
        ],
    )
    def test_the_whole_title(self, title: str, modele: Modele) -> None:
        found = outcome(self.rule, modele, form(couverture={"titre": title}))
        assert found.statut == "reussie"

    @pytest.mark.parametrize("title", ["CIP", "Conseiller en insertion", "Titre pro CIP"])
    def test_a_title_cut(self, title: str, modele: Modele) -> None:
        found = outcome(self.rule, modele, form(couverture={"titre": title}))
        assert messages(found) == [f"Titre professionnel visé : « {title} »."]

    @pytest.mark.parametrize("title", ["Formateur d’adultes", "ENSEIGNANT DE LA CONDUITE"])
    def test_another_title(self, title: str, modele: Modele) -> None:
        found = outcome(self.rule, modele, form(couverture={"titre": title}))
        assert messages(found) == [
            f"Titre professionnel visé : « {title} » ; ce formulaire est celui d’un autre titre."
        ]
        assert "Conseiller en insertion professionnelle" in found.constats[0].aide

    def test_no_title(self, modele: Modele) -> None:
        found = outcome(self.rule, modele, form(couverture={"titre": ""}))
        assert messages(found) == ["Le titre professionnel visé est vide."]
        assert found.constats[0].nature == "a_ecrire"

    @pytest.mark.parametrize(
        ("modalites", "voie", "message"),
        [
            ({"formation": False, "vae": False}, "", "aucune case cochée."),
            ({"formation": True, "vae": True}, "vae", "deux cases cochées."),
            (
                {"formation": True, "vae": False},
                "vae",
                "la case cochée n’est pas celle de votre voie d’accès.",
            ),
            (
                {"vae": True},
                "apprentissage",
                "la case cochée n’est pas celle de votre voie d’accès.",
            ),
        ],
    )
    def test_one_path_the_declared_one(
        self, modalites: Mapping[str, bool], voie: str, message: str, modele: Modele
    ) -> None:
        found = outcome(self.rule, modele, form(modalites=modalites), voie=voie)
        assert messages(found) == [f"Modalité d’accès : {message}"]

    def test_an_apprentice_ticks_training(self, modele: Modele) -> None:
        assert outcome(self.rule, modele, form(), voie="apprentissage").statut == "reussie"

    def test_boxes_that_cannot_be_read_accuse_nobody(self, modele: Modele) -> None:
        found = outcome(self.rule, modele, form(modalites={}))
        assert (found.statut, found.constats) == ("non_evaluee", ())


def test_the_form_of_any_title_is_judged_by_its_numbers() -> None:
    modele = load_modele("dp", CATALOGUE)
    rule = "exemples-par-activite-type"
    four = form(*(example(4, n) for n in range(1, 5)))
    assert outcome(rule, modele, form(example(4)), vise=()).statut == "reussie"
    assert outcome(rule, modele, four, vise=()).statut == "echouee"
    other = form(couverture={"titre": "Formateur professionnel d’adultes"})
    assert outcome("couverture-du-formulaire", modele, other).statut == "reussie"
