from __future__ import annotations

from dataclasses import replace

import pytest

from dossier_builder.domain.facts import Facts
from dossier_builder.domain.modele import Modele
from dossier_builder.domain.sections import NearHeading, SectionFound

from .facts_builder import (
    PARAGRAPHS,
    SECTIONS,
    changed,
    essai,
    facts,
    outcome,
    outcomes,
    pagination,
    paragraph,
    section,
    without,
)


def no_parts_rule() -> Modele:
    return changed(regles=tuple(r for r in essai().regles if r.controle != "SEC004"))


def test_one_finding_for_each_missing_mandatory_section() -> None:
    missing = tuple(SectionFound(s.id, s.titre) for s in SECTIONS)
    found = outcome("sections-presentes", facts(sections=missing), no_parts_rule())
    assert [c.message for c in found.constats] == [
        f"Partie absente\u00a0: «\u00a0{title}\u00a0».".replace(" :", "\u00a0:")
        for title in (
            "Introduction",
            "Contexte : la structure, le public, le territoire",
            "Mise en œuvre d’un atelier",
            "Conclusion",
        )
    ]
    assert {c.nature for c in found.constats} == {"a_ecrire"}


def test_an_optional_section_may_be_missing() -> None:
    assert outcome("sections-presentes", facts()).preuve == "4 parties obligatoires trouvées."


def test_a_missing_section_is_shown_where_it_could_stand() -> None:
    (finding,) = outcome("sections-presentes", facts(sections=without("conclusion"))).constats
    assert finding.page == 5
    assert "style de titre" in finding.aide
    (first,) = outcome("sections-presentes", facts(sections=without("introduction"))).constats
    assert first.page is None


def test_other_names_are_suggested() -> None:
    (finding,) = outcome(
        "sections-presentes", facts(sections=without("contexte")), no_parts_rule()
    ).constats
    assert "(ou «\u00a0Contexte\u00a0» ou «\u00a0Le contexte\u00a0»)" in finding.aide


def test_a_heading_that_looks_like_a_missing_section_is_shown() -> None:
    near = NearHeading("Bilan de l’atelier", 12, 81)
    sections = tuple(
        replace(s, candidats=(near,)) if s.id == "conclusion" else s for s in without("conclusion")
    )
    (finding,) = outcome("sections-presentes", facts(sections=sections)).constats
    assert "« Bilan de l’atelier », p. 12" in finding.aide.replace("\u00a0", " ")


# -- number of parts --


def parts(*headings: tuple[str, int], **changes: object) -> Facts:
    """A document whose headings are these, at these levels, and nothing found by the pack."""
    there = tuple(
        paragraph(n, text, 3 + n, level or None) for n, (text, level) in enumerate(headings)
    )
    return facts(
        paragraphs=there,
        sections=tuple(SectionFound(s.id, s.titre) for s in SECTIONS),
        annexes=replace(facts().annexes, debut=None),
        **changes,
    )


def test_two_parts() -> None:
    found = outcome("deux-parties", facts())
    assert found.statut == "reussie"
    assert "«\u00a0Mise en œuvre d’un atelier\u00a0»" in found.preuve


@pytest.mark.parametrize(
    "heading",
    [
        "Introduction générale",
        "Préambule",
        "REMERCIEMENTS",
        "Sommaire",
        "Table des matières",
        "Liste des sigles",
        "V. Bibliographie",
        "Bibliographie et sitographie",
        "Glossaire",
        "Conclusion et perspectives",
        "Annexes",
        "Annexe 1 – Contrat",
        "Sources",
    ],
)
def test_what_stands_around_the_parts_is_no_part(heading: str) -> None:
    found = outcome("deux-parties", parts(("Un", 1), ("Deux", 1), (heading, 1)))
    assert found.statut == "reussie", found.constats


@pytest.mark.parametrize("heading", ["Sources de recrutement", "Introduire un atelier", "Indexer"])
def test_titles_that_begin_like_them_are_parts(heading: str) -> None:
    assert outcome("deux-parties", parts(("Un", 1), (heading, 1))).statut == "reussie"


def test_sub_headings_are_no_parts() -> None:
    found = outcome("deux-parties", parts(("Un", 1), ("Un-un", 2), ("Deux", 1)))
    assert found.statut == "reussie"


def test_headings_of_the_cover_and_of_the_annexes_are_no_parts() -> None:
    title = paragraph(0, "Mon dossier", 1, 1)
    in_annex = paragraph(30, "Contrat", 8, 1)
    there = (title, *PARAGRAPHS[1:], in_annex)
    assert outcome("deux-parties", facts(paragraphs=there)).statut == "reussie"


def test_a_sub_section_typed_in_level_1_is_no_part() -> None:
    there = (*PARAGRAPHS[:9], paragraph(40, "12 mois de suivi", 5, 1), *PARAGRAPHS[9:])
    found = facts(paragraphs=there, sections=section("atelier-bilan", trouve="x", paragraphe=40))
    assert outcome("deux-parties", found).statut == "reussie"


