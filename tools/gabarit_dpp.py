"""The gabarit of the dossier professionnel: the ministry's form (version of 11/09/2017), rebuilt.

Its order, its fixed texts and its boxes are the form's; its look is close, without the State's
mark, which is reserved. Used by construire_gabarits.py.
"""

from __future__ import annotations

from gabarit_dpp_styles import MAGENTA, WIDTH, specific_styles
from gabarit_xml import cell, control, field, paragraph, row, section, table, tag, text

__all__ = ["COVER_HEADER", "FOOTER", "HEADER", "MAGENTA", "body", "specific_styles"]

_BAR = 'w:val="single" w:sz="24" w:space="0" w:color="D60093"'
_GREY = 'w:val="single" w:sz="6" w:space="0" w:color="BFBFBF"'
_ACCENT = 'w:val="single" w:sz="8" w:space="0" w:color="D60093"'
_NONE = 'w:val="nil"'

HEADER = paragraph(
    "Header",
    text("Dossier Professionnel (DP)") + "<w:r><w:tab/></w:r>" + control("candidat", "Candidat"),
)
COVER_HEADER = paragraph(
    "CouvertureDossier",
    text("Dossier Professionnel") + text(" (DP)", '<w:rStyle w:val="Petit"/>'),
)
FOOTER = paragraph(
    "Footer",
    text("DOSSIER PROFESSIONNEL-Version du 11/09/2017") + "<w:r><w:tab/></w:r>" + text("page ")
    + field("PAGE", "1") + text(" sur ") + field("NUMPAGES", "1"),
)  # fmt: skip

_BOXES = (
    ("taches", ("1. Décrivez les tâches ou opérations que vous avez effectuées, et dans quelles "
               "conditions\u00a0:")),
    ("moyens", "2. Précisez les moyens utilisés\u00a0:"),
    ("avec_qui", "3. Avec qui avez-vous travaillé\u00a0?"),
)  # fmt: skip
_JURY = (
    (
        "des résultats de la mise en situation professionnelle complétés, éventuellement, du "
        "questionnaire professionnel ou de l’entretien professionnel ou de l’entretien technique "
        "ou du questionnement à partir de productions."
    ),
    (
        "du Dossier Professionnel (DP) dans lequel le candidat a consigné les preuves de sa "
        "pratique professionnelle."
    ),
    (
        "des résultats des évaluations passées en cours de formation lorsque le candidat évalué "
        "est issu d’un parcours de formation"
    ),
    "de l’entretien final (dans le cadre de la session titre).",
)
_CONTENTS = (
    (
        "pour chaque activité-type du titre visé, un à trois exemples de pratique "
        "professionnelle\u00a0;"
    ),
    (
        "un tableau à renseigner si le candidat souhaite porter à la connaissance du jury la "
        "détention d’un titre, d’un diplôme, d’un certificat de qualification professionnelle "
        "(CQP) ou des attestations de formation\u00a0;"
    ),
    "une déclaration sur l’honneur à compléter et à signer\u00a0;",
    "des documents illustrant la pratique professionnelle du candidat (facultatif)",
    "des annexes, si nécessaire.",
)


def body() -> str:
    """The form from cover to annexes."""
    return (
        _cover()
        + _presentation()
        + paragraph("SommaireTitre", "Sommaire")
        + paragraph("SommairePartie", "Exemples de pratique professionnelle")
        + tag("p sommaire_complet")
        + paragraph("PageIntercalaire", "Exemples de pratique professionnelle")
        + tag("%p for exemple in exemples")
        + _example()
        + tag("%p endfor")
        + _diplomas()
        + _declaration()
        + _documents()
        + _band("Annexes ", "(Si le RC le prévoit)")
        + tag("%p if annexes_presentes")
        + tag("p liste_annexes")
        + tag("%p endif")
        + tag("p annexes")
        + section("header1", "footer1", "header2", "footer1", side=1134)
    )


def _cover() -> str:
    bar = f"<w:left {_BAR}/>"
    lines = "".join(
        row(
            cell(2345, paragraph("CouvertureIntitule", title), borders=bar)
            + cell(5215, paragraph("CouvertureValeur", control(name, title)))
        )
        for name, title in (
            ("nom_naissance", "Nom de naissance"), ("nom_usage", "Nom d’usage"),
            ("prenom", "Prénom"), ("adresse", "Adresse"),
        )
    )  # fmt: skip
    identity = table([2345, 5215], lines, inset=1400)
    box = {place: f"<w:{place} {_GREY}/>" for place in ("top", "left", "bottom", "right")}

    def choice(name: str, title: str, bottom: str = "") -> str:
        return row(
            cell(754, paragraph("CouvertureCase", _checkbox(name, title)),
                 borders=box["left"] + bottom)
            + cell(WIDTH - 754, paragraph("CouvertureChoix", title), borders=bottom + box["right"])
        )  # fmt: skip

    modality = table(
        [754, WIDTH - 754],
        row(
            cell(WIDTH, paragraph("CouvertureModalite", "Modalité d’accès\u00a0:"), span=2,
                 borders=box["top"] + box["left"] + box["right"])
        )
        + choice("formation", "Parcours de formation")
        + choice("vae", "Validation des Acquis de l’Expérience (VAE)", box["bottom"]),
    )  # fmt: skip
    return (
        paragraph("CouvertureEspace")
        + identity
        + paragraph("CouvertureBandeau", "Titre professionnel visé")
        + paragraph("CouvertureTitre", control("titre_professionnel", "Titre pro"))
        + paragraph("CouvertureEspace")
        + modality
    )


