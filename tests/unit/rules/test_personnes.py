"""RGP001, RGP002 and RGP003 on facts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from stdnum.fr import nir

from dossier_builder.domain.facts import BoxFound, ExempleFound, FormFacts
from dossier_builder.domain.findings import Outcome
from dossier_builder.domain.personnes import (
    DonneesCachees,
    NomsDits,
    Personnes,
    TexteHorsCorps,
)
from dossier_builder.domain.sections import NonVerifie
from dossier_builder.packs import load_modele
from dossier_builder.rules import CATALOGUE

from .facts_builder import PARAGRAPHS, facts, outcome, with_text

_NIR_13 = "2850359350123"
NIR = f"2 85 03 59 350 123 {nir.calc_check_digits(_NIR_13 + '00')}"


def say(rule: str, text: str, **changes: object) -> Outcome:
    return outcome(rule, facts(paragraphs=with_text(text), **changes))


def test_one_finding_a_value_however_often_it_is_written() -> None:
    texts = {4: f"Son numéro : {NIR}.", 6: f"Encore {NIR.replace(' ', '')}."}
    paragraphs = tuple(replace(p, text=texts.get(p.index, p.text)) for p in PARAGRAPHS)
    found = outcome("donnees-sensibles", facts(paragraphs=paragraphs))
    (constat,) = found.constats
    assert constat.page == 3
    assert constat.paragraphe == 4
    assert constat.message.endswith("(p.\u00a03 à 4).")
    assert "2 remplacements" in constat.aide
    assert NIR not in constat.message + constat.extrait + constat.aide
    assert found.source is not None
    assert "RGPD" in found.source.document


@pytest.mark.parametrize("lieu", ["note", "en_tete", "pied", "texte_alternatif"])
def test_every_text_is_read(lieu: str) -> None:
    aside = TexteHorsCorps(lieu, f"Rappel : {NIR}", 4)  # type: ignore[arg-type]  # a Literal
    found = outcome("donnees-sensibles", facts(personnes=Personnes((aside,))))
    assert [c.page for c in found.constats] == [3]


def test_a_note_is_read() -> None:
    paragraphs = tuple(replace(p, notes=(NIR,)) if p.index == 4 else p for p in PARAGRAPHS)
    assert outcome("donnees-sensibles", facts(paragraphs=paragraphs)).statut == "echouee"


def test_a_number_of_the_sommaire_is_none() -> None:
    paragraphs = tuple(
        replace(p, kind="sommaire", text=NIR) if p.index == 2 else p for p in PARAGRAPHS
    )
    assert outcome("donnees-sensibles", facts(paragraphs=paragraphs)).statut == "reussie"


def test_pages_of_pictures_leave_the_answer_open_but_hide_no_fault() -> None:
    scan = NonVerifie((5, 5), "image", annexes=False)
    assert outcome("donnees-sensibles", facts(non_verifie=(scan,))).statut == "non_evaluee"
    assert say("donnees-sensibles", NIR, non_verifie=(scan,)).statut == "echouee"


def test_declared_names_are_looked_for_without_a_civility() -> None:
    text = "J’ai reçu Sophie KERVADEK puis sa sœur ; Kervadek habite loin."
    assert say("noms-des-personnes", text).statut == "reussie"
    found = say("noms-des-personnes", text, noms=NomsDits(a_masquer=("Sophie Kervadek",)))
    assert {c.page for c in found.constats} == {3}
    assert all("Kervadek" not in c.extrait and "KERVADEK" not in c.extrait for c in found.constats)


def test_without_declared_names_it_says_how_to_declare_them() -> None:
    assert "noms_a_masquer" in outcome("noms-des-personnes", facts()).preuve
    declared = facts(noms=NomsDits(a_masquer=("Kervadek",)))
    assert "noms_a_masquer" not in outcome("noms-des-personnes", declared).preuve


def test_the_learner_and_those_who_agree_may_be_named() -> None:
    text = "Mme Exemple a travaillé avec M. Kouznet."
    assert len(say("noms-des-personnes", text).constats) == 1
    agreed = NomsDits(autorises=("Kouznet",))
    assert say("noms-des-personnes", text, noms=agreed).statut == "reussie"


def test_the_replacement_is_the_one_to_type() -> None:
    found = say("noms-des-personnes", "Mme Kervadek a vu M. Kouznet.")
    assert ["« Mme\u00a0K1. »" in c.aide or "Mme K1." in c.aide for c in found.constats] == [
        True,
        False,
    ]
    assert "M. K2." in found.constats[1].aide


def test_a_colleague_named_in_its_box_is_an_information() -> None:
    modele = load_modele("cip/dpp", CATALOGUE)
    box = BoxFound("avec_qui", "remplie", "", 3, 4, (4,), 3)
    exemple = ExempleFound(1, "Accueillir", 1, "Un exemple", (box,), 3, 3, 1.0)
    form = FormFacts({}, {}, (exemple,), {}, None, None)
    named = facts(paragraphs=with_text("Mme Kervadek, M. Kouznet"), formulaire=form)
    assert outcome("noms-des-personnes", named, modele).statut == "reussie"
    found = outcome("noms-des-collegues", named, modele)
    assert (len(found.constats), found.gravite) == (2, "information")
    assert outcome("noms-des-collegues", facts(), modele).statut == "non_applicable"


HIDDEN = DonneesCachees(commentaires=0, modifications=0)


def hidden(**changes: object) -> Outcome:
    seen = Personnes(cachees=replace(HIDDEN, **changes))  # type: ignore[arg-type]  # its own fields
    return outcome("donnees-cachees", facts(personnes=seen))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"createur": "Dominique Fictif"}, "Dominique Fictif"),
        ({"modifie_par": "Dominique Fictif"}, "dernière modification"),
        ({"societe": "Cabinet Fictif"}, "Cabinet Fictif"),
        ({"commentaires": 2}, "2 commentaires sont restés"),
        ({"modifications": 1}, "1 modification suivie est restée"),
        ({"texte_masque": (4,)}, "texte masqué"),
        ({"images_situees": (4, None)}, "2 images disent"),
        ({"rognages": ((4, 0.6), (6, 0.1))}, "1 image rognée"),
    ],
)
def test_what_the_file_hides_is_said(changes: dict[str, object], said: str) -> None:
    found = hidden(**changes)
    (constat,) = found.constats
    assert said in constat.message.replace("\u00a0", " ")
    assert constat.aide


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"createur": "camille exemple"},
        {"createur": "camille.exemple"},
        {"createur": "Microsoft Office User", "modifie_par": "python-docx"},
        {"societe": "Valfictive"},  # the text says it too
        {"rognages": ((4, 0.3),)},
    ],
)
def test_what_is_usual_is_not(changes: dict[str, object]) -> None:
    assert hidden(**changes).statut == "reussie"


def test_authors_are_not_judged_when_nobody_knows_whose_document_it_is() -> None:
    paragraphs = tuple(p for p in PARAGRAPHS if p.index != 1)
    seen = Personnes(cachees=replace(HIDDEN, createur="Dominique Fictif"))
    found = outcome("donnees-cachees", facts(paragraphs=paragraphs, personnes=seen))
    assert found.statut == "reussie"


def test_hidden_data_that_were_not_read_are_not_judged() -> None:
    assert outcome("donnees-cachees", facts(personnes=None)).statut == "non_evaluee"
