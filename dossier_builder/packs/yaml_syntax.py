"""Why a text is not YAML, told from the text itself (never from the parser's English message)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

Place = tuple[int, int]  # line and column, from 0

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_GENERIC = (
    "la syntaxe YAML n’est pas valide ici",
    "Vérifiez le retrait, les deux-points et les guillemets de cette ligne et de la précédente. "
    'Exemple : titre: "Mon projet"',
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
    pair = _PAIR.match(line)
    key, value, start = (pair["key"], pair["value"], pair.start("value")) if pair else ("", "", 0)

    def told(message: str, aide: str, column: int) -> Explanation:
        return Explanation(message, aide, (number, column))

    tab = _misplaced_tab(line)
    if tab is not None:
        return told(
            "une tabulation est mal placée ; YAML n’accepte que des espaces",
            "Remplacez chaque tabulation par deux espaces.",
            tab,
        )
    if value[:1] in {"@", "`", "%"}:
        return told(
            f"un texte ne peut pas commencer par « {value[0]} » sans guillemets",
            f'Mettez-le entre guillemets : {key}: "{value}"',
            start,
        )
    if value.startswith("'") and value.count("'") > 2:  # noqa: PLR2004 - opening and closing
        return told(
            "une apostrophe droite ferme le texte trop tôt",
            "Mettez le texte entre guillemets doubles, ou employez l’apostrophe ’.",
            start,
        )
    if value[:1] in {"'", '"'} and value.count(value[0]) == 1:
        return told(
            f"un guillemet ouvert ({value[0]}) n’est pas refermé",
            f"Ajoutez {value[0]} à la fin du texte.",
            start,
        )
    if value and value[0] not in "'\"{[|>&*" and (colon := re.search(r":(\s|$)", value)):
        return told(
            "un texte qui contient « : » doit être entre guillemets",
            f'Exemple : {key}: "{value.strip()}"',
            start + colon.start(),
        )
    if word := _NO_SPACE.match(line):
        return told(
            "il manque un espace après les deux-points",
            f"Écrivez : {word['key']}: {word['value']}",
            word.start("value"),
        )
    for opening, closing in ("[]", "{}"):
        if line.count(opening) > line.count(closing):
            return told(
                f"« {opening} » n’est pas refermé",
                f"Ajoutez « {closing} » à la fin.",
                line.index(opening),
            )
    return None


def _misplaced_tab(line: str) -> int | None:
    """Column of a tab used as indentation, or at the start of a value."""
    found = re.match(r"( *)\t", line) or re.match(r"([^'\"#]*?:)\t", line)
    return found.end() - 1 if found else None
