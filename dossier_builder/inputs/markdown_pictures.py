"""Images of a Markdown text: alone in their paragraph, with caption, identifier and width."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from markdown_it.token import Token

from dossier_builder.domain.blocks import Block, Inline, Picture
from dossier_builder.errors import InputProblem
from dossier_builder.inputs.markdown_inlines import place_in, plain_text_of
from dossier_builder.inputs.markdown_tables import IDENTIFIER, bad_identifier
from dossier_builder.inputs.places import Place, Problems, SourceText
from dossier_builder.inputs.references import Identified
from dossier_builder.inputs.suggestions import closest

_WIDTH = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*%")
_EXAMPLE = "Exemple : {#schema largeur=80%}"


def read_picture(
    block: Token,
    source: SourceText,
    find: Callable[[str, Place], Path | InputProblem],
    problems: Problems,
    caption: Callable[[Token], tuple[Inline, ...]],
) -> tuple[tuple[Identified, ...], tuple[Block, ...]] | None:
    """The picture that a paragraph is, with its identifier; None when it holds something else."""
    children = [
        token
        for token in block.children or []
        if token.type != "softbreak" and not (token.type == "text" and not token.content.strip())
    ]
    if not children or any(token.type not in {"image", "attributes"} for token in children):
        return None
    image, *others = children
    if any(token.type == "image" for token in others):
        second = next(token for token in others if token.type == "image")
        place = place_in(source, block, second)
        problems.add(
            place.problem(
                "deux images dans le même paragraphe", "Laissez une ligne vide entre les images."
            )
        )
        return (), ()
    place = place_in(source, block, image)
    identifier, width = None, 1.0
    if others:
        where = place_in(source, block, others[0])
        identifier, width = _attributes(others[0].content, where, problems)
    found = find(str(image.attrGet("src") or ""), place)
    if isinstance(found, InputProblem):
        problems.add(found)
        return (), ()
    title = str(image.attrGet("title") or "")
    legend: tuple[Inline, ...] = ()
    if title:
        line = place.ligne - source.first_line if place.ligne else 0
        legend = caption(Token("inline", "", 0, map=[line, line + 1], content=title, children=[]))
    picture = Picture(found, plain_text_of(image), legend, identifier, width)
    named = (Identified("figure", identifier, place),) if identifier else ()
    return named, (picture,)


def _attributes(mark: str, place: Place, problems: Problems) -> tuple[str | None, float]:
    """Identifier and width in `{#id largeur=80%}`."""
    identifier, width = None, 1.0
    # « largeur = 80 % », as French is typed, is one attribute.
    text = re.sub(r"\s*=\s*", "=", mark[1:-1])
    text = re.sub(r"(\d)\s+%", r"\1%", text)
    for word in text.split():
        name, equals, value = word.partition("=")
        if word.startswith("#"):
            identifier = word[1:]
            if not IDENTIFIER.fullmatch(identifier):
                problems.add(bad_identifier(identifier, place))
                identifier = None
        elif name == "largeur" and equals:
            width = _width(value, place, problems)
        else:
            aide = _EXAMPLE
            if closest(name, ["largeur"]):
                aide = f"Vouliez-vous dire « largeur » ? {_EXAMPLE}"
            problems.add(place.problem(f"« {word} » n’est pas compris après une image", aide))
    return identifier, width


def _width(value: str, place: Place, problems: Problems) -> float:
    found = _WIDTH.fullmatch(value.strip("\"'"))
    percent = float(found[1].replace(",", ".")) if found else 0.0
    if not 0 < percent <= 100:  # noqa: PLR2004 - percent
        message = f"largeur « {value} » refusée : un pourcentage entre 1 % et 100 % est attendu"
        problems.add(place.problem(message, _EXAMPLE))
        return 1.0
    return percent / 100
