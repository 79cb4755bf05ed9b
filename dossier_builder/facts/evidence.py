"""What weighs on a page count besides the engines: fonts replaced, Word's own record."""

from __future__ import annotations

from dataclasses import dataclass

from dossier_builder.domain.pagination import Witness
from dossier_builder.domain.submission import Layout
from dossier_builder.domain.typographie import enumeration
from dossier_builder.facts.content import Content, WordRecord
from dossier_builder.facts.pagination import PageMap, Testimony
from dossier_builder.layout import compare_fonts

# Word counts words as the text does, footnotes apart; beyond this share of difference the record
# is of an older state of the document.
_STALE_WORDS = 0.10


@dataclass(frozen=True, slots=True)
class FontJudgement:
    """Families replaced by something of another width, and whether there is none."""

    replaced: tuple[str, ...] = ()

    @property
    def faithful(self) -> bool:
        """Whether no line can have moved because of a font."""
        return not self.replaced

    @property
    def sentence(self) -> str:
        """« police Aptos remplacée », "" when there is nothing to say."""
        if not self.replaced:
            return ""
        plural = "s" if len(self.replaced) > 1 else ""
        return f"police{plural} {enumeration(self.replaced)} remplacée{plural}"


def judge_fonts(content: Content, layout: Layout) -> FontJudgement:
    """Which of the fonts that the text asks for were replaced by another width."""
    asked = content.fonts - content.embedded
    evidence = compare_fonts(asked, layout.fonts)
    return FontJudgement(tuple(e.asked for e in evidence if e.match in {"near", "other"}))


def word_testimony(content: Content) -> Testimony | None:
    """Word's record as a witness, when there is one and it is of this text."""
    record = content.record
    if record is None or not _is_fresh(record, content):
        return None
    detail = f"enregistré par {record.application}"
    return Testimony(Witness("word", record.pages, None, detail=detail), PageMap())


def _is_fresh(record: WordRecord, content: Content) -> bool:
    """Whether the record's word count is near that of the text as it is now."""
    if record.words is None:
        return True
    words = sum(len(line.text.split()) for line in content.lines)
    return abs(words - record.words) <= max(50, _STALE_WORDS * max(words, record.words))
