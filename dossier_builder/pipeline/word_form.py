"""The ministry's form filled in Word → its examples, diplomas, declaration and documents.

The fixed texts of the form are the anchor, as for the checks: they outlive controls and styles.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dossier_builder.domain.blocks import Block
from dossier_builder.domain.candidat import Declaration, Diplome, Periode
from dossier_builder.domain.depart import FORM_PLACES, is_place, place
from dossier_builder.domain.dossier import Exemple, Valeur
from dossier_builder.domain.facts import BoxFound, ExempleFound, FormFacts
from dossier_builder.domain.modele import BoiteId
from dossier_builder.domain.wording import folded
from dossier_builder.errors import InputProblem
from dossier_builder.facts.dates import days
from dossier_builder.facts.form import read_form
from dossier_builder.inputs.places import Place
from dossier_builder.inputs.word_blocks import WordRange, read_blocks
from dossier_builder.inputs.word_inlines import shows_placeholder
from dossier_builder.inputs.word_source import PictureSink
from dossier_builder.ooxml import Element, qn, text_of
from dossier_builder.pipeline.word_document import WordDocument
from dossier_builder.values import frozen

_P, _TC, _TR, _TBL, _SDT = qn("w:p"), qn("w:tc"), qn("w:tr"), qn("w:tbl"), qn("w:sdt")
_LABELS = (
    ("entreprise", "nom de l'entreprise"),
    ("service", "chantier"),
    ("periode", "periode d'exercice"),
)
_DIPLOMA = ("intitule", "autorite ou organisme", "date")
_THREE = 3


@frozen
class FormRead:
    """What the form says: examples, fields of dossier.yaml by type, and what could not be read."""

    exemples: tuple[Exemple, ...]
    champs: Mapping[str, Valeur]
    ranges: tuple[WordRange, ...]
    avis: tuple[InputProblem, ...]


def read_word_form(document: WordDocument, pictures: PictureSink | None = None) -> FormRead | None:
    """Read the form; None when the document is not it. `pictures` keeps its images elsewhere."""
    formulaire = document.modele.formulaire
    form = read_form(document.content.lines, formulaire) if formulaire else None
    if form is None:
        return None
    reading = _Reading(document, pictures or document.keep, [], [])
    exemples = tuple(reading.exemple(one, rank) for rank, one in enumerate(form.exemples, 1))
    champs = dict(reading.champs(form))
    return FormRead(_numbered(exemples), champs, tuple(reading.ranges), tuple(reading.avis))


def _numbered(exemples: Sequence[Exemple]) -> tuple[Exemple, ...]:
    """Two examples never bear the same number: a block copied in Word keeps that of the other."""
    from dataclasses import replace

    made: list[Exemple] = []
    for one in exemples:
        taken = {e.numero for e in made if e.activite_type == one.activite_type}
        numero = one.numero
        while numero in taken:
            numero += 1
        made.append(replace(one, numero=numero))
    return tuple(sorted(made, key=lambda e: (e.activite_type, e.numero)))


@dataclass(slots=True)
class _Reading:
    """One form being read."""

    document: WordDocument
    pictures: PictureSink
    ranges: list[WordRange]
    avis: list[InputProblem]

    def exemple(self, found: ExempleFound, rank: int) -> Exemple:
        """One example: its titles, its fields, its boxes."""
        fields = self._context(next((b for b in found.boites if b.id == "contexte"), None))
        where = f"{self.document.path.name} › exemple {rank}"
        periode = self._period(fields.get("periode", ""), where)
        boites: dict[BoiteId, tuple[Block, ...]] = {}
        for box in found.boites:
            blocks = self._box(box) if box.id != "contexte" else self._more(box)
            if blocks:
                boites[box.id] = blocks
        return Exemple(
            activite_type=found.activite_type or 1,
            numero=found.numero or rank,
            intitule="" if is_place(found.intitule) else found.intitule,
            entreprise=fields.get("entreprise", ""),
            service=fields.get("service", ""),
            periode=periode,
            boites=boites,
        )

    def _box(self, box: BoxFound) -> tuple[Block, ...]:
        elements = self.document.paragraphs
        return self._read(
            _within_cells([elements[index] for index in box.paragraphes if index in elements])
        )

    def _read(self, elements: Sequence[Element]) -> tuple[Block, ...]:
        made = read_blocks(self.document.source, elements, self.pictures, base_level=2)
        self.ranges.append(made)
        return made.blocks

    def _context(self, box: BoxFound | None) -> dict[str, str]:
        """The fields of box 4, by the labels of its rows."""
        found: dict[str, str] = {}
        for row in self._rows(box):
            cells = list(row.iterchildren(_TC))
            name = _label_of(cells)
            if name is not None:
                values = [_written(p) for cell in cells[1:] for p in cell.iter(_P)]
                found[name] = " ".join(" ".join(values).split())
        return found

    def _more(self, box: BoxFound) -> tuple[Block, ...]:
        """What the learner added to box 4, below its fields."""
        elements = self.document.paragraphs
        named = {row for row in self._rows(box) if _label_of(list(row.iterchildren(_TC)))}
        inside = [elements[i] for i in box.paragraphes if i in elements]
        free = [p for p in inside if next(p.iterancestors(_TR), None) not in named]
        return self._read(_within_cells(free))

    def _rows(self, box: BoxFound | None) -> list[Element]:
        elements = self.document.paragraphs
        rows: dict[Element, None] = {}
        for index in box.paragraphes if box else ():
            row = next(elements[index].iterancestors(_TR), None) if index in elements else None
            if row is not None:
                rows[row] = None
        return list(rows)

    def _period(self, text: str, where: str) -> Periode | None:
        found = days(text)
        if len(found) == 2 and found[0] <= found[1]:  # noqa: PLR2004 - first and last
            return Periode(debut=found[0], fin=found[1])
        if text:
            self.avis.append(
                Place(where).problem(
                    f"« {text} » n’est pas une période d’exercice",
                    "Écrivez deux dates : Du : 05/10/2026 au : 23/10/2026.",
                )
            )
        return None

    def champs(self, form: FormFacts) -> Iterator[tuple[str, Valeur]]:
        """The declaration, the diplomas and the documents, under the pack's own field names."""
        for champ in self.document.modele.champs:
            value: Valeur | None = None
            if champ.type == "declaration":
                value = self._declaration(form)
            elif champ.type == "liste_diplomes":
                value = tuple(self._diplomas()) or None
            elif champ.type == "liste_textes":
                value = tuple(self._documents()) or None
            if value is not None:
                yield champ.id, value

    def _declaration(self, form: FormFacts) -> Declaration | None:
        day, town = form.declaration.get("le", ""), form.declaration.get("fait_a", "")
        found = days(day)
        if town and found:
            return Declaration(lieu=town, date=found[0])
        if town or day:
            self.avis.append(
                Place(f"{self.document.path.name} › déclaration").problem(
                    f"« Fait à {town or '…'} le {day or '…'} » : le lieu et la date sont attendus",
                    "Écrivez la date en entier : 26/02/2027.",
                )
            )
        return None

    def _tables(self, *titles: str) -> Iterator[list[list[str]]]:
        for table in self.document.flow:
            if table.tag != _TBL:
                continue
            rows = [
                [" ".join(_written(p) for p in cell.iter(_P)).strip() for cell in row.iter(_TC)]
                for row in table.iterchildren(_TR)
            ]
            if rows and [folded(text) for text in rows[0]] == list(titles):
                yield rows[1:]

    def _diplomas(self) -> Iterator[Diplome]:
        for rows in self._tables(*_DIPLOMA):
            for row in rows:
                if len(row) != _THREE or not any(row):
                    continue
                found = days(row[2])
                if row[0] and found:
                    yield Diplome(intitule=row[0], organisme=row[1], date=found[0])
                else:
                    self.avis.append(
                        Place(f"{self.document.path.name} › diplômes").problem(
                            f"« {row[0] or row[1] or row[2]} » : l’intitulé et la date du diplôme "
                            "sont attendus",
                            "Écrivez la date en entier : 04/07/2014.",
                        )
                    )

    def _documents(self) -> Iterator[str]:
        for rows in self._tables("intitule"):
            yield from (row[0] for row in rows if row and row[0])


