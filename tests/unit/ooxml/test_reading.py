"""Paragraphs, text, styles, numbers, notes, properties of documents made here."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable

import pytest
from docx import Document

from dossier_builder.ooxml import (
    NAMESPACES,
    Element,
    NoteCall,
    Numbering,
    Package,
    Styles,
    app_properties,
    core_properties,
    custom_properties,
    note_calls,
    notes,
    paragraphs,
    printed_numbers,
    qn,
    text_of,
)

Parse = Callable[[str], Element]
Make = Callable[[str], Package]


def _p(inside: str) -> str:
    return f"<w:p>{inside}</w:p>"


def _r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _box(inside: str) -> str:
    return f"<w:drawing><wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx></w:drawing>"


def _vml_box(inside: str) -> str:
    return f"<w:pict><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></w:pict>"


def _alternate(choice: str, fallback: str) -> str:
    return (
        "<mc:AlternateContent>"
        f'<mc:Choice Requires="wps">{choice}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback>'
        "</mc:AlternateContent>"
    )


# -- the enumeration --


def test_every_paragraph_counts_in_document_order(body: Parse) -> None:
    root = body(
        _p(_r("un"))
        + f"<w:tbl><w:tr><w:tc>{_p(_r('deux'))}</w:tc></w:tr></w:tbl>"
        + f"<w:sdt><w:sdtContent>{_p(_r('trois'))}</w:sdtContent></w:sdt>"
        + _p("<w:r>" + _box(_p(_r("cinq"))) + "</w:r>" + _r("quatre"))
    )
    found = paragraphs(root)
    assert [text_of(p.element) for p in found] == ["un", "deux", "trois", "quatre", "cinq"]
    assert [p.index for p in found] == [0, 1, 2, 3, 4]
    assert [p.depth for p in found] == [0, 0, 0, 0, 1]


def test_the_two_copies_of_a_text_box_are_one(body: Parse) -> None:
    box = _alternate(_box(_p(_r("a")) + _p(_r("b"))), _vml_box(_p(_r("a")) + _p(_r("b"))))
    found = paragraphs(body(_p(f"<w:r>{box}</w:r>") + _p(_r("suite"))))
    assert [text_of(p.element) for p in found] == ["", "a", "b", "suite"]
    assert [len(p.copies) for p in found] == [1, 2, 2, 1]
    assert [text_of(p.twins[0]) for p in found[1:3]] == ["a", "b"]


def test_copies_of_unequal_length_stay_together(body: Parse) -> None:
    more = _alternate(_box(_p(_r("a"))), _vml_box(_p(_r("a")) + _p(_r("b"))))
    only_old = _alternate("<w:drawing/>", _vml_box(_p(_r("vieux"))))
    found = paragraphs(body(_p(f"<w:r>{more}</w:r>") + _p(f"<w:r>{only_old}</w:r>")))
    assert [text_of(p.element) for p in found] == ["", "a", "", "vieux"]
    assert [len(p.twins) for p in found] == [0, 2, 0, 0]


# -- the text of a paragraph --


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>", "a\tb\nc"),
        ("<w:r><w:t>non</w:t><w:noBreakHyphen/><w:t>dit</w:t></w:r>", "non\u2011dit"),
        ("<w:r><w:t>cou</w:t><w:softHyphen/><w:t>pé</w:t></w:r>", "coupé"),
        (f"<w:del>{_r('ancien')}</w:del><w:ins>{_r('nouveau')}</w:ins>", "nouveau"),
        (f"<w:moveFrom>{_r('parti')}</w:moveFrom><w:moveTo>{_r('venu')}</w:moveTo>", "venu"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{_r('saisi')}</w:sdtContent></w:sdt>", "saisi"),
        (f"<w:hyperlink>{_r('lien')}</w:hyperlink>", "lien"),
        (f"<w:smartTag>{_r('étiquette')}</w:smartTag>", "étiquette"),
        (f'<w:fldSimple w:instr="PAGE">{_r("7")}</w:fldSimple>', "7"),
        (_r("caché", "<w:vanish/>") + _r("visible", '<w:vanish w:val="0"/>'), "visible"),
        (_r("note") + '<w:r><w:footnoteReference w:id="2"/></w:r>', "note"),
        ("<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>", "x+1"),
        (_r("dehors") + "<w:r>" + _box(_p(_r("dedans"))) + "</w:r>", "dehors"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>', "☐"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☑"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>', ""),
        ('<w:r><w:sym w:font="Symbol" w:char="03B1"/></w:r>', "α"),
        ('<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>', ""),
        ('<w:r><w:sym w:font="Symbol" w:char="zz"/></w:r>', ""),
        (f"<w:r>{_alternate('<w:sym/>', '<w:t>☺</w:t>')}</w:r>", "☺"),
        (f"<w:r>{_alternate('<w:t>une fois</w:t>', '<w:t>une fois</w:t>')}</w:r>", "une fois"),
        (f"<w:r>{_alternate('<w:drawing/>', '<w:pict/>')}</w:r>", ""),
    ],
)
def test_the_text_is_what_is_printed(parse: Parse, inside: str, expected: str) -> None:
    assert text_of(parse(_p(inside))) == expected


def _field(code: str, result: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"{code}"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"{result}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def test_a_field_is_its_result_even_when_its_code_holds_another(parse: Parse) -> None:
    inner = _field("<w:r><w:instrText>MERGEFIELD nom</w:instrText></w:r>", _r("Exemple"))
    outer = _field("<w:r><w:instrText>IF </w:instrText></w:r>" + inner, _r("Camille"))
    assert text_of(parse(_p(outer + _r(" !")))) == "Camille !"


def test_a_field_begun_earlier_does_not_hide_its_result(parse: Parse) -> None:
    end = "".join(f'<w:r><w:fldChar w:fldCharType="{k}"/></w:r>' for k in ("separate", "end"))
    assert text_of(parse(_p(_r("entrée du sommaire") + end))) == "entrée du sommaire"


# -- styles --


STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="heading 1"/>
  <w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Mien"><w:name w:val="Mon titre"/>
  <w:basedOn w:val="T1"/></w:style>
<w:style w:type="paragraph" w:styleId="Google"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Corps"><w:name w:val="Corps"/><w:basedOn w:val="T1"/>
  <w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Boucle"><w:name w:val="Boucle"/>
  <w:basedOn w:val="Boucle2"/></w:style>
<w:style w:type="paragraph" w:styleId="Boucle2"><w:name w:val="Boucle2"/>
  <w:basedOn w:val="Boucle"/></w:style>
"""


