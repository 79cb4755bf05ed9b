"""French sentences of the fictitious dossiers in examples/, dealt by a seed."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[2]
_MARKUP = re.compile(r"[*_`>#|\[\]{}!~^]|^\s*[-+\d]")
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-ZÀÉÈÊÎÔÇ«])")
_FEWEST, _MOST = 9, 32


@cache
def sentences() -> tuple[str, ...]:
    """Sentences of 9 to 32 words that name no annex and no part."""
    found: list[str] = []
    for path in sorted((ROOT / "examples" / "cip").glob("ccp*/conforme/sections/*.md")):
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            if _MARKUP.search(block.strip()[:2]) or "{" in block or "|" in block:
                continue
            plain = " ".join(block.replace("*", "").replace("_", "").split())
            found += [
                sentence
                for sentence in _SENTENCE.split(plain)
                if _FEWEST <= len(sentence.split()) <= _MOST
                and not re.search(r"annexe|partie|[\[\]`^]", sentence, re.IGNORECASE)
            ]
    return tuple(dict.fromkeys(found))


def paragraph(rng: Random, words: int) -> str:
    """A paragraph of about `words` words."""
    chosen: list[str] = []
    count = 0
    while count < words:
        sentence = rng.choice(sentences())
        chosen.append(sentence)
        count += len(sentence.split())
    return " ".join(chosen)
