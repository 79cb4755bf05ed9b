"""What a document says of its learner: on its cover, or in the form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from dossier_builder.domain.facts import (
    AnnexFacts,
    BoxFound,
    Declared,
    ExempleFound,
    Facts,
    FormFacts,
    Paragraph,
    Properties,
)
from dossier_builder.domain.interval import Interval
from dossier_builder.domain.modele import ActiviteType, Modele, Titre
from dossier_builder.domain.pagination import Pagination
from dossier_builder.domain.place import Place
from dossier_builder.domain.repere import Sejour
from dossier_builder.facts.repere import read_repere

from .modeles import SOURCE, modele

TITRE = Titre(
    id="essai",
    intitule="Accompagnant de trajets",
    sigle="AT",
    niveau=5,
    activites_types=(
        ActiviteType(numero=1, ccp="ccp1", intitule="Accueillir"),
        ActiviteType(numero=2, ccp="ccp2", intitule="Accompagner"),
    ),
    source=SOURCE,
)
CCP2: Modele = replace(modele(), titre=TITRE, ccp="ccp2")


def facts_of(lines: Sequence[str], properties: Properties | None = None) -> Facts:
    one = Interval.exactly(1)
    return Facts(
        name="dossier.docx",
        format="docx",
        pagination=Pagination(one, None, one, one, one, "sure", ()),
        paragraphs=tuple(
            Paragraph(n, text, "corps", place=Place(1, n / 100)) for n, text in enumerate(lines)
        ),
        sections=(),
        sommaire=None,
        annexes=AnnexFacts(),
        formulaire=None,
        properties=properties or Properties(),
        page_numbers={},
    )


def test_the_labels_of_a_cover_and_what_follows_them() -> None:
    seen = read_repere(
        facts_of(
            [
                "Dossier projet",
                "Candidat : Camille EXEMPLE",
                "Titre professionnel",
                "Accompagnant de trajets",
                "Structure d’accueil",
                "Mission locale de Valfictive",
                "Période de réalisation : du 16 novembre au 11 décembre 2026 (140 heures)",
                "Session d’examen",
                "15 mars 2027, Valfictive",
                "Date du document",
                "22 février 2027",
            ]
        ),
        CCP2,
    )
    assert seen.noms == ("Camille EXEMPLE",)
    assert seen.titre == "Accompagnant de trajets"
    stay = Sejour(
        "Mission locale de Valfictive", dt.date(2026, 11, 16), dt.date(2026, 12, 11), 2, 1
    )
    assert seen.sejours == (stay,)
    assert seen.session == dt.date(2027, 3, 15)
    assert seen.date == dt.date(2027, 2, 22)
    assert seen.heures == (140,)


def test_the_lines_of_a_pdf_s_cover() -> None:
    seen = read_repere(
        facts_of(
            [
                "T I T R E P R O F E S S I O N N E L",
                "Accompagnant de trajets",
                "Candidat Camille Exemple",
                "Structure d’accueil Mission locale de Valfictive",
                "Période de réalisation du 16 novembre au 11 décembre 2026",
                "Session d’examen 15 mars 2027, Valfictive",
                "Date du document 22 février 2027",
            ]
        ),
        CCP2,
    )
    assert (seen.noms, seen.titre) == (("Camille Exemple",), "Accompagnant de trajets")
    assert [stay.structure for stay in seen.sejours] == ["Mission locale de Valfictive"]
    assert seen.sejours[0].fin == dt.date(2026, 12, 11)
    assert (seen.session, seen.date) == (dt.date(2027, 3, 15), dt.date(2027, 2, 22))


def test_what_the_file_declares_comes_before_its_cover() -> None:
    declared = Declared(
        nom="Exemple", prenom="Camille", vise=("titre",), session=dt.date(2027, 3, 15)
    )
    seen = read_repere(facts_of(["Candidat", "C. E."], Properties(declared=declared)), CCP2)
    assert (seen.noms, seen.prenom) == (("Exemple",), "Camille")
    assert (seen.session, seen.vise) == (dt.date(2027, 3, 15), ("titre",))


def test_a_label_without_a_value_and_a_sentence_say_nothing() -> None:
    seen = read_repere(
        facts_of(
            [
                "Structure d’accueil",
                "Période",
                "Session",
                "La structure accueille huit cents personnes par an dans deux antennes.",
                "Candidat à la présidence : un récit",
            ]
        ),
        CCP2,
    )
    assert seen.sejours == ()
    assert seen.noms == ()
    assert seen.session is None


def form(*texts: str) -> FormFacts:
    examples = tuple(
        ExempleFound(
            activite_type=1,
            activite_intitule="Accueillir",
            numero=n,
            intitule="Recevoir",
            boites=(BoxFound("contexte", "remplie", text, page=4 + n),),
            paragraphe=n,
            page=4,
            pages=1.0,
        )
        for n, text in enumerate(texts, start=1)
    )
    return FormFacts(
        couverture={"nom_naissance": "Exemple", "nom_usage": "Modèle", "prenom": "Camille"},
        modalites={},
        exemples=examples,
        declaration={},
        declaration_page=None,
        declaration_paragraphe=None,
    )


def test_the_form_tells_each_example_s_company_and_period() -> None:
    written = form(
        "Maison de l’emploi\nAccueil\n05/10/2026\n23/10/2026",
        "Maison de l’emploi\nen octobre 2026",
        "J’ai travaillé seul, chez moi, sur un projet personnel.",
    )
    seen = read_repere(replace(facts_of([]), formulaire=written), CCP2)
    assert seen.noms == ("Exemple", "Modèle")
    assert seen.prenom == "Camille"
    first, last = dt.date(2026, 10, 5), dt.date(2026, 10, 23)
    assert seen.sejours == (Sejour("Maison de l’emploi", first, last, 1, 5),)


def test_a_document_without_text_says_nothing() -> None:
    assert read_repere(facts_of([]), CCP2).sejours == ()
