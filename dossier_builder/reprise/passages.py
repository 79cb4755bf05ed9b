"""A Markdown text cut into passages: paragraphs, headings, lists, tables, notes; nothing is lost.

Joining the passages gives the text back, byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dossier_builder.values import frozen

_FRONT = re.compile(r"\A---[ \t]*\n.*?^---[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"#{1,6}\s")
_FENCE = re.compile(r"(```|~~~)")
_NOTE = re.compile(r"\[\^([^\]\s]+)\]:")


@frozen
class Passage:
    """One passage, and the blank lines after it."""

    text: str
    gap: str = "\n\n"

    @property
    def note(self) -> str:
        """The label of the footnote that it defines, "" for another passage."""
        found = _NOTE.match(self.text)
        return found[1] if found else ""


def cut_text(text: str) -> tuple[Passage, ...]:
    """The passages of a text; blank lines at its start go before the first one."""
    return tuple(_passages(text))


def _passages(text: str) -> Iterator[Passage]:
    front = _FRONT.match(text)
    if front:
        yield Passage(front[0].rstrip("\n"), "\n" * (len(front[0]) - len(front[0].rstrip("\n"))))
        text = text[front.end() :]
    held: list[str] = []
    gap: list[str] = []
    for line in text.splitlines(keepends=True):
        blank = not line.strip()
        whole = "".join(held)
        if blank and not _is_open(whole):
            gap.append(line)
            continue
        starts = (
            bool(gap)
            or bool(_HEADING.match(line))
            or bool(_HEADING.match(held[-1] if held else ""))
        )
        if held and starts and not _is_open(whole):
            yield _passage(whole, "".join(gap))
            held, gap = [], []
        elif gap:  # blank lines before anything
            held, gap = [*gap, *held], []
        held.append(line)
    if held or gap:
        yield _passage("".join(held), "".join(gap))


def _is_open(text: str) -> bool:
    """Whether a comment or a block of code is still open: a blank line is part of it."""
    return text.count("<!--") > text.count("-->") or len(_FENCE.findall(text)) % 2 == 1


def _passage(whole: str, gap: str) -> Passage:
    bare = whole.rstrip("\n")
    return Passage(bare, whole[len(bare) :] + gap)


def join(passages: Iterable[Passage]) -> str:
    """The text of these passages; between two there is a blank line at least."""
    made = ""
    for passage in passages:
        if made and not made.endswith("\n"):
            made += "\n\n"
        elif made and not made.endswith("\n\n") and passage.gap == "\n\n" and not _glued(made):
            made += "\n"
        made += passage.text + passage.gap
    return made.rstrip("\n") + "\n" if made.strip() else made


def _glued(made: str) -> bool:
    """Whether the text ends with a heading, under which a line may follow at once."""
    last = made.rstrip("\n").rpartition("\n")[2]
    return bool(_HEADING.match(last)) or last.strip() == "---"
