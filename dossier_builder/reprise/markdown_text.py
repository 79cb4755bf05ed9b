"""Inlines → Markdown text that reads back as the same inlines: checked by reading it.

Few signs are escaped, so that a learner reads sentences; when the parser would see more than what
is meant, all are. Emphasis that Markdown cannot hold (« mot**(suite)**mot ») is put on the words
alone, then dropped; never a word.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dossier_builder.domain.blocks import (
    Footnote,
    Inline,
    LineBreak,
    Paragraph,
    Reference,
    Run,
)
from dossier_builder.inputs.inline_tidy import tidied
from dossier_builder.inputs.markdown_blocks import read_markdown
from dossier_builder.inputs.markdown_inlines import merged
from dossier_builder.inputs.places import Problems, SourceText

_STUB = Footnote((Paragraph((Run("x"),)),))
_ALL_SIGNS = re.compile(r"([\\`*_\[\]{}<>&!#|~])")
_SIGNS = re.compile(
    r"\\|`"
    r"|(?<!\s)\*|\*(?!\s)"
    r"|(?<!\w)_|_(?!\w)"
    r"|\[(?=\^)|\[(?=[^\[\]]*\]\()|!(?=\[)"
    r"|<(?=[/!\w])|&(?=#?\w+;)|\{(?=[^{}]*\})"
)
_AT_START = re.compile(
    r"#|>|\||[-+*](?=\s|$)|```|~~~|[-*_](?=\s*[-*_]\s*[-*_])|\[\^|<!--|\[(?=\s*saut\s)",
    re.IGNORECASE,
)
_NUMBER_AT_START = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_CAPTION_AT_START = re.compile(r"(Tableau\s*)(:)", re.IGNORECASE)
_AUTOLINK = re.compile(r"https?://[^\s<>]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")

Escape = Callable[[str], str]


def _lightly(text: str) -> str:
    return _SIGNS.sub(lambda found: f"\\{found[0]}", text)


def _wholly(text: str) -> str:
    return _ALL_SIGNS.sub(r"\\\1", text)


@dataclass(slots=True)
class Notes:
    """The footnotes of one text, numbered as they are called."""

    called: list[Footnote] = field(default_factory=list)

    def label(self, note: Footnote) -> str:
        """The call of a note, which is kept to be written at the end."""
        self.called.append(note)
        return f"[^{len(self.called)}]"


def inline_markdown(inlines: Sequence[Inline], notes: Notes, *, opens: bool = True) -> str:
    """The Markdown of these inlines; several lines where it has line breaks.

    `opens`: it stands at the start of its block, where « 1. » would make a list; not in a heading,
    a cell, a caption.
    """
    wanted = tidied([inline for inline in inlines if not _is_empty_note(inline)])
    if not wanted:
        return ""
    calls = {id(note): notes.label(note) for note in wanted if isinstance(note, Footnote)}
    text = ""
    for candidate in _candidates(wanted):
        for escape in (_lightly, _wholly):
            for marks in (("**", "*"), ("**", "_"), ("__", "*")):
                text = _Composer(calls, escape, marks).compose(candidate)
                text = _at_line_starts(text) if opens else text
                if reads_as(text, candidate, calls, opens=opens):
                    return text
    return text


def reads_as(
    text: str, inlines: Sequence[Inline], calls: dict[int, str], *, opens: bool = True
) -> bool:
    """Whether the text is one paragraph of these inlines, without any problem."""
    before = () if opens else (Run("x "),)
    text = text if opens else f"x {text}"
    problems = Problems()
    definitions = "".join(f"\n\n{call}: x" for call in calls.values())
    read = read_markdown(SourceText("", text + definitions), lambda w, _: Path(w), problems)
    expected = tuple(_STUB if isinstance(one, Footnote) else one for one in inlines)
    references = sum(isinstance(one, Reference) for one in inlines)
    return (
        not problems
        and len(read.citations) == references
        and [part.blocks for part in read.parts]
        == [(Paragraph(merged(iter((*before, *expected)))),)]
    )


def _is_empty_note(inline: Inline) -> bool:
    return isinstance(inline, Footnote) and not any(p.inlines for p in inline.paragraphs)


def _candidates(inlines: tuple[Inline, ...]) -> Iterator[tuple[Inline, ...]]:
    """The inlines, then with less and less of their look."""
    yield inlines
    yield tidied([piece for inline in inlines for piece in _on_words(inline)])
    yield tidied([_less(inline, italic=False) for inline in inlines])
    yield tidied([_less(inline, italic=False, bold=False) for inline in inlines])
    yield tidied([_less(inline, italic=False, bold=False, code=False) for inline in inlines])
    bare = [_less(inline, italic=False, bold=False, code=False, link=None) for inline in inlines]
    yield tidied(bare)


def _less(inline: Inline, **look: bool | None) -> Inline:
    return dataclasses.replace(inline, **look) if isinstance(inline, Run) else inline  # type: ignore[arg-type]  # names of its fields


def _on_words(inline: Inline) -> Iterator[Inline]:
    """Emphasis from the first letter to the last, the signs around it plain."""
    if not isinstance(inline, Run) or not (inline.bold or inline.italic) or inline.code:
        yield inline
        return
    found = re.match(r"(\W*)(.*?)(\W*)$", inline.text, re.DOTALL)
    before, words, after = found.groups() if found else ("", inline.text, "")
    yield _less(Run(before, link=inline.link))
    yield dataclasses.replace(inline, text=words)
    yield _less(Run(after, link=inline.link))


@dataclass(slots=True)
class _Composer:
    """Puts marks around runs: each is opened once for as long as it lasts."""

    calls: dict[int, str]
    escape: Escape
    marks: tuple[str, str]
    made: list[str] = field(default_factory=list)
    opened: list[tuple[str, str | None]] = field(default_factory=list)

    def compose(self, inlines: Sequence[Inline]) -> str:
        for index, inline in enumerate(inlines):
            self._turn(_looks(inline), inlines[index:])
            self.made.append(self._piece(inline, inlines[index + 1 :]))
        self._turn(set(), ())
        return "".join(self.made)

    def _turn(self, looks: set[tuple[str, str | None]], rest: Sequence[Inline]) -> None:
        """Close what ends here, open what begins, the longest outermost."""
        while self.opened and not set(self.opened) <= looks:
            self.made.append(self._close(self.opened.pop()))
        begun = [look for look in looks if look not in self.opened]
        for look in sorted(begun, key=lambda look: (-_length(look, rest), look[0])):
            self.made.append(self._open(look))
            self.opened.append(look)

    def _open(self, look: tuple[str, str | None]) -> str:
        kind, _ = look
        return {"bold": self.marks[0], "italic": self.marks[1], "link": "["}[kind]

    def _close(self, look: tuple[str, str | None]) -> str:
        kind, address = look
        if kind == "link" and address is not None:
            plain = re.fullmatch(r"[^\s()<>\\]+", address) is not None
            return f"]({address})" if plain else f"](<{address}>)"
        return self._open(look)

    def _piece(self, inline: Inline, following: Sequence[Inline]) -> str:
        match inline:
            case LineBreak():
                return "\\\n"
            case Reference():
                return f"{{{inline.kind}:{inline.target}}}"
            case Footnote():
                return self.calls[id(inline)]
            case Run() if inline.code:
                return _code(inline.text)
        text = self.escape(inline.text)
        # « ! » before what opens by a bracket would make a picture of it.
        opens = following and (isinstance(following[0], Footnote) or _looks(following[0]))
        return (
            f"{text[:-1]}\\!" if opens and text.endswith("!") and not text.endswith("\\!") else text
        )


def _looks(inline: Inline) -> set[tuple[str, str | None]]:
    if not isinstance(inline, Run):
        return set()
    named = (("bold", inline.bold), ("italic", inline.italic))
    looks: set[tuple[str, str | None]] = {(name, None) for name, on in named if on}
    return looks | ({("link", inline.link)} if inline.link else set())


def _length(look: tuple[str, str | None], rest: Sequence[Inline]) -> int:
    lasts = 0
    for inline in rest:
        if look not in _looks(inline):
            break
        lasts += 1
    return lasts


def _code(text: str) -> str:
    """A code span: a fence longer than any run of backticks in it."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _at_line_starts(text: str) -> str:
    """Signs that would open a list, a heading… at the start of a line are escaped."""
    lines = text.split("\n")
    return "\n".join(map(_at_line_start, lines))


def _at_line_start(line: str) -> str:
    if _CAPTION_AT_START.match(line):
        return _CAPTION_AT_START.sub(r"\1\\\2", line, count=1)
    if _NUMBER_AT_START.match(line):
        return _NUMBER_AT_START.sub(r"\1\\\2", line, count=1)
    if re.match(r"\*\*|__|`(?!``)|\[\^\d+\](?!:)|\*(?=\w)|_(?=\w)", line):
        return line  # marks of ours
    return f"\\{line}" if _AT_START.match(line) else line
