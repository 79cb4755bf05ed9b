"""`--texte-seul`: what a screen reader or a Braille line says well. No colour, no column, no sign.

One option for every verb that prints; `as_asked` is what a verb passes its text through.
"""

from __future__ import annotations

import os
import re

import click

NAME = "--texte-seul"
_KEY = "dossier.texte_seul"
_COLUMNS = re.compile(r"(?<=\S) {2,}(?=\S)")
_SOURCE = re.compile(r"\[(\d+)\]")
_FRAMES = re.compile(r"[─-╿▀-▟]+")
_SIGNS = (
    (re.compile(r"\s*[→➔⇒]\s*"), " devient "),
    (re.compile(r"\s*·\s*"), " ; "),
    (re.compile(r"[►▶▸•▪●■]\s*"), "- "),
    (re.compile("☐"), "(case vide)"),
    (re.compile("[☒☑]"), "(case cochée)"),
    (re.compile(r"\x1b\[[0-9;]*m"), ""),
)


def _ask(ctx: click.Context, _parameter: click.Parameter, asked: bool) -> None:  # noqa: FBT001 - click's own call
    if asked:
        ctx.meta[_KEY] = True
    if asked or "NO_COLOR" in os.environ:
        ctx.color = False


texte_seul = click.option(
    NAME,
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_ask,
    help="Sans couleurs, colonnes ni signes (lecteurs d’écran).",
)


def is_asked() -> bool:
    """Whether the running command was asked for plain text."""
    ctx = click.get_current_context(silent=True)
    return ctx is not None and bool(ctx.meta.get(_KEY))


def as_asked(text: str) -> str:
    """The text as the running command must show it."""
    return plain(text) if is_asked() else text


def plain(text: str) -> str:
    """The same words: a line that stood in columns reads « premier : deuxième, troisième »."""
    return "\n".join(_line(line) for line in text.split("\n"))


def _line(line: str) -> str:
    for pattern, words in _SIGNS:
        line = pattern.sub(words, line)
    line = _SOURCE.sub(r"(source \1)", _FRAMES.sub(" ", line))
    first, *others = _COLUMNS.split(line.strip())
    if not others:
        return first
    link = " " if first.endswith((":", "-")) else " : "
    return f"{first}{link}{', '.join(others)}"
