"""The proof that nothing was lost: every word that the document prints is in the folder."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from dossier_builder.domain.blocks import Reference
from dossier_builder.inputs.exemples import FOLDER as EXEMPLES
from dossier_builder.inputs.loading import A_CLASSER
from dossier_builder.inputs.markdown_blocks import read_markdown
from dossier_builder.inputs.places import Problems, SourceText
from dossier_builder.reprise.assembly import Assembly, DocumentText
from dossier_builder.reprise.words import references_of, text_of_blocks, total, words

_WORDS = re.compile(r"\w+")
_LETTERS = re.compile(r"[^\W\d_]{2,}")


def expected(text: DocumentText, counted: Collection[int]) -> list[str]:
    """What must be in the folder: everything printed at these positions."""
    return [printed for position, printed in text.printed() if position in counted]


def found(texts: Mapping[str, str], aside: str, assembly: Assembly) -> Counter[str]:
    """The words of the folder, its files read again, and those that printing puts back.

    The names of the boxes of an example are the form's, not the learner's.
    """
    seen = total(assembly.printed_again)
    for name, text in (*texts.items(), (A_CLASSER, aside)):
        read = read_markdown(SourceText("", text), lambda w, _: Path(w), Problems())
        for part in read.parts:
            seen.update(words("" if name.startswith(EXEMPLES) else part.titre or ""))
            seen.update(total(text_of_blocks(part.blocks)))
            for reference in references_of(part.blocks):
                seen.update(words(f"{reference.kind} {_number(reference, assembly)}"))
    return seen


def lost(wanted: Sequence[str], seen: Counter[str]) -> list[str]:
    """The texts that hold a word that the folder has not, or not as often."""
    missing = total(wanted)
    missing.subtract(seen)
    texts = []
    for text in wanted:
        own = words(text)
        if any(missing[word] > 0 for word in own):
            texts.append(text)
            missing.subtract(own)
    return texts


def strays(passing: Iterable[str], known: Iterable[str]) -> list[str]:
    """The texts that hold a word which neither the folder nor the form itself has.

    For the lines of a form that are no answer: most are its own, which are not to be kept. A PDF
    may print two words as one (« destitres »), so that spaces are not looked at.
    """
    said = "".join(word for text in known for word in _WORDS.findall(_plain(text)))
    return [
        text
        for text in passing
        if any(_LETTERS.fullmatch(word) and word not in said for word in words(text))
    ]


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _number(reference: Reference, assembly: Assembly) -> str:
    """The number that a reference prints."""
    if reference.kind == "annexe":
        ids = [annexe.id for annexe in assembly.annexes]
        return str(ids.index(reference.target) + 1) if reference.target in ids else ""
    return " ".join(re.findall(r"\d+", reference.target))
