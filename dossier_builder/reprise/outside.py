"""What a docx says before its first section, or outside the boxes of the form.

The cover, the sommaire and the fixed texts of a form stand there, which the program prints; what
somebody adds among them (thanks, a remark) is of no file, and would be lost in silence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from dossier_builder.facts.form import read_form
from dossier_builder.ooxml import Element
from dossier_builder.pipeline.word_document import WordDocument
from dossier_builder.reprise.accounting import strays
from dossier_builder.reprise.short_texts import Short
from dossier_builder.values import frozen


@frozen
class Outside:
    """A paragraph of no unit: its words as they are printed, and its Markdown."""

    imprime: str
    texte: str


def outside(
    document: WordDocument, end: int, written: Callable[[Element], str]
) -> Iterator[Outside]:
    """The paragraphs of no unit; `end` is the place of the first section or annex."""
    formulaire = document.modele.formulaire
    form = read_form(document.content.lines, formulaire) if formulaire else None
    exemples = form.exemples if form else ()
    boxed = {index for one in exemples for box in one.boites for index in box.paragraphes}
    for line in document.content.lines:
        element = document.paragraphs[line.index]
        at = document.place(element)
        if at is None or at >= end or line.index in boxed:
            continue
        text = " ".join(line.text.split())
        if text and line.toc is None and not line.reserved and not line.help:
            yield Outside(text, written(element))


def added(
    before: Sequence[Outside], after: Sequence[Outside], shorts: Mapping[str, Short]
) -> Iterator[Outside]:
    """Those that were not there, and say more than the short texts do."""
    known = Counter(one.imprime for one in before)
    said = (*(one.imprime for one in before), *_texts(shorts))
    for one in after:
        if known[one.imprime]:
            known[one.imprime] -= 1
        elif strays([one.imprime], said):
            yield one


def _texts(shorts: Mapping[str, Short]) -> Iterable[str]:
    return (text for short in shorts.values() for text in short.textes)
