"""The matrix of competences: where each one shows, tolerant of rewording."""

from __future__ import annotations

from dataclasses import replace

from dossier_builder.domain.facts import BoxFound, ExempleFound, Facts, FormFacts, Paragraph
from dossier_builder.domain.modele import ActiviteType, Competence, Modele, Titre
from dossier_builder.domain.place import Place
from dossier_builder.rules.competences import CompetenceVue, matrix

from .facts_builder import PARAGRAPHS, changed, essai, facts

TITRE = Titre(
    id="essai",
    intitule="Accompagnant de trajets",
    sigle="AT",
    niveau=5,
    activites_types=(
        ActiviteType(
            numero=1,
            ccp="ccp1",
            intitule="Accompagner",
            competences=(
                Competence(numero=1, intitule="Contractualiser un parcours de mobilité"),
                Competence(
                    numero=2, intitule="Animer des ateliers", mots_cles=("consigne du groupe",)
                ),
            ),
        ),
        ActiviteType(
            numero=2,
            ccp="ccp2",
            intitule="Prospecter",
            competences=(Competence(numero=3, intitule="Prospecter les transporteurs"),),
        ),
    ),
    source=essai().annexes.source,
)
LONG = "Le car part à l’heure et chacun trouve sa place sans que personne ne dise rien. " * 5


def titled(ccp: str | None = "ccp1") -> Modele:
    return changed(titre=TITRE, ccp=ccp)


def with_texts(*texts: str, page: int = 5, printed: bool = False) -> Facts:
    """The conform document, these paragraphs in its part « Mise en œuvre d’un atelier »."""
    before, after = PARAGRAPHS[:8], PARAGRAPHS[9:]
    written = tuple(
        Paragraph(100 + n, text, "corps", place=Place(page, 0.2 + n / 100), words=len(text.split()))
        for n, text in enumerate(texts)
    )
    found = facts(paragraphs=(*before, *written, *after))
    return replace(found, format="pdf") if printed else found


def rows(found: Facts, ccp: str | None = "ccp1") -> dict[int, CompetenceVue]:
    return {row.competence.numero: row for row in matrix(found, titled(ccp))}


def test_only_the_competences_of_the_ccp_are_expected() -> None:
    assert set(rows(with_texts("Rien."))) == {1, 2}
    assert set(rows(with_texts("Rien."), None)) == {1, 2, 3}
    assert matrix(with_texts("Rien."), essai()) == ()


def test_two_passages_show_a_competence_and_one_is_a_mention() -> None:
    said = "Les parcours de mobilité ont été contractualisés."
    once = rows(with_texts(said, LONG))[1]
    assert (once.vue, once.pages) == (False, (5,))
    twice = rows(with_texts(said, LONG, said))[1]
    assert (twice.vue, twice.pages) == (True, (5,))


def test_the_words_of_an_expression_stand_in_one_sentence() -> None:
    apart = "Je donne la consigne. Nous attendons le groupe."
    together = "Je redis la consigne au groupe."
    assert not rows(with_texts(apart, LONG, apart))[2].vue
    assert rows(with_texts(together, LONG, together))[2].vue


def test_a_sentence_of_a_pdf_goes_on_over_its_lines() -> None:
    lines = ("Je redis, pour ceux qui arrivent, la consigne à tout", "le groupe, puis je me tais.")
    found = with_texts(*lines, LONG, *lines, printed=True)
    assert rows(found)[2].vue


def test_the_annexes_and_the_cover_show_nothing() -> None:
    said = "Contractualiser un parcours de mobilité."
    found = facts(
        paragraphs=(
            Paragraph(90, said, "corps", place=Place(1, 0.5)),
            Paragraph(91, said, "corps", place=Place(1, 0.6)),
            *PARAGRAPHS,
            *(Paragraph(n, said + LONG, "corps", place=Place(7, 0.6)) for n in (120, 121, 122)),
        )
    )
    assert rows(found)[1] == CompetenceVue(TITRE.activites_types[0].competences[0], vue=False)


def test_in_the_form_a_competence_is_looked_for_in_its_own_activity() -> None:
    said = with_texts("Je prospecte les transporteurs.", "J’ai animé des ateliers.")
    examples = tuple(
        ExempleFound(
            activite_type=activity,
            activite_intitule="",
            numero=1,
            intitule="Un exemple",
            boites=(BoxFound("taches", "remplie", paragraphes=(index,)),),
            paragraphe=index,
            page=5,
            pages=1.0,
        )
        for activity, index in ((1, 100), (2, 101))
    )
    form = FormFacts({}, {}, examples, {}, None, None)
    seen = rows(replace(said, formulaire=form), None)
    assert {number: row.vue for number, row in seen.items()} == {1: False, 2: False, 3: False}
    swapped = tuple(replace(e, activite_type=3 - (e.activite_type or 0)) for e in examples)
    seen = rows(replace(said, formulaire=replace(form, exemples=swapped)), None)
    assert {number: row.vue for number, row in seen.items()} == {1: False, 2: True, 3: True}
