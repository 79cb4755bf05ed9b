"""The styles, lists and settings that every gabarit shares, as OOXML strings.

Used by construire_gabarits.py. Sizes are in half-points, lengths in twips (1/20 pt), as in OOXML.
Style names are the built-in English ones wherever Word has the style: Word shows them in French,
and keeps them when it rewrites the style ids.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
)
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TEXT_WIDTH = 9070  # A4 less twice 2.5 cm


@dataclass(frozen=True)
class Palette:
    """Colours of a gabarit (RRGGBB)."""

    accent: str
    soft: str
    line: str
    grey: str = "56646B"
    text: str = "1F2A30"


@dataclass(frozen=True)
class Headings:
    """How headings 1 to 3 are numbered: Word's patterns, and what follows the number."""

    first: str = "%1."
    second: str = "%1.%2"
    third: str = "%1.%2.%3"
    first_suffix: str = "tab"


def spacing(before: int = 0, after: int = 0, line: int = 240, rule: str = "auto") -> str:
    """A w:spacing element."""
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="{rule}"/>'


def indent(left: int = 0, right: int = 0, hanging: int = 0) -> str:
    """A w:ind element."""
    hang = f' w:hanging="{hanging}"' if hanging else ' w:firstLine="0"'
    end = f' w:right="{right}"' if right else ""
    return f'<w:ind w:left="{left}"{end}{hang}/>'


def style(  # noqa: PLR0913 - one parameter per child of w:style
    identifier: str,
    name: str,
    ppr: str = "",
    rpr: str = "",
    *,
    kind: str = "paragraph",
    based: str | None = "Normal",
    following: str | None = None,
    linked: str | None = None,
    default: bool = False,
    quick: bool = True,
    more: str = "",
) -> str:
    """One w:style, children in the order of the schema."""
    builtin = name[0].islower() or name in _BUILTIN
    return (
        f'<w:style w:type="{kind}"{_DEFAULT if default else ""}'
        f'{"" if builtin else _CUSTOM} w:styleId="{identifier}">'
        f'<w:name w:val="{name}"/>'
        + (f'<w:basedOn w:val="{based}"/>' if based else "")
        + (f'<w:next w:val="{following}"/>' if following else "")
        + (f'<w:link w:val="{linked}"/>' if linked else "")
        + '<w:uiPriority w:val="1"/>'
        + ("<w:qFormat/>" if quick else "")
        + (f"<w:pPr>{ppr}</w:pPr>" if ppr else "")
        + (f"<w:rPr>{rpr}</w:rPr>" if rpr else "")
        + more
        + "</w:style>"
    )


_DEFAULT = ' w:default="1"'
_CUSTOM = ' w:customStyle="1"'
_BUILTIN = {
    "Normal", "Body Text", "Quote", "List Bullet", "List Bullet 2", "List Bullet 3", "List Number",
    "List Number 2", "List Number 3", "List Continue", "List Continue 2", "List Continue 3",
    "Hyperlink", "Default Paragraph Font", "Normal Table", "No List",
}  # fmt: skip


def run(size: int | None = None, color: str = "", *, bold: bool = False, italic: bool = False,
        wide: int = 0) -> str:  # fmt: skip
    """Run properties in the order of the schema."""
    return (
        ("<w:b/><w:bCs/>" if bold else "")
        + ("<w:i/><w:iCs/>" if italic else "")
        + (f'<w:color w:val="{color}"/>' if color else "")
        + (f'<w:spacing w:val="{wide}"/>' if wide else "")
        + (f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else "")
    )


def border(side: str, color: str, size: int = 4, space: int = 4) -> str:
    """One edge of a paragraph border; `size` in eighths of a point, `space` in points."""
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{color}"/>'


def styles(palette: Palette, specific: str = "") -> str:
    """The whole styles part; `specific` are the gabarit's own styles."""
    common = (
        _defaults(palette) + _headings(palette) + _body(palette) + _lists() + _sommaire(palette)
        + _cover(palette) + _tables(palette)
    )  # fmt: skip
    # a specific style takes the place of the common one of the same id
    by_id = {_ID.search(made)[1]: made for made in _STYLE.findall(common + specific)}  # type: ignore[index]
    defaults = common[: common.index("<w:style ")]
    return f"{XML}<w:styles {NS}>{defaults}{''.join(by_id.values())}</w:styles>"


_STYLE = re.compile(r"<w:style .*?</w:style>")
_ID = re.compile(r'w:styleId="(\w+)"')


