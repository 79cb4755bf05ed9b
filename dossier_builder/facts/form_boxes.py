"""What a learner wrote in the boxes of an example."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dossier_builder.domain.facts import BoxFound, BoxState
from dossier_builder.domain.modele import Boite
from dossier_builder.domain.wording import count_words
from dossier_builder.facts import form_texts as texts
from dossier_builder.facts.form_blocks import Block, BoxHeading
from dossier_builder.facts.form_placeholders import Placeholders
from dossier_builder.facts.form_texts import Entry
from dossier_builder.facts.form_words import Phrase, Words, value
from dossier_builder.values import frozen

_FIELDS: tuple[tuple[str, Phrase], ...] = (
    ("entreprise", texts.ENTREPRISE),
    ("service", texts.SERVICE),
    ("periode", texts.PERIODE),
)
_LABEL_WORDS = 3
_PERIOD = re.compile(r"\bdu\b\s*:?(?P<debut>.*?)\bau\b\s*:?(?P<fin>.*)", re.IGNORECASE | re.DOTALL)
_FROM = re.compile(r"^\W*du\b\s*:?(?P<debut>.*)", re.IGNORECASE | re.DOTALL)


@frozen
class Piece:
    """A piece of a box's text, with its line."""

    entry: Entry
    text: str


def read_boxes(
    entries: Sequence[Entry], block: Block, boites: Sequence[Boite], placeholders: Placeholders
) -> tuple[BoxFound, ...]:
    """Every box of the form in one example, in the form's order."""
    found = {heading.boite.id: heading for heading in block.headings}
    return tuple(
        _box(entries, block, found[boite.id], placeholders)
        if boite.id in found
        else BoxFound(boite.id, "absente")
        for boite in boites
    )


@frozen
class Contexte:
    """The box « Contexte » field by field, "" where nothing is; `suite` is what follows them."""

    entreprise: str = ""
    service: str = ""
    debut: str = ""
    fin: str = ""
    suite: str = ""


def read_context(
    entries: Sequence[Entry], block: Block, placeholders: Placeholders
) -> Contexte | None:
    """The fields of « Contexte » in one example; None when the box or its labels are not there."""
    heading = next((h for h in block.headings if h.boite.id == "contexte"), None)
    if heading is None:
        return None
    pieces = [Piece(entry, entry.line.text) for entry in _inside(entries, block, heading)]
    if heading.rest:
        pieces.insert(0, Piece(entries[heading.start], heading.rest))
    fields = _fields(pieces)
    return _contexte(fields, placeholders) if any(fields.values()) else None


def _contexte(fields: Mapping[str, Sequence[Piece]], placeholders: Placeholders) -> Contexte:
    debut, fin, more = _period(fields["periode"], placeholders)
    entreprise = _joined(fields["entreprise"], placeholders)
    return Contexte(entreprise, _joined(fields["service"], placeholders), debut, fin, more)


def _box(
    entries: Sequence[Entry], block: Block, heading: BoxHeading, placeholders: Placeholders
) -> BoxFound:
    inside = _inside(entries, block, heading)
    first = entries[heading.start]
    pieces = [Piece(entry, entry.line.text) for entry in inside]
    if heading.rest:
        pieces.insert(0, Piece(first, heading.rest))
    read = _context if heading.boite.id == "contexte" else _free_text
    content = read(pieces, placeholders)
    at = content.reserved.line if content.etat == "espace_reserve" and content.reserved else None
    line = at or first.line
    return BoxFound(
        id=heading.boite.id,
        etat=content.etat,
        texte=content.texte,
        mots=content.mots,
        paragraphe=line.index,
        paragraphes=tuple(entry.line.index for entry in inside),
        page=line.place.page if line.place else None,
        manque=content.manque,
    )


def _inside(entries: Sequence[Entry], block: Block, heading: BoxHeading) -> Sequence[Entry]:
    """From the box's heading to the next; the last box ends with the table, if it is in one."""
    later = [other.start for other in block.headings if other.start > heading.start]
    inside = entries[heading.end : min(later, default=block.end)]
    if later or entries[heading.start].line.cell is None:
        return inside
    outside = next((n for n, entry in enumerate(inside) if entry.line.cell is None), len(inside))
    framed, below = inside[:outside], inside[outside:]
    # A learner may have deleted the frame: what is written below is the box then.
    moved = all(entry.blank for entry in framed) and any(not entry.blank for entry in below)
    return inside if moved else framed


