"""Content → Relecture: spelling and grammar as Grammalecte sees them, where it is installed.

`grammalecte-cli --file F --json` (https://grammalecte.net, Debian package grammalecte-cli 2.1)
prints, for each line of F that it remarks on, its number from 1 (`iParagraph`), `lGrammarErrors`
(`nStart`, `nEnd`, `sType`, `sMessage`, `aSuggestions`) and `lSpellingErrors` (`sValue`). It loads
in 0.4 s and reads 7 000 words in a second: who calls decides whether it is worth it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from dossier_builder.domain.presentation import Relecture, Remarque
from dossier_builder.domain.typographie import insecable
from dossier_builder.facts.content import Content, Line
from dossier_builder.processus import Box, run

PROGRAMS = ("grammalecte-cli", "grammalecte-cli.py")
SPELLING = "orth"
TIMEOUT_S = 30.0
_MEMORY_BYTES = 2_000_000_000
# Its options for typography: apostrophes, spaces, no-break spaces… half of what it says.
_TYPOGRAPHY = ("apos", "esp", "nbsp", "typo", "unit", "num", "nf", "liga", "md", "maj", "minis")
# The kinds that are mistakes: confusions, conjugation, agreement, infinitives, participles,
# imperatives, questions, hyphens, moods, elisions, dates.
KINDS = frozenset(
    {"conf", "conj", "gn", "infi", "ppas", "imp", "inte", "tu", "vmode", "eleu", "date", SPELLING}
)
_ENDS = (".", "!", "?", "…", ":", ";", "»")
_SHORTEST_WORD = 3
# An unknown word that comes so often is a word of the trade, not a slip.
_OF_THE_TRADE = 4
# Names (Valfictive, PMSMP), inclusive writing (accompagné·e), words made of two.
_NOT_A_WORD = re.compile(r"[\d@/_·.()‑-]|^[^\W\d_a-zà-öø-ÿ]")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+")
# It reads PLIE as « plie », TRI as « tri », and wants what stands beside to agree.
_ACRONYM = re.compile(r"[«“]\s*[A-ZÀ-Ý]{2,}\s*[»”]")


def find_program() -> Path | None:
    """Where Grammalecte's command is; None when it is not on the PATH."""
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    return Path(found) if found else None


def proofread(
    content: Content, program: Path | None, room: Path, *, timeout_s: float = TIMEOUT_S
) -> Relecture | None:
    """What `program` says of the text, annexes included; None when there is no program.

    The text is written in `room`, a private folder that the caller removes: an interruption may
    not wait for this. A program that hangs, crashes or talks nonsense gives a `motif`, never an
    error.
    """
    if program is None:
        return None
    texts = _texts(content)
    path = room / "texte.txt"
    path.write_text("\n".join(text for _, text in texts) + "\n", encoding="utf-8")
    command = [str(program), "--file", str(path), "--json", "--only_when_errors"]
    ended = run(
        [*command, "--opt_off", *_TYPOGRAPHY],
        timeout_s=timeout_s,
        box=Box(memory_bytes=_MEMORY_BYTES, network=False),
        env=_environment(),
    )
    if ended.ending == "timeout":
        return Relecture(motif=f"Grammalecte n’a pas répondu en {timeout_s:g} secondes.")
    if not ended.succeeded:
        return Relecture(motif="Grammalecte s’est arrêté sans finir.")
    remarks = _remarks(ended.stdout, texts)
    if remarks is None:
        return Relecture(motif="La réponse de Grammalecte est illisible.")
    return Relecture(remarks)


def _environment() -> Mapping[str, str]:
    """Ours, less what would change the modules it loads; its answer in UTF-8 everywhere."""
    kept = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "PYTHONHOME"}}
    return {**kept, "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"}


def _texts(content: Content) -> list[tuple[int, str]]:
    """Each paragraph on one line, with its index; the lines of a PDF joined into sentences."""
    read = [line for line in content.lines if line.toc is None and line.text.strip()]
    found: list[tuple[int, str]] = []
    heading = False
    for line in read:
        text = _plain(line.text)
        if content.format == "pdf" and found and _goes_on(found[-1][1], text, line, heading):
            index, before = found[-1]
            cut = before.endswith("-") and before[-2:-1].isalpha()
            found[-1] = (index, before[:-1] + text if cut else f"{before} {text}")
            continue
        heading = line.heading is not None
        found.append((line.index, text))
        found += [(line.index, _plain(note)) for note in line.notes]
    return found


def _plain(text: str) -> str:
    """One line, addresses of sites and of mail left out."""
    return unicodedata.normalize("NFC", " ".join(_ADDRESS.sub(" ", text).split()))


def _goes_on(before: str, text: str, line: Line, heading: bool) -> bool:  # noqa: FBT001 - private
    return (
        not heading and line.heading is None and text[:1].islower() and not before.endswith(_ENDS)
    )


def _remarks(stdout: bytes, texts: Sequence[tuple[int, str]]) -> tuple[Remarque, ...] | None:
    """The mistakes, typography and proper names left out; None when the answer is not its own."""
    try:
        data = json.loads(stdout.decode("utf-8"))["data"]
        found = [one for entry in data for one in _of_line(entry, texts)]
    except (ValueError, KeyError, TypeError, IndexError, AttributeError):
        return None
    counts = Counter(r.texte.casefold() for r in found if r.genre == SPELLING)
    return tuple(
        r for r in found if r.genre != SPELLING or counts[r.texte.casefold()] < _OF_THE_TRADE
    )


def _of_line(entry: Mapping[str, Any], texts: Sequence[tuple[int, str]]) -> Iterator[Remarque]:
    index, text = texts[int(entry["iParagraph"]) - 1]
    for error in entry["lSpellingErrors"]:
        word = str(error["sValue"])
        if len(word) >= _SHORTEST_WORD and not _NOT_A_WORD.search(word):
            yield Remarque(SPELLING, "Mot inconnu.", word, index)
    for error in entry["lGrammarErrors"]:
        kind, message = str(error["sType"]), " ".join(str(error["sMessage"]).split())
        start = int(error["nStart"])
        word = text[start : int(error["nEnd"])]
        if kind in KINDS and not (_is_name(word, start) or _ACRONYM.search(message)):
            yield Remarque(
                genre=kind,
                message=insecable(message),
                texte=word,
                paragraphe=index,
                suggestions=tuple(str(word) for word in error["aSuggestions"][:3]),
            )


def _is_name(word: str, start: int) -> bool:
    """A capital inside a sentence, or capitals only: « le pôle Adultes », « A » for « À »."""
    return word[:1].isupper() and (start > 0 or word.isupper())
