"""The colours of the HTML reports can be told apart: WCAG 2 level AA, light, dark and on paper."""

from __future__ import annotations

import re

import pytest

from dossier_builder.report.html_env import folder

TEXT, DRAWING = 4.5, 3.0
STATES = ("vert", "rouge", "ambre", "bleu", "prune")


def schemes() -> dict[str, dict[str, str]]:
    """The colours by name of each scheme; what a scheme leaves unsaid is the first one's."""
    style = (folder() / "rapport.css").read_text("utf-8")
    blocks = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", b)) for b in _roots(style)]
    assert len(blocks) == 3
    light, dark, paper = blocks
    return {"light": light, "dark": {**light, **dark}, "paper": {**light, **paper}}


def _roots(style: str) -> list[str]:
    return re.findall(r":root \{(.*?)\}", style, re.DOTALL)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(d * 2 for d in colour[1:])
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", ["light", "dark", "paper"])
def test_text_stands_out(name: str) -> None:
    colours = schemes()[name]
    pairs = [
        *((text, ground) for text in ("encre", "gris", "lien") for ground in ("fond", "creux")),
        *((state, f"{state}-fond") for state in STATES),
        *((state, "fond") for state in STATES),
        ("fond", "encre"),
        ("fond", "rouge"),
        ("encre", "bleu-fond"),
    ]
    weak = [pair for pair in pairs if contrast(*(colours[one] for one in pair)) < TEXT]
    assert weak == []


@pytest.mark.parametrize("name", ["light", "dark", "paper"])
def test_what_is_drawn_stands_out(name: str) -> None:
    colours = schemes()[name]
    pairs = [("trait-fort", "fond"), ("encre", "zone"), ("encre", "trait"), ("bleu", "trait")]
    weak = [pair for pair in pairs if contrast(*(colours[one] for one in pair)) < DRAWING]
    assert weak == []