def _defaults(palette: Palette) -> str:
    return (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Lato" w:hAnsi="Lato" '
        'w:eastAsia="Lato" w:cs="Lato"/>'
        f'<w:color w:val="{palette.text}"/>'
        '<w:lang w:val="fr-FR" w:eastAsia="fr-FR" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault><w:pPr>{spacing()}</w:pPr></w:pPrDefault></w:docDefaults>"
        # the size stands in Normal: in cells, dxpdf puts that of the defaults above the styles
        + style("Normal", "Normal", "<w:widowControl/>", run(22), based=None, default=True)
        + style("Policepardfaut", "Default Paragraph Font", kind="character", based=None,
                default=True, quick=False)
        + style("TableauNormal", "Normal Table", kind="table", based=None, default=True,
                quick=False,
                more='<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
                '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
                '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
                "</w:tblCellMar></w:tblPr>")
        + style("Aucuneliste", "No List", kind="numbering", based=None, default=True, quick=False)
    )  # fmt: skip


def _headings(palette: Palette) -> str:
    def numbered(level: int) -> str:
        depth = f'<w:ilvl w:val="{level}"/>' if level else ""
        return f'<w:numPr>{depth}<w:numId w:val="1"/></w:numPr>'

    rule = f"<w:pBdr>{border('bottom', palette.line, 6, 4)}</w:pBdr>"
    keep = "<w:keepNext/><w:keepLines/>"
    return (
        style("Heading1", "heading 1",
              f'{keep}{numbered(0)}{rule}{spacing(440, 180)}<w:outlineLvl w:val="0"/>',
              run(32, palette.accent, bold=True), following="BodyText")
        + style("Heading2", "heading 2",
                f'{keep}{numbered(1)}{spacing(300, 110)}<w:outlineLvl w:val="1"/>',
                run(26, palette.accent, bold=True), following="BodyText")
        + style("Heading3", "heading 3",
                f'{keep}{numbered(2)}{spacing(220, 80)}<w:outlineLvl w:val="2"/>',
                run(23, palette.text, bold=True), following="BodyText")
        + style("Heading4", "heading 4",
                f'{keep}{spacing(180, 60)}<w:outlineLvl w:val="3"/>',
                run(22, palette.accent, italic=True), following="BodyText")
        + style("TitreAnnexe", "Titre d’annexe",
                f'{keep}<w:pageBreakBefore/>{rule}{spacing(0, 200)}<w:outlineLvl w:val="0"/>',
                run(30, palette.accent, bold=True), following="BodyText")
        + style("IntertitreAnnexe", "Intertitre d’annexe", f"{keep}{spacing(240, 90)}",
                run(24, palette.accent, bold=True), following="BodyText")
        + style("IntertitreAnnexe2", "Intertitre d’annexe 2", f"{keep}{spacing(180, 60)}",
                run(22, palette.text, bold=True), following="BodyText")
    )  # fmt: skip


def _body(palette: Palette) -> str:
    return (
        style("BodyText", "Body Text", f'{spacing(0, 130, 276)}<w:jc w:val="both"/>')
        + style("Quote", "Quote",
                f'{spacing(60, 150, 268)}{indent(454, 454)}<w:jc w:val="both"/>',
                run(21, palette.grey, italic=True), following="BodyText")
        + style("Figure", "Figure", f'<w:keepNext/>{spacing(160, 0)}<w:jc w:val="center"/>',
                following="Caption")
        + style("FigureSeule", "Figure sans légende", '<w:keepNext w:val="0"/>'
                f"{spacing(160, 180)}", based="Figure", following="BodyText")
        + style("Caption", "caption", f'<w:keepLines/>{spacing(90, 220)}<w:jc w:val="center"/>',
                run(19, palette.grey), following="BodyText")
        + style("LegendeTableau", "Légende de tableau",
                f'<w:keepNext/>{spacing(180, 90)}<w:jc w:val="left"/>', based="Caption")
        + style("Source", "Source", f'{spacing(0, 200)}<w:jc w:val="left"/>',
                run(17, palette.grey, italic=True), following="BodyText")
        + style("ApresTableau", "Après tableau", spacing(0, 0, 180, "exact"), run(8), quick=False)
        + style("PageAnnexe", "Page d’annexe", f'{spacing(0, 0)}<w:jc w:val="center"/>')
        + style("FootnoteText", "footnote text",
                f'{spacing(0, 40)}{indent(198, 0, 198)}<w:jc w:val="both"/>', run(17))
        + style("FootnoteReference", "footnote reference", "",
                '<w:vertAlign w:val="superscript"/>', kind="character", based="Policepardfaut")
        + style("Hyperlink", "Hyperlink", "",
                f'<w:color w:val="{palette.accent}"/><w:u w:val="single"/>',
                kind="character", based="Policepardfaut")
        + style("Symbole", "Symbole", "",
                '<w:rFonts w:ascii="Dossier Cases" w:hAnsi="Dossier Cases" '
                'w:eastAsia="Dossier Cases" w:cs="Dossier Cases"/>',
                kind="character", based="Policepardfaut")
        + style("CodeTexte", "Code", "", f'<w:color w:val="{palette.grey}"/>',
                kind="character", based="Policepardfaut")
        + style("Header", "header",
                f"<w:pBdr>{border('bottom', palette.line, 4, 6)}</w:pBdr>"
                f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>{spacing()}',
                run(17, palette.grey))
        + style("Footer", "footer",
                f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>{spacing()}',
                run(17, palette.grey))
    )  # fmt: skip


