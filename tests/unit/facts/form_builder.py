"""The ministry's form built in code for fictitious people: as a docx, and as a PDF's lines.

Same order, same fixed texts, same placeholders as the form of 11/09/2017; no look.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from dossier_builder.domain.place import Place
from dossier_builder.domain.submission import Submission
from dossier_builder.facts.content import Line
from dossier_builder.facts.docx_content import read_docx

TYPE_HERE = "Cliquez ici pour taper du texte."
CLICK = "Cliquez ici"
ACTIVITIES = {
    1: "Accueillir pour analyser la demande des personnes",
    2: "Accompagner les personnes dans leur parcours",
    3: "Mettre en œuvre une offre de services auprès des employeurs",
}
TITLE = "Conseiller en insertion professionnelle"
GLYPH = "\uf075"
PRESENTATION = (
    "Le dossier professionnel (DP) constitue un élément du système de validation du titre "
    "professionnel.\nPour prendre sa décision, le jury dispose\u00a0:\nCe dossier comporte\u00a0:\n"
    "pour chaque activité-type du titre visé, un à trois exemples de pratique professionnelle"
    "\u00a0;\nune déclaration sur l’honneur à compléter et à signer\u00a0;"
)
FULL_PRESENTATION = """\
Le dossier professionnel (DP) constitue un élément du système de validation du titre \
professionnel.
Ce titre est délivré par le Ministère chargé de l’emploi.
Le DP appartient au candidat. Il le conserve, l’actualise durant son parcours et le présente \
obligatoirement à chaque session d’examen.
Pour rédiger le DP, le candidat peut être aidé par un formateur ou par un accompagnateur VAE.
Il est consulté par le jury au moment de la session d’examen.
Pour prendre sa décision, le jury dispose\u00a0:
des résultats de la mise en situation professionnelle complétés, éventuellement, du \
questionnaire professionnel ou de l’entretien professionnel ou de l’entretien technique ou du \
questionnement à partir de productions.
du Dossier Professionnel (DP) dans lequel le candidat a consigné les preuves de sa pratique \
professionnelle.
des résultats des évaluations passées en cours de formation lorsque le candidat évalué est issu \
d’un parcours de formation
de l’entretien final (dans le cadre de la session titre).
[Arrêté du 22 décembre 2015, relatif aux conditions de délivrance des titres professionnels
du ministère chargé de l’Emploi]
Ce dossier comporte\u00a0:
pour chaque activité-type du titre visé, un à trois exemples de pratique professionnelle\u00a0;
un tableau à renseigner si le candidat souhaite porter à la connaissance du jury la détention \
d’un titre, d’un diplôme, d’un certificat de qualification professionnelle (CQP) ou des \
attestations de formation\u00a0;
une déclaration sur l’honneur à compléter et à signer\u00a0;
des documents illustrant la pratique professionnelle du candidat (facultatif)
des annexes, si nécessaire.
Pour compléter ce dossier, le candidat dispose d’un site web en accès libre sur le site.
http://travail-emploi.gouv.fr/titres-professionnels"""
HEADINGS = {
    "taches": "1. Décrivez les tâches ou opérations que vous avez effectuées, "
    "et dans quelles conditions\u00a0:",
    "moyens": "2. Précisez les moyens utilisés\u00a0:",
    "avec_qui": "3. Avec qui avez-vous travaillé\u00a0?",
    "contexte": "4. Contexte",
    "complements": "5. Informations complémentaires (facultatif)",
}


@dataclass(frozen=True)
class Example:
    """One example; `activite` None leaves out the line « Activité-type »."""

    activite: int | None = 1
    numero: str = "n° 1"
    intitule: str = "Conduire un premier accueil"
    activite_intitule: str | None = None
    taches: str = "J’ai reçu seize personnes et reformulé leur demande."
    moyens: str = "Un bureau fermé, la grille d’entretien, le logiciel de suivi."
    avec_qui: str = "Ma tutrice et l’assistante sociale."
    entreprise: str = "Mission locale de Valfictive"
    service: str = TYPE_HERE
    periode: str = "Du\u00a0:\t05/10/2026\tau\u00a0:\t23/10/2026"
    complements: str = ""
    sans: frozenset[str] = frozenset()

    @property
    def title_of_activity(self) -> str:
        if self.activite_intitule is not None:
            return self.activite_intitule
        return ACTIVITIES.get(self.activite or 0, "")


