from __future__ import annotations

from dataclasses import replace

import pytest

from dossier_builder.domain.facts import (
    AnnexFacts,
    BoxFound,
    ExempleFound,
    Facts,
    FormFacts,
    Paragraph,
    ParagraphKind,
    Properties,
)
from dossier_builder.domain.modele import Modele
from dossier_builder.domain.place import Place
from dossier_builder.domain.prose import RETIRE, PageEcrite
from dossier_builder.facts import Content, read_prose
from dossier_builder.facts.content import Line
from dossier_builder.facts.quotations import is_reference, opens_bibliography, quoted_spans
from dossier_builder.ooxml import Package, paragraphs, text_of
from dossier_builder.pipeline.modeles import load, pack_roots

from ..rules.facts_builder import facts  # noqa: TID252 - tests/ is not on the path

OWN = "La vallée vit de la scierie et de deux maisons de retraite."


@pytest.fixture(scope="module")
def ccp2() -> Modele:
    return load("cip/ccp2", pack_roots(None))


@pytest.fixture(scope="module")
def dpp() -> Modele:
    return load("cip/dpp", pack_roots(None))


def paragraph(
    index: int, text: str, *, kind: ParagraphKind = "corps", style: str = "", page: int = 3
) -> Paragraph:
    level = 1 if kind == "titre" else None
    return Paragraph(index, text, kind, style, level, Place(page, 0.2))


def document(*texts: Paragraph | str, annexes: AnnexFacts | None = None) -> Facts:
    written = tuple(
        paragraph(n, text) if isinstance(text, str) else text for n, text in enumerate(texts)
    )
    return facts(paragraphs=written, annexes=annexes or AnnexFacts(), sections=())


def prose(found: Facts, modele: Modele, lines: tuple[Line, ...] = ()) -> tuple[PageEcrite, ...]:
    return read_prose(found, Content("docx", lines, Properties()), modele).pages()


def kept(found: Facts, modele: Modele) -> str:
    return "\n".join(page.texte for page in prose(found, modele))


def test_the_body_is_kept_page_by_page(ccp2: Modele) -> None:
    found = document(
        paragraph(0, "Introduction", kind="titre"),
        paragraph(1, OWN),
        paragraph(2, "Le car passe quatre fois."),
        paragraph(3, "Sommaire … 4", kind="sommaire"),
        paragraph(4, "Figure 1 – Le car", kind="legende", page=4),
        paragraph(5, "J’y suis allée à vélo.", page=4),
        paragraph(6, "Une case du tableau", kind="tableau", page=5),
    )
    assert prose(found, ccp2) == (
        PageEcrite(3, f"{OWN}\nLe car passe quatre fois."),
        PageEcrite(4, "J’y suis allée à vélo."),
        PageEcrite(5, "Une case du tableau"),
    )


def test_accents_written_in_two_characters_are_joined(ccp2: Modele) -> None:
    assert kept(document("Une e\u0301tape"), ccp2) == "Une étape"


@pytest.mark.parametrize("fin", [None, 3])
def test_annexes_are_left_out(fin: int | None, ccp2: Modele) -> None:
    found = document(OWN, "Annexes", "Contrat type", OWN, annexes=AnnexFacts(debut=1, fin=fin))
    assert kept(found, ccp2) == (OWN if fin is None else f"{OWN}\n{OWN}")
    assert kept(document(OWN, annexes=AnnexFacts(seules=True)), ccp2) == ""


def test_the_words_of_the_pack_are_taken_out(ccp2: Modele) -> None:
    section = ccp2.section("contexte")
    assert ccp2.titre is not None
    competence = ccp2.titre.activites_types[1].competences[0].intitule
    said = kept(document(f"{OWN} {section.aide} {section.questions[0]}", competence.upper()), ccp2)
    assert said.startswith(OWN)
    assert set(said.removeprefix(OWN)) <= set(f"{RETIRE} .?:\n\u00a0")


def test_a_few_words_of_the_pack_are_anybody_s(ccp2: Modele) -> None:
    few = " ".join(ccp2.section("contexte").aide.split()[:5])
    assert kept(document(f"{few} {OWN}"), ccp2) == f"{few} {OWN}"


def test_the_text_of_the_gabarit_and_the_texts_to_start_from_are_taken_out(
    ccp2: Modele, tmp_path_factory: pytest.TempPathFactory
) -> None:
    package = Package.read(ccp2.gabarit)
    printed = [text_of(p.element) for p in paragraphs(package.xml(package.document_name))]
    longest = max((t for t in printed if "{" not in t), key=lambda t: len(t.split()))
    folder = tmp_path_factory.mktemp("modele")
    (folder / "depart").mkdir()
    (folder / "depart" / "introduction.md").write_text(OWN, encoding="utf-8")
    started = replace(ccp2, dossiers=(folder,))
    assert kept(document(OWN), started) == f"{RETIRE}."
    if len(longest.split()) >= 7:
        assert RETIRE in kept(document(longest), ccp2)


