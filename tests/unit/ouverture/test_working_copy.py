"""The working copy: marks where the text is, changes accepted, nothing that leads outside."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import dxpdf
import pytest

from dossier_builder import pdf
from dossier_builder.ooxml import NAMESPACES, Element, Package, paragraphs, qn, text_of
from dossier_builder.ouverture import open_submission, parse_mark
from dossier_builder.ouverture.marks import choose_prefix

Open = Callable[[str], Any]
PAGE = '<w:br w:type="page"/>'


def _p(inside: str = "", properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def _r(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def _texts(root: Element) -> list[str]:
    return [text_of(p.element) for p in paragraphs(root)]


def _marks(root: Element, prefix: str) -> dict[str, Element]:
    names = {e.get(qn("w:name"), ""): e for e in root.iter(qn("w:bookmarkStart"))}
    return {name.removeprefix(prefix): e for name, e in names.items() if name.startswith(prefix)}


def _pages(copy: Path, prefix: str) -> dict[int, int]:
    """Paragraph → page as dxpdf lays the copy out."""
    target = copy.with_suffix(".pdf")
    dxpdf.convert_file(str(copy), str(target))
    found = ((parse_mark(name, prefix), place) for name, place in pdf.destinations(target).items())
    return {index: place.page for index, place in found if index is not None}


# -- marks --


def test_each_printed_paragraph_comes_back_with_its_page(opened: Open) -> None:
    made = opened(
        _p(_r("un"))
        + _p()
        + _p(f"<w:r>{PAGE}</w:r>" + _r("deux"))
        + f"<w:tbl><w:tr><w:tc>{_p(_r('trois'))}</w:tc></w:tr></w:tbl>"
        + _p(f"<w:r>{PAGE}<w:t>quatre</w:t></w:r>")
    )
    assert made.copy.paragraphs == 5
    assert made.copy.changes_accepted is False
    assert set(_marks(made.root, made.copy.prefix)) == {"x0", "x2", "x3", "x4"}
    assert _pages(made.copy.path, made.copy.prefix) == {0: 1, 2: 2, 3: 2, 4: 3}


@pytest.mark.parametrize(
    ("inside", "after"),
    [
        (f"<w:r>{PAGE}</w:r>{_r('Annexes')}", "Annexes"),
        (f"<w:r><w:rPr><w:b/></w:rPr>{PAGE}<w:t>Annexes</w:t></w:r>", "Annexes"),
        (f"<w:proofErr w:type='spellStart'/><w:r>{PAGE}</w:r><w:r/>{_r('Annexes')}", "Annexes"),
        (f"<w:r>{PAGE}</w:r><w:hyperlink>{_r('Annexes')}</w:hyperlink>", "Annexes"),
        (f"<w:ins w:id='1' w:author='x'><w:r>{PAGE}</w:r></w:ins>{_r('Annexes')}", "Annexes"),
        (f"{_r('avant')}<w:r>{PAGE}</w:r>{_r('Annexes')}", "avant"),
        (_r("simple"), "simple"),
    ],
)
def test_the_mark_stands_just_before_what_is_read(opened: Open, inside: str, after: str) -> None:
    made = opened(_p(inside, '<w:jc w:val="center"/>'))
    mark = _marks(made.root, made.copy.prefix)["x0"]
    following = mark.getnext().getnext()
    assert "".join(following.itertext()) == after
    assert following.find(f".//{qn('w:br')}") is None
    assert made.root.find(f".//{qn('w:p')}")[0].tag == qn("w:pPr")
    assert len(list(made.root.iter(qn("w:br")))) == inside.count("<w:br")


def test_a_run_that_is_split_keeps_its_look(opened: Open) -> None:
    made = opened(_p(f"<w:r><w:rPr><w:b/></w:rPr>{PAGE}<w:t>Annexes</w:t></w:r>"))
    runs = list(made.root.iter(qn("w:r")))
    assert len(runs) == 2
    assert all(run.find(f"{qn('w:rPr')}/{qn('w:b')}") is not None for run in runs)


def test_both_copies_of_a_text_box_lead_to_one_paragraph(opened: Open) -> None:
    inner = _p(_r("dans la zone"))
    made = opened(
        _p(
            '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>'
            f"<w:txbxContent>{inner}</w:txbxContent></wps:txbx></w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox>"
            "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )
    )
    marks = _marks(made.root, made.copy.prefix)
    assert set(marks) == {"x0", "x1", "y1"}
    assert {parse_mark(made.copy.prefix + name, made.copy.prefix) for name in marks} == {0, 1}


def test_names_and_numbers_of_marks_are_free(opened: Open) -> None:
    taken = '<w:bookmarkStart w:id="7" w:name="dp0"/><w:bookmarkEnd w:id="7"/>'
    made = opened(_p(taken + _r("un")) + _p(_r("deux")))
    starts = list(made.root.iter(qn("w:bookmarkStart")))
    assert (
        len({e.get(qn("w:id")) for e in starts}) == len({e.get(qn("w:name")) for e in starts}) == 3
    )
    assert made.copy.prefix.isalpha()


def test_the_prefix_is_not_in_the_file_and_is_always_the_same() -> None:
    first = choose_prefix(b"<w:document/>")
    assert first == choose_prefix(b"<w:document/>")
    assert first.isascii()
    assert first.islower()
    # a file that would give a prefix that it holds is given another
    assert choose_prefix(f"<w:document>{first.upper()}</w:document>".encode()) != first


@pytest.mark.parametrize(
    ("name", "index"),
    [
        ("abcx12", 12), ("abcy12", 12), ("abcyy3", 3), ("abcx0", 0), ("abc12", None),
        ("abcx", None), ("abdx1", None), ("abcx1z", None), ("_Toc1", None), ("abcx٣", None),
    ],
)  # fmt: skip
def test_marks_are_parsed(name: str, index: int | None) -> None:
    assert parse_mark(name, "abc") == index


def test_the_same_document_gives_the_same_copy(opened: Open) -> None:
    first = opened(_p(_r("un"))).copy.path.read_bytes()
    assert opened(_p(_r("un"))).copy.path.read_bytes() == first


# -- tracked changes --


def _change(kind: str, inside: str) -> str:
    return f'<w:{kind} w:id="1" w:author="A. Exemple">{inside}</w:{kind}>'


def _mark(kind: str) -> str:
    """What says, in a paragraph's properties, that its mark was inserted or deleted."""
    return f"<w:rPr>{_change(kind, '')}</w:rPr>"


