"""The sworn statement: place and date, in its text or in the floating boxes above it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Literal

from dossier_builder.facts import form_texts as texts
from dossier_builder.facts.form_placeholders import Placeholders
from dossier_builder.facts.form_texts import Entry
from dossier_builder.facts.form_words import phrase, value
from dossier_builder.values import frozen

Field = Literal["fait_a", "le"]

_MONTHS = (
    "janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre"
)
_DATE = re.compile(
    rf"\b(?:(?:le\s+)?(?:\d{{1,2}}(?:er)?\s*[/.\-]\s*\d{{1,2}}|(?:\w+\s+)?(?:{_MONTHS})\b)"
    r".*|\d{4}-\d{2}-\d{2}.*)",
    re.IGNORECASE | re.DOTALL,
)
# « Fait à Le Mans le 12 mars »: the last « le » that a figure, a month or nothing follows.
_LE = re.compile(
    rf"^(?P<ou>.*)\ble\b\s*:?\s*(?P<quand>\W*|(?=.*(?:\d|{_MONTHS})).*)$", re.IGNORECASE | re.DOTALL
)
_SIGNED = (phrase("pour faire valoir ce que de droit"), phrase("Signature"))
# Two texts on one printed line: their tops differ by less than half a line (share of the height).
_SAME_LINE = 0.02


@frozen
class Statement:
    """What was found: the values ("" when empty), and the line that asks for them."""

    values: Mapping[Field, str]
    entry: Entry | None


def read_declaration(entries: Sequence[Entry], start: int, placeholders: Placeholders) -> Statement:
    """The statement after position `start` (the end of the examples)."""
    region = _region(entries, start)
    if not region:
        return Statement(MappingProxyType({"fait_a": "", "le": ""}), None)
    made_at = next((n for n, entry in enumerate(region) if entry.opens(texts.FAIT_A)), None)
    place, date = _printed(region, made_at, placeholders) if made_at is not None else ("", "")
    floating = [
        placeholders.written(e.line, value(e.line.text)) for e in _floating(region, made_at)
    ]
    for text in filter(None, floating):
        where, when = _split(text)
        place, date = place or where, date or when
    anchor = region[made_at if made_at is not None else 0]
    return Statement(MappingProxyType({"fait_a": place, "le": date}), anchor)


def _region(entries: Sequence[Entry], start: int) -> Sequence[Entry]:
    """From the part's title to the next part."""
    titles = [n for n in range(start, len(entries)) if entries[n].opens(texts.DECLARATION)]
    sworn = [n for n in range(start, len(entries)) if entries[n].opens(texts.JE_DECLARE)]
    if not titles and not sworn:
        return ()
    first = max((n for n in titles if not sworn or n < sworn[0]), default=sworn[0] if sworn else 0)
    ends = (texts.DOCUMENTS, texts.ANNEXES, texts.DIPLOMES)
    last = next(
        (n for n in range(first + 1, len(entries)) if any(map(entries[n].opens, ends))),
        len(entries),
    )
    return entries[first:last]


def _printed(region: Sequence[Entry], made_at: int, placeholders: Placeholders) -> tuple[str, str]:
    """Place and date written in the lines themselves, over the dotted tabs."""
    text = region[made_at].words.after(len(texts.FAIT_A))
    for entry in region[made_at + 1 :]:
        if entry.line.kind == "zone" or any(map(entry.opens, _SIGNED)):
            break
        if entry.words.starts_with(("le",)):
            text += f" {entry.line.text}"
    cut = _LE.match(text)
    where, when = (cut["ou"], cut["quand"]) if cut else (text, "")
    place, date = (placeholders.without(_bare(part)) for part in (where, when))
    if place and not date:
        return _split(place)  # « Fait à Valfictive, 12/03/2027 »
    return place, date


def _floating(region: Sequence[Entry], made_at: int | None) -> list[Entry]:
    """Texts of the boxes for place and date; the box of the name, above, left out."""
    sworn = next((n for n, entry in enumerate(region) if entry.opens(texts.JE_DECLARE)), None)
    zones = [n for n, entry in enumerate(region) if entry.line.kind == "zone"]
    if not zones:
        return _beside(region, made_at)
    below = [n for n in zones if sworn is None or n > sworn]
    filled = below or [n for n in zones if not region[n].blank][1:]
    return [region[n] for n in filled]


def _beside(region: Sequence[Entry], made_at: int | None) -> list[Entry]:
    """In a PDF a floating text is a line at the height of « Fait à », read before or after it."""
    place = region[made_at].line.place if made_at is not None else None
    if place is None:
        return []
    return [
        entry
        for n, entry in enumerate(region)
        if n != made_at
        and (at := entry.line.place) is not None
        and at.page == place.page
        and abs(at.top - place.top) < _SAME_LINE
    ]


def _split(text: str) -> tuple[str, str]:
    """« Valfictive, le 12 mars 2027 » → place and date, either of them empty."""
    date = _DATE.search(text)
    if date is None:
        return (text, "") if not any(map(str.isdecimal, text)) else ("", text)
    return _bare(text[: date.start()]), _bare(date.group())


def _bare(text: str) -> str:
    return value(text).strip(" ,;.")
