"""What weighs on a page count besides the engines: fonts replaced, Word's own record."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dossier_builder.domain.pagination import Witness
from dossier_builder.domain.typographie import enumeration, pluriel
from dossier_builder.facts.content import Content, WordRecord
from dossier_builder.facts.pagination import PageMap, Testimony
from dossier_builder.layout import compare_fonts
from dossier_builder.values import frozen

# What Word recorded, as a share of the text as it is now: 0.99 to 1.13 in the ten pairs of
# documents with Word's own PDF. Beyond these, and this much more on a short text, it is of an
# older state.
_LEAST, _MOST = 0.90, 1.20
_SLACK_CHARACTERS, _SLACK_WORDS = 250, 50


@frozen
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


def judge_fonts(content: Content, used: Callable[[], Iterable[str]]) -> FontJudgement:
    """Which of the fonts that the text asks for were replaced by another width.

    `used` gives the families of an engine's PDF; it is not asked where every font was embedded.
    """
    asked = content.fonts - content.embedded
    evidence = compare_fonts(asked, used()) if asked else ()
    return FontJudgement(tuple(e.asked for e in evidence if e.match in {"near", "other"}))


def word_testimony(content: Content) -> Testimony | None:
    """Word's total as a witness, when there is a record and it is of this text."""
    record = content.record
    if record is None or _stale(record, content):
        return None
    detail = f"enregistré par {record.application}"
    return Testimony(Witness("word", record.pages, None, detail=detail), PageMap())


def word_note(content: Content) -> str:
    """Why Word's record is no witness (French); "" when it is one, or there is none."""
    record = content.record
    reason = _stale(record, content) if record else ""
    if record is None or not reason:
        return ""
    pages = pluriel(record.pages, "page")
    return f"le compte enregistré par Word ({pages}) est écarté : {reason}"


def _stale(record: WordRecord, content: Content) -> str:
    """Why the record is of an older state of the text (French), "" when it is of this one.

    Word estimates its counts when it saves without counting (words = characters / 5.5, paragraphs
    = characters / 428, measured on all the pairs), so that only characters tell something; where
    they are missing, words.
    """
    if record.trace:
        return record.trace
    text = [line for line in content.lines if line.kind != "zone"]
    if record.characters is not None:
        now, then = sum(len(line.text) + 1 for line in text), record.characters
        slack = _SLACK_CHARACTERS
    elif record.words is not None:
        now, then, slack = sum(len(line.text.split()) for line in text), record.words, _SLACK_WORDS
    else:
        return ""
    low, high = _LEAST * now - slack, _MOST * now + slack
    return "" if low <= then <= high else "le texte a changé depuis"
