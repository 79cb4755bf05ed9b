"""The docx as a whole: what is in it, where, and how Word will find it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from dossier_builder.domain.blocks import (
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    Quote,
    Reference,
    Run,
    Table,
)
from dossier_builder.domain.dossier import Annexe, Dossier
from dossier_builder.domain.modele import Modele
from dossier_builder.ooxml import (
    Element,
    Package,
    Styles,
    app_properties,
    core_properties,
    custom_properties,
    paragraphs,
    qn,
    text_of,
)
from dossier_builder.render import RenderedDocx, render

_VAL = qn("w:val")


@pytest.fixture(scope="module")
def rendered(dossier: Dossier, modele: Modele) -> RenderedDocx:
    return render(dossier, modele)


@pytest.fixture(scope="module")
def package(rendered: RenderedDocx) -> Package:
    return Package.from_bytes(rendered.content)


@pytest.fixture(scope="module")
def document(package: Package) -> Element:
    return package.xml(package.document_name)


def lines(root: Element) -> list[str]:
    return [text_of(p.element).replace("\u00a0", " ") for p in paragraphs(root)]


def styled(package: Package, root: Element, name: str) -> list[Element]:
    styles = Styles.of(package)
    return [p.element for p in paragraphs(root) if styles.name_of(p.element) == name]


def fields(root: Element) -> list[str]:
    return [(code.text or "").strip() for code in root.iter(qn("w:instrText"))]


def test_every_field_of_the_cover_is_there_whole(document: Element) -> None:
    found = lines(document)
    assert "« Reprendre la main » & <avancer> {{ ensemble }}" in found
    assert "Dossier projet CCP2" in found
    assert "CCP2 – Accompagner les personnes" in found
    assert "Mission locale de Valfictive" in found
    assert "du 16 novembre au 11 décembre 2026" in found
    assert "15 mars 2027, Valfictive" in found


def test_a_field_that_only_the_pack_knows_gets_a_line(document: Element) -> None:
    found = lines(document)
    assert found[found.index("Territoire") + 1] == "Pays des Exemples"


def test_a_field_left_out_takes_its_line_away(dossier: Dossier, modele: Modele) -> None:
    champs = {name: value for name, value in dossier.champs.items() if name != "periode"}
    package = Package.from_bytes(render(replace(dossier, champs=champs), modele).content)
    assert "Période de réalisation" not in lines(package.xml(package.document_name))


def test_short_fields_sit_in_tagged_controls(document: Element) -> None:
    tags = [tag.get(_VAL) for tag in document.iter(qn("w:tag"))]
    assert {"titre", "candidat", "structure", "session"} <= set(tags)


def test_each_section_lies_in_its_bookmark_directly_in_the_body(document: Element) -> None:
    body = document[0]
    starts = {s.get(qn("w:name")): s for s in document.iter(qn("w:bookmarkStart"))}
    ends = {e.get(qn("w:id")): e for e in document.iter(qn("w:bookmarkEnd"))}
    names = ("sec_introduction", "sec_contexte", "sec_accompagnement", "sec_accompagnement_projet")
    for name in names:
        start = starts[name]
        first, last = start.getparent(), ends[start.get(qn("w:id"))].getparent()
        assert first is not None
        assert last is not None
        assert first.getparent() is last.getparent() is body
    inside = lines_between(body, starts["sec_contexte"], ends)
    assert inside[0] == "Contexte de la structure"
    assert inside[-1] == "Deux"


def lines_between(body: Element, start: Element, ends: dict[str | None, Element]) -> list[str]:
    first, last = start.getparent(), ends[start.get(qn("w:id"))].getparent()
    assert first is not None
    assert last is not None
    children = list(body)
    return [
        text_of(child)
        for child in children[children.index(first) : children.index(last) + 1]
        if child.tag == qn("w:p")
    ]


def test_a_missing_section_is_left_out_and_an_empty_one_keeps_its_heading(
    document: Element,
) -> None:
    found = lines(document)
    assert "Conclusion" not in found
    assert "Accompagner Mme M." in found


def test_headings_are_numbered_but_for_the_sections_that_are_not(rendered: RenderedDocx) -> None:
    assert [(h.number, h.text, h.level) for h in rendered.headings] == [
        ("", "Introduction", 1),
        ("1.", "Contexte de la structure", 1),
        ("1.1", "Le public", 2),
        ("2.", "Accompagner Mme M.", 1),
        ("2.1", "Élaborer le projet", 2),
        ("", "Annexe 1 – Contrat anonymisé", 0),
        ("", "Annexe 2 – Affiche", 0),
    ]
    assert all(h.name.isalnum() and h.name.isascii() for h in rendered.headings)


def test_the_first_section_opens_a_page(document: Element) -> None:
    heading = next(p.element for p in paragraphs(document) if text_of(p.element) == "Introduction"
                   and p.element.find(f".//{qn('w:hyperlink')}") is None)  # fmt: skip
    assert heading.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}") is not None


def test_the_sommaire_is_a_field_that_word_can_update(package: Package, document: Element) -> None:
    codes = fields(document)
    assert 'TOC \\o "1-3" \\h \\z' in codes
    assert 'TOC \\h \\z \\c "Annexe"' in codes
    begins = Counter(f.get(qn("w:fldCharType")) for f in document.iter(qn("w:fldChar")))
    assert begins["begin"] == begins["separate"] == begins["end"]
    assert not [f for f in document.iter(qn("w:fldChar")) if f.get(qn("w:dirty"))]
    settings = package.xml("word/settings.xml")
    assert settings.find(qn("w:updateFields")) is None


def test_the_sommaire_shows_numbers_and_leads_to_the_headings(
    package: Package, document: Element
) -> None:
    entries = [
        text_of(p) for p in document.iter(qn("w:p")) if p.find(qn("w:hyperlink")) is not None
    ]
    assert "1.\tContexte de la structure\t00" in entries
    assert "Annexe 2 – Affiche\t00" in entries
    names = {s.get(qn("w:name")) for s in document.iter(qn("w:bookmarkStart"))}
    anchors = {a for h in document.iter(qn("w:hyperlink")) if (a := h.get(qn("w:anchor")))}
    assert anchors
    assert anchors <= names
    assert len(styled(package, document, "toc 1")) == 3


def test_with_pages_writes_the_numbers_and_moves_nothing_else(rendered: RenderedDocx) -> None:
    pages = {heading.name: number + 3 for number, heading in enumerate(rendered.headings)}
    filled = rendered.with_pages(pages)
    before, after = (lines(xml_of(r)) for r in (rendered, filled))
    changed = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    assert len(changed) == len(rendered.headings)
    assert changed[0] == ("Introduction\t00", "Introduction\t3")
    assert changed[-1][1] == "Annexe 2 – Affiche\t9"
    assert filled.with_pages(pages).content == filled.content
    assert filled.with_pages({}).content == rendered.content


def xml_of(rendered: RenderedDocx) -> Element:
    package = Package.from_bytes(rendered.content)
    return package.xml(package.document_name)


def test_pages_may_be_given_at_once(dossier: Dossier, modele: Modele) -> None:
    first = render(dossier, modele)
    pages = {first.headings[0].name: 3}
    assert render(dossier, modele, pages).content == first.with_pages(pages).content


def test_same_inputs_same_bytes(dossier: Dossier, modele: Modele, rendered: RenderedDocx) -> None:
    assert render(dossier, modele).content == rendered.content


def test_identifiers_are_unique(document: Element) -> None:
    starts = list(document.iter(qn("w:bookmarkStart")))
    for attribute in ("w:id", "w:name"):
        values = [s.get(qn(attribute)) for s in starts]
        assert len(values) == len(set(values)) > 0
    drawings = [d.get("id") for d in document.iter(qn("wp:docPr"))]
    assert len(drawings) == len(set(drawings)) == 2


def test_references_become_numbers_that_lead_there(document: Element) -> None:
    line = next(text for text in lines(document) if text.startswith("Du texte gras"))
    assert "voir tableau 1, figure 1 et annexe 1" in line


def test_captions_are_numbered_by_fields(document: Element) -> None:
    assert "Tableau 1 – Le bassin" in lines(document)
    assert "Figure 1 – La courbe" in lines(document)
    assert {"SEQ Tableau \\* ARABIC", "SEQ Figure \\* ARABIC"} <= set(fields(document))


def test_every_picture_says_what_it_shows(document: Element) -> None:
    said = [d.get("descr") for d in document.iter(qn("wp:docPr"))]
    assert said == ["Courbe du bassin", "Une affiche bleue"]


def test_tables_repeat_their_header_and_keep_their_rows_whole(document: Element) -> None:
    table = next(t for t in document.iter(qn("w:tbl")) if "Indicateur" in "".join(t.itertext()))
    rows = table.findall(qn("w:tr"))
    assert [r.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for r in rows] == [
        True, False, False,
    ]  # fmt: skip
    assert all(r.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for r in rows)


def test_a_source_line_has_its_own_style(package: Package, document: Element) -> None:
    assert [text_of(p) for p in styled(package, document, "Source")] == [
        "Source\u00a0: chiffres construits pour l’exemple."
    ]


def test_footnotes_are_words_own(package: Package, document: Element) -> None:
    calls = [c.get(qn("w:id")) for c in document.iter(qn("w:footnoteReference"))]
    notes = {n.get(qn("w:id")): n for n in package.xml("word/footnotes.xml")}
    assert calls == ["1"]
    assert "".join(notes["1"].itertext()).strip() == "Une note, avec un lien"
    links = [link.target for link in package.relationships("word/footnotes.xml")]
    assert links == ["https://ex.test/n"]


def test_each_ordered_list_counts_for_itself(package: Package, document: Element) -> None:
    used = [
        (number.get(_VAL), text_of(p.element))
        for p in paragraphs(document)
        if (number := p.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")) is not None
        and number.get(_VAL) != "0"
    ]
    first = {number for number, text in used if text in {"Troisième", "Quatrième"}}
    second = {number for number, text in used if text in {"Un", "Deux"}}
    assert len(first) == len(second) == 1
    assert first != second
    starts = {
        num.get(qn("w:numId")): num.find(f".//{qn('w:startOverride')}").get(_VAL)  # type: ignore[union-attr]
        for num in package.xml("word/numbering.xml").iter(qn("w:num"))
        if num.find(f".//{qn('w:startOverride')}") is not None
    }
    assert (starts[first.pop()], starts[second.pop()]) == ("3", "1")


def test_links_lead_out_and_unsafe_ones_are_only_text(dossier: Dossier, modele: Modele) -> None:
    blocks = (Paragraph((Run("un piège", link="javascript:alert(1)"),)),)
    sections = (replace(dossier.sections[0], blocks=blocks),)
    package = Package.from_bytes(render(replace(dossier, sections=sections), modele).content)
    external = [r.target for r in package.relationships(package.document_name) if r.external]
    assert external == []
    assert "un piège" in lines(package.xml(package.document_name))


def test_the_properties_say_who_and_what_and_no_page_count(package: Package) -> None:
    core, app, custom = (
        core_properties(package), app_properties(package), custom_properties(package),
    )  # fmt: skip
    assert core.title == "« Reprendre la main » & <avancer> {{ ensemble }}"
    assert (core.creator, core.language) == ("Sacha Modèle", "fr-FR")
    assert core.created is not None
    assert core.created.isoformat().startswith("2027-02-22T00:00:00")
    assert (app.application, app.pages) == ("dossier_builder", None)
    assert custom["dossier.modele"] == "cip/ccp2"
    assert custom["dossier.version_modele"] == "2026.1"
    assert (custom["dossier.nom"], custom["dossier.prenom"]) == ("Modèle", "Sacha")
    assert (custom["dossier.voie"], custom["dossier.vise"]) == ("formation", "titre")
    assert custom["dossier.session"] == "2027-03-15"
    assert re.fullmatch(r"\d+\.\d+\.\d+.*", custom["dossier.outil"])


def test_every_part_has_a_type_and_every_link_a_part(package: Package) -> None:
    for name in package.names:
        if name == "[Content_Types].xml" or name.endswith(".rels"):
            continue
        assert package.content_type(name), name
        for link in package.relationships(name):
            assert link.external or link.target in package, (name, link)


def test_a_word_annex_must_come_as_pdf(dossier: Dossier, modele: Modele) -> None:
    annexe = Annexe("grille", 1, "Grille", fichier=dossier.dossier / "grille.docx")
    with pytest.raises(ValueError, match="grille"):
        render(replace(dossier, annexes=(annexe,), sections=()), modele)


def test_without_annexes_the_list_and_its_title_go(dossier: Dossier, modele: Modele) -> None:
    alone = replace(dossier, annexes=(), sections=dossier.sections[:1])
    package = Package.from_bytes(render(alone, modele).content)
    document = package.xml(package.document_name)
    assert "Liste des annexes" not in lines(document)
    assert 'TOC \\h \\z \\c "Annexe"' not in fields(document)


def test_the_pages_of_a_pdf_annex_are_placed_one_by_one(
    dossier: Dossier, modele: Modele, tmp_path: Path
) -> None:
    page = Image.new("RGB", (595, 842), "white")
    guide = tmp_path / "guide.pdf"
    page.save(guide, save_all=True, append_images=[page.rotate(90, expand=True)])
    told = replace(
        dossier,
        sections=(),
        annexes=(
            Annexe("guide", 1, "Guide", fichier=guide),
            Annexe("grille", 2, "Grille", fichier=tmp_path / "grille.docx"),
        ),
    )
    package = Package.from_bytes(render(told, modele, annexes_pdf={"grille": guide}).content)
    root = package.xml(package.document_name)
    said = [d.get("descr") for d in root.iter(qn("wp:docPr"))]
    assert said[:2] == ["Guide, page 1 sur 2", "Guide, page 2 sur 2"]
    assert len(said) == 4
    pages = styled(package, root, "Page d’annexe")
    breaks = [p.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}") is not None for p in pages]
    assert breaks == [False, True, False, True]
    room = (9070 * 635, (16838 - 2 * 1418) * 635)
    for extent in root.iter(qn("wp:extent")):
        assert int(extent.get("cx", "0")) <= room[0]
        assert int(extent.get("cy", "0")) < room[1]
    stored = [name for name in package.names if name.startswith("word/media/")]
    assert len(stored) == 2  # the same page is kept once


def test_blocks_in_quotes_and_items_keep_their_kind(dossier: Dossier, modele: Modele) -> None:
    def said(words: str) -> Paragraph:
        return Paragraph((Run(words),))

    bullets = ListBlock(ordered=False, start=1, items=((said("un"),), ()))
    blocks = (
        Quote((said("cité"), bullets)),
        PageBreak(),
        Table(header=((Run("A"),),), rows=(((Run("1"),),),), alignments=("center",)),
        ListBlock(ordered=False, start=1, items=((said("figure"), PageBreak(), said("suite")),)),
    )
    section = replace(dossier.sections[0], blocks=blocks)
    package = Package.from_bytes(
        render(replace(dossier, sections=(section,), annexes=()), modele).content
    )
    root = package.xml(package.document_name)
    assert [text_of(p) for p in styled(package, root, "Quote")] == ["cité"]
    assert [text_of(p) for p in styled(package, root, "List Bullet")] == ["un", "", "figure"]
    spaces = styled(package, root, "Après tableau")
    broken = [p.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}") is not None for p in spaces]
    assert broken == [False, True, False]  # the first one stands below the sommaire
    suite = styled(package, root, "List Continue")[0]
    assert suite.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}") is not None


def test_a_long_sommaire_keeps_two_levels(dossier: Dossier, modele: Modele) -> None:
    blocks = tuple(Heading(level, (Run(f"Titre {n}"),)) for n in range(12) for level in (1, 2, 2))
    section = replace(dossier.sections[1], blocks=blocks)
    package = Package.from_bytes(
        render(replace(dossier, sections=(section,), annexes=()), modele).content
    )
    assert 'TOC \\o "1-2" \\h \\z' in fields(package.xml(package.document_name))


def test_an_unresolved_reference_is_a_bug(dossier: Dossier, modele: Modele) -> None:
    block = Paragraph((Reference("figure", "absente"),))
    section = replace(dossier.sections[0], blocks=(block,))
    with pytest.raises(ValueError, match="figure:absente"):
        render(replace(dossier, sections=(section,)), modele)
