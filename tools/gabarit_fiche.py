"""The gabarit of the sheet per learner: one block a dossier, the interview, two signatures.

Used by construire_gabarits.py. Everything that a centre may restyle is a style or a cell colour of
the docx; docs list the names that it may use.
"""

from __future__ import annotations

from gabarit_styles import Palette, border, indent, run, spacing, style
from gabarit_xml import cell, field, paragraph, row, table, tag, text

WIDTH = 9866  # A4 less twice 1.8 cm
_LABEL = 1750
_VERDICTS = (
    ("conforme", "conforme", "2A6B47"),
    ("a_corriger", "à corriger", "A63A1D"),
    ("a_verifier", "à vérifier", "7A5200"),
    ("illisible", "illisible", "56646B"),
)
_LINES_TO_WRITE = 4
EMPTY_HEADER = '<w:p><w:pPr><w:pStyle w:val="FicheEspace"/></w:pPr></w:p>'


def body() -> str:
    """Who, each dossier, what is missing, what was agreed, the closing line."""
    return (
        _head()
        + tag("%p if bilan")
        + paragraph("FicheBilan", "{{ bilan }}")
        + tag("%p endif")
        + tag("%p for dossier in dossiers")
        + _dossier()
        + tag("%p endfor")
        + tag("%p if manquants")
        + paragraph("FicheManquants", _bold("Pas encore reçu : ") + text("{{ manquants }}"))
        + tag("%p endif")
        + _interview()
        + paragraph("FicheMention", "{{ mention }}")
        + _section()
    )


def header() -> str:
    """The running header, from the second page on."""
    return paragraph("FicheEntete", "Fiche de suivi – {{ apprenant }}")


def footer() -> str:
    """The date and the page."""
    return paragraph(
        "FichePied",
        text("Contrôle du {{ date }}") + "<w:r><w:tab/></w:r>" + text("page ")
        + field("PAGE", "1") + text(" sur ") + field("NUMPAGES", "1"),
    )  # fmt: skip


def _head() -> str:
    who = paragraph("FicheTitre", "FICHE DE SUIVI") + paragraph("FicheNom", "{{ apprenant }}")
    what = (
        tag("%p if parcours")
        + paragraph("FicheContexte", "{{ parcours }}")
        + tag("%p endif")
        + tag("%p if session")
        + paragraph("FicheContexte", "{{ session }}")
        + tag("%p endif")
        + paragraph("FicheContexte", "Contrôle du {{ date }}")
    )
    left = 5400
    return table(
        [left, WIDTH - left],
        row(
            cell(left, who, fill="ACCENT", align="center")
            + cell(WIDTH - left, what, fill="ACCENT", align="center"),
            whole=True,
        ),
        padding=(140, 220, 140, 220),
    ) + paragraph("FicheEspace")


def _dossier() -> str:
    """The kind and the verdict, then lines with their label on the left."""
    chip = 1750
    first = WIDTH - chip
    titles = "".join(
        _tag_row(f"%tr if dossier.{name}")
        + row(
            cell(first, paragraph("FicheDossier", _title()), fill="SOFT", align="center")
            + cell(chip, paragraph("FicheVerdict", word), fill=color, align="center"),
            whole=True,
        )
        + _tag_row("%tr endif")
        for name, word, color in _VERDICTS
    )
    lines = "".join(
        (
            _line("dossier.pages", "Pages", paragraph("FicheTexte", "{{ dossier.pages }}")),
            _line("dossier.depuis", "Depuis", paragraph("FicheTexte", "{{ dossier.depuis }}")),
            _line("dossier.bien", "Ce qui va", paragraph("FicheTexte", "{{ dossier.bien }}")),
            _line("dossier.d_abord", "D’abord", _first()),
            _line("dossier.ensuite", "Ensuite", _points("ensuite")),
            _line("dossier.conseils", "Conseillé", _points("conseils")),
            _line("dossier.a_ecrire", "Reste à écrire", _points("a_ecrire")),
            _line("dossier.a_decider", "À décider", _points("a_decider")),
            _line("dossier.non_verifie", "Non vérifié", _texts("non_verifie")),
            _line("dossier.derogations", "Dérogation", _texts("derogations")),
        )
    )
    return (
        table([first, chip], titles, padding=(60, 120, 60, 120))
        + tag("%p if dossier.fichier")
        + paragraph("FicheFichier", "{{ dossier.fichier }}")
        + tag("%p endif")
        + table([_LABEL, WIDTH - _LABEL], lines, borders=("insideH",), padding=(30, 120, 30, 120))
        + paragraph("FicheEspace")
    )


def _title() -> str:
    return _bold("{{ dossier.sigle }}") + text("  {{ dossier.intitule }}")


def _line(condition: str, label: str, content: str) -> str:
    return (
        _tag_row(f"%tr if {condition}")
        + row(cell(_LABEL, paragraph("FicheEtiquette", label)) + cell(WIDTH - _LABEL, content))
        + _tag_row("%tr endif")
    )


def _tag_row(name: str) -> str:
    return row(cell(WIDTH, tag(name), span=2))


def _first() -> str:
    """The first things to mend, in full, numbered."""
    return (
        tag("%p for point in dossier.d_abord")
        + paragraph(
            "FichePoint",
            _bold("{{ point.rang }}") + "<w:r><w:tab/></w:r>" + _place()
            + _bold("{{ point.texte }}") + _code(),
        )
        + tag("%p if point.faire")
        + paragraph("FicheDetail", "{{ point.faire }}")
        + tag("%p endif")
        + tag("%p if point.pourquoi")
        + paragraph("FichePourquoi", "{{ point.pourquoi }}")
        + tag("%p endif")
        + tag("%p endfor")
    )  # fmt: skip