def _checkbox(name: str, title: str) -> str:
    """A box that can be clicked in Word; ☒ and ☐ come from the embedded face."""
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{title}"/><w:tag w:val="{title}"/>'
        f'<w14:checkbox><w14:checked w14:val="{{{{ {name}_cochee }}}}"/>'
        '<w14:checkedState w14:val="2612" w14:font="Dossier Cases"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="Dossier Cases"/></w14:checkbox></w:sdtPr>'
        "<w:sdtContent>"
        + text(f"{{{{ case_{name} }}}}", '<w:rStyle w:val="Symbole"/>')
        + "</w:sdtContent></w:sdt>"
    )


def _presentation() -> str:
    bold = "<w:b/><w:bCs/>"
    inside = (
        paragraph(
            "Presentation",
            text("Le dossier professionnel (DP) constitue un élément du système de validation du "
                 "titre professionnel.")
            + "<w:r><w:br/></w:r>"
            + text("Ce titre est délivré par le Ministère chargé de l’emploi.", bold),
        )
        + paragraph(
            "Presentation",
            text("Le DP appartient au candidat. Il le conserve, l’actualise durant son parcours "
                 "et le présente ")
            + text("obligatoirement à chaque session d’examen", bold)
            + text("."),
        )
        + paragraph(
            "Presentation",
            "Pour rédiger le DP, le candidat peut être aidé par un formateur ou par un "
            "accompagnateur VAE.",
        )
        + paragraph(
            "Presentation", "Il est consulté par le jury au moment de la session d’examen."
        )
        + paragraph("PresentationTitre", "Pour prendre sa décision, le jury dispose\u00a0:")
        + "".join(paragraph("PresentationNumero", item) for item in _JURY)
        + paragraph(
            "PresentationNote",
            "[Arrêté du 22 décembre 2015, relatif aux conditions de délivrance des titres "
            "professionnels du ministère chargé de l’Emploi]",
        )
        + paragraph("PresentationTitre", "Ce dossier comporte\u00a0:")
        + "".join(paragraph("PresentationPuce", item) for item in _CONTENTS)
    )  # fmt: skip
    edges = "".join(f"<w:{side} {_GREY}/>" for side in ("top", "left", "bottom", "right"))
    return (
        paragraph("BandeauSansPlan", "Présentation du dossier")
        + paragraph("ApresTableau")
        + table([WIDTH], row(cell(WIDTH, inside, borders=edges)), padding=(120, 260, 160, 260))
        + paragraph(
            "PresentationNote",
            "Pour compléter ce dossier, le candidat dispose d’un site web en accès libre sur le "
            "site.",
        )
        + paragraph("PresentationLien", "http://travail-emploi.gouv.fr/titres-professionnels")
    )


def _example() -> str:
    left = 2500
    line = 'w:val="thinThickMediumGap" w:sz="24" w:space="0" w:color="D60093"'
    head = table(
        [left, WIDTH - left],
        row(
            cell(left, paragraph("ActiviteType", "Activité-type {{ exemple.activite_type }}"))
            + cell(
                WIDTH - left,
                tag("%p if exemple.ouvre_activite")
                + paragraph("Heading1", "{{ exemple.activite_intitule }}")
                + tag("%p else")
                + paragraph("ActiviteRappel", "{{ exemple.activite_intitule }}")
                + tag("%p endif"),
                align="center",
            ),
            whole=True,
        )
        + row(
            cell(
                WIDTH,
                paragraph(
                    "Heading2", "Exemple n°\u00a0{{ exemple.numero }} – {{ exemple.intitule }}"
                ),
                span=2,
                borders=f"<w:bottom {line}/>",
            ),
            whole=True,
        ),
    )
    space = paragraph("EntreBoites")
    boxes = "".join(_box(title, f"p exemple.{name}") + space for name, title in _BOXES)
    more = text("5. Informations complémentaires ") + text(
        "(facultatif)", '<w:rStyle w:val="Facultatif"/>'
    )
    return (
        paragraph("DebutExemple") + head + space + boxes + _context() + space
        + _box(more, "p exemple.complements") + paragraph("EntreBoites")
    )  # fmt: skip