@pytest.mark.parametrize(
    ("xml", "texts"),
    [
        (_p(_r("a") + _change("ins", _r("b")) + _change("del", _r("c"))), ["ab"]),
        (_p(_change("moveFrom", _r("a"))) + _p(_change("moveTo", _r("a"))), ["", "a"]),
        (_p(_change("ins", _change("del", _r("x"))) + _r("y")), ["y"]),
        (_p(_r("a"), _mark("del")) + _p(_r("b")), ["ab"]),
        (_p(_r("a"), _mark("moveFrom")) + _p(_r("b"), _mark("del")) + _p(_r("c")), ["abc"]),
        (_p(_change("del", _r("a")), _mark("del")) + _p(_r("b")), ["b"]),
        (_p(_r("a"), _mark("ins")) + _p(_r("b")), ["a", "b"]),
        (f"<w:tbl><w:tr><w:tc>{_p(_r('a'), _mark('del'))}</w:tc></w:tr></w:tbl>", ["a"]),
        (_p(_r("seul"), _mark("del")), ["seul"]),
        (
            _p(_change("del", _r("x")), _mark("del"))
            + f"<w:tbl><w:tr><w:tc>{_p(_r('a'))}</w:tc></w:tr></w:tbl>",
            ["a"],
        ),
        (
            _p(_r("reste"), _mark("del"))
            + f"<w:tbl><w:tr><w:tc>{_p(_r('a'))}</w:tc></w:tr></w:tbl>",
            ["reste", "a"],
        ),
    ],
)
def test_changes_are_accepted(opened: Open, xml: str, texts: list[str]) -> None:
    made = opened(xml)
    assert _texts(made.root) == texts
    assert made.copy.changes_accepted is True
    assert not list(made.root.iter(*(qn(f"w:{k}") for k in ("ins", "del", "moveFrom", "moveTo"))))


