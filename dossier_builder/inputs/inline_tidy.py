"""Inlines as Markdown can hold them: no blank at an edge, emphasis on words and not on spaces."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Iterator, Sequence

from dossier_builder.domain.blocks import Inline, LineBreak, Run
from dossier_builder.domain.typographie import espaces_tapees
from dossier_builder.inputs.markdown_inlines import merged

_WHITE = re.compile(r"[\t\n\r\v\f\x85\u2028\u2029]")
# Nothing to print: soft hyphens, zero-width spaces, byte order marks, control characters.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b\u2060\ufeff\ufffe\uffff]")
_OBJECT = "\ufffc"


def tidied(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """The inlines of one paragraph, the same words in the form that Markdown gives back."""
    pieces = _at_line_ends(merged(_split(merged(_cleaned(inline) for inline in inlines))))
    return merged(iter(_without_printed_spaces(pieces)))


def one_line(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """The same on a single line: a heading, a caption, a cell."""
    return tidied([Run(" ") if isinstance(inline, LineBreak) else inline for inline in inlines])


def plain(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """The same without bold where all of it is bold: the look of what it is, not of its words."""
    runs = [inline for inline in inlines if isinstance(inline, Run) and inline.text.strip()]
    if runs and all(run.bold for run in runs):
        return merged(
            dataclasses.replace(inline, bold=False) if isinstance(inline, Run) else inline
            for inline in inlines
        )
    return tuple(inlines)


def text_of_runs(inlines: Sequence[Inline]) -> str:
    """The words of the runs, line ends as spaces."""
    return "".join(
        inline.text if isinstance(inline, Run) else " "
        for inline in inlines
        if isinstance(inline, Run | LineBreak)
    )


def without_start(inlines: Sequence[Inline], length: int) -> tuple[Inline, ...]:
    """The inlines less the first `length` characters of their text."""
    left: list[Inline] = []
    for inline in inlines:
        if length > 0 and isinstance(inline, Run | LineBreak):
            text = inline.text if isinstance(inline, Run) else " "
            kept, length = text[length:], max(0, length - len(text))
            if kept and isinstance(inline, Run):
                left.append(dataclasses.replace(inline, text=kept))
        else:
            left.append(inline)
    return tuple(left)


def _cleaned(inline: Inline) -> Inline:
    if not isinstance(inline, Run):
        return inline
    text = _INVISIBLE.sub("", _WHITE.sub(" ", unicodedata.normalize("NFC", inline.text)))
    return dataclasses.replace(inline, text=text)


def _split(inlines: Sequence[Inline]) -> Iterator[Inline]:
    """Blanks at the edges of emphasised text or of a link stand outside of it."""
    for inline in inlines:
        if not isinstance(inline, Run) or inline == Run(inline.text):
            yield inline
            continue
        bare = inline.text.strip()
        start = len(inline.text) - len(inline.text.lstrip()) if bare else len(inline.text)
        yield Run(inline.text[:start])
        yield dataclasses.replace(inline, text=bare)
        yield Run(inline.text[start + len(bare) :])


def _at_line_ends(inlines: Sequence[Inline]) -> list[Inline]:
    """No blank at the start or the end of a line, no empty line at the edges."""
    lines: list[list[Inline]] = [[]]
    for inline in inlines:
        if isinstance(inline, LineBreak):
            lines.append([])
        else:
            lines[-1].append(inline)
    kept = [line for line in map(_stripped, lines) if line]
    made: list[Inline] = []
    for line in kept:
        made += [LineBreak(), *line] if made else line
    return made


def _stripped(line: Sequence[Inline]) -> list[Inline]:
    made = list(line)
    while made and isinstance(made[0], Run):
        first = dataclasses.replace(made[0], text=made[0].text.lstrip())
        made[:1] = [first] if first.text else []
        if first.text:
            break
    while made and isinstance(made[-1], Run):
        last = dataclasses.replace(made[-1], text=made[-1].text.rstrip())
        made[-1:] = [last] if last.text else []
        if last.text:
            break
    return made


def _without_printed_spaces(inlines: Sequence[Inline]) -> list[Inline]:
    """No-break spaces that printing puts in are typed as plain ones; the others stay."""
    texts = [inline.text if isinstance(inline, Run) else _OBJECT for inline in inlines]
    typed = espaces_tapees("".join(texts).replace("\u202f", "\u00a0"))
    made: list[Inline] = []
    place = 0
    for inline, text in zip(inlines, texts, strict=True):
        piece = typed[place : place + len(text)]
        place += len(text)
        if isinstance(inline, Run) and not inline.code:
            made.append(dataclasses.replace(inline, text=piece))
        else:
            made.append(inline)
    return made
