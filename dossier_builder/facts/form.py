"""The ministry's form read from a document's lines → FormFacts (pure).

It reads the same lines from a docx, of whatever program, and from a PDF: fixed texts are all that
a form keeps on its way.
"""

from __future__ import annotations

from collections.abc import Sequence

from dossier_builder.domain.facts import ExempleFound, FormFacts
from dossier_builder.domain.modele import Formulaire
from dossier_builder.domain.wording import count_words, folded
from dossier_builder.facts.content import Line
from dossier_builder.facts.form_blocks import Block, Title, find_blocks
from dossier_builder.facts.form_boxes import read_boxes
from dossier_builder.facts.form_cover import cover_end, read_fields, read_modalites
from dossier_builder.facts.form_declaration import read_declaration
from dossier_builder.facts.form_fixed import altered_texts
from dossier_builder.facts.form_optional import optional_prompts
from dossier_builder.facts.form_placeholders import Placeholders
from dossier_builder.facts.form_sommaire import read_form_toc
from dossier_builder.facts.form_texts import Entry, entries_of, is_form
from dossier_builder.facts.page_map import position

# The height of a printed line, as a share of the body of a page: 11 points at 1.15, of 700.
_LINE_HEIGHT = 0.02
_WORDS_PER_LINE = 15


def read_form(lines: Sequence[Line], formulaire: Formulaire) -> FormFacts | None:
    """What the form holds; None when the document is not the form.

    `lines` are all those of a docx or of a PDF; pages are known when their places are.
    """
    entries = entries_of(lines)
    if not is_form(entries):
        return None
    placeholders = Placeholders.of(formulaire.espaces_reserves)
    blocks = find_blocks(entries, formulaire)
    cover = entries[: cover_end(entries, blocks[0].start if blocks else len(entries))]
    statement = read_declaration(entries, blocks[-1].end if blocks else 0, placeholders)
    asked = statement.entry.line if statement.entry else None
    examples = _examples(entries, blocks, formulaire, placeholders)
    toc = read_form_toc(entries, examples, formulaire)
    return FormFacts(
        couverture=read_fields(cover, placeholders),
        modalites=read_modalites(cover),
        exemples=examples,
        declaration=statement.values,
        declaration_page=asked.place.page if asked and asked.place else None,
        declaration_paragraphe=asked.index if asked else None,
        sommaire=toc.entries if toc else None,
        annoncees_absentes=toc.absentes if toc else (),
        consignes_facultatives=optional_prompts(entries, blocks, placeholders),
        textes_alteres=altered_texts(entries, blocks, formulaire),
    )


def _examples(
    entries: Sequence[Entry],
    blocks: Sequence[Block],
    formulaire: Formulaire,
    placeholders: Placeholders,
) -> tuple[ExempleFound, ...]:
    examples: list[ExempleFound] = []
    for block in blocks:
        before = examples[-1] if examples else None
        activite, intitule = _activity(block.activite, before, placeholders)
        first = entries[block.start].line
        examples.append(
            ExempleFound(
                activite_type=activite,
                activite_intitule=intitule,
                numero=block.exemple.number if block.exemple else None,
                intitule=placeholders.without(block.exemple.title) if block.exemple else "",
                boites=read_boxes(entries, block, formulaire.boites, placeholders),
                paragraphe=first.index,
                page=first.place.page if first.place else None,
                pages=_pages(entries, block),
            )
        )
    return tuple(examples)


def _activity(
    found: Title | None, before: ExempleFound | None, placeholders: Placeholders
) -> tuple[int | None, str]:
    """The activité-type of an example; one that does not say it has that of the one before."""
    if found is None:
        return (before.activite_type, before.activite_intitule) if before else (None, "")
    title = placeholders.without(found.title)
    number = found.number
    if number is None and before and title and folded(title) == folded(before.activite_intitule):
        number = before.activite_type
    return number, title


def _pages(entries: Sequence[Entry], block: Block) -> float | None:
    """How many pages the example takes, in fractions; what is left blank below it is not counted.

    Pages of pictures at its end count: a PDF shows no line on them, but what follows is placed.
    """
    inside = [entry.line for entry in entries[block.start : block.end] if entry.line.place]
    start, last = (inside[0].place, inside[-1].place) if inside else (None, None)
    if start is None or last is None:
        return None
    end = position(last) + _height(inside[-1])
    following = next((e.line.place for e in entries[block.end :] if e.line.place), None)
    if following is not None:
        end = min(end, position(following))
        if following.page - 1 > last.page and not inside[-1].style:
            end = following.page - 1
    return round(max(0.0, end - position(start)), 1)


def _height(line: Line) -> float:
    """About how tall a paragraph is, in pages: of a docx only its top is known."""
    return max(1, -(-count_words(line.text) // _WORDS_PER_LINE)) * _LINE_HEIGHT
