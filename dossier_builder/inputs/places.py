"""The bottom of inputs: a text with its name and lines, places in it, and what is wrong there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field

from dossier_builder.domain.typographie import insecable
from dossier_builder.errors import InputProblem
from dossier_builder.values import frozen


@frozen
class Place:
    """A place in a file, counted from 1; None where there is no precise one."""

    fichier: str
    ligne: int | None = None
    colonne: int | None = None

    def problem(self, message: str, aide: str = "") -> InputProblem:
        """Say what is wrong here (French; the no-break spaces are put in)."""
        return InputProblem(
            self.fichier, self.ligne, self.colonne, insecable(message), insecable(aide)
        )


@frozen
class SourceText:
    """A text file as read: `fichier` is the name shown, lines of `text` end in a line feed.

    `first_line` is the line of the file where `text` begins (after a front matter).
    """

    fichier: str
    text: str
    first_line: int = 1
    lines: tuple[str, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        # str.splitlines would also cut at form feeds and U+2028, which Markdown does not.
        object.__setattr__(self, "lines", tuple(self.text.split("\n")))

    def line(self, index: int) -> str:
        """Line `index`, from 0; empty past the end."""
        return self.lines[index] if 0 <= index < len(self.lines) else ""

    def place(self, index: int, column: int | None = None) -> Place:
        """The place of line `index` and `column`, from 0 (default: the first visible sign)."""
        if column is None:
            line = self.line(index)
            column = len(line) - len(line.lstrip())
        return Place(self.fichier, self.first_line + index, column + 1)


class Problems:
    """What is wrong so far in one folder; passed along while it is read, then shown at once."""

    def __init__(self) -> None:
        self._found: list[InputProblem] = []

    def add(self, problem: InputProblem) -> None:
        """Note one problem."""
        self._found.append(problem)

    def extend(self, problems: Iterable[InputProblem]) -> None:
        """Note several problems."""
        self._found.extend(problems)

    def sorted(self) -> tuple[InputProblem, ...]:
        """All of them, each once, by file, line and column."""
        return tuple(
            sorted(set(self._found), key=lambda p: (p.fichier, p.ligne or 0, p.colonne or 0))
        )

    def __bool__(self) -> bool:
        return bool(self._found)