def test_too_many_and_too_few_parts() -> None:
    (many,) = outcome("deux-parties", parts(("Un", 1), ("Deux", 1), ("Trois", 1))).constats
    assert many.message.startswith("3 parties au lieu de 2\u00a0: «\u00a0Un\u00a0», «\u00a0Deux")
    assert (many.nature, many.page) == ("a_corriger", 5)
    (few,) = outcome("deux-parties", parts(("Un", 1))).constats
    assert few.nature == "a_ecrire"
    assert "Non trouvé\u00a0: «\u00a0Contexte" in few.aide
    (none,) = outcome("deux-parties", parts(("Introduction", 1))).constats
    assert none.message == "0 partie au lieu de 2."


def test_without_styles_the_parts_are_those_of_the_pack_or_unknown() -> None:
    plain = tuple(replace(p, level=None, kind="corps") for p in PARAGRAPHS)
    assert outcome("deux-parties", facts(paragraphs=plain)).statut == "reussie"
    found = outcome("deux-parties", facts(paragraphs=plain, sections=without("atelier")))
    assert found.statut == "non_evaluee"
    assert "style" in found.preuve


def test_one_part_with_a_style_among_parts_in_bold_tells_no_number() -> None:
    mixed = tuple(replace(p, level=None) if p.index == 3 else p for p in PARAGRAPHS)
    there = tuple(replace(p, level=None) if p.text == PARAGRAPHS[3].text else p for p in mixed)
    found = outcome("deux-parties", facts(paragraphs=there))
    assert found.statut in {"reussie", "non_evaluee"}


def test_one_fault_gives_one_finding() -> None:
    """A missing part is SEC004's; SEC001 says neither it nor its sub-sections again."""
    there = tuple(p for p in PARAGRAPHS if p.index not in {7, 8})
    sections = essai().sections
    mandatory = tuple(replace(s, obligatoire=True) for s in sections)
    found = outcomes(
        facts(paragraphs=there, sections=without("atelier")), changed(sections=mandatory)
    )
    assert found["deux-parties"].statut == "echouee"
    assert found["sections-presentes"].statut == "non_applicable"
    both = outcomes(
        facts(
            paragraphs=there,
            sections=tuple(
                SectionFound(s.id, s.titre) if s.id in {"atelier", "conclusion"} else s
                for s in SECTIONS
            ),
        )
    )
    assert [c.message for c in both["sections-presentes"].constats] == [
        "Partie absente\u00a0: «\u00a0Conclusion\u00a0»."
    ]


# -- order, length --


def test_a_section_out_of_order_is_named() -> None:
    sections = section("conclusion", paragraphe=6)
    (finding,) = outcome("sections-dans-l-ordre", facts(sections=sections)).constats
    assert finding.message == (
        "«\u00a0Mise en œuvre d’un atelier\u00a0» vient après «\u00a0Conclusion\u00a0»."
    )
    assert finding.page == 5


def test_one_section_alone_is_in_order() -> None:
    alone = tuple(SectionFound(s.id, s.titre) for s in SECTIONS[1:])
    found = outcome("sections-dans-l-ordre", facts(sections=(SECTIONS[0], *alone)))
    assert found.statut == "non_applicable"


def test_an_empty_section_and_a_short_one_are_two_rules() -> None:
    empty = outcomes(facts(sections=section("conclusion", mots=0)))
    assert empty["sections-vides"].constats[0].message.endswith("est vide.")
    assert empty["sections-courtes"].statut == "reussie"
    short = outcomes(facts(sections=section("contexte", mots=1)))
    assert short["sections-vides"].statut == "reussie"
    assert "1 mot, c’est court" in short["sections-courtes"].constats[0].message


def test_a_section_s_own_minimum_prevails() -> None:
    found = outcomes(facts(sections=section("contexte", mots=35)))
    assert found["sections-courtes"].statut == "reussie"  # 30 for the section, 40 for the rule
    found = outcomes(facts(sections=section("atelier", mots=35)))
    assert found["sections-courtes"].statut == "echouee"


def test_an_optional_section_may_be_empty() -> None:
    found = section("atelier-bilan", trouve="x", mots=0, page=5)
    assert outcome("sections-vides", facts(sections=found)).statut == "reussie"


def test_a_thin_sub_section_of_a_thin_section_is_not_said_twice() -> None:
    thin = tuple(
        replace(s, trouve="x", mots=10) if s.id in {"atelier", "atelier-bilan"} else s
        for s in SECTIONS
    )
    found = outcome("sections-courtes", facts(sections=thin))
    assert [c.message for c in found.constats] == [
        "«\u00a0Mise en œuvre d’un atelier\u00a0»\u00a0: 10 mots, c’est court."
    ]


def test_nothing_found_nothing_to_measure() -> None:
    missing = tuple(SectionFound(s.id, s.titre) for s in SECTIONS)
    assert outcome("sections-vides", facts(sections=missing)).statut == "non_applicable"
    assert pagination().total.is_exact