@frozen
class _Content:
    """What a box holds; `reserved` is the entry of its first placeholder."""

    etat: BoxState
    texte: str
    mots: int
    reserved: Entry | None = None
    manque: tuple[str, ...] = ()


def _free_text(pieces: Sequence[Piece], placeholders: Placeholders) -> _Content:
    written = [(p, placeholders.written(p.entry.line, p.text)) for p in pieces]
    texte = "\n".join(text for _, text in written if text.strip())
    notes = sum(count_words(note) for p in pieces for note in p.entry.line.notes)
    reserved = next((p.entry for p, text in written if value(p.text) and not value(text)), None)
    # A picture of a screen or of a document is an answer too; what it shows is not read.
    if value(texte) or any(p.entry.line.picture for p in pieces):
        return _Content("remplie", texte, count_words(texte) + notes, reserved)
    if reserved is not None:
        return _Content("espace_reserve", value(reserved.line.text), 0, reserved)
    return _Content("vide", "", 0)


def _context(pieces: Sequence[Piece], placeholders: Placeholders) -> _Content:
    """The box « Contexte »: filled when the enterprise and the period are."""
    fields = _fields(pieces)
    if not fields["entreprise"] and not fields["periode"]:
        return _free_text(pieces, placeholders)  # the learner replaced the fields by a text
    read = _contexte(fields, placeholders)
    end = read.fin if read.fin != read.debut else ""
    texte = "\n".join(filter(None, (read.entreprise, read.service, read.debut, end, read.suite)))
    required = (
        ("le nom de l’entreprise", read.entreprise),
        ("la date de début", read.debut),
        ("la date de fin", read.fin),
    )
    manque = tuple(name for name, filled in required if not filled)
    if not manque:
        return _Content("remplie", texte, count_words(texte))
    wanted = [*fields["entreprise"], *fields["periode"]]
    reserved = next((p.entry for p in wanted if placeholders.are_in(p.text)), None)
    etat: BoxState = "vide" if reserved is None else "espace_reserve"
    return _Content(etat, texte, count_words(texte), reserved, manque)


def _fields(pieces: Sequence[Piece]) -> dict[str, list[Piece]]:
    """The pieces by field; a value printed before the first label is the enterprise's."""
    fields: dict[str, list[Piece]] = {name: [] for name, _ in _FIELDS}
    labels: set[str] = set()
    current = "entreprise"
    cut: Phrase = ()
    for piece in pieces:
        words, text = Words.of(piece.text), piece.text
        if cut and words.starts_with(cut):  # a label over two printed lines
            text, cut = words.after(len(cut)), ()
        for name, wanted in _FIELDS:
            shared = words.shared(wanted)
            if name not in labels and shared >= min(_LABEL_WORDS, len(wanted)):
                current, text, cut = name, words.after(shared), wanted[shared:]
                labels.add(name)
                break
        fields[current].append(Piece(piece.entry, value(text)))
    return fields if labels else {name: [] for name, _ in _FIELDS}


def _joined(pieces: Sequence[Piece], placeholders: Placeholders) -> str:
    return " ".join(filter(None, (placeholders.written(p.entry.line, p.text) for p in pieces)))


def _period(pieces: Sequence[Piece], placeholders: Placeholders) -> tuple[str, str, str]:
    """Its two dates, and what is written below them; « en octobre 2026 » serves as both."""
    text, debut, fin = "", "", ""
    for rank, piece in enumerate(pieces):
        text = f"{text} {piece.text}".strip()
        debut, fin = (placeholders.without(value(part)) for part in _dates(text))
        if debut and fin:
            return debut, fin, _joined(pieces[rank + 1 :], placeholders)
    return debut, fin, ""


def _dates(text: str) -> tuple[str, str]:
    """« Du : 5 octobre au : 23 octobre 2026 » in two; the whole text twice when it says neither."""
    both = _PERIOD.search(text)
    if both:
        return both["debut"], both["fin"]
    start = _FROM.match(text)
    return (start["debut"], "") if start else (text, text)
