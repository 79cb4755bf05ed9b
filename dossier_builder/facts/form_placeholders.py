"""What the ministry's form prints where nobody wrote yet, told apart from what a learner wrote."""

from __future__ import annotations

from collections.abc import Iterable

from dossier_builder.facts.content import Line
from dossier_builder.facts.form_words import Phrase, Words, phrase, value
from dossier_builder.values import frozen

# Longer than this, a text is the learner's, whatever the content control around it says: some
# tools fill a control and leave its flag (ISO/IEC 29500-1 §17.5.2.39).
_LONGEST = 12
# Word's own prompts, in every version: « Cliquez ici pour… », « Cliquez ou appuyez ici… ».
_PROMPTS = (phrase("cliquez ici"), phrase("cliquez ou appuyez ici"), phrase("click or tap"))
_DATE_MASK = frozenset({"j", "jj", "m", "mm", "aa", "aaaa"})


@frozen
class Placeholders:
    """The placeholder texts of a form, longest first, as words."""

    phrases: tuple[Phrase, ...]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Placeholders:
        """From the pack's list."""
        unique = {phrase(text) for text in texts} - {()}
        return cls(tuple(sorted(unique, key=len, reverse=True)))

    def without(self, text: str) -> str:
        """The text less its placeholders; "" when no word is left."""
        words = Words.of(text)
        if self._is_prompt(words):
            return ""
        kept, at, copied = [], 0, 0
        while at < len(words.words):
            length = self._length_at(words, at)
            if not length:
                at += 1
                continue
            kept.append(words.text[copied : _start(words, at)])
            at += length
            copied = words.ends[at - 1]
        rest = "".join((*kept, words.text[copied:]))
        return rest.strip() if value(rest) else ""

    def are_in(self, text: str) -> bool:
        """Whether some of the text is a placeholder."""
        return self.without(text) != text.strip()

    def written(self, line: Line, text: str | None = None) -> str:
        """What the learner wrote in a line (or in that part of it)."""
        if line.help:
            return ""
        text = line.text if text is None else text
        rest = self.without(text)
        if line.reserved and not self.are_in(text) and len(Words.of(text).words) <= _LONGEST:
            return ""  # a content control that still shows a prompt of the centre's own
        return rest

    def _length_at(self, words: Words, at: int) -> int:
        """How many words the placeholder that starts at that word has, 0 when none does."""
        for wanted in self.phrases:
            alone = len(wanted) == len(words.words)
            if (len(wanted) > 1 or alone) and words.starts_with(wanted, at):
                return len(wanted)
        return 0

    @staticmethod
    def _is_prompt(words: Words) -> bool:
        if words.words and _DATE_MASK.issuperset(words.words):
            return True
        return len(words.words) <= _LONGEST and any(map(words.starts_with, _PROMPTS))


def _start(words: Words, at: int) -> int:
    # Folding may change a word's length, so its start is sought after the word before it.
    begin = words.ends[at - 1] if at else 0
    while begin < words.ends[at] and not words.text[begin].isalnum():
        begin += 1
    return begin
