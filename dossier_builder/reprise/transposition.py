"""What was changed in Word, told in the words of the learner's file.

The text read from the generated docx (`base`) and the one read from the docx that comes back
(`word`) differ by the change alone. The file says the same as `base` in its own way
(`{annexe:contrat}`, the names of notes, comments): the change is carried over to it, passage by
passage, then word by word, and nothing else of the file moves.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from dossier_builder.reprise.fusion import merge
from dossier_builder.reprise.passages import Passage

_ALIKE = 55.0
"""Of 100: the same passage, however it was edited; two paragraphs of one text are below."""
_TOKEN = re.compile(r"\{[^{}]*\}|\[\^[^\]]+\]|[^\W_]+|\s+|.", re.DOTALL)
_CALL = re.compile(r"\[\^([^\]\s]+)\]")
_MARKS = re.compile(r"[*_`>#|\[\](){}!\\-]|images/\S+")


def carried(
    source: Sequence[Passage], base: Sequence[Passage], word: Sequence[Passage]
) -> tuple[Passage, ...]:
    """The file's own passages with what changed between `base` and `word`."""
    labels = _same_notes(base, source)
    base = [_renamed(one, labels) for one in base]
    others = _labels_of_word(word, base, source)
    word = [_renamed(one, others) for one in word]
    edit = _Edit(tuple(source))
    for notes in (False, True):
        where = [n for n, one in enumerate(source) if bool(one.note) is notes]
        edit.carry(
            where,
            [one for one in base if bool(one.note) is notes],
            [one for one in word if bool(one.note) is notes],
            notes=notes,
        )
    return edit.result()


@dataclass(slots=True)
class _Edit:
    """The changes to make to the passages of the file, by their rank."""

    source: tuple[Passage, ...]
    changed: dict[int, str | None] = field(default_factory=dict)
    added: dict[int, list[str]] = field(default_factory=dict)

    def carry(
        self, where: Sequence[int], base: Sequence[Passage], word: Sequence[Passage], *, notes: bool
    ) -> None:
        """Carry the changes of these passages; `where` are their ranks in the file."""
        own = [self.source[n] for n in where]
        pairs = _by_label(base, own) if notes else aligned(base, own)
        place = {rank: where[pairs[rank]] for rank in pairs}
        texts = [one.text for one in base], [one.text for one in word]
        known = {text: rank for rank, text in enumerate(texts[0])}
        last = self._before(where, place, 0, notes=notes)
        opcodes = SequenceMatcher(None, *texts, autojunk=False).get_opcodes()
        for kind, i1, i2, j1, j2 in opcodes:
            if kind == "equal":
                last = max((place[i] for i in range(i1, i2) if i in place), default=last)
                continue
            twins = _paired(base[i1:i2], word[j1:j2])
            for i in range(i1, i2):
                if i in place and i - i1 not in twins.values():
                    self.changed[place[i]] = None
            for j in range(j1, j2):
                text = word[j].text
                twin = twins.get(j - j1)
                at = None if twin is None else place.get(i1 + twin)
                if twin is not None and at is not None:
                    mine = self.source[at].text
                    self.changed[at] = patched(mine, base[i1 + twin].text, text)
                    last = at
                else:
                    moved = known.get(text)
                    there = place.get(moved) if moved is not None else None
                    said = text if there is None else self.source[there].text
                    self.added.setdefault(last, []).append(said)
            last = max((place[i] for i in range(i1, i2) if i in place), default=last)

    def _before(
        self, where: Sequence[int], place: Mapping[int, int], rank: int, *, notes: bool
    ) -> int:
        """After which passage a text stands that comes before all others."""
        if notes:
            return len(self.source) - 1
        first = place.get(rank)
        if first is not None:
            return first - 1
        return (where[0] - 1) if where else -1

    def result(self) -> tuple[Passage, ...]:
        made: list[Passage] = [Passage(text) for text in self.added.get(-1, ())]
        for rank, passage in enumerate(self.source):
            text = self.changed.get(rank, passage.text)
            if text is not None:
                made.append(passage if text == passage.text else Passage(text, passage.gap))
            made += [Passage(text) for text in self.added.get(rank, ())]
        return tuple(made)