def test_merged_paragraphs_keep_both_marks_and_the_second_look(opened: Open) -> None:
    made = opened(
        _p(_r("a"), '<w:jc w:val="right"/>' + _mark("del")) + _p(_r("b"), '<w:jc w:val="center"/>')
    )
    assert set(_marks(made.root, made.copy.prefix)) == {"x0", "x1"}
    assert [e.get(qn("w:val")) for e in made.root.iter(qn("w:jc"))] == ["center"]


def test_rows_and_cells_come_and_go(opened: Open) -> None:
    def row(text: str, sign: str = "", cell: str = "") -> str:
        properties = f"<w:trPr>{sign}</w:trPr>" if sign else ""
        inside = f"<w:tcPr>{cell}</w:tcPr>{_p(_r(text))}"
        return f"<w:tr>{properties}<w:tc>{inside}</w:tc></w:tr>"

    made = opened(
        "<w:tbl>" + row("garde") + row("ôté", _change("del", "")) + row("neuf", _change("ins", ""))
        + row("cellule", cell=_change("cellDel", "")) + row("mise", cell=_change("cellIns", ""))
        + "</w:tbl>"
        + "<w:tbl>" + row("tout", _change("del", "")) + "</w:tbl>"
        + "<w:tbl><w:tr><w:tc><w:tbl>" + row("dedans", _change("del", ""))
        + "</w:tbl></w:tc></w:tr></w:tbl>"
        + _p(_r("fin"))
    )  # fmt: skip
    assert _texts(made.root) == ["garde", "neuf", "mise", "", "fin"]
    assert len(list(made.root.iter(qn("w:tbl")))) == 2


def test_records_of_earlier_looks_are_dropped(opened: Open) -> None:
    made = opened(
        _p(
            '<w:r><w:rPr><w:b/><w:rPrChange w:id="3" w:author="x"><w:rPr/></w:rPrChange></w:rPr>'
            "<w:t>gras</w:t></w:r>",
            '<w:pPrChange w:id="4" w:author="x"><w:pPr><w:jc w:val="right"/></w:pPr></w:pPrChange>',
        )
    )
    assert not list(made.root.iter(qn("w:rPrChange"), qn("w:pPrChange"), qn("w:jc")))
    assert made.copy.changes_accepted is True


def test_dxpdf_reads_a_copy_with_a_deleted_field(
    opened: Open, docx: Callable[[str], bytes]
) -> None:
    xml = _p(
        _change("del", "<w:r><w:delInstrText>PAGE</w:delInstrText></w:r>")
        + _change("del", "<w:r><w:delText>ancien</w:delText></w:r>")
        + _r("nouveau")
    )
    with pytest.raises(RuntimeError):
        dxpdf.convert(docx(xml))
    assert _pages(opened(xml).copy.path, opened(xml).copy.prefix) == {0: 1}


# -- content controls, comments, objects --


