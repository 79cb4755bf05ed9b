"""The environment of the HTML reports: escaping, the shared drawing, and what a page may load.

Every value passes `shown` (no control, no change of direction) and is then escaped; nothing in a
template turns that off. A page loads nothing: its policy names its own style and script by hash.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from dossier_builder.domain.typographie import pluriel
from dossier_builder.report.words import shown
from dossier_builder.resources import templates_root

if TYPE_CHECKING:
    from jinja2 import Environment


def page(template: str, /, *, live: bool = False, **values: Any) -> str:
    """The template of that name, filled; its style and its script inside.

    `live`: the page of `suivre`, whose own script asks the same address for news.
    """
    style, script = _text("rapport.css"), _text("suivi.js" if live else "rapport.js")
    style += _text("suivi.css") if live else ""
    made: str = (
        _environment()
        .get_template(template)
        .render(
            style=Markup(style),  # noqa: S704 - a file of ours
            script=Markup(script),  # noqa: S704 - a file of ours
            policy=_policy(style, script) + ("; connect-src 'self'" if live else ""),
            **values,
        )
    )
    return made


def fragment(template: str, /, **values: Any) -> str:
    """A piece of page, filled."""
    made: str = _environment().get_template(template).render(**values)
    return made


def folder() -> Path:
    """Where the templates of the reports are."""
    return templates_root() / "_commun" / "rapport"


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(folder()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_final,
    )
    environment.filters["pluriel"] = pluriel
    return environment


def _final(value: Any) -> Any:
    """What an expression prints: markup as it is, any text made fit to be shown."""
    return shown(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _text(name: str) -> str:
    return "\n" + (folder() / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Nothing from anywhere but this style, this script, and pictures inside the page."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"
