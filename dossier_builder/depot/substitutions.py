"""What replaces what, as one search over any text: every writing of a name, a number, a date."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from dossier_builder.domain.wording import folded
from dossier_builder.rules.people import find_data
from dossier_builder.rules.people.declared import name_pattern, writings_of
from dossier_builder.values import frozen

_LETTER = r"[^\W\d_]"
# A name may also begin or end inside a file's name written « SophieMartin ».
_START = rf"(?:(?<!{_LETTER})|(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ]))"
_END = rf"(?:(?!{_LETTER})|(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ]))"
_GAP = r"[\s\u00a0\u202f\u2009.\-/()]{0,3}"
_MONTHS = ("janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre",
           "octobre", "novembre", "decembre")  # fmt: skip
_SAINT = re.compile(r"\b(?:saint|sainte|st|ste)[-\s\u00a0]$", re.IGNORECASE)
_FIGURES_AT_LEAST = 6
_REMEMBERED = 60
_NATIONAL = re.compile(r"(?:0033|33|0)([1-9]\d{8})")


@frozen
class Substitution:
    """`texte` becomes `par` wherever it stands, however it is written.

    `mot_courant`: the name is also an ordinary word (« petit »): without its capital, it stays.
    """

    texte: str
    par: str
    mot_courant: bool = False

    @property
    def affiche(self) -> str:
        """The value for a screen: a number is masked, a name is not."""
        seen = find_data(self.texte)
        if seen and len(seen[0].texte) == len(self.texte):
            return seen[0].masque
        figures = sum(map(str.isdigit, self.texte))
        return (
            f"{self.texte[:2]} … {self.texte[-2:]}" if figures >= _FIGURES_AT_LEAST else self.texte
        )

    @property
    def identifiant(self) -> str:
        """What stands for `par` in a file's name, a link or a bookmark: letters and figures."""
        plain = unicodedata.normalize("NFKD", self.par)
        return re.sub(r"[^A-Za-z0-9]", "", plain) or "x"


@frozen
class Match:
    """Substitution `rang` at a place of a text."""

    rang: int
    debut: int
    fin: int


class Search:
    """All the substitutions at once: the longest value first, each place replaced once."""

    def __init__(self, substitutions: Sequence[Substitution]) -> None:
        self.substitutions = tuple(substitutions)
        order = sorted(range(len(substitutions)), key=lambda n: -len(substitutions[n].texte))
        patterns = (f"(?P<s{n}>{_pattern(substitutions[n])})" for n in order)
        # One look at the letter spares the alternatives: five times quicker on mark-up.
        first = "".join(sorted({c for one in substitutions for c in _first_letters(one.texte)}))
        some = f"(?=[{re.escape(first)}])" if first else "(?!)"
        self._pattern = re.compile(f"{some}(?:{'|'.join(patterns)})")
        self._clean: set[str] = set()

    def find(self, text: str) -> Iterator[Match]:
        """The places where a value stands, in order, none inside another."""
        if text in self._clean:
            return
        found = list(self._find(text))
        if not found and len(text) <= _REMEMBERED:  # attributes say the same again and again
            self._clean.add(text)
        yield from found

    def _find(self, text: str) -> Iterator[Match]:
        for match in self._pattern.finditer(text):
            rank = int((match.lastgroup or "s0")[1:])
            value = self.substitutions[rank]
            if value.mot_courant and match.group()[:1].islower():
                continue
            if value.texte[:1].isalpha() and _SAINT.search(text[: match.start()][-8:]):
                continue
            yield Match(rank, match.start(), match.end())

    def replaced(self, text: str, *, identifier: bool = False) -> tuple[str, list[int]]:
        """The text with every value replaced, and the ranks of what was."""
        ranks: list[int] = []
        pieces: list[str] = []
        at = 0
        for match in self.find(text):
            pieces += [text[at : match.debut], self.instead(match, text, identifier=identifier)]
            ranks.append(match.rang)
            at = match.fin
        return "".join((*pieces, text[at:])), ranks

    def instead(self, match: Match, text: str, *, identifier: bool = False) -> str:
        """What stands in the place of a match of `text`; in an identifier, its dot stays."""
        value = self.substitutions[match.rang]
        if not identifier:
            return value.par
        return value.identifiant + ("." if text[match.fin - 1] == "." else "")


def _first_letters(text: str) -> str:
    """Every character that a writing of the value may begin with."""
    first = folded(text.strip())[:2]
    ligatures = {"oe": "œŒ", "ae": "æÆ"}.get(first, "")
    if any(map(str.isdigit, first)):
        return "0123456789+"
    return ligatures + writings_of(first[:1]) + text.strip()[:1]


def _pattern(substitution: Substitution) -> str:
    text = substitution.texte.strip()
    if "@" in text:
        return rf"(?<![\w.+\-])(?i:{re.escape(text)})(?![\w\-])"
    dates = _date_patterns(text)
    if dates:
        return rf"(?<!\d){dates}(?!\d)"
    compact = re.sub(r"[\W_]", "", text)
    figures = sum(map(str.isdigit, compact))
    if figures >= _FIGURES_AT_LEAST and figures >= len(compact) - 4:  # an IBAN has its country
        return _number_pattern(compact)
    # « Mme Martin. » becomes « Mme M. », not « Mme M.. ».
    stop = r"(?:\.(?!\.))?" if substitution.par.endswith(".") else ""
    return f"{_START}{name_pattern(text)}{_END}{stop}"


def _number_pattern(compact: str) -> str:
    national = _NATIONAL.fullmatch(compact)
    if national:
        rest = _GAP.join(national[1])
        return rf"(?<!\d)(?:(?:\+|00){_GAP}3{_GAP}3{_GAP}(?:0{_GAP})?|0{_GAP}){rest}(?!\d)"
    return rf"(?<![^\W_])(?i:{_GAP.join(compact)})(?![^\W_])"


def _date_patterns(text: str) -> str:
    """Every writing of a date: « 12/03/1985 », « 12 mars 1985 », « 1985-03-12 »; "" for no date."""
    plain = folded(text)
    written = re.fullmatch(r"(\d{1,2})(?:er)?\s+([a-z]+)\s+(\d{4})", plain)
    figures = re.fullmatch(r"(\d{1,2})\s?[/.\-]\s?(\d{1,2})\s?[/.\-]\s?(\d{4}|\d{2})", plain)
    iso = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", plain)
    if written and written[2] in _MONTHS:
        day, month, year = int(written[1]), _MONTHS.index(written[2]) + 1, written[3]
    elif figures:
        day, month, year = int(figures[1]), int(figures[2]), figures[3]
    elif iso:
        day, month, year = int(iso[3]), int(iso[2]), iso[1]
    else:
        return ""
    if not 1 <= month <= len(_MONTHS):
        return ""
    sep = r"[\s\u00a0\u202f]*[/.\-][\s\u00a0\u202f]*"
    name = name_pattern(_MONTHS[month - 1])
    space = r"[\s\u00a0\u202f]+"
    short = rf"(?:{year[:-2]})?{year[-2:]}"
    return (
        rf"(?:0?{day}(?:er)?{space}{name}{space}{year}|0?{day}{sep}0?{month}{sep}{short}"
        rf"|{year}-{month:02}-{day:02})"
    )