@dataclass(frozen=True)
class Form:
    nom_naissance: str = "EXEMPLE"
    nom_usage: str = "Entrez votre nom d’usage ici."
    prenom: str = "Camille"
    adresse: str = "1 rue des Modèles\n00000 Valfictive"
    titre: str = TITLE
    formation: str = "☒"
    vae: str = "☐"
    exemples: tuple[Example, ...] = (Example(), Example(2), Example(3))
    fait_a: str = "Valfictive"
    le: str = "26/02/2027"
    nom_declare: str = "Camille EXEMPLE"
    floating: bool = True
    """Place and date in text boxes, as the original has them; else written over the dots."""
    controls: bool = True
    """Content controls around the fields, as before a round trip through another program."""
    same_cell: bool = False
    """Each box's text under its heading, in the same cell."""
    headings: dict[str, str] = field(default_factory=lambda: dict(HEADINGS))
    version: str = ""
    """The date that the footer tells, with the number of the page; "" for no footer."""
    presentation: str = ""
    """The text of its second page; "" for the whole of it in a known version, else a part."""
    pages: tuple[int | str, ...] = ()
    """Pages typed in the sommaire: one an example, in order; then those of the last two parts."""
    annoncees: tuple[str, ...] = ()
    """Activités-types that the sommaire announces besides those of the examples."""


def build(form: Form, path: Path) -> Path:
    """The form as a docx."""
    document = Document()
    writer = _Writer(document, controls=form.controls)
    _cover(writer, form)
    _presentation(writer, form)
    _sommaire(writer, form)
    document.add_paragraph("Exemples de pratique")
    document.add_paragraph("professionnelle")
    for example in form.exemples:
        document.add_paragraph().add_run().add_break()
        _example(writer, form, example)
    _last_parts(writer, form)
    if form.version:
        _footer(document, form.version)
    document.save(str(path))
    return path


def lines_of(form: Form, folder: Path) -> tuple[Line, ...]:
    """The form's lines, as the program reads them from the docx."""
    path = build(form, folder / "dp.docx")
    return read_docx(Submission("dp.docx", path, "docx", None)).lines


def placed(lines: Sequence[Line], places: Sequence[tuple[str, Place]]) -> tuple[Line, ...]:
    """The lines placed: from the line that starts with a text on, until the next; once each."""
    waiting, current, made = list(places), None, []
    for line in lines:
        if waiting and line.text.startswith(waiting[0][0]):
            current = waiting.pop(0)[1]
        made.append(line.at(current))
    assert not waiting, f"not found: {waiting}"
    return tuple(made)