def test_of_the_form_only_the_boxes_are_read(dpp: Modele) -> None:
    box = BoxFound("taches", "remplie", paragraphes=(2,))
    example = ExempleFound(1, "Accueillir", 1, "Un accueil", (box,), 0, 3, 1.0)
    form = FormFacts({}, {}, (example,), {}, None, None)
    found = document("Nom de naissance", "Décrivez les tâches", OWN, "Je soussignée")
    assert kept(facts(paragraphs=found.paragraphs, annexes=AnnexFacts(), formulaire=form), dpp) == (
        OWN
    )


def test_a_quotation_over_two_lines_of_a_pdf_is_taken_out(ccp2: Modele) -> None:
    found = document(
        "J’ai relu ceci : « nul ne peut", "le lui demander deux fois » (Exemple, 2019)."
    )
    assert kept(found, ccp2) == f"J’ai relu ceci : {RETIRE}\n{RETIRE} (Exemple, 2019)."


def test_a_quotation_with_a_footnote_has_its_source(ccp2: Modele) -> None:
    text = "On y lit : « nul ne peut le lui demander deux fois » et je le crois."
    lines = (Line(0, text, notes=("Charte de Valfictive, p. 3.",)),)
    (page,) = prose(document(text), ccp2, lines)
    assert page.texte == f"On y lit : {RETIRE} et je le crois."
    assert kept(document(text), ccp2) == text


@pytest.mark.parametrize(
    "style", ["Citation", "Citation intense", "Quote", "Source", "Bibliographie"]
)
def test_quotations_and_references_by_style(style: str, ccp2: Modele) -> None:
    assert kept(document(paragraph(0, OWN, style=style), OWN), ccp2) == f"{RETIRE}\n{OWN}"


def test_a_bibliography_is_left_out_up_to_the_next_heading(ccp2: Modele) -> None:
    found = document(
        OWN,
        paragraph(1, "Bibliographie", kind="titre"),
        "Le récit de pratique, presses du canal",
        paragraph(3, "Conclusion", kind="titre"),
        "J’ai appris à attendre.",
    )
    assert kept(found, ccp2) == f"{OWN}\nJ’ai appris à attendre."


@pytest.mark.parametrize(
    "text",
    [
        "Selon la charte, « nul ne peut le lui demander deux fois ».",
        "D’après l’INSEE, « un emploi sur trois est pourvu sans annonce ».",
        "L’article L. 5213-1 prévoit : « est considérée comme travailleur handicapé… ».",
        "« Nul ne peut le lui demander » (source : charte de Valfictive).",
        "Elle écrit “ nul ne peut le lui demander ” (Exemple, 2019, p. 12).",
        "« Nul ne peut le lui demander » [3] et la suite.",
        "« Nul ne peut le lui demander »² et la suite.",
    ],
)
def test_a_quotation_that_names_its_source_is_one(text: str) -> None:
    ((start, end),) = quoted_spans(text)
    assert text[start] in "«“"
    assert text[end - 1] in "»”"


@pytest.mark.parametrize(
    "text",
    [
        "Elle m’a dit : « je ne veux pas y retourner ».",
        "Par rapport à hier, « ça va », dit-elle.",
        "J’ai suivi la charte du centre. Puis elle a ajouté : « je ne veux pas y retourner ».",
        "Il a lâché « on verra » (et il a ri).",
    ],
)
def test_what_people_say_is_the_learner_s_own_telling(text: str) -> None:
    assert list(quoted_spans(text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://valfictive.example/charte", True),
        ("Source : enquête de Valfictive, 2025", True),
        ("EXEMPLE A., Accompagner sans porter, éditions du Canal, 2019", True),
        ("Exemple, Alix (2019). Accompagner sans porter.", True),
        ("En mars 2025, Mme M. a repris contact avec la mission locale.", False),
        ("Camille a suivi la formation en 2019 et s’en souvient.", False),
        (f"{OWN} " * 6 + "Voir www.valfictive.example", False),
    ],
)
def test_a_line_of_bibliography(text: str, *, expected: bool) -> None:
    assert is_reference(text) is expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [("Bibliographie", True), ("5. SITOGRAPHIE", True), ("Références", True), ("Contexte", False)],
)
def test_the_title_of_a_bibliography(title: str, *, expected: bool) -> None:
    assert opens_bibliography(title) is expected
