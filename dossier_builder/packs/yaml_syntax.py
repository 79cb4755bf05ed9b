"""Why a text is not YAML, told from the text itself (never from the parser's English message)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

Place = tuple[int, int]  # line and column, from 0
Trouble = tuple[str, str, int]  # message, remedy (French), column from 0

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_GENERIC = (
    "la syntaxe YAML n’est pas valide ici",
    'Vérifiez retrait, deux-points et guillemets autour d’ici. Exemple : titre: "Mon projet"',
)


# « key: value », as an item of a list or not; the key is plain.
_PAIR = re.compile(r"\s*(?:- +)?(?P<key>[^\s:'\"{\[#][^:'\"{\[]*):\s+(?P<value>\S.*)$")
_NO_SPACE = re.compile(r"\s*(?:- +)?(?P<key>[\w-]+):(?P<value>[^\s/].*)$")


class Explanation(NamedTuple):
    """What is wrong, how to mend it (French), and where, from 0."""

    message: str
    aide: str
    place: Place


def control_character(text: str) -> tuple[int, int, str] | None:
    """Line and column (from 0) of the first character that YAML forbids, and that character."""
    found = _CONTROL.search(text)
    if found is None:
        return None
    before = text[: found.start()]
    return before.count("\n"), found.start() - (before.rfind("\n") + 1), found.group()


def explain(text: str, places: Sequence[Place]) -> Explanation:
    """Say in French what is wrong near `places`, as the parser gave them, the surest first.

    The place returned may be better than where the parser gave up: one line higher, or where the
    unclosed quote was opened.
    """
    lines = text.split("\n")
    for number in _candidates(lines, places):
        found = _explain_line(lines[number], number)
        if found is not None:
            return found
    line, column = places[0] if places else (0, 0)
    return Explanation(*_GENERIC, (min(line, len(lines) - 1), column))


def _candidates(lines: list[str], places: Sequence[Place]) -> list[int]:
    """The lines to look at: those of the marks, each followed by the last written line above."""
    numbers: list[int] = []
    for place in places:
        number = min(place[0], len(lines) - 1)
        above = number - 1
        while above > 0 and not lines[above].strip():
            above -= 1
        numbers += [n for n in (number, above) if n >= 0 and n not in numbers]
    return numbers


def _explain_line(line: str, number: int) -> Explanation | None:
    for trouble in _TROUBLES:
        found = trouble(line)
        if found is not None:
            message, aide, column = found
            return Explanation(message, aide, (number, column))
    return None


def _misplaced_tab(line: str) -> Trouble | None:
    """Look for a tab used as indentation, or at the start of a value."""
    found = re.match(r"( *)\t", line) or re.match(r"([^'\"#]*?:)\t", line)
    if found is None:
        return None
    return (
        "une tabulation est mal placée ; YAML n’accepte que des espaces",
        "Remplacez chaque tabulation par deux espaces.",
        found.end() - 1,
    )


def _reserved_start(line: str) -> Trouble | None:
    pair = _PAIR.match(line)
    if pair is None or pair["value"][0] not in "@`%":
        return None
    return (
        f"un texte ne peut pas commencer par « {pair['value'][0]} » sans guillemets",
        f'Mettez-le entre guillemets : {pair["key"]}: "{pair["value"]}"',
        pair.start("value"),
    )


def _apostrophe(line: str) -> Trouble | None:
    pair = _PAIR.match(line)
    opening_and_closing = 2
    if pair is None or pair["value"][0] != "'" or pair["value"].count("'") <= opening_and_closing:
        return None
    return (
        "une apostrophe droite ferme le texte trop tôt",
        "Mettez le texte entre guillemets doubles, ou employez l’apostrophe ’.",
        pair.start("value"),
    )


def _open_quote(line: str) -> Trouble | None:
    pair = _PAIR.match(line)
    if pair is None or pair["value"][0] not in "'\"" or pair["value"].count(pair["value"][0]) != 1:
        return None
    return (
        f"un guillemet ouvert ({pair['value'][0]}) n’est pas refermé",
        f"Ajoutez {pair['value'][0]} à la fin du texte.",
        pair.start("value"),
    )


def _colon_in_text(line: str) -> Trouble | None:
    pair = _PAIR.match(line)
    if pair is None or pair["value"][0] in "'\"{[|>&*":
        return None
    colon = re.search(r":(\s|$)", pair["value"])
    if colon is None:
        return None
    return (
        "un texte qui contient « : » doit être entre guillemets",
        f'Exemple : {pair["key"]}: "{pair["value"].strip()}"',
        pair.start("value") + colon.start(),
    )


def _no_space_after_colon(line: str) -> Trouble | None:
    found = _NO_SPACE.match(line)
    if found is None:
        return None
    return (
        "il manque un espace après les deux-points",
        f"Écrivez : {found['key']}: {found['value']}",
        found.start("value"),
    )


def _open_bracket(line: str) -> Trouble | None:
    for opening, closing in ("[]", "{}"):
        if line.count(opening) > line.count(closing):
            return (
                f"« {opening} » n’est pas refermé",
                f"Ajoutez « {closing} » à la fin.",
                line.index(opening),
            )
    return None


_TROUBLES: tuple[Callable[[str], Trouble | None], ...] = (
    _misplaced_tab,
    _reserved_start,
    _apostrophe,
    _open_quote,
    _colon_in_text,
    _no_space_after_colon,
    _open_bracket,
)
