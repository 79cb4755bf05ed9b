"""A gabarit that a trainer restyled, or broke."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from dossier_builder.domain.dossier import Dossier
from dossier_builder.domain.modele import Modele
from dossier_builder.errors import PackError
from dossier_builder.ooxml import Package, Styles, paragraphs, qn, text_of
from dossier_builder.render import render
from dossier_builder.render.context import values
from dossier_builder.resources import fonts, templates_root

GABARITS = sorted(templates_root().glob("**/gabarit.docx"))


def altered(
    modele: Modele, folder: Path, *changes: tuple[str, str], part: str = "document"
) -> Modele:
    """The kind with a copy of its gabarit where the XML of a part was edited."""
    package = Package.read(modele.gabarit)
    name = f"word/{part}.xml"
    text = package.part(name).decode()
    for old, new in changes:
        assert re.search(old, text), old
        text = re.sub(old, new, text)
    path = folder / "centre.docx"
    package.with_parts({name: text.encode()}).write(path)
    return replace(modele, gabarit=path)


def failure(dossier: Dossier, modele: Modele) -> PackError:
    with pytest.raises(PackError) as caught:
        render(dossier, modele)
    assert caught.value.problems
    assert caught.value.problems[0].fichier == str(modele.gabarit)
    return caught.value


def test_an_unknown_variable_is_named_with_the_known_ones(
    dossier: Dossier, modele: Modele, tmp_path: Path
) -> None:
    wrong = altered(modele, tmp_path, (r"\{\{ structure \}\}", "{{ structrue }}"))
    error = failure(dossier, wrong)
    assert "centre.docx" in error.message
    assert "« structrue »" in error.message.replace("\u00a0", " ")
    assert "vouliez-vous dire" in error.message
    assert "sous_titre, structure, territoire, titre" in error.aide


def test_every_unknown_variable_is_told_at_once(
    dossier: Dossier, modele: Modele, tmp_path: Path
) -> None:
    wrong = altered(
        modele,
        tmp_path,
        (r"\{\{ structure \}\}", "{{ lieu }}"),
        (r"\{\{ genre \}\}", "{{ sorte }}"),
    )
    assert [p.message.split("«")[1].strip("\u00a0 »").split("\u00a0")[0]
            for p in failure(dossier, wrong).problems] == ["lieu", "sorte"]  # fmt: skip


def test_an_unknown_attribute_is_named(dossier: Dossier, modele: Modele, tmp_path: Path) -> None:
    wrong = altered(modele, tmp_path, (r"\{\{ champ\.valeur \}\}", "{{ champ.valuer }}"))
    assert "valuer" in failure(dossier, wrong).message


@pytest.mark.parametrize("place", ["corps", "sommaire", "annexes"])
def test_a_lost_place_is_named(
    dossier: Dossier, modele: Modele, tmp_path: Path, place: str
) -> None:
    wrong = altered(modele, tmp_path, (rf"\{{\{{p {place} \}}\}}", "perdu"))
    assert f"{{{{p {place} }}}}" in failure(dossier, wrong).message


def test_a_badly_written_tag_is_shown(dossier: Dossier, modele: Modele, tmp_path: Path) -> None:
    wrong = altered(modele, tmp_path, (r"\{\{ structure \}\}", "{{ structure | }}"))
    error = failure(dossier, wrong)
    assert "mal écrite" in error.message
    assert "structure" in error.message


def test_a_block_tag_shares_its_paragraph_with_nothing(
    dossier: Dossier, modele: Modele, tmp_path: Path
) -> None:
    wrong = altered(modele, tmp_path, (r"\{\{p corps \}\}", "{{ corps }}"))
    assert "seule dans son paragraphe" in failure(dossier, wrong).message


def test_a_block_tag_stands_once(dossier: Dossier, modele: Modele, tmp_path: Path) -> None:
    twice = r"<w:p><w:r><w:t>{{p corps }}</w:t></w:r></w:p>\g<0>"
    wrong = altered(modele, tmp_path, (r"<w:p><w:r><w:t[^>]*>\{\{p annexes \}\}", twice))
    assert "corps" in failure(dossier, wrong).message


def test_a_lost_style_is_named(dossier: Dossier, modele: Modele, tmp_path: Path) -> None:
    wrong = altered(modele, tmp_path, ('w:val="Source"', 'w:val="Autre"'), part="styles")
    assert "« Source »" in failure(dossier, wrong).message


def test_a_gabarit_that_is_no_word_file(dossier: Dossier, modele: Modele, tmp_path: Path) -> None:
    path = tmp_path / "centre.docx"
    path.write_bytes(b"pas un docx")
    assert "lisible" in failure(dossier, replace(modele, gabarit=path)).message
    gone = replace(modele, gabarit=tmp_path / "absent.docx")
    assert "ne peut pas être lu" in failure(dossier, gone).message


def test_style_ids_may_change_as_word_does_when_it_saves(
    dossier: Dossier, modele: Modele, tmp_path: Path
) -> None:
    package = Package.read(modele.gabarit)
    parts = {}
    for name in ("document", "styles", "numbering", "header1", "footer1"):
        text = package.part(f"word/{name}.xml").decode()
        text = text.replace('"Heading1"', '"Titre1"').replace('"BodyText"', '"Corpsdetexte"')
        parts[f"word/{name}.xml"] = text.replace('"ListNumber"', '"Listenumros"').encode()
    path = tmp_path / "word.docx"
    package.with_parts(parts).write(path)
    made = render(dossier, replace(modele, gabarit=path))
    assert [h.number for h in made.headings][:3] == ["", "1.", "1.1"]


def test_word_may_cut_a_tag_in_several_runs(
    dossier: Dossier, modele: Modele, tmp_path: Path
) -> None:
    cut = r"{{</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t> structure }}"
    package = Package.from_bytes(
        render(dossier, altered(modele, tmp_path, (r"\{\{ structure \}\}", cut))).content
    )
    found = [text_of(p.element) for p in paragraphs(package.xml("word/document.xml"))]
    assert "Mission locale de Valfictive" in found


@pytest.mark.parametrize("path", GABARITS, ids=lambda p: p.parent.name)
class TestEveryGabarit:
    def test_is_french_embeds_its_fonts_and_asks_nothing(self, path: Path) -> None:
        package = Package.read(path)
        styles = package.part("word/styles.xml").decode()
        assert '<w:lang w:val="fr-FR"' in styles
        settings = package.xml("word/settings.xml")
        assert settings.find(qn("w:embedTrueTypeFonts")) is not None
        assert settings.find(qn("w:updateFields")) is None

    def test_uses_the_embedded_families_only(self, path: Path) -> None:
        package = Package.read(path)
        families = {face.famille for face in fonts()}
        for name in package.names:
            if name.startswith("word/") and name.endswith(".xml"):
                for element in package.xml(name).iter(qn("w:rFonts")):
                    used = {v for k, v in element.attrib.items() if k != qn("w:hint")}
                    assert used <= families, name

    def test_has_named_styles_for_what_the_writer_makes(self, path: Path) -> None:
        from dossier_builder.render import styles as names

        known = {s.name for s in Styles.of(Package.read(path)).by_id.values()}
        wanted = {
            value for key, value in vars(names).items() if key.isupper() and isinstance(value, str)
        } - {"w:p"}
        lists = (names.SECTION_HEADINGS, names.ANNEX_HEADINGS, names.TOC, names.BULLETS,
                 names.NUMBERS, names.CONTINUED)  # fmt: skip
        assert wanted | {name for group in lists for name in group} <= known

    def test_the_fixed_looks_stand_in_styles(self, path: Path) -> None:
        document = Package.read(path).xml("word/document.xml")
        direct = [
            child.tag
            for properties in document.iter(qn("w:rPr"))
            for child in properties
            if child.tag not in {qn("w:rStyle"), qn("w:b"), qn("w:bCs")}
        ]
        assert direct == []


def test_the_names_of_the_guide_are_those_of_the_code(dossier: Dossier, modele: Modele) -> None:
    known = values(dossier, modele)
    assert {"titre", "candidat", "corps", "sommaire", "annexes", "exemples", "territoire"} <= set(
        known
    )


def test_an_empty_dossier_still_makes_a_document(dossier: Dossier, modele: Modele) -> None:
    from dataclasses import replace

    empty = replace(dossier, sections=(), annexes=(), champs={})
    made = render(empty, modele)
    assert made.headings == ()
    found = [
        text_of(p.element)
        for p in paragraphs(Package.from_bytes(made.content).xml("word/document.xml"))
    ]
    assert "Dossier projet CCP2" in found
