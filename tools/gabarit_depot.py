"""The gabarits of deposits: the proof of one document (one page), the sheet of a session.

Used by construire_gabarits.py. Everything that a centre may restyle is a style or a cell colour of
the docx; docs list the names that it may use.
"""

from __future__ import annotations

from gabarit_styles import Palette, border, indent, run, spacing, style
from gabarit_xml import cell, field, paragraph, row, table, tag, text

WIDTH = 9866  # A4 less twice 1.8 cm
LANDSCAPE = 14798  # A4 on its side less twice 1.8 cm
_GREEN, _RED, _AMBER = "2A6B47", "A63A1D", "7A5200"
_NONE = '<w:bottom w:val="nil"/>'
EMPTY_HEADER = '<w:p><w:pPr><w:pStyle w:val="DepotEspace"/></w:pPr></w:p>'


def proof_body() -> str:
    """Who and what, the verdict, what was verified and what was not, the files, the signatures."""
    return (
        _band(
            WIDTH, 5900,
            paragraph("DepotSurtitre", "PREUVE DE DÉPÔT")
            + paragraph("DepotNom", "{{ candidat }}")
            + paragraph("DepotGenre", _bold("{{ sigle }}") + text("  {{ genre }}"))
            + _if("titre", paragraph("DepotGenre", "{{ titre }}")),
            paragraph("DepotContexte", _bold("{{ depot }}"))
            + paragraph("DepotContexte", "{{ date }}")
            + _if("session", paragraph("DepotContexte", "{{ session }}"))
            + _if("centre", paragraph("DepotContexte", "{{ centre }}")),
        )
        + _verdict()
        + _evidence()
        + paragraph("DepotTitre", "Fichiers déposés et leurs empreintes (SHA-256)")
        + _files()
        + _signatures()
        + paragraph("DepotMention", "{{ mention }}")
        + _portrait()
    )  # fmt: skip


def session_body() -> str:
    """The session, a line a candidate, what to know, the signature of who holds the session."""
    half = LANDSCAPE // 2
    return (
        _band(
            LANDSCAPE, 9000,
            paragraph("DepotSurtitre", "DÉPÔT DES DOSSIERS")
            + paragraph("DepotNom", "{{ titre }}"),
            _if("session", paragraph("DepotContexte", _bold("{{ session }}")))
            + paragraph("DepotContexte", "{{ date }}"),
        )
        + paragraph("DepotBilan", "{{ bilan }}")
        + _candidates()
        + paragraph("DepotLegende", "{{ legende }}")
        + tag("%p for note in notes")
        + paragraph("DepotMention", "{{ note }}")
        + tag("%p endfor")
        + table(
            [half, LANDSCAPE - half],
            row(
                cell(half, paragraph("DepotSignature", "Le ou la responsable de session :"),
                     borders=_NONE)
                + cell(LANDSCAPE - half, paragraph("DepotSignature", "Fait à, le, signature :"),
                       borders=_NONE),
                whole=True, height=900,
            ),
            borders=("top",),
        )
        + paragraph("DepotMention", "{{ mention }}")
        + _landscape()
    )  # fmt: skip


def proof_footer() -> str:
    """Which deposit it is."""
    return paragraph("DepotPied", "{{ sigle }} – {{ candidat }} – {{ depot }}, {{ date }}")


def session_footer() -> str:
    """The date and the page."""
    return paragraph(
        "DepotPiedSession",
        text("{{ titre }} – {{ date }}") + "<w:r><w:tab/></w:r>" + text("page ")
        + field("PAGE", "1") + text(" sur ") + field("NUMPAGES", "1"),
    )  # fmt: skip


def _band(width: int, left: int, who: str, what: str) -> str:
    return table(
        [left, width - left],
        row(
            cell(left, who, fill="ACCENT", align="center")
            + cell(width - left, what, fill="ACCENT", align="center"),
            whole=True,
        ),
        padding=(120, 200, 120, 200),
    ) + paragraph("DepotEspace")


def _verdict() -> str:
    """The verdict as a chip, what it is about beside it; then the reason of who took it anyway."""
    chip = 2100
    lines = "".join(
        _tag_row(f"%tr if {name}", WIDTH)
        + row(
            cell(chip, paragraph("DepotVerdict", word), fill=color, align="center")
            + cell(WIDTH - chip, paragraph("DepotRecu", "{{ recu }}"), fill="SOFT",
                   align="center"),
            whole=True,
        )
        + _tag_row("%tr endif", WIDTH)
        for name, word, color in (
            ("conforme", "conforme", _GREEN),
            ("a_corriger", "à corriger", _RED),
            ("a_verifier", "à vérifier", _AMBER),
        )
    )  # fmt: skip
    anyway = (
        _tag_row("%tr if malgre", WIDTH)
        + row(
            cell(chip, paragraph("DepotVerdict", "déposé malgré"), fill=_AMBER, align="center")
            + cell(WIDTH - chip, paragraph("DepotRecu", _bold("{{ malgre }}")), fill="SOFT",
                   align="center"),
            whole=True,
        )
        + _tag_row("%tr endif", WIDTH)
    )  # fmt: skip
    return table([chip, WIDTH - chip], lines + anyway, padding=(70, 140, 70, 140)) + paragraph(
        "DepotEspace"
    )


