"""Fonts travel with the file, and print all that we generate."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest
from fontTools.ttLib import TTFont

from dossier_builder.domain.blocks import Paragraph, Run
from dossier_builder.domain.dossier import Dossier, SectionRedigee
from dossier_builder.domain.modele import Modele
from dossier_builder.ooxml import Package, qn
from dossier_builder.render import render
from dossier_builder.render.fonts import Coverage, obfuscated
from dossier_builder.resources import fonts


def test_obfuscation_follows_the_standard_and_undoes_itself() -> None:
    data = bytes(range(64))
    key = uuid.UUID("{1DF903E1-A2B0-4D0E-9C1F-0123456789AB}")
    made = obfuscated(data, key)
    assert made[0] == 0xAB  # the last byte of the GUID meets the first of the font
    assert made[15] == 15 ^ 0x1D
    assert made[32:] == data[32:]
    assert obfuscated(made, key) == data


@pytest.mark.parametrize("kind", ["modele", "formulaire"])
def test_every_face_is_embedded_and_comes_back_whole(
    kind: str, dossier: Dossier, request: pytest.FixtureRequest
) -> None:
    package = Package.from_bytes(render(dossier, _kind(kind, request)).content)
    table = package.xml("word/fontTable.xml")
    links = {r.id: r.target for r in package.relationships("word/fontTable.xml")}
    found = {}
    for entry in table:
        for slot in entry:
            if key := slot.get(qn("w:fontKey")):
                data = package.part(links[slot.get(qn("r:id"), "")])
                found[entry.get(qn("w:name")), slot.tag] = obfuscated(data, uuid.UUID(key))
    assert {family for family, _ in found} == {"Lato", "Dossier Cases"}
    assert len(found) == len(fonts())
    assert {face.path.read_bytes() for face in fonts()} == set(found.values())


def _kind(kind: str, request: pytest.FixtureRequest) -> Modele:
    made = request.getfixturevalue(kind)
    assert isinstance(made, Modele)
    return replace(made, formulaire=None) if kind == "modele" else made


@pytest.mark.parametrize(("what", "kind"), [("dossier", "modele"), ("dpp", "formulaire")])
def test_the_embedded_faces_print_all_that_we_generate(
    what: str, kind: str, request: pytest.FixtureRequest
) -> None:
    made = render(request.getfixturevalue(what), request.getfixturevalue(kind))
    package = Package.from_bytes(made.content)
    coverage = Coverage.of(fonts())
    assert len(coverage.main) > 200
    parts = [n for n in package.names if n.startswith("word/") and n.endswith(".xml")]
    for name in parts:
        root = package.xml(name)
        texts = [(t.text or "", _has_style(t.getparent())) for t in root.iter(qn("w:t"))]
        texts += [(v.get(qn("w:val"), ""), False) for v in root.iter(qn("w:lvlText"))]
        for text, styled in texts:
            known = coverage.main | (coverage.signs if styled else frozenset())
            assert {c for c in text if ord(c) not in known} == set(), (name, text)
    assert made.avis == ()


def _has_style(run: object) -> bool:
    from lxml import etree

    assert isinstance(run, etree._Element)
    return run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}") is not None


def test_what_no_face_prints_is_kept_and_told(dossier: Dossier, modele: Modele) -> None:
    words = (Paragraph((Run("Un sourire 😀 et ☑ et encore 😀."),)),)
    section = SectionRedigee("introduction", None, words, present=True)
    made = render(replace(dossier, sections=(section,), annexes=()), modele)
    assert len(made.avis) == 1
    assert "« 😀 » (U+1F600, grinning face)" in made.avis[0].replace("\u00a0", " ")
    assert "Un sourire 😀" in made.avis[0]
    assert "😀" in Package.from_bytes(made.content).part("word/document.xml").decode()


def test_a_sign_in_a_short_field_is_told(dossier: Dossier, modele: Modele) -> None:
    made = render(replace(dossier, champs={"titre": "Avancer ☺"}, sections=(), annexes=()), modele)
    assert len(made.avis) == 1


def test_our_face_has_the_boxes_and_says_where_it_comes_from() -> None:
    ours = next(face for face in fonts() if face.famille == "Dossier Cases")
    with TTFont(ours.path) as font:
        assert {ord(c) for c in "☐☒☑→"} <= set(font.getBestCmap())
        assert font["OS/2"].fsType == 0
        names = [record.toUnicode() for record in font["name"].names if record.nameID in {1, 4, 6}]
    assert not any("Vera" in name or "DejaVu" in name for name in names)
    licence = ours.path.with_name("DossierCases-LICENCE.txt").read_text(encoding="utf-8")
    assert "Bitstream" in licence
    assert "Permission is hereby granted" in licence
