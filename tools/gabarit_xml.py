"""Small pieces of WordprocessingML for the gabarits: paragraphs, controls, fields, tables."""

from __future__ import annotations

from collections.abc import Sequence


def text(value: str, rpr: str = "") -> str:
    """A run; a value that already is one passes through."""
    if value.startswith("<w:"):
        return value
    properties = f"<w:rPr>{rpr}</w:rPr>" if rpr else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{value}</w:t></w:r>'


def paragraph(style: str, content: str = "", more: str = "") -> str:
    """A paragraph of that style; `more` are properties that follow the style."""
    runs = text(content) if content else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{runs}</w:p>'


def tag(name: str) -> str:
    """A block tag alone in its paragraph: `p corps` → {{p corps }}, `%p if x` → {%p if x %}."""
    shown = f"{{{name} %}}" if name.startswith("%") else f"{{{{{name} }}}}"
    return f'<w:p><w:r><w:t xml:space="preserve">{shown}</w:t></w:r></w:p>'


def control(name: str, title: str, rpr: str = "") -> str:
    """A short field in a run-level content control tagged with its name."""
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{title}"/><w:tag w:val="{name}"/><w:text/></w:sdtPr>'
        f"<w:sdtContent>{text(f'{{{{ {name} }}}}', rpr)}</w:sdtContent></w:sdt>"
    )


def field(code: str, shown: str) -> str:
    """A complex field with a cached result."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{shown}</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def cell(
    width: int,
    content: str,
    *,
    span: int = 1,
    fill: str = "",
    borders: str = "",
    align: str = "",
) -> str:
    """A cell; its content must end with a paragraph."""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
        + (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "")
        + (f"<w:tcBorders>{borders}</w:tcBorders>" if borders else "")
        + (f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else "")
        + (f'<w:vAlign w:val="{align}"/>' if align else "")
        + f"</w:tcPr>{content}</w:tc>"
    )


def row(cells: str, *, whole: bool = False, header: bool = False, height: int = 0) -> str:
    """A row; `whole` rows do not break across pages, `header` rows are repeated."""
    properties = (
        ("<w:cantSplit/>" if whole else "")
        + (f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else "")
        + ("<w:tblHeader/>" if header else "")
    )
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{cells}</w:tr>"


def table(
    widths: Sequence[int],
    rows: str,
    *,
    borders: Sequence[str] = (),
    padding: tuple[int, int, int, int] = (0, 100, 0, 100),
    inset: int = 0,
) -> str:
    """A fixed-width table; `borders` are the sides that get a light line, lengths in twips."""
    drawn = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="LINE"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        if side in borders
    )
    sides = zip(("top", "left", "bottom", "right"), padding, strict=True)
    margins = "".join(f'<w:{side} w:w="{size}" w:type="dxa"/>' for side, size in sides)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblInd w:w="{inset}" w:type="dxa"/>'
        + (f"<w:tblBorders>{drawn}</w:tblBorders>" if drawn else "")
        + f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def section(
    header: str, footer: str, first_header: str, first_footer: str, *, side: int = 1418
) -> str:
    """A4, margins of 2.5 cm but for `side`, another header and footer on the cover."""
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{header}"/>'
        f'<w:headerReference w:type="first" r:id="{first_header}"/>'
        f'<w:footerReference w:type="default" r:id="{footer}"/>'
        f'<w:footerReference w:type="first" r:id="{first_footer}"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" '
        f'w:right="{side}" w:bottom="1418" w:left="{side}" w:header="680" '
        'w:footer="680" w:gutter="0"/>'
        "<w:titlePg/></w:sectPr>"
    )
