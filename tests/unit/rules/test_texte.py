from __future__ import annotations

from dataclasses import replace

import pytest

from dossier_builder.domain.facts import BoxFound, ExempleFound, FormFacts

from .facts_builder import changed, essai, facts, outcome, with_text


def seen(text: str, index: int = 4) -> list[str]:
    """What TXT001 finds when one paragraph says that."""
    found = outcome("textes-provisoires", facts(paragraphs=with_text(text, index)))
    return [c.extrait for c in found.constats]


@pytest.mark.parametrize(
    "text",
    [
        "À compléter",
        "à compléter.",
        "À COMPLÉTER",
        "[à compléter]",
        "Le taux est de [à compléter] dans le bassin.",
        "Période : à compléter",
        "Taux de chômage… à préciser",
        "À compléter avec ma tutrice",
        "A rédiger plus tard",
        "XXX",
        "Le nom de la structure est XXX.",
        "TODO",
        "Lorem ipsum dolor sit amet",
        "Cliquez ici pour taper du texte.",
        "Voir Erreur ! Source du renvoi introuvable.",
        "Erreur\u00a0! Signet non défini.",
        "Qui ??? quand ?",
        "Le taux de chômage est de ???.",
        "???",
        "La structure [nom de la structure] m’a reçue.",
        "Partie à compléter",
        "Reste à rédiger : le bilan",
    ],
)
def test_what_was_left_to_be_written(text: str) -> None:
    assert seen(text) == [" ".join(text.split())]


@pytest.mark.parametrize(
    "text",
    [
        "Un tee-shirt XXXL au XXe siècle.",
        "Nous avons rempli un dossier à compléter avant vendredi.",
        "Il me restait à préciser les horaires.",
        "Je l’aide à compléter sa demande.",
        "À compléter ce dossier ensemble, nous avons passé deux séances.",
        "J’ai reçu Mme XXX, puis M. XXX et la famille XXX.",
        "Une « to-do list » dans Word.",
        "Elle coche la case et clique ici ou là.",
        "La partie à compléter par l’employeur était vide.",
        "Il me reste à compléter la mienne.",
        "« C’est vrai ??? », dit-elle.",
        "Vraiment ??? Je ne le savais pas.",
        "Ma todo liste du jour.",
        "J’ai reçu Mme [nom].",
        "Elle a dit [...] puis [sic].",
    ],
)
def test_ordinary_french_is_left_alone(text: str) -> None:
    assert seen(text) == []


def test_an_annex_may_be_a_blank_form() -> None:
    assert seen("Votre avis : XXX", index=13) == []
    assert seen("Votre avis : XXX", index=10) == ["Votre avis : XXX"]


def test_a_finding_says_where_and_remains_to_be_written() -> None:
    found = outcome("textes-provisoires", facts(paragraphs=with_text("À compléter")))
    (finding,) = found.constats
    assert (finding.page, finding.paragraphe, finding.nature) == (3, 4, "a_ecrire")
    assert "«\u00a0À compléter\u00a0»" in finding.message


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Un XXXL puis XXX ici", "XXX"),
        ("Le taux est de  [À\u00a0Compléter] ici", "[À Compléter]"),
        ("Voir Erreur\u00a0! Signet non défini.", "Erreur\u00a0! Signet non défini"),
    ],
)
def test_the_placeholder_is_quoted_as_it_was_typed(text: str, typed: str) -> None:
    (finding,) = outcome("textes-provisoires", facts(paragraphs=with_text(text))).constats
    assert f"«\u00a0{typed}\u00a0»" in finding.message


def test_a_pack_and_a_rule_add_their_own() -> None:
    rules = tuple(
        replace(r, parametres={"espaces_reserves": ["mon texte"]})
        if r.id == "textes-provisoires"
        else r
        for r in essai().regles
    )
    pack = changed(regles=rules, espaces_reserves=("À trouver",))
    document = facts(paragraphs=with_text("Mon texte"))
    assert outcome("textes-provisoires", document, pack).statut == "echouee"
    assert outcome("textes-provisoires", facts(paragraphs=with_text("XXX")), pack).statut == (
        "reussie"
    )


def test_without_any_placeholder_to_look_for_nothing_is_found() -> None:
    pack = changed(espaces_reserves=())
    assert outcome("textes-provisoires", facts(paragraphs=with_text("XXX")), pack).statut == (
        "reussie"
    )


def test_an_unfilled_box_of_the_form_is_said_by_its_own_rule() -> None:
    box = BoxFound("moyens", "espace_reserve", "Cliquez ici", 0, 4, (4,), 3)
    exemple = ExempleFound(1, "", 1, "", (box,), 3, 3, 1.0)
    form = FormFacts({}, {}, (exemple,), {}, None, None)
    document = facts(paragraphs=with_text("Cliquez ici"), formulaire=form)
    assert outcome("textes-provisoires", document).statut == "reussie"


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Je suis {{ candidat.nom }}.", "{{ candidat.nom }}"),
        ("{% if x %}oui", "{% if x %}"),
        ("Voir {annexe:contrat}.", "{annexe:contrat}"),
        ("Voir {figure: parcours}.", "{figure: parcours}"),
    ],
)
def test_tags_left(text: str, tag: str) -> None:
    (finding,) = outcome("balises-du-gabarit", facts(paragraphs=with_text(text))).constats
    assert tag in finding.message.replace("\u00a0", " ")
    assert finding.page == 3


@pytest.mark.parametrize("text", ["L’ensemble {a, b}", "{ note }", "50 % des cas", "{{", "a}}"])
def test_braces_are_no_tags(text: str) -> None:
    assert outcome("balises-du-gabarit", facts(paragraphs=with_text(text))).statut == "reussie"