@pytest.fixture
def styles(package: Make) -> Styles:
    made = package("<w:p/>")
    root = made.xml("word/styles.xml")
    xml = f'<w:styles xmlns:w="{root.nsmap["w"]}">{STYLES}</w:styles>'.encode()
    return Styles.of(made.with_parts({"word/styles.xml": xml}))


@pytest.mark.parametrize(
    ("properties", "level", "name"),
    [
        ("", None, "Normal"),
        ('<w:pStyle w:val="T1"/>', 1, "heading 1"),
        ('<w:pStyle w:val="Mien"/>', 1, "Mon titre"),
        ('<w:pStyle w:val="Google"/>', 2, "heading 2"),
        ('<w:pStyle w:val="Corps"/>', None, "Corps"),
        ('<w:pStyle w:val="Boucle"/>', None, "Boucle"),
        ('<w:pStyle w:val="Inconnu"/>', None, "Normal"),
        ('<w:outlineLvl w:val="2"/>', 3, "Normal"),
        ('<w:pStyle w:val="T1"/><w:outlineLvl w:val="9"/>', None, "heading 1"),
    ],
)
def test_heading_levels(
    styles: Styles, parse: Parse, properties: str, level: int | None, name: str
) -> None:
    paragraph = parse(_p(f"<w:pPr>{properties}</w:pPr>"))
    assert styles.heading_level(paragraph) == level
    assert styles.name_of(paragraph) == name


# -- numbers --


NUMBERING = """
<w:abstractNum w:abstractNumId="0">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:pStyle w:val="T1"/>
    <w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
    <w:lvlText w:val="%1.%2"/></w:lvl>
  <w:lvl w:ilvl="2"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
  <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>
  <w:lvl w:ilvl="1"><w:numFmt w:val="decimalZero"/><w:lvlText w:val="%2"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride></w:num>
"""


def test_numbers_run_through_the_document(package: Make, body: Parse) -> None:
    made = package("<w:p/>")
    uri = made.xml("word/styles.xml").nsmap["w"]
    style = STYLES.replace(
        '<w:outlineLvl w:val="0"/>', '<w:numPr><w:numId w:val="1"/></w:numPr>', 1
    )
    numbering = f'<w:numbering xmlns:w="{uri}">{NUMBERING}</w:numbering>'
    style = f'<w:styles xmlns:w="{uri}">{style}</w:styles>'
    made = made.with_parts(
        {"word/numbering.xml": numbering.encode(), "word/styles.xml": style.encode()}
    )

    def numbered(number: int, level: int) -> str:
        place = f'<w:ilvl w:val="{level}"/><w:numId w:val="{number}"/>'
        return _p(f"<w:pPr><w:numPr>{place}</w:numPr></w:pPr>")

    titled = _p('<w:pPr><w:pStyle w:val="T1"/></w:pPr>')
    root = body(
        titled + numbered(1, 1) + numbered(1, 1) + numbered(1, 2) + titled + _p("")
        + numbered(1, 1) + numbered(2, 0) + numbered(2, 1) + numbered(3, 0) + titled
        + numbered(77, 0)
    )  # fmt: skip
    printed = printed_numbers(list(root), Styles.of(made), Numbering.of(made))
    assert printed == ("I.", "I.1", "I.2", "a)", "II.", "", "II.1", "", "01", "IX.", "X.", "")


# -- notes --