def aligned(base: Sequence[Passage], own: Sequence[Passage]) -> dict[int, int]:
    """Rank in `base` → rank in `own` of the passages that say the same, in the same order."""
    one = [_plain(p.text) for p in base]
    other = [_plain(p.text) for p in own]
    pairs: dict[int, int] = {}
    at_base = at_own = 0
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    for block in blocks:
        _align_gap(one, other, range(at_base, block.a), range(at_own, block.b), pairs)
        pairs |= {block.a + n: block.b + n for n in range(block.size)}
        at_base, at_own = block.a + block.size, block.b + block.size
    return pairs


def _align_gap(
    one: Sequence[str], other: Sequence[str], left: range, right: range, pairs: dict[int, int]
) -> None:
    """The most alike pairs of a gap, in order (dynamic programming: gaps are short)."""
    rows, columns = len(left), len(right)
    if not rows or not columns:
        return
    alike = [[fuzz.ratio(one[i], other[j]) for j in right] for i in left]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            taken = alike[i][j] + best[i + 1][j + 1] if alike[i][j] >= _ALIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], taken)
    i = j = 0
    while i < rows and j < columns:
        if alike[i][j] >= _ALIKE and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            pairs[left[i]] = right[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1


def _paired(base: Sequence[Passage], word: Sequence[Passage]) -> dict[int, int]:
    """Rank in `word` → rank in `base` of the passage that it was before the edit."""
    if len(base) == len(word) == 1 and _kind(base[0]) == _kind(word[0]):
        return {0: 0}
    return {there: here for here, there in aligned(base, word).items()}


def _kind(passage: Passage) -> str:
    first = passage.text[:1]
    return first if first in "#|>!-" else "p"


def patched(own: str, before: str, after: str) -> str:
    """`own` with the words that changed from `before` to `after`."""
    if own == before:
        return after
    regions = merge(_TOKEN.findall(before), _TOKEN.findall(own), _TOKEN.findall(after))
    made: list[str] = []
    for region in regions:
        made += region.b if region.origin in {"b", "conflit"} else region.a
    return "".join(made)


def _plain(text: str) -> str:
    return " ".join(_MARKS.sub(" ", text).replace("\u00a0", " ").lower().split())


def _same_notes(base: Sequence[Passage], source: Sequence[Passage]) -> dict[str, str]:
    """Label of a note in `base` → label of the same note in the file."""
    return _matched([p for p in base if p.note], [p for p in source if p.note], _ALIKE)


def _labels_of_word(
    word: Sequence[Passage], base: Sequence[Passage], source: Sequence[Passage]
) -> dict[str, str]:
    """Label of a note in `word` → its label in the file; a new note gets one of its own."""
    found = _matched([p for p in word if p.note], [p for p in base if p.note], 0.0)
    taken = {p.note for p in (*source, *base) if p.note}
    number = 1
    for passage in word:
        if passage.note and passage.note not in found:
            while f"word{number}" in taken:
                number += 1
            found[passage.note] = f"word{number}"
            taken.add(f"word{number}")
    return found


def _matched(one: Sequence[Passage], other: Sequence[Passage], least: float) -> dict[str, str]:
    """Labels of the notes that say the same, the most alike first."""
    scores = sorted(
        (
            (fuzz.ratio(_bare(a.text), _bare(b.text)), -abs(n - m), n, m)
            for n, a in enumerate(one)
            for m, b in enumerate(other)
        ),
        reverse=True,
    )
    found: dict[str, str] = {}
    used: set[int] = set()
    for score, _, n, m in scores:
        if score >= max(least, 40.0) and one[n].note not in found and m not in used:
            found[one[n].note] = other[m].note
            used.add(m)
    return found


def _bare(note: str) -> str:
    return _plain(note.partition("]:")[2])


def _by_label(base: Sequence[Passage], own: Sequence[Passage]) -> dict[int, int]:
    places = {one.note: rank for rank, one in enumerate(own)}
    return {rank: places[one.note] for rank, one in enumerate(base) if one.note in places}


def _renamed(passage: Passage, labels: Mapping[str, str]) -> Passage:
    text = _CALL.sub(lambda found: f"[^{labels.get(found[1], found[1])}]", passage.text)
    return Passage(text, passage.gap)
