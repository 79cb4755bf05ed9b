"""A working copy with every difficulty at once, laid out by each engine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dossier_builder import pdf
from dossier_builder.domain.submission import EngineName, Layout
from dossier_builder.layout import ENGINES, LayoutJob
from dossier_builder.ouverture import open_submission, parse_mark


def _p(inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def _r(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def _text_box(inside: str) -> str:
    anchor = (
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" '
        'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="margin"><wp:posOffset>3000000</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="page"><wp:posOffset>6000000</wp:posOffset></wp:positionV>'
        '<wp:extent cx="2000000" cy="600000"/><wp:wrapNone/><wp:docPr id="1" name="Zone"/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/'
        'wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" '
        'y="0"/><a:ext cx="2000000" cy="600000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        f"</a:prstGeom></wps:spPr><wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx>"
        "<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
    )
    old = (
        '<v:shape style="position:absolute;margin-left:236pt;margin-top:300pt;width:157pt;'
        f'height:47pt"><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape>'
    )
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{anchor}</w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict>{old}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


BREAK = '<w:r><w:br w:type="page"/></w:r>'
SPACED = '<w:spacing w:after="0"/><w:rPr><w:sz w:val="96"/></w:rPr>'
BODY = (
    _p(_r("Introduction"))  # 0
    + "".join(_p("", SPACED) for _ in range(6))  # 1 to 6, empty and tall
    + _p(_r("Suite") + _text_box(_p(_r("Dans la zone"))))  # 7, 8
    + _p(BREAK + _r("Deuxième page"))  # 9
    + _p(f'<w:del w:id="1" w:author="x">{BREAK}{_r("ôté")}</w:del>' + _r("Texte gardé"))  # 10
    + f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='4000'/></w:tblGrid><w:tr><w:tc>"
    f"<w:tcPr/>{_p(_r('Dans la case'))}</w:tc></w:tr></w:tbl>"  # 11
     + _p('<w:r><w:br w:type="page"/><w:t>Annexes</w:t></w:r>')  # 12
)
EXPECTED = {0: 1, 7: 1, 8: 1, 9: 2, 10: 2, 11: 2, 12: 3}


@pytest.mark.parametrize(
    "engine", ["dxpdf", pytest.param("libreoffice", marks=pytest.mark.libreoffice)]
)
def test_every_printed_paragraph_comes_back_on_its_page(
    docx: Callable[[str], bytes], tmp_path: Path, engine: EngineName
) -> None:
    source = tmp_path / "dossier.docx"
    source.write_bytes(docx(BODY))
    copy = open_submission(source, name="dossier.docx", workspace=tmp_path).working_copy
    assert copy is not None
    (laid,) = ENGINES[engine].lay_out([LayoutJob(copy.path, tmp_path / "copie.pdf")])
    assert isinstance(laid.result, Layout), laid.result
    assert pdf.page_count(laid.result.pdf) == 3
    found = {
        parse_mark(name, copy.prefix): place.page
        for name, place in pdf.destinations(laid.result.pdf).items()
    }
    found.pop(None, None)
    assert found == EXPECTED