class _Writer:
    def __init__(self, document: Any, *, controls: bool) -> None:
        self.document = document
        self._controls = controls

    def rows(self, rows: Sequence[Sequence[str]]) -> Any:
        """A table; cells of a shorter row are merged, lines of a cell are paragraphs."""
        width = max(map(len, rows))
        table = self.document.add_table(len(rows), width)
        for row, texts in zip(table.rows, rows, strict=True):
            cells = list(row.cells)
            if len(texts) < width:
                cells[len(texts) - 1].merge(cells[-1])
            for cell, text in zip(cells, texts, strict=False):
                self._fill(cell, text)
        return table

    def _fill(self, cell: Any, text: str) -> None:
        first, *others = text.split("\n")
        cell.paragraphs[0].text = first
        for other in others:
            cell.add_paragraph(other)
        if self._controls and _is_placeholder(text):
            _wrap(cell.paragraphs[0]._p)

    def floating(self, text: str) -> None:
        """A text box, stored twice as Word does, anchored in an empty paragraph."""
        box = parse_xml(
            f"<w:txbxContent {nsdecls('w')}><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
        )
        run = parse_xml(
            f'<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility'
            '/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
            'xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent>'
            '<mc:Choice Requires="wps"><w:drawing><wps:txbx/></w:drawing></mc:Choice>'
            "<mc:Fallback><w:pict><v:textbox/></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )
        for holder in run.iter():
            if str(holder.tag).endswith(("}txbx", "}textbox")):
                holder.append(deepcopy(box))
        self.document.add_paragraph()._p.append(run)


def _is_placeholder(text: str) -> bool:
    return text.startswith((CLICK, "Entrez votre"))


def _wrap(paragraph: Any) -> None:
    """Put the runs in a content control that shows its placeholder (§17.5.2.39)."""
    control, properties = OxmlElement("w:sdt"), OxmlElement("w:sdtPr")
    properties.append(OxmlElement("w:showingPlcHdr"))
    content = OxmlElement("w:sdtContent")
    for run in paragraph.findall(qn("w:r")):
        content.append(run)
    control.append(properties)
    control.append(content)
    paragraph.append(control)


def _cover(writer: _Writer, form: Form) -> None:
    writer.rows(
        [
            ["Nom de naissance", GLYPH, form.nom_naissance],
            ["Nom d’usage", GLYPH, form.nom_usage],
            ["Prénom", GLYPH, form.prenom],
            ["Adresse", GLYPH, form.adresse],
        ]
    )
    writer.document.add_paragraph()
    writer.rows(
        [
            ["Titre professionnel visé"],
            [form.titre],
            ["Modalité d’accès\u00a0:"],
            [form.formation, "Parcours de formation"],
            [form.vae, "Validation des Acquis de l’Expérience (VAE)"],
        ]
    )


def _presentation(writer: _Writer, form: Form) -> None:
    text = form.presentation or (FULL_PRESENTATION if form.version else PRESENTATION)
    writer.rows([["Présentation du dossier"], [text]])


def _sommaire(writer: _Writer, form: Form) -> None:
    """As learners fill it: titles of activités-types and examples again, with page numbers."""
    rows = [["Sommaire"], ["Exemples de pratique professionnelle"]]
    typed = form.pages or (*range(5, 5 + len(form.exemples)), 11, 12)
    for page, example in zip(typed, form.exemples, strict=False):
        rows += [
            [f"Activité-type {example.activite} {example.title_of_activity}", "p.", ""],
            [f"Exemple {example.numero} {example.intitule}\t", "p.", str(page)],
        ]
    rows += [
        *([title, "p.", ""] for title in form.annoncees),
        ["Titres, diplômes, CQP, attestations de formation (facultatif)", "p.", str(typed[-2])],
        ["Déclaration sur l’honneur", "p.", str(typed[-1])],
        ["Documents illustrant la pratique professionnelle (facultatif)", "p.", ""],
        ["Annexes (Si le RC le prévoit)", "p.", ""],
    ]
    writer.rows(rows)


def _footer(document: Any, version: str) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.text = f"DOSSIER PROFESSIONNEL-Version du {version}\tPage\t"
    page = parse_xml(
        f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    )
    paragraph._p.append(page)


def _example(writer: _Writer, form: Form, example: Example) -> None:
    rows: list[list[str]] = []
    if example.activite is not None:
        rows.append(["Activité-type ", str(example.activite or ""), example.title_of_activity])
    rows.append([f"Exemple {example.numero}  {GLYPH}", example.intitule])
    for box in ("taches", "moyens", "avec_qui"):
        rows += _box(form, example, box, getattr(example, box))
    if "contexte" not in example.sans:
        rows += [
            [form.headings["contexte"]],
            [f"Nom de l’entreprise, organisme ou association  {GLYPH}", example.entreprise],
            [f"Chantier, atelier, service\t{GLYPH}", example.service],
            [f"Période d’exercice \t{GLYPH}\uf020\uf020{example.periode}"],
        ]
    rows += _box(form, example, "complements", example.complements)
    writer.rows(rows)


def _box(form: Form, example: Example, box: str, text: str) -> list[list[str]]:
    if box in example.sans:
        return []
    heading = form.headings[box]
    return [[f"{heading}\n{text}"]] if form.same_cell else [[heading], [""], [text], [""]]


def _last_parts(writer: _Writer, form: Form) -> None:
    document = writer.document
    writer.rows([["Titres, diplômes, CQP, attestations de formation "], ["(facultatif)"]])
    writer.rows([["Intitulé", "Autorité ou organisme", "Date"], ["Cliquez ici.", TYPE_HERE, CLICK]])
    writer.rows([["Déclaration sur l’honneur"]])
    if form.floating:
        writer.floating(form.nom_declare)
    document.add_paragraph("Je soussigné(e) [prénom et nom] \t,")
    document.add_paragraph(
        "déclare sur l’honneur que les renseignements fournis dans ce dossier sont exacts et que "
        "je suis l’auteur(e) des réalisations jointes."
    )
    if form.floating:
        writer.floating(form.le)
        writer.floating(form.fait_a)
        document.add_paragraph("Fait à \t le \t")
    else:
        document.add_paragraph(f"Fait à {form.fait_a} le {form.le}")
    document.add_paragraph("pour faire valoir ce que de droit.")
    document.add_paragraph("Signature\u00a0:")
    writer.rows([["Documents illustrant la pratique professionnelle "], ["(facultatif)"]])
    writer.rows([["Annexes"], ["(Si le RC le prévoit)"]])


def printed(text: str) -> tuple[Line, ...]:
    """A PDF's lines: « page, top | text » or the text alone, a little lower on the same page."""
    lines: list[Line] = []
    page, top = 1, 0.1
    for row in filter(None, map(str.strip, text.splitlines())):
        where, bar, words = row.partition("|")
        if bar:
            number, _, height = where.partition(",")
            page, top = int(number), float(height)
        else:
            words, top = row, top + 0.02
        lines.append(Line(len(lines), words.strip(), place=Place(page, round(top, 3))))
    return tuple(lines)
