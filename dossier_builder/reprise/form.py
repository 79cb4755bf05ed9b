"""The ministry's form, filled → the examples of a DPP, its diplomas, its declaration.

The same reading as the checks': fixed texts are all that a form keeps on its way. What a learner
wrote where the form has no place is put aside, never dropped. Works on lines, of a PDF too, where
`pipeline.word_form` reads the cells of a docx of ours, which it must give back exactly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dossier_builder.domain.blocks import Block, Paragraph, Run, Table
from dossier_builder.domain.candidat import Declaration, Diplome
from dossier_builder.domain.facts import BoxFound, ExempleFound, FormFacts
from dossier_builder.domain.modele import Boite, Formulaire, Modele
from dossier_builder.facts import form_texts as texts
from dossier_builder.facts.annex_numbers import annex_number
from dossier_builder.facts.content import Line
from dossier_builder.facts.dates import days, period
from dossier_builder.facts.form import read_form
from dossier_builder.facts.form_blocks import Block as FormBlock
from dossier_builder.facts.form_blocks import BoxHeading, find_blocks
from dossier_builder.facts.form_boxes import read_context
from dossier_builder.facts.form_placeholders import Placeholders
from dossier_builder.facts.form_texts import Entry, entries_of
from dossier_builder.facts.form_words import Phrase, phrase, value
from dossier_builder.inputs.exemples import FOLDER
from dossier_builder.inputs.inline_tidy import text_of_runs, tidied
from dossier_builder.reprise.assembly import Assembly, Part, Row, raised
from dossier_builder.reprise.cover import Cover
from dossier_builder.reprise.folder import Valeur, front_matter
from dossier_builder.reprise.plan import Piece
from dossier_builder.reprise.rewriting import trimmed
from dossier_builder.reprise.words import text_of_blocks, total

_COLUMNS = 3
_TITLES = (
    "Intitulé", "Autorité ou organisme", "Date", "facultatif", "professionnelle",
    "Intitulé Autorité ou organisme Date", "Si le RC le prévoit",
)  # fmt: skip
_HEADS = frozenset(map(phrase, _TITLES))
_EMPTY = frozenset(("vide", "absente", "espace_reserve"))


@dataclass(slots=True)
class FormReading:
    """One form on its way into a folder; `counted` are the positions whose words must be kept."""

    entries: tuple[Entry, ...]
    blocks: tuple[FormBlock, ...]
    facts: FormFacts
    formulaire: Formulaire
    modele: Modele
    placeholders: Placeholders
    position: dict[int, int]
    champs: dict[str, Valeur] = field(default_factory=dict)
    counted: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, lines: Sequence[Line], modele: Modele) -> FormReading | None:
        """The form that the lines are; None when they are none, or the kind has no form."""
        formulaire = modele.formulaire
        facts = read_form(lines, formulaire) if formulaire else None
        if formulaire is None or facts is None:
            return None
        entries = entries_of(lines)
        return cls(
            entries,
            find_blocks(entries, formulaire),
            facts,
            formulaire,
            modele,
            Placeholders.of(formulaire.espaces_reserves),
            {line.index: n for n, line in enumerate(lines)},
        )

    def gather(self, assembly: Assembly, pieces: Sequence[Piece]) -> Cover:
        """Put the examples, the lists and the annexes in the assembly; gives the cover."""
        known = {"annexe", "titre_annexes", "sommaire"}
        left_out = frozenset(n for p in pieces if p.role in known for n in p.positions)
        taken: set[tuple[int, int]] = set()
        for block, exemple in zip(self.blocks, self.facts.exemples, strict=True):
            self._exemple(assembly, block, exemple, taken)
        self._declaration(assembly)
        self._diplomes(assembly, left_out)
        self._documents(assembly, left_out)
        self._after(assembly, left_out)
        assembly.add([p for p in pieces if p.role in {"annexe", "titre_annexes"}])
        self.counted |= {n for p in pieces if p.role == "annexe" for n in p.positions}
        return Cover(self.champs, self._personne())

    def passing(self, assembly: Assembly, pieces: Sequence[Piece]) -> tuple[str, ...]:
        """The lines that are no answer, once all is gathered: the form's own, or put where none is.

        On its cover, around its declaration… the form has no place for a text.
        """
        known = {"annexe", "titre_annexes", "sommaire"}
        left_out = self.counted | {n for p in pieces if p.role in known for n in p.positions}
        found = (
            assembly.lines[n]
            for entry in self.entries
            if (n := self.position[entry.line.index]) not in left_out
        )
        return tuple(
            self.placeholders.without(line.text)
            for line in found
            if line.toc is None and not line.reserved and not self._is_prompt(line)
        )

    def prints(self) -> Iterator[str]:
        """What the form says by itself, and what was read of it into short fields."""
        yield from self.formulaire.textes_fixes
        for boite in self.formulaire.boites:
            yield from (boite.intitule, *boite.alias)
        yield from self.formulaire.espaces_reserves
        yield from _TITLES
        if self.modele.titre is not None:
            yield self.modele.titre.intitule
            yield from (one.intitule for one in self.modele.titre.activites_types)
        yield from self.facts.couverture.values()
        yield from self.facts.declaration.values()
        yield from (
            text for one in self.facts.exemples for text in (one.intitule, one.activite_intitule)
        )

    def _personne(self) -> dict[str, str]:
        known = dict(self.facts.couverture)
        voies = [name for name, ticked in self.facts.modalites.items() if ticked]
        return {
            "nom_naissance": known.get("nom_naissance", ""),
            "nom_usage": known.get("nom_usage", ""),
            "nom": known.get("nom_naissance", ""),
            "prenom": known.get("prenom", ""),
            "adresse": known.get("adresse", ""),
            "voie": voies[0] if len(voies) == 1 else "",
        }

    # -- examples --

    def _exemple(
        self,
        assembly: Assembly,
        block: FormBlock,
        exemple: ExempleFound,
        taken: set[tuple[int, int]],
    ) -> None:
        activite = exemple.activite_type or 1
        numero = exemple.numero or 1
        while (activite, numero) in taken:
            numero += 1
        boites = list(self._boites(assembly, block, exemple))
        context = read_context(self.entries, block, self.placeholders)
        head: dict[str, Valeur] = {"intitule": exemple.intitule}
        if context is not None:
            head |= {"entreprise": context.entreprise, "service": context.service}
            periode = period(f"{context.debut} au {context.fin}")
            if periode is not None:
                head["periode"] = periode
            said = "" if periode or not context.debut else _span(context.debut, context.fin)
            more = tuple(_paragraph(text) for text in (said, context.suite) if text)
            if more:
                boites.append((_name(self._boite("contexte")), more))
        if not boites and not any(head.values()):
            return  # an example that nobody began: the form has three of them for each activity
        taken.add((activite, numero))
        fichier = f"{FOLDER}/at{activite}-{numero}.md"
        assembly.parts.append(Part(fichier, boites=tuple(boites), tete=front_matter(head)))
        mots = total(text for _, blocks in boites for text in text_of_blocks(blocks)).total()
        titre = f"Activité-type {activite}, exemple n° {numero} {exemple.intitule}".strip()
        assembly.rows.append(Row(titre, fichier, mots, exemple.page))

    def _boites(
        self, assembly: Assembly, block: FormBlock, exemple: ExempleFound
    ) -> Iterator[tuple[str, tuple[Block, ...]]]:
        found = {boite.id: boite for boite in exemple.boites}
        for heading in block.headings:
            box = found[heading.boite.id]
            if heading.boite.id == "contexte" and self._has_fields(block):
                continue
            if box.etat in _EMPTY:
                continue
            blocks = self._box(assembly, heading, box)
            if blocks:
                yield _name(heading.boite), blocks

    def _has_fields(self, block: FormBlock) -> bool:
        return read_context(self.entries, block, self.placeholders) is not None

    def _box(self, assembly: Assembly, heading: BoxHeading, box: BoxFound) -> tuple[Block, ...]:
        positions = [self.position[index] for index in box.paragraphes]
        positions = [n for n in positions if not self._is_prompt(assembly.lines[n])]
        self.counted.update(positions)
        blocks = raised(trimmed(assembly.blocks(positions, 1)))
        opening = self.placeholders.without(heading.rest)
        return (_paragraph(opening), *blocks) if value(opening) else blocks

    def _is_prompt(self, line: Line) -> bool:
        """Whether a line holds nothing but what the form prints for one to write over."""
        return bool(value(line.text)) and not value(self.placeholders.written(line))

    def _boite(self, identifier: str) -> Boite:
        return next(boite for boite in self.formulaire.boites if boite.id == identifier)

    # -- what follows the examples --

    def _region(self, opening: Phrase, left_out: frozenset[int]) -> list[Entry]:
        """The entries of a part that follows the examples, its title and the lists left out."""
        start = self.blocks[-1].end if self.blocks else 0
        ends = [one for one in texts.AFTER_EXAMPLES if one != opening]
        inside: list[Entry] | None = None
        for entry in self.entries[start:]:
            listed = entry.line.toc is not None or self.position[entry.line.index] in left_out
            if entry.opens(opening) and entry.line.toc is None:
                inside = []
            elif inside is not None and any(map(entry.opens, ends)):
                break
            elif inside is not None and not listed:
                inside.append(entry)
        return inside or []

    def _written(self, region: Sequence[Entry]) -> list[tuple[Entry, str]]:
        """The cells that somebody filled in, the heads of the columns left out."""
        return [
            (entry, text)
            for entry in region
            if not _is_head(entry.line.text)
            and (text := value(self.placeholders.written(entry.line)))
        ]

    def _diplomes(self, assembly: Assembly, left_out: frozenset[int]) -> None:
        """Rows of three cells; one whose date cannot be read is put aside, whole."""
        region = self._region(texts.DIPLOMES, left_out)
        written = [entry for entry, _ in self._written(region)]
        if not written:
            return
        found: list[Diplome] = []
        aside: list[Block] = []
        for block in assembly.blocks([self.position[e.line.index] for e in region], 1):
            if not isinstance(block, Table) or len(block.header) != _COLUMNS:
                aside += [block] if self._has_words(block) else []
                continue
            for row in (block.header, *block.rows):
                cells = [self.placeholders.without(text_of_runs(cell)).strip() for cell in row]
                if not any(map(value, cells)) or all(map(_is_head, cells)):
                    continue
                date = next(iter(days(cells[2])), None)
                if date is None or not cells[0]:
                    aside.append(_paragraph(" – ".join(filter(None, cells))))
                else:
                    found.append(Diplome(intitule=cells[0], organisme=cells[1], date=date))
        if found:
            self._keep("diplomes", tuple(found))
        if aside:
            assembly.set_aside("Titres et diplômes à reprendre", aside, written[0].line)

    def _declaration(self, assembly: Assembly) -> None:
        lieu, le = self.facts.declaration["fait_a"], self.facts.declaration["le"]
        date = next(iter(days(le)), None)
        if lieu and date is not None:
            self._keep("declaration", Declaration(lieu=lieu, date=date))
        elif lieu or le:
            assembly.loose.append(_paragraph(f"Déclaration : fait à {lieu or '…'}, le {le or '…'}"))

    def _documents(self, assembly: Assembly, left_out: frozenset[int]) -> None:
        written = self._written(self._region(texts.DOCUMENTS, left_out))
        if not written:
            return
        if any(champ.id == "documents" for champ in self.modele.champs):
            self._keep("documents", tuple(text for _, text in written))
        else:
            self._aside(assembly, [entry for entry, _ in written], "Documents")

    def _after(self, assembly: Assembly, left_out: frozenset[int]) -> None:
        """What stands under « Annexes » without any title of annex, and below the last box."""
        below = self._region(texts.ANNEXES, left_out)
        if left_out:  # the list of the annexes that follow is printed anew
            below = [e for e in below if annex_number(e.line.printed) is None]
        self._aside(assembly, below, "Annexes")
        inside = {index for e in self.facts.exemples for b in e.boites for index in b.paragraphes}
        for block in self.blocks:
            last = block.headings[-1].end
            below = [e for e in self.entries[last : block.end] if e.line.index not in inside]
            self._aside(assembly, below, "Sous le dernier cadre d’un exemple")

    def _aside(self, assembly: Assembly, entries: Sequence[Entry], titre: str) -> None:
        positions = [
            self.position[e.line.index] for e in entries if e.line.text.strip() or e.line.picture
        ]
        positions = [
            n
            for n in positions
            if not self._is_prompt(assembly.lines[n]) and not _is_head(assembly.lines[n].text)
        ]
        if positions:
            assembly.put_aside(positions, heading=None, titre=titre)
            self.counted.update(positions)

    def _has_words(self, block: Block) -> bool:
        texts_of = (self.placeholders.without(text) for text in text_of_blocks([block]))
        return any(value(text) and not _is_head(text) for text in texts_of)

    def _keep(self, identifier: str, found: Valeur) -> None:
        if any(champ.id == identifier for champ in self.modele.champs):
            self.champs[identifier] = found


def _is_head(text: str) -> bool:
    """Whether it heads a column of the form's tables; a PDF prints the three on one line."""
    return phrase(text) in _HEADS


def _span(debut: str, fin: str) -> str:
    return f"Période : {debut}" if fin in {"", debut} else f"Période : du {debut} au {fin}"


def _paragraph(text: str) -> Block:
    return Paragraph(tidied([Run(text)]))


def _name(boite: Boite) -> str:
    """What a learner calls the box: the first of its other names."""
    return next(iter(boite.alias), boite.intitule)