def test_controls_in_a_line_are_unwrapped_and_those_around_it_kept(opened: Open) -> None:
    control = (
        "<w:sdt><w:sdtPr><w:tag w:val='nom'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    )
    nested = control.format(_r("Camille ") + control.format(_r("Exemple")))
    empty = "<w:sdt><w:sdtPr/></w:sdt>"
    made = opened(control.format(_p(nested + empty)) + _p(_r("fin")))
    assert _texts(made.root) == ["Camille Exemple", "fin"]
    kept = list(made.root.iter(qn("w:sdt")))
    assert len(kept) == 1
    assert kept[0].getparent().tag == qn("w:body")
    target = made.copy.path.with_suffix(".pdf")
    dxpdf.convert_file(str(made.copy.path), str(target))
    assert "Camille Exemple" in pdf.read_pages(target).pages[0].text


def test_comments_leave_no_sign(opened: Open) -> None:
    made = opened(
        _p(
            '<w:commentRangeStart w:id="0"/>' + _r("texte") + '<w:commentRangeEnd w:id="0"/>'
            '<w:r><w:rPr><w:b/></w:rPr><w:commentReference w:id="0"/></w:r>'
        )
    )
    assert len(list(made.root.iter(qn("w:r")))) == 1
    assert not list(made.root.iter(qn("w:commentReference"), qn("w:commentRangeStart")))


def test_an_embedded_object_is_the_picture_that_stands_for_it(opened: Open) -> None:
    made = opened(
        _p(
            '<w:r><w:object><v:shape style="width:100pt;height:50pt"/>'
            '<o:OLEObject Type="Embed" ProgID="Excel.Sheet.8"/></w:object></w:r>'
        )
    )
    assert not list(made.root.iter(qn("w:object"), qn("o:OLEObject")))
    assert len(list(made.root.iter(qn("w:pict")))) == 1
    assert "x0" in _marks(made.root, made.copy.prefix)


# -- the other parts, and the outside --


def _with_link(package: Package, part: str, kind: str, target: str, *, external: bool) -> Package:
    mode = ' TargetMode="External"' if external else ""
    link = (
        f'<Relationship Id="rId99" Target="{target}"{mode} Type="http://schemas.openxmlformats.org/'
        f'officeDocument/2006/relationships/{kind}"/></Relationships>'
    )
    empty = f'<Relationships xmlns="{NAMESPACES["rel"]}"></Relationships>'.encode()
    data = package.part(part) if part in package else empty
    return package.with_parts({part: data.replace(b"</Relationships>", link.encode())})


def _copy_of(package: Package, folder: Path) -> Package:
    package.write(folder / "d.docx")
    made = open_submission(folder / "d.docx", name="d.docx", workspace=folder).working_copy
    assert made is not None
    return Package.read(made.path)


def test_changes_in_headers_and_notes_are_accepted_too(
    docx: Callable[[str], bytes], tmp_path: Path
) -> None:
    package = Package.from_bytes(docx(_p(_r("corps"))))
    package = _with_link(
        package, "word/_rels/document.xml.rels", "footnotes", "footnotes.xml", external=False
    )
    note = _p(_change("del", _r("ancien")) + _change("ins", _r("nouveau")))
    note = f'<w:footnote w:id="2">{note}</w:footnote>'
    root = f'<w:footnotes xmlns:w="{NAMESPACES["w"]}">{note}</w:footnotes>'
    package = package.with_parts({"word/footnotes.xml": root.encode()})
    copy = _copy_of(package, tmp_path)
    assert _texts(copy.xml("word/footnotes.xml")) == ["nouveau"]
    assert b"bookmarkStart" not in copy.part("word/footnotes.xml")


def test_nothing_outside_is_left_to_fetch(docx: Callable[[str], bytes], tmp_path: Path) -> None:
    body = _p('<w:r><w:drawing><a:blip r:link="rId99" r:embed="rId1"/></w:drawing></w:r>')
    package = Package.from_bytes(docx(body))
    remote = "http://exemple.invalid/"
    relations = "word/_rels/document.xml.rels"
    package = _with_link(package, relations, "image", remote + "image.png", external=True)
    template = "word/_rels/settings.xml.rels"
    package = _with_link(package, template, "attachedTemplate", remote + "m.dotm", external=True)
    settings = package.part("word/settings.xml").replace(
        b"<w:zoom",
        f'<w:attachedTemplate r:id="rId99" xmlns:r="{NAMESPACES["r"]}"/><w:zoom'.encode(),
        1,
    )
    copy = _copy_of(package.with_parts({"word/settings.xml": settings}), tmp_path)
    for name in copy.names:
        assert remote.encode() not in copy.part(name), name
    assert b"attachedTemplate" not in copy.part("word/settings.xml")
    blip = next(copy.xml("word/document.xml").iter(qn("a:blip")))
    assert dict(blip.attrib) == {qn("r:embed"): "rId1"}


def test_hyperlinks_stay(docx: Callable[[str], bytes], tmp_path: Path) -> None:
    package = Package.from_bytes(docx(_p(f'<w:hyperlink r:id="rId99">{_r("lien")}</w:hyperlink>')))
    relations = "word/_rels/document.xml.rels"
    package = _with_link(package, relations, "hyperlink", "https://exemple.invalid/", external=True)
    copy = _copy_of(package, tmp_path)
    assert b"https://exemple.invalid/" in copy.part(relations)
    assert _texts(copy.xml("word/document.xml")) == ["lien"]


def test_the_submitted_file_is_left_as_it_is(docx: Callable[[str], bytes], tmp_path: Path) -> None:
    path = tmp_path / "d.docx"
    path.write_bytes(docx(_p(_change("ins", _r("a")))))
    before = path.read_bytes()
    open_submission(path, name="d.docx", workspace=tmp_path)
    assert path.read_bytes() == before