def _evidence() -> str:
    label = 1900
    lines = "".join(
        _tag_row(f"%tr if {name}", WIDTH)
        + row(cell(label, paragraph("DepotEtiquette", title)) + cell(WIDTH - label, content))
        + _tag_row("%tr endif", WIDTH)
        for name, title, content in (
            ("pages", "Pages", paragraph("DepotTexte", _bold("{{ pages }}")) + _each("temoins")),
            ("verifie", "Vérifié", _each("verifie")),
            ("constats", "Reste signalé", _each("constats")),
            ("derogations", "Dérogation", _each("derogations")),
            ("non_verifie", "Non vérifié", _each("non_verifie")),
        )
    )
    return table([label, WIDTH - label], lines, borders=("insideH",), padding=(30, 120, 30, 120))


def _files() -> str:
    name = 3900
    return table(
        [name, WIDTH - name],
        _tag_row("%tr for fichier in fichiers", WIDTH)
        + row(
            cell(name, paragraph("DepotFichier", _bold("{{ fichier.nom }}"))
                 + paragraph("DepotFichier", "{{ fichier.detail }}"))
            + cell(WIDTH - name, paragraph("DepotEmpreinte", "{{ fichier.empreinte }}")),
            whole=True,
        )
        + _tag_row("%tr endfor", WIDTH)
        + row(
            cell(name, paragraph("DepotFichier", _bold("manifeste.json"))
                 + paragraph("DepotFichier", "dit ce qui a été déposé ; à comparer plus tard"),
                 fill="SOFT")
            + cell(WIDTH - name, paragraph("DepotEmpreinte", _bold("{{ empreinte }}")),
                   fill="SOFT"),
            whole=True,
        ),
        borders=("top", "insideH", "bottom"),
        padding=(30, 120, 30, 120),
    )  # fmt: skip


def _signatures() -> str:
    half = WIDTH // 2
    return paragraph("DepotEspace") + table(
        [half, WIDTH - half],
        row(
            cell(half, paragraph("DepotSignature", "Reçu par (nom, fonction) :")
                 + paragraph("DepotSignature", "Le  ……… / ……… / ……………"))
            + cell(WIDTH - half, paragraph("DepotSignature", "Signature :")),
            whole=True, height=1900,
        ),
        borders=("top", "left", "bottom", "right", "insideV"),
        padding=(60, 140, 60, 140),
    )  # fmt: skip


_COLUMNS = (520, 2900, 3700, 2000, 2300, 3378)


def _candidates() -> str:
    rank, who, dossiers, tick, left, sign = _COLUMNS
    titles = ("N°", "Candidat", "Dossiers", "À cocher", "Reste", "Signature du candidat")
    head = row(
        "".join(
            cell(width, paragraph("DepotColonne", title), fill="ACCENT", align="center")
            for width, title in zip(_COLUMNS, titles, strict=True)
        ),
        whole=True,
        header=True,
    )
    states = "".join(
        tag(f"%p if dossier.{name}") + paragraph(f"Depot{style_name}", _dossier())
        + tag("%p endif")
        for name, style_name in (
            ("depose", "DossierOk"), ("refuse", "DossierRefuse"), ("manquant", "DossierRefuse"),
        )
    )  # fmt: skip
    line = row(
        cell(rank, paragraph("DepotRang", "{{ candidat.rang }}"))
        + cell(
            who,
            paragraph("DepotCandidat", "{{ candidat.nom }}")
            + paragraph("DepotPetit", "{{ candidat.parcours }}"),
        )
        + cell(
            dossiers,
            tag("%p for dossier in candidat.dossiers") + states + tag("%p endfor"),
        )
        + cell(
            tick,
            tag("%p for piece in candidat.a_cocher")
            + paragraph("DepotPetit", _box() + text("  {{ piece }}"))
            + tag("%p endfor"),
        )
        + cell(
            left,
            _if("candidat.complet", paragraph("DepotComplet", "complet"))
            + _if("candidat.incomplet", paragraph("DepotIncomplet", "incomplet"))
            + _if("candidat.a_reprendre", paragraph("DepotIncomplet", "à reprendre"))
            + tag("%p for reste in candidat.reste")
            + paragraph("DepotPetit", "{{ reste }}")
            + tag("%p endfor"),
        )
        + cell(sign, paragraph("DepotPetit")),
        whole=True,
        height=780,
    )
    rows = (
        head
        + _tag_row("%tr for candidat in candidats", LANDSCAPE, len(_COLUMNS))
        + line
        + _tag_row("%tr endfor", LANDSCAPE, len(_COLUMNS))
    )
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    return table(_COLUMNS, rows, borders=sides, padding=(30, 90, 30, 90)) + paragraph("DepotEspace")