def _points(name: str) -> str:
    """The others: a box to tick, one line each."""
    return (
        tag(f"%p for point in dossier.{name}")
        + paragraph(
            "FichePoint",
            _box() + "<w:r><w:tab/></w:r>" + _place() + text("{{ point.texte }}") + _code(),
        )
        + tag("%p if point.faire")
        + paragraph("FicheDetail", "{{ point.faire }}")
        + tag("%p endif")
        + tag("%p endfor")
    )


def _texts(name: str) -> str:
    return (
        tag(f"%p for phrase in dossier.{name}")
        + paragraph("FicheTexte", "{{ phrase }}")
        + tag("%p endfor")
    )


def _place() -> str:
    return text("{% if point.lieu %}{{ point.lieu }} – {% endif %}")


def _code() -> str:
    return text("{% if point.code %}  {{ point.code }}{% endif %}", '<w:rStyle w:val="FicheCode"/>')


def _box() -> str:
    return text("☐", '<w:rStyle w:val="Symbole"/>')


def _bold(value: str) -> str:
    return text(value, "<w:b/><w:bCs/>")


def _interview() -> str:
    lines = "".join(
        row(cell(WIDTH, paragraph("FicheLigne"), span=2), whole=True, height=420)
        for _ in range(_LINES_TO_WRITE)
    )
    half = WIDTH // 2
    signatures = row(
        cell(half, paragraph("FicheSignature", "L’apprenant(e), signature :"), borders=_NONE)
        + cell(
            WIDTH - half,
            paragraph("FicheSignature", "Le formateur ou la formatrice, signature :"),
            borders=_NONE,
        ),
        whole=True,
        height=900,
    )
    return paragraph("FicheEntretien", text("Convenu en entretien le  ……… / ……… / ……………")) + table(
        [half, WIDTH - half], lines + signatures, borders=("insideH",)
    )


_NONE = '<w:bottom w:val="nil"/>'


def _section() -> str:
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="header1"/>'
        '<w:headerReference w:type="first" r:id="header2"/>'
        '<w:footerReference w:type="default" r:id="footer1"/>'
        '<w:footerReference w:type="first" r:id="footer2"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1020" w:right="1020" w:bottom="1020" '
        'w:left="1020" w:header="510" w:footer="510" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )


def specific_styles(palette: Palette) -> str:
    """The styles of the sheet."""
    accent, grey = palette.accent, palette.grey
    hanging = indent(340, 0, 340)
    tabs = '<w:tabs><w:tab w:val="left" w:pos="340"/></w:tabs>'
    right = f'<w:tabs><w:tab w:val="right" w:pos="{WIDTH}"/></w:tabs>'
    above = f"<w:pBdr>{border('top', palette.line, 4, 6)}</w:pBdr>"
    keep = "<w:keepNext/>"
    return (
        style("FicheTitre", "Fiche titre", spacing(0, 40),
              run(17, palette.line, bold=True, wide=30))
        + style("FicheNom", "Fiche nom", spacing(), run(34, "FFFFFF", bold=True))
        + style("FicheContexte", "Fiche contexte", f'{spacing(0, 20)}<w:jc w:val="right"/>',
                run(19, "FFFFFF"))
        + style("FicheBilan", "Fiche bilan", spacing(40, 160), run(22, palette.text))
        + style("FicheDossier", "Fiche dossier", keep + spacing(), run(24, accent))
        + style("FicheVerdict", "Fiche verdict", f'{keep}{spacing()}<w:jc w:val="center"/>',
                run(21, "FFFFFF", bold=True))
        + style("FicheFichier", "Fiche fichier", keep + spacing(50, 50) + indent(120),
                run(17, grey))
        + style("FicheEtiquette", "Fiche étiquette", spacing(30, 20), run(19, accent, bold=True))
        + style("FicheTexte", "Fiche texte", spacing(30, 30, 252), run(20))
        + style("FichePoint", "Fiche point", f"<w:keepLines/>{tabs}{spacing(30, 20, 252)}{hanging}",
              run(20))
        + style("FicheDetail", "Fiche à faire", f"{spacing(0, 20, 252)}{indent(340)}",
                run(19, grey))
        + style("FichePourquoi", "Fiche pourquoi", f"{spacing(0, 50)}{indent(340)}",
                run(16, grey, italic=True))
        + style("FicheCode", "Fiche code", "", run(15, grey), kind="character",
                based="Policepardfaut")
        + style("FicheManquants", "Fiche manquants", spacing(0, 120), run(21))
        + style("FicheEntretien", "Fiche entretien", f"{keep}{above}{spacing(160, 0)}",
                run(22, accent, bold=True))
        + style("FicheLigne", "Fiche ligne", keep + spacing(), run(20))
        + style("FicheSignature", "Fiche signature", keep + spacing(120, 0), run(18, grey))
        + style("FicheMention", "Fiche mention", spacing(80, 0), run(17, grey, italic=True))
        + style("FicheEspace", "Fiche espace", spacing(0, 0, 140, "exact"), run(8), quick=False)
        + style("FicheEntete", "Fiche en-tête", right + spacing(), run(17, grey))
        + style("FichePied", "Fiche pied", right + spacing(), run(16, grey))
    )  # fmt: skip