def _lists() -> str:
    made = ""
    for level in range(3):
        suffix = f" {level + 1}" if level else ""
        left = 397 * (level + 1)
        for kind, number in (("Bullet", 2), ("Number", 3)):
            depth = f'<w:ilvl w:val="{level}"/>' if level else ""
            made += style(
                f"List{kind}{suffix.strip()}", f"List {kind}{suffix}",
                f'<w:numPr>{depth}<w:numId w:val="{number}"/></w:numPr>{spacing(0, 70, 276)}',
                based="BodyText",
            )  # fmt: skip
        made += style(
            f"ListContinue{suffix.strip()}", f"List Continue{suffix}",
            f"{spacing(0, 70, 276)}{indent(left)}", based="BodyText",
        )  # fmt: skip
    return made


def _sommaire(palette: Palette) -> str:
    right = f'<w:tab w:val="right" w:leader="dot" w:pos="{TEXT_WIDTH}"/>'

    def tabs(left: int) -> str:
        return f'<w:tabs><w:tab w:val="left" w:pos="{left}"/>{right}</w:tabs>'

    return (
        style("SommaireTitre", "Sommaire titre",
              f"<w:keepNext/><w:pageBreakBefore/>{spacing(0, 280)}",
              run(40, palette.accent, bold=True), following="BodyText")
        + style("ListeAnnexesTitre", "Titre de la liste des annexes",
                f"<w:keepNext/>{spacing(420, 120)}", run(26, palette.accent, bold=True))
        + style("TOC1", "toc 1", f"{tabs(397)}{spacing(150, 50)}{indent(397, 0, 397)}",
                run(None, bold=True), quick=False)
        + style("TOC2", "toc 2", f"{tabs(964)}{spacing(0, 40)}{indent(964, 0, 567)}",
                quick=False)
        + style("TOC3", "toc 3", f"{tabs(1701)}{spacing(0, 30)}{indent(1701, 0, 737)}",
                run(20, palette.grey), quick=False)
        + style("TableofFigures", "table of figures",
                f"<w:tabs>{right}</w:tabs>{spacing(0, 50)}{indent(397, 0, 397)}", quick=False)
    )  # fmt: skip


def _cover(palette: Palette) -> str:
    return (
        style("CouvertureCentre", "Couverture centre", spacing(0, 0),
              run(21, palette.grey), quick=False)
        + style("CouvertureMention", "Couverture mention", spacing(1900, 60),
                run(18, palette.accent, bold=True, wide=30), quick=False)
        + style("CouvertureDiplome", "Couverture titre professionnel", spacing(0, 560),
                run(34, palette.text), quick=False)
        + style("CouvertureGenre", "Couverture genre", spacing(260, 240),
                run(24, palette.line, bold=True), quick=False)
        + style("CouvertureTitre", "Couverture titre", spacing(0, 140, 264),
                run(50, "FFFFFF", bold=True), quick=False)
        + style("CouvertureSousTitre", "Couverture sous-titre", spacing(0, 260, 276),
                run(26, "FFFFFF"), quick=False)
        + style("CouvertureCcp", "Couverture CCP", spacing(220, 2000, 276),
                run(22, palette.grey, italic=True), quick=False)
        + style("CouvertureIntitule", "Couverture intitulé", spacing(90, 90),
                run(19, palette.grey), quick=False)
        + style("CouvertureValeur", "Couverture valeur", spacing(80, 80),
                run(22, palette.text), quick=False)
    )  # fmt: skip


