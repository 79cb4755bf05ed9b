"""Build the gabarits that were first committed: `python tools/construire_gabarits.py`.

From then on the docx files are the truth: restyle them in Word; running this again starts anew.
Places are docxtpl tags: `{{ titre }}` in tagged content controls for short fields, `{{p corps }}`
alone in its paragraph for blocks. docs/ajouter-un-titre.md lists the known places.
Same script, same bytes.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path

import gabarit_depot
import gabarit_dpp
import gabarit_fiche
import gabarit_oral
from gabarit_styles import (
    FONT_TABLE,
    FOOTNOTES,
    NS,
    SETTINGS,
    TEXT_WIDTH,
    XML,
    Headings,
    Palette,
    numbering,
    styles,
)
from gabarit_theme import theme
from gabarit_xml import cell, control, field, paragraph, row, section, table, tag

TEMPLATES = Path(__file__).parents[1] / "templates"
PETROL = Palette(accent="1D4E5F", soft="E9F0F2", line="B7CBD2")
PLUM = Palette(accent="5A2A4F", soft="F3ECF1", line="D3BFCD")

_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PARTS = {
    "styles": "styles", "numbering": "numbering", "settings": "settings",
    "fontTable": "fontTable", "footnotes": "footnotes", "header1": "header", "footer1": "footer",
    "header2": "header", "footer2": "footer",
}  # fmt: skip


EMPTY = '<w:p><w:pPr><w:pStyle w:val="Normal"/></w:pPr></w:p>'


@dataclass(frozen=True)
class Gabarit:
    """What makes one docx: its text, its running header and footer, its looks."""

    path: Path
    body: str
    header: str
    footer: str
    palette: Palette
    headings: Headings
    specific: str = ""
    cover_header: str = EMPTY
    cover_footer: str = EMPTY


def body() -> str:
    """Cover, sommaire, list of annexes, places of the text and of the annexes."""
    return (
        _cover()
        + paragraph("SommaireTitre", "Sommaire")
        + tag("p sommaire")
        + tag("%p if annexes_presentes")
        + paragraph("ListeAnnexesTitre", "Liste des annexes")
        + tag("p liste_annexes")
        + tag("%p endif")
        + tag("p corps")
        + tag("p annexes")
        + section("header1", "footer1", "header2", "footer2")
    )


def _cover() -> str:
    band = table(
        [TEXT_WIDTH],
        row(
            cell(
                TEXT_WIDTH,
                paragraph("CouvertureGenre", control("genre", "Genre du dossier"))
                + paragraph("CouvertureTitre", control("titre", "Titre du projet"))
                + tag("%p if sous_titre")
                + paragraph("CouvertureSousTitre", control("sous_titre", "Sous-titre"))
                + tag("%p endif"),
                fill="ACCENT",
            )
        ),
        padding=(120, 420, 120, 420),
    )
    label = 2700
    lines = "".join(
        tag_row(f"%tr if {name}") + _line(label, title, control(name, title)) + tag_row("%tr endif")
        for name, title in (
            ("candidat", "Candidat"),
            ("structure", "Structure d’accueil"),
            ("periode", "Période de réalisation"),
            ("centre", "Centre de formation"),
            ("session", "Session d’examen"),
            ("date", "Date du document"),
        )
    )
    others = (
        tag_row("%tr for champ in autres_champs")
        + _line(label, "{{ champ.intitule }}", control("champ.valeur", "Champ"))
        + tag_row("%tr endfor")
    )
    identity = table(
        [label, TEXT_WIDTH - label], lines + others, borders=("top", "insideH", "bottom")
    )
    return (
        paragraph("CouvertureCentre", control("centre_nom", "Centre"))
        + paragraph("CouvertureMention", "TITRE PROFESSIONNEL")
        + paragraph("CouvertureDiplome", control("titre_professionnel", "Titre professionnel"))
        + band
        + paragraph("CouvertureCcp", control("activite", "Activité-type"))
        + identity
    )


def _line(label: int, title: str, value: str) -> str:
    return row(
        cell(label, paragraph("CouvertureIntitule", title))
        + cell(TEXT_WIDTH - label, paragraph("CouvertureValeur", value))
    )


def tag_row(text: str) -> str:
    """A row that only holds a tag: docxtpl takes the whole row out."""
    return row(cell(TEXT_WIDTH, tag(text), span=2))


HEADER = paragraph(
    "Header", control("titre_court", "Titre court") + "<w:r><w:tab/></w:r>"
    + control("candidat", "Candidat")
)  # fmt: skip
FOOTER = paragraph(
    "Footer",
    control("genre", "Genre du dossier") + '<w:r><w:tab/></w:r><w:r><w:t xml:space="preserve">'
    "page </w:t></w:r>" + field("PAGE", "1")
    + '<w:r><w:t xml:space="preserve"> sur </w:t></w:r>' + field("NUMPAGES", "1"),
)  # fmt: skip


def write(gabarit: Gabarit) -> None:
    """Write the docx with fixed dates and order."""
    accent = gabarit.palette.accent
    document = (
        f"{XML}<w:document {NS}><w:body>{gabarit.body}</w:body></w:document>"
        .replace('"ACCENT"', f'"{accent}"')
        .replace('"SOFT"', f'"{gabarit.palette.soft}"')
        .replace('"LINE"', f'"{gabarit.palette.line}"')
    )  # fmt: skip
    parts = {
        "styles": styles(gabarit.palette, gabarit.specific),
        "numbering": numbering(gabarit.headings),
        "settings": SETTINGS,
        "fontTable": FONT_TABLE,
        "footnotes": FOOTNOTES,
        "header1": f"{XML}<w:hdr {NS}>{gabarit.header}</w:hdr>",
        "footer1": f"{XML}<w:ftr {NS}>{gabarit.footer}</w:ftr>",
        "header2": f"{XML}<w:hdr {NS}>{gabarit.cover_header}</w:hdr>",
        "footer2": f"{XML}<w:ftr {NS}>{gabarit.cover_footer}</w:ftr>",
    }
    files = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            {"rId1": ("officeDocument", "word/document.xml"),
             "rId2": ("core", "docProps/core.xml")}
        ),
        "docProps/core.xml": _CORE,
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _relationships(
            {
                **{name: (kind, f"{name}.xml") for name, kind in _PARTS.items()},
                "theme1": ("theme", "theme/theme1.xml"),
            }
        ),
        "word/theme/theme1.xml": theme(gabarit.palette),
        **{f"word/{name}.xml": text for name, text in parts.items()},
    }  # fmt: skip
    gabarit.path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(gabarit.path, "w") as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text)


_CORE = (
    f'{XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Gabarit</dc:title>'
    "<dc:language>fr-FR</dc:language></cp:coreProperties>"
)


def _content_types() -> str:
    theme_type = "application/vnd.openxmlformats-officedocument.theme+xml"
    overrides = f'<Override PartName="/word/theme/theme1.xml" ContentType="{theme_type}"/>'
    overrides += "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPES}.{kind}+xml"/>'
        for name, kind in _PARTS.items()
    )
    return (
        f'{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPES}.document.main+xml"/>'
        '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-'
        f'package.core-properties+xml"/>{overrides}</Types>'
    )


def _relationships(links: dict[str, tuple[str, str]]) -> str:
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    lines = "".join(
        f'<Relationship Id="{name}" Type="{core if kind == "core" else f"{_RELS}/{kind}"}" '
        f'Target="{target}"/>'
        for name, (kind, target) in links.items()
    )
    return (
        f'{XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{lines}</Relationships>"
    )


def main() -> None:
    """Write every gabarit."""
    common = Gabarit(
        TEMPLATES / "_commun" / "gabarit.docx", body(), HEADER, FOOTER, PETROL, Headings()
    )
    parts = Headings(first="Partie %1 –", first_suffix="space")
    ccp3 = Gabarit(TEMPLATES / "cip" / "ccp3" / "gabarit.docx", body(), HEADER, FOOTER, PLUM, parts)
    dpp = Gabarit(
        TEMPLATES / "dp" / "gabarit.docx", gabarit_dpp.body(), gabarit_dpp.HEADER,
        gabarit_dpp.FOOTER, gabarit_dpp.MAGENTA, Headings("", "", "", "nothing"),
        gabarit_dpp.specific_styles(), gabarit_dpp.COVER_HEADER,
    )  # fmt: skip
    fiche = Gabarit(
        TEMPLATES / "_commun" / "fiche" / "gabarit.docx", gabarit_fiche.body(),
        gabarit_fiche.header(), gabarit_fiche.footer(), PETROL, Headings(),
        gabarit_fiche.specific_styles(PETROL), gabarit_fiche.EMPTY_HEADER, gabarit_fiche.footer(),
    )  # fmt: skip
    preuve = Gabarit(
        TEMPLATES / "_commun" / "depot" / "preuve.docx", gabarit_depot.proof_body(),
        gabarit_depot.EMPTY_HEADER, gabarit_depot.proof_footer(), PETROL, Headings(),
        gabarit_depot.specific_styles(PETROL), gabarit_depot.EMPTY_HEADER,
        gabarit_depot.proof_footer(),
    )  # fmt: skip
    session = Gabarit(
        TEMPLATES / "_commun" / "depot" / "session.docx", gabarit_depot.session_body(),
        gabarit_depot.EMPTY_HEADER, gabarit_depot.session_footer(), PETROL, Headings(),
        gabarit_depot.specific_styles(PETROL), gabarit_depot.EMPTY_HEADER,
        gabarit_depot.session_footer(),
    )  # fmt: skip
    papers = [
        Gabarit(
            TEMPLATES / "_commun" / "oral" / f"{name}.docx", text, EMPTY, gabarit_oral.footer(),
            PETROL, Headings(), gabarit_oral.specific_styles(PETROL, width),
        )
        for name, text, width in (
            ("questions", gabarit_oral.sheet(), gabarit_oral.SHEET),
            ("grille", gabarit_oral.grid(), gabarit_oral.GRID),
        )
    ]  # fmt: skip
    for gabarit in (common, ccp3, dpp, fiche, preuve, session, *papers):
        write(gabarit)


if __name__ == "__main__":
    main()