def test_notes_and_their_calls(package: Make, parse: Parse) -> None:
    made = package("<w:p/>")
    name = "word/_rels/document.xml.rels"
    link = (
        b'<Relationship Id="rId99" Target="footnotes.xml" Type="http://schemas.openxmlformats.org/'
        b'officeDocument/2006/relationships/footnotes"/></Relationships>'
    )
    uri = made.xml("word/styles.xml").nsmap["w"]
    footnotes = (
        f'<w:footnotes xmlns:w="{uri}"><w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
        f'<w:footnote w:id="2">{_p(_r("Source :"))}{_p(_r("fictive."))}</w:footnote></w:footnotes>'
    )
    made = made.with_parts(
        {
            name: made.part(name).replace(b"</Relationships>", link),
            "word/footnotes.xml": footnotes.encode(),
        }
    )
    calls = note_calls(
        parse(
            _p(
                _r("texte")
                + '<w:del><w:r><w:footnoteReference w:id="1"/></w:r></w:del>'
                + '<w:r><w:footnoteReference w:id="2"/></w:r>'
            )
        )
    )
    assert calls == (NoteCall("footnote", "2"),)
    assert notes(made) == {calls[0]: "Source :\nfictive."}
    assert notes(package("<w:p/>")) == {}


# -- properties --


def test_properties_of_a_document() -> None:
    document = Document()
    document.core_properties.title = "Dossier projet"
    document.core_properties.language = "fr-FR"
    document.core_properties.author = "Camille Exemple"
    document.core_properties.modified = dt.datetime(2027, 2, 22, 9, 30, tzinfo=dt.UTC)
    buffer = io.BytesIO()
    document.save(buffer)
    package = Package.from_bytes(buffer.getvalue())
    core = core_properties(package)
    assert (core.title, core.language, core.creator) == (
        "Dossier projet",
        "fr-FR",
        "Camille Exemple",
    )
    assert core.modified == dt.datetime(2027, 2, 22, 9, 30, tzinfo=dt.UTC)
    app = app_properties(package)
    assert app.application.startswith("Microsoft")
    assert app.pages == 1
    assert custom_properties(package) == {}


def test_properties_that_are_absent_or_odd(package: Make) -> None:
    made = package("<w:p/>")
    bare = made.with_parts(
        {
            "_rels/.rels": made.part("_rels/.rels")
            .replace(b"/core-properties", b"/autre")
            .replace(b"/extended-properties", b"/autre")
        }
    )
    assert core_properties(bare).title == ""
    assert app_properties(bare).pages is None
    core = made.part("docProps/core.xml").replace(b"2013-12-23T23:15:00Z", b"hier")
    app = made.part("docProps/app.xml").replace(b"<Pages>1<", b"<Pages>beaucoup<")
    odd = made.with_parts({"docProps/core.xml": core, "docProps/app.xml": app})
    assert core_properties(odd).created is None
    assert app_properties(odd).pages is None


def test_custom_properties(package: Make) -> None:
    made = package("<w:p/>")
    link = (
        b'<Relationship Id="rId99" Target="docProps/custom.xml" Type="http://schemas.'
        b'openxmlformats.org/officeDocument/2006/relationships/custom-properties"/></Relationships>'
    )
    custom = (
        f'<Properties xmlns="{NAMESPACES["cust"]}" xmlns:vt="{NAMESPACES["vt"]}">'
        '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="dossier.modele">'
        "<vt:lpwstr>cip/ccp2</vt:lpwstr></property></Properties>"
    )
    made = made.with_parts(
        {
            "_rels/.rels": made.part("_rels/.rels").replace(b"</Relationships>", link),
            "docProps/custom.xml": custom.encode(),
        }
    )
    assert custom_properties(made) == {"dossier.modele": "cip/ccp2"}


def test_qn_refuses_an_unknown_prefix() -> None:
    with pytest.raises(KeyError):
        qn("zz:p")


def test_numbers_written_wrongly_stop_nothing(package: Make, body: Parse) -> None:
    made = package("<w:p/>")
    uri = made.xml("word/styles.xml").nsmap["w"]
    odd = NUMBERING.replace('<w:start w:val="1"/>', '<w:start w:val="99999999999"/>', 1)
    odd = odd.replace('w:ilvl="1"', 'w:ilvl="77"').replace('w:val="9"', 'w:val="5000"')
    numbering = f'<w:numbering xmlns:w="{uri}">{odd}</w:numbering>'.encode()
    made = made.with_parts({"word/numbering.xml": numbering})
    root = body(
        _p('<w:pPr><w:numPr><w:ilvl w:val="abc"/><w:numId w:val="1"/></w:numPr></w:pPr>')
        + _p('<w:pPr><w:numPr><w:ilvl w:val="99"/><w:numId w:val="1"/></w:numPr></w:pPr>')
        + _p('<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr>')
    )
    printed = printed_numbers(list(root), Styles.of(made), Numbering.of(made))
    assert printed == ("I.", "I.1", "5000.")