def _dossier() -> str:
    return _bold("{{ dossier.sigle }}") + text("  {{ dossier.texte }}")


def _if(condition: str, content: str) -> str:
    return tag(f"%p if {condition}") + content + tag("%p endif")


def _each(name: str) -> str:
    return (
        tag(f"%p for phrase in {name}") + paragraph("DepotTexte", "{{ phrase }}") + tag("%p endfor")
    )


def _tag_row(name: str, width: int, span: int = 2) -> str:
    return row(cell(width, tag(name), span=span))


def _box() -> str:
    return text("☐", '<w:rStyle w:val="Symbole"/>')


def _bold(value: str) -> str:
    return text(value, "<w:b/><w:bCs/>")


_REFERENCES = (
    '<w:sectPr><w:headerReference w:type="default" r:id="header1"/>'
    '<w:headerReference w:type="first" r:id="header2"/>'
    '<w:footerReference w:type="default" r:id="footer1"/>'
    '<w:footerReference w:type="first" r:id="footer2"/>'
)
_MARGINS = (
    '<w:pgMar w:top="{0}" w:right="1020" w:bottom="{0}" w:left="1020" w:header="450" '
    'w:footer="450" w:gutter="0"/></w:sectPr>'
)


def _portrait() -> str:
    return f'{_REFERENCES}<w:pgSz w:w="11906" w:h="16838"/>{_MARGINS.format(960)}'


def _landscape() -> str:
    size = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    return f"{_REFERENCES}{size}{_MARGINS.format(850)}"


def specific_styles(palette: Palette) -> str:
    """The styles of the two sheets."""
    accent, grey = palette.accent, palette.grey
    keep = "<w:keepNext/>"
    right = '<w:jc w:val="right"/>'
    center = '<w:jc w:val="center"/>'
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{LANDSCAPE}"/></w:tabs>'
    above = f"<w:pBdr>{border('top', palette.line, 4, 4)}</w:pBdr>"
    return (
        style("DepotSurtitre", "Dépôt surtitre", spacing(0, 40),
              run(17, palette.line, bold=True, wide=30))
        + style("DepotNom", "Dépôt nom", spacing(0, 40), run(32, "FFFFFF", bold=True))
        + style("DepotGenre", "Dépôt genre", spacing(0, 0), run(19, "FFFFFF"))
        + style("DepotContexte", "Dépôt contexte", f"{spacing(0, 20)}{right}", run(19, "FFFFFF"))
        + style("DepotVerdict", "Dépôt verdict", f"{keep}{spacing()}{center}",
                run(23, "FFFFFF", bold=True))
        + style("DepotRecu", "Dépôt reçu", keep + spacing(), run(20))
        + style("DepotEtiquette", "Dépôt étiquette", spacing(20, 20), run(18, accent, bold=True))
        + style("DepotTexte", "Dépôt texte", spacing(10, 20), run(18))
        + style("DepotTitre", "Dépôt titre", f"{keep}{spacing(160, 60)}",
                run(19, accent, bold=True))
        + style("DepotFichier", "Dépôt fichier", spacing(), run(16))
        + style("DepotEmpreinte", "Dépôt empreinte", spacing(), run(14, grey))
        + style("DepotSignature", "Dépôt signature", keep + spacing(60, 160), run(18, grey))
        + style("DepotMention", "Dépôt mention", spacing(60, 0), run(16, grey, italic=True))
        + style("DepotLegende", "Dépôt légende", spacing(0, 120), run(16, grey, italic=True))
        + style("DepotBilan", "Dépôt bilan", spacing(0, 120), run(21, palette.text))
        + style("DepotColonne", "Dépôt colonne", keep + spacing(30, 30),
                run(18, "FFFFFF", bold=True))
        + style("DepotRang", "Dépôt rang", spacing(20, 0) + center, run(18, grey))
        + style("DepotCandidat", "Dépôt candidat", spacing(20, 0), run(20, palette.text, bold=True))
        + style("DepotPetit", "Dépôt petit", spacing(0, 10), run(17))
        + style("DepotDossierOk", "Dépôt dossier déposé", spacing(0, 10), run(17))
        + style("DepotDossierRefuse", "Dépôt dossier refusé", spacing(0, 10), run(17, _RED))
        + style("DepotComplet", "Dépôt complet", spacing(20, 10), run(18, _GREEN, bold=True))
        + style("DepotIncomplet", "Dépôt incomplet", spacing(20, 10), run(18, _RED, bold=True))
        + style("DepotEspace", "Dépôt espace", spacing(0, 0, 120, "exact"), run(8), quick=False)
        + style("DepotPied", "Dépôt pied", above + spacing() + indent(), run(15, grey))
        + style("DepotPiedSession", "Dépôt pied de session", tabs + spacing(), run(15, grey))
    )  # fmt: skip
