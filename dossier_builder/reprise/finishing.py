"""The end of an import: names settled, files written, words counted, the folder at its place."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from pathlib import Path

from dossier_builder.domain.blocks import Block, Heading, Paragraph, Run
from dossier_builder.domain.modele import Modele
from dossier_builder.domain.typographie import insecable, pluriel
from dossier_builder.inputs.inline_tidy import tidied
from dossier_builder.inputs.loading import A_CLASSER
from dossier_builder.reprise import accounting
from dossier_builder.reprise.assembly import Assembly, Part, Row, moved
from dossier_builder.reprise.cover import Cover, parted_name
from dossier_builder.reprise.folder import (
    PLACEHOLDER,
    Valeur,
    candidat_yaml,
    dossier_yaml,
    put,
)
from dossier_builder.reprise.markdown import write_markdown, write_parts
from dossier_builder.reprise.opening import OpenedDocument
from dossier_builder.reprise.pictures import Pictures
from dossier_builder.reprise.rewriting import Names, identified_in, with_known_references
from dossier_builder.reprise.words import text_of_blocks, total, words
from dossier_builder.resources.writing import write_file
from dossier_builder.values import frozen

_INTRODUCTION = (
    "<!--\nCe que l’import n’a pas su placer. Ce fichier n’est pas imprimé : coupez chaque passage "
    "et collez-le\ndans le bon fichier du dossier « {} », puis supprimez celui-ci.\n-->\n\n"
)
_COUNTED_BACK = "Passages retrouvés au décompte des mots"
_TO_COMPLETE = re.compile(rf'^(\w+): "{re.escape(PLACEHOLDER)}"', re.MULTILINE)


@frozen
class Gathered:
    """All that was read of a document; `counted` are the positions whose words must be kept.

    `passing` are the lines of a form that are no answer, `prints` what the form says by itself.
    """

    opened: OpenedDocument
    assembly: Assembly
    cover: Cover
    pictures: Pictures
    counted: frozenset[int]
    passing: tuple[str, ...] = ()
    prints: tuple[str, ...] = ()


@frozen
class Imported:
    """What an import made: the table, what could not be kept, and the count of words.

    `source` counts the words of the document (cover, sommaire, headers and page numbers left
    out), `a_classer` those that found no place, `replaces` those that only the count brought back.
    """

    target: Path
    modele: Modele
    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    source: int
    a_classer: int
    replaces: int
    candidat: Path | None
    a_completer: tuple[str, ...]

    @property
    def unknown(self) -> bool:
        """Whether nothing of the document found a place."""
        return bool(self.rows) and all(row.fichier == A_CLASSER for row in self.rows)

    @property
    def sentence(self) -> str:
        """That nothing was lost (French)."""
        whole = f"Vérifié : les {self.source} mots du document sont dans le dossier"
        if self.replaces:
            count = pluriel(self.replaces, "mot", "mots")
            return f"{whole}, dont {count} dans {A_CLASSER}, retrouvés au décompte."
        return f"{whole}."


def finish(gathered: Gathered, target: Path, today: dt.date) -> Imported:
    """Write the folder whole or not at all, and candidat.yaml beside it unless it is there."""
    assembly, opened = gathered.assembly, gathered.opened
    parts, loose = _settled(assembly)
    moved(gathered.pictures.files, parts, assembly)
    champs: dict[str, Valeur] = dict(gathered.cover.champs)
    declared = dossier_yaml(opened.modele, champs, assembly.annexes, today)
    texts = {part.fichier: write_parts(part.sections) for part in parts}
    aside = write_markdown(loose)
    wanted = accounting.expected(assembly.text, gathered.counted)
    lost = accounting.lost(wanted, accounting.found(texts, aside, assembly))
    kept = (*gathered.prints, *texts.values(), *(part.tete for part in parts), aside, declared)
    strays = accounting.strays(gathered.passing, kept)
    wanted, lost = [*wanted, *strays], [*lost, *strays]
    if lost:
        back = (Heading(1, (Run(_COUNTED_BACK),)), *(_paragraph(text) for text in lost))
        loose = (*loose, *back)
        aside = write_markdown(loose)
    texts |= {part.fichier: part.tete + texts[part.fichier] for part in parts if part.tete}
    texts["dossier.yaml"] = declared
    if aside:
        folder = "exemples" if opened.modele.formulaire else "sections"
        texts[A_CLASSER] = _INTRODUCTION.format(folder) + aside
    put(target, {**texts, **gathered.pictures.files})
    return Imported(
        target=target,
        modele=opened.modele,
        rows=tuple(assembly.rows),
        notes=_notes(gathered),
        source=sum(words(text).total() for text in wanted),
        a_classer=total(text_of_blocks(loose)).total(),
        replaces=sum(words(text).total() for text in lost),
        candidat=_candidat(gathered, target),
        a_completer=tuple(_TO_COMPLETE.findall(texts["dossier.yaml"])),
    )


def _paragraph(text: str) -> Block:
    return Paragraph(tidied([Run(text)]))


def _settled(assembly: Assembly) -> tuple[list[Part], tuple[Block, ...]]:
    """The parts and what found no place, names given once and references that lead somewhere."""
    names = Names()
    parts = [part.changed(names.settle) for part in assembly.parts]
    annexes = [annexe.id for annexe in assembly.annexes]
    figures = (one for p in parts for _, blocks in p.sections for one in identified_in(blocks))
    known = frozenset((*figures, *(("annexe", name) for name in annexes)))

    def settled(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return with_known_references(blocks, known, annexes)

    return [part.changed(settled) for part in parts], settled(names.settle(assembly.loose))


def _candidat(gathered: Gathered, target: Path) -> Path | None:
    """Write candidat.yaml beside the folder; None when there is one, which is left alone."""
    beside = target.absolute().parent / "candidat.yaml"
    if beside.exists():
        return None
    cover, declared = gathered.cover, gathered.opened.content.properties.declared
    personne = cover.personne
    nom, prenom = personne.get("nom", ""), personne.get("prenom", "")
    if not nom and personne.get("personne"):
        nom, prenom = parted_name(personne["personne"])
    centre, _, ville = personne.get("centre", "").rpartition(", ")
    values: dict[str, Valeur] = {
        "nom_naissance": personne.get("nom_naissance") or nom,
        "nom_usage": personne.get("nom_usage", ""),
        "prenom": prenom,
        "adresse": personne.get("adresse", ""),
        "voie": declared.voie or personne.get("voie", ""),
        "lieu": cover.lieu,
        "centre": centre or ville,
        "ville": ville if centre else "",
    }
    if cover.session:
        values["session"] = cover.session
    vise = () if declared.vise == ("titre",) else declared.vise
    write_file(beside, candidat_yaml(values, vise))
    return beside


def _notes(gathered: Gathered) -> tuple[str, ...]:
    """What to know, each sentence once."""
    said = list(gathered.opened.notes)
    counts = Counter(note.message for note in gathered.assembly.notes)
    for message, count in counts.items():
        times = f" ({count} fois)" if count > 1 else ""
        said.append(f"{message[:1].upper()}{message[1:]}{times}.")
    said += [
        f"L’image « {name} » est gardée, mais son format ne s’imprime pas : convertissez-la en PNG."
        for name in gathered.pictures.unprintable
    ]
    return tuple(map(insecable, dict.fromkeys(said)))