def _title_row(title: str, span: int = 1) -> str:
    return row(
        cell(WIDTH, paragraph("BoiteTitre", title), span=span,
             borders=f"<w:left {_BAR}/><w:bottom {_ACCENT}/>"),
        whole=True,
    )  # fmt: skip


_SIDES = f"<w:top {_ACCENT}/><w:left {_GREY}/><w:bottom {_GREY}/><w:right {_GREY}/>"


def _box(title: str, place: str) -> str:
    """A box of the form: its title, then a cell that may run over several pages."""
    return table(
        [WIDTH],
        _title_row(title) + row(cell(WIDTH, tag(place), borders=_SIDES)),
        padding=(60, 160, 60, 160),
    )


def _context() -> str:
    left = 4300

    def line(title: str, value: str, top: str = "", bottom: str = "") -> str:
        keep = "" if bottom else "<w:keepNext/>"
        return row(
            cell(left, paragraph("ContexteIntitule", title, keep),
                 borders=f"{top}<w:left {_GREY}/>{bottom}")
            + cell(WIDTH - left, paragraph("ContexteValeur", value),
                   borders=f"{top}{bottom}<w:right {_GREY}/>"),
            whole=True,
        )  # fmt: skip

    return table(
        [left, WIDTH - left],
        _title_row("4. Contexte", span=2)
        + line(
            "Nom de l’entreprise, organisme ou association",
            control("exemple.entreprise", "Entreprise"),
            top=f"<w:top {_ACCENT}/>",
        )
        + line("Chantier, atelier, service", control("exemple.service", "Chantier"))
        + line(
            "Période d’exercice",
            text("Du\u00a0: ") + control("exemple.debut", "Date de début")
            + text(" au\u00a0: ") + control("exemple.fin", "Date de fin"),
            bottom=f"<w:bottom {_GREY}/>",
        )
        + _tag_row("%tr if exemple.contexte_ecrit", 2)
        + row(cell(WIDTH, tag("p exemple.contexte"), span=2,
                   borders=f"<w:left {_GREY}/><w:bottom {_GREY}/><w:right {_GREY}/>"))
        + _tag_row("%tr endif", 2),
        padding=(60, 160, 60, 160),
    )  # fmt: skip


def _band(title: str, small: str = "") -> str:
    runs = text(title) + (text(small, '<w:rStyle w:val="Facultatif"/>') if small else "")
    return paragraph("Bandeau", runs) + paragraph("ApresTableau")


def _diplomas() -> str:
    widths = [4200, 3738, 1700]
    header = row(
        "".join(
            cell(width, paragraph("EnTeteTableau", title), fill="F2F2F2")
            for width, title in zip(
                widths, ("Intitulé", "Autorité ou organisme", "Date"), strict=True
            )
        ),
        header=True,
        whole=True,
    )
    line = row(
        "".join(
            cell(width, paragraph("ContexteValeur", control(f"diplome.{name}", title)))
            for width, name, title in zip(
                widths, ("intitule", "organisme", "date"), ("diplome", "Organisme", "date"),
                strict=True,
            )
        ),
        whole=True,
        height=510,
    )  # fmt: skip
    return _band("Titres, diplômes, CQP, attestations de formation ", "(facultatif)") + table(
        widths,
        header + _tag_row("%tr for diplome in diplomes", 3) + line + _tag_row("%tr endfor", 3),
        borders=("top", "left", "bottom", "right", "insideH", "insideV"),
        padding=(50, 120, 50, 120),
    )


def _tag_row(name: str, span: int = 1) -> str:
    return row(cell(WIDTH, tag(name), span=span))


def _declaration() -> str:
    return (
        _band("Déclaration sur l’honneur")
        + paragraph(
            "Declaration",
            text("Je soussigné(e) [prénom et nom] ") + control("candidat", "Prénom et nom")
            + text(","),
        )
        + paragraph(
            "Declaration",
            "déclare sur l’honneur que les renseignements fournis dans ce dossier sont exacts et "
            "que je suis l’auteur(e) des réalisations jointes.",
        )
        + paragraph(
            "Declaration",
            text("Fait à ") + control("fait_a", "Fait à") + text(" le ")
            + control("fait_le", "Fait le"),
        )
        + paragraph("Declaration", "pour faire valoir ce que de droit.")
        + paragraph("Declaration", "Signature\u00a0:")
    )  # fmt: skip


def _documents() -> str:
    return _band("Documents illustrant la pratique professionnelle ", "(facultatif)") + table(
        [WIDTH],
        row(cell(WIDTH, paragraph("EnTeteTableau", "Intitulé"), fill="F2F2F2"), header=True)
        + _tag_row("%tr for intitule in documents")
        + row(cell(WIDTH, paragraph("ContexteValeur", control("intitule", "Document"))), whole=True,
              height=510)
        + _tag_row("%tr endfor"),
        borders=("top", "left", "bottom", "right", "insideH", "insideV"),
        padding=(50, 120, 50, 120),
    )  # fmt: skip
