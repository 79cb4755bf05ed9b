"""What an author takes from another and says so: quotations with a source, bibliography. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dossier_builder.domain.wording import folded, without_numbering

# A quotation goes over several printed lines of a PDF; a mark never closed must not eat the rest.
_LONGEST = 1_500
_QUOTED = re.compile(rf"«[^«»]{{1,{_LONGEST}}}»|“[^“”]{{1,{_LONGEST}}}”")
_BEFORE_CHARACTERS = 100
_AFTER_CHARACTERS = 80
# « selon l’INSEE », « l’article L. 5213-1 du code du travail énonce »…
_SAYS_WHO = re.compile(
    r"\b(?:selon|d['’]apr[eè]s|articles?|art\.|lois?|codes?|d[eé]crets?|arr[eê]t[eé]s?|circulaires?|"
    r"charte|r[eé]f[eé]rentiel|sources?|insee|dares|minist[eè]re|dictionnaire|larousse|auteure?s?|"
    r"d[eé]finit|d[eé]finition|d[eé]finie?s?|cit[eé]e?s?|citant|[eé]nonce|stipule)\b",
    re.IGNORECASE,
)
# « … » (Rogers, 1961), « … » (source : INSEE), « … » [3], « … »¹, « … » 12 where a PDF flattens it.
_SOURCE_AFTER = re.compile(
    r"^\s*(?:[(\[][^)\]]{0,70}(?:(?:19|20)\d\d|\bp\.|\bart\b|source|code|loi|insee|dares|ibid|"
    r"op\. cit)|\[\d{1,3}\]|[\u00b9\u00b2\u00b3\u2070-\u2079]|\d{1,2}(?=[\s.,;]|$))",
    re.IGNORECASE,
)
_STYLES = ("citation", "quote", "intense quote", "source", "bibliograph")
_TITLES = frozenset(
    {
        "bibliographie", "sitographie", "webographie", "references", "sources", "filmographie",
        "references bibliographiques", "bibliographie et sitographie", "sources et references",
        "bibliographie et webographie", "sitographie et bibliographie",
    }
)  # fmt: skip
_LONGEST_TITLE = 60
_ADDRESS = re.compile(r"https?://|www\.|\b(?:doi|isbn)\b", re.IGNORECASE)
_LABEL = re.compile(r"^\W*(?:sources?|r[eé]f[eé]rences?|bibliographie)\s*:", re.IGNORECASE)
# « ROGERS C., Le développement de la personne, Dunod, 1968 »
_ENTRY = re.compile(
    r"^\W*[A-ZÀ-Þ][\w’'-]+,?\s+(?:[A-ZÀ-Þ]\.|[A-ZÀ-Þ][\w’'-]+\s*[,(])[^\n]{0,200}\b(?:19|20)\d\d\b"
)
_ENTRY_WORDS = 45


def quoted_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where the text quotes somebody that it names: bounds in characters, marks included."""
    for match in _QUOTED.finditer(text):
        start, end = match.span()
        before = text[max(0, start - _BEFORE_CHARACTERS) : start]
        after = text[end : end + _AFTER_CHARACTERS]
        if _SOURCE_AFTER.search(after) or _SAYS_WHO.search(_sentence(before)):
            yield start, end


def _sentence(before: str) -> str:
    """What of it belongs to the sentence that the quotation is in."""
    return re.split(r"[.!?]\s+(?=[A-ZÀ-Þ])", before)[-1]


def quotes_by_style(style: str) -> bool:
    """Whether the style of the paragraph is that of a quotation, a source or a bibliography."""
    return style.casefold().startswith(_STYLES)


def is_reference(text: str) -> bool:
    """Whether the paragraph is a line of bibliography, or gives a source and nothing else."""
    if len(text.split()) > _ENTRY_WORDS:
        return False
    return any(mark.search(text) for mark in (_ADDRESS, _LABEL, _ENTRY))


def opens_bibliography(title: str) -> bool:
    """Whether the heading is that of a list of works."""
    if len(title) > _LONGEST_TITLE:
        return False
    return folded(title) in _TITLES or without_numbering(title) in _TITLES