def _within_cells(elements: Sequence[Element]) -> list[Element]:
    """The blocks of the box: its paragraphs, a table of the learner's once and whole."""
    made: dict[Element, None] = {}
    for paragraph in elements:
        cells = list(paragraph.iterancestors(_TC))
        if not cells:
            made[paragraph] = None
            continue
        outer = cells[-1]
        block = paragraph
        for ancestor in paragraph.iterancestors():
            if ancestor is outer:
                break
            if ancestor.tag in {_TBL, _P}:
                block = ancestor
        made[block] = None
    return list(made)


def _label_of(cells: Sequence[Element]) -> str | None:
    if not cells:
        return None
    text = folded(" ".join(text_of(p) for p in cells[0].iter(_P)))
    return next((name for name, label in _LABELS if text.startswith(label)), None)


def _written(paragraph: Element) -> str:
    """The text of a paragraph, its prompts left out."""
    prompts = {text_of(control) for control in paragraph.iter(_SDT) if shows_placeholder(control)}
    text = text_of(paragraph)
    for prompt in prompts:
        text = text.replace(prompt, " ")
    for title in FORM_PLACES:
        text = text.replace(place(title), " ")
    around = any(shows_placeholder(control) for control in paragraph.iterancestors(_SDT))
    return "" if around else " ".join(text.split())
