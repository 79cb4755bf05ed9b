"""Replace values in one XML part: in the runs, so that the look is kept, then everywhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, unquote

from dossier_builder.depot.substitutions import Search
from dossier_builder.depot.texts import HOLDERS, Leaf, codes, sequences
from dossier_builder.ooxml import Element, paragraphs, qn
from dossier_builder.values import frozen

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_P, _FALLBACK = qn("w:p"), qn("mc:Fallback")
# Attributes that people read; the others name something, or lead somewhere.
_READ = frozenset(
    {"descr", "title", "alt", "tooltip", "author", "string", "displayText", "value", "initials",
     "statusText", "helpText"}
)  # fmt: skip
_ENCODED = re.compile(r"%[0-9A-Fa-f]{2}")
_URL_SIGNS = ":/?#@&=.-_~+,;()!'"


@frozen
class Replaced:
    """One replacement: of what, in which paragraph of the body (None elsewhere)."""

    rang: int
    paragraphe: int | None = None


def rewrite(root: Element, search: Search, *, body: bool = False) -> list[Replaced]:
    """Replace every value below `root` (in place); the copies for old programs are not counted."""
    done: list[Replaced] = []
    indexes = _indexes(root) if body else {}
    for holder in root.iter(*HOLDERS):
        counted = next(holder.iterancestors(_FALLBACK), None) is None
        ranks = list(_rewrite_holder(holder, search))
        done += [Replaced(rank, indexes.get(holder)) for rank in ranks if counted]
    for element in root.iter():
        if isinstance(element.tag, str):
            done += [Replaced(rank) for rank in _rewrite_rest(element, search)]
    return done


def _indexes(root: Element) -> dict[Element, int]:
    return {copy: p.index for p in paragraphs(root) for copy in p.copies}


def _rewrite_holder(holder: Element, search: Search) -> Iterator[int]:
    for leaves in sequences(holder):
        yield from _rewrite_leaves(leaves, search)
    if holder.tag == _P:
        yield from _rewrite_leaves(codes(holder), search, code=True)


def _rewrite_leaves(leaves: list[Leaf], search: Search, *, code: bool = False) -> Iterator[int]:
    """The replacement goes where the value begins; what the value took elsewhere goes away."""
    text = "".join(leaf.text for leaf in leaves)
    for match in reversed(list(search.find(text))):
        written = False
        at = 0
        for leaf in list(leaves):
            start, at = at, at + len(leaf.text)
            low, high = max(match.debut, start) - start, min(match.fin, at) - start
            if low >= high:
                continue
            if leaf.fixed:
                _take_away(leaf)
                continue
            new = "" if written else search.instead(match, text, identifier=code)
            written = True
            _write(leaf.element, leaf.text[:low] + new + leaf.text[high:])
        if written:  # places before this match are as they were: the last match comes first
            yield match.rang


def _take_away(leaf: Leaf) -> None:
    """A no-break hyphen inside a name goes with it; a tab or a line end stays."""
    parent = leaf.element.getparent()
    if leaf.removable and parent is not None:
        parent.remove(leaf.element)


def _write(element: Element, text: str) -> None:
    element.text = text
    if text != text.strip():
        element.set(_SPACE, "preserve")


def _attributes(element: Element) -> list[tuple[str, str]]:
    return [(str(name), str(value)) for name, value in element.attrib.items()]


def _rewrite_rest(element: Element, search: Search) -> Iterator[int]:
    """The attributes of an element, its text and what follows it."""
    for name, value in _attributes(element):
        read = name.rpartition("}")[2] in _READ
        new, ranks = search.replaced(value, identifier=not read)
        if not ranks and _ENCODED.search(value):
            plain, ranks = search.replaced(unquote(value), identifier=True)
            new = quote(plain, safe=_URL_SIGNS)
        if ranks:
            element.set(name, new)
            yield from ranks
    for part in ("text", "tail"):
        text = getattr(element, part)
        if text and text.strip():
            new, ranks = search.replaced(text)
            if ranks:
                setattr(element, part, new)
                yield from ranks