def _tables(palette: Palette) -> str:
    light = f'w:val="single" w:sz="4" w:space="0" w:color="{palette.line}"'
    strong = f'w:val="single" w:sz="8" w:space="0" w:color="{palette.accent}"'
    return (
        style("TexteTableau", "Texte de tableau", f'{spacing(40, 40, 252)}<w:jc w:val="left"/>',
              run(19))
        + style("EnTeteTableau", "En-tête de tableau", "<w:keepNext/>",
                run(19, palette.accent, bold=True), based="TexteTableau")
        + style(
            "TableauDossier", "Tableau du dossier", "",
            run(19),  # dxpdf takes the height of a line in a cell from here
            kind="table", based="TableauNormal",
            more='<w:tblPr><w:tblBorders>'
            f"<w:top {strong}/><w:bottom {strong}/><w:insideH {light}/><w:insideV {light}/>"
            '</w:tblBorders><w:tblCellMar><w:top w:w="28" w:type="dxa"/>'
            '<w:left w:w="100" w:type="dxa"/><w:bottom w:w="28" w:type="dxa"/>'
            '<w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr>'
            '<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:tcBorders>'
            f"<w:bottom {strong}/></w:tcBorders>"
            f'<w:shd w:val="clear" w:color="auto" w:fill="{palette.soft}"/></w:tcPr>'
            "</w:tblStylePr>",
        )
    )  # fmt: skip


def numbering(headings: Headings) -> str:
    """Abstract lists 0 (headings), 1 (bullets), 2 (numbers); w:num 1, 2, 3 stand for them."""

    def level(depth: int, fmt: str, text: str, left: int, hanging: int,
              linked: str, suffix: str = "tab") -> str:  # fmt: skip
        return (
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/>'
            + (f'<w:pStyle w:val="{linked}"/>' if linked and text else "")
            + (f'<w:suff w:val="{suffix}"/>' if suffix != "tab" else "")
            + f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
            f"<w:pPr>{indent(left, 0, hanging)}</w:pPr>"
            + (_LATO if fmt == "bullet" else "")
            + "</w:lvl>"
        )

    first = 0 if headings.first_suffix == "space" else 454
    titles = (
        level(0, "decimal", headings.first, first, first, linked="Heading1",
              suffix=headings.first_suffix)
        + level(1, "decimal", headings.second, 624, 624, linked="Heading2")
        + level(2, "decimal", headings.third, 794, 794, linked="Heading3")
    )  # fmt: skip
    bullets = "".join(
        level(depth, "bullet", sign, 397 * (depth + 1), 284,
              linked=f"ListBullet{depth + 1 if depth else ''}")
        for depth, sign in enumerate("•–•")
    )  # fmt: skip
    numbers = "".join(
        level(depth, fmt, f"%{depth + 1}{after}", 397 * (depth + 1), 397,
              linked=f"ListNumber{depth + 1 if depth else ''}")
        for depth, (fmt, after) in enumerate(
            [("decimal", "."), ("lowerLetter", ")"), ("lowerRoman", ".")]
        )
    )  # fmt: skip
    abstracts = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:nsid w:val="0D05510{n}"/>'
        f'<w:multiLevelType w:val="multilevel"/><w:tmpl w:val="0D05511{n}"/>{levels}'
        "</w:abstractNum>"
        for n, levels in enumerate((titles, bullets, numbers))
    )
    nums = "".join(
        f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(3)
    )
    return f"{XML}<w:numbering {NS}>{abstracts}{nums}</w:numbering>"


# without it LibreOffice writes its own symbol face when it saves the file
_LATO = '<w:rPr><w:rFonts w:ascii="Lato" w:hAnsi="Lato" w:cs="Lato" w:hint="default"/></w:rPr>'

FOOTNOTES = (
    f'{XML}<w:footnotes {NS}><w:footnote w:type="separator" w:id="-1"><w:p><w:pPr>{spacing()}'
    "</w:pPr><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote "
    f'w:type="continuationSeparator" w:id="0"><w:p><w:pPr>{spacing()}</w:pPr><w:r>'
    "<w:continuationSeparator/></w:r></w:p></w:footnote></w:footnotes>"
)

SETTINGS = (
    f"{XML}<w:settings {NS}>"
    '<w:embedTrueTypeFonts/><w:defaultTabStop w:val="709"/><w:hyphenationZone w:val="425"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:footnotePr><w:footnote w:id="-1"/>'
    '<w:footnote w:id="0"/></w:footnotePr><w:compat><w:doNotExpandShiftReturn/><w:compatSetting '
    'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    '</w:compat><w:themeFontLang w:val="fr-FR"/><w:decimalSymbol w:val=","/>'
    '<w:listSeparator w:val=";"/></w:settings>'
)
FONT_TABLE = (
    f"{XML}<w:fonts {NS}>"
    '<w:font w:name="Lato"><w:charset w:val="00"/><w:family w:val="swiss"/>'
    '<w:pitch w:val="variable"/></w:font>'
    '<w:font w:name="Dossier Cases"><w:charset w:val="00"/><w:family w:val="auto"/>'
    '<w:pitch w:val="variable"/></w:font></w:fonts>'
)
