"""docs/securite.md tells every limit and every word of a refusal."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from dossier_builder.domain import limits
from dossier_builder.errors import Refus

_PAGE = (Path(__file__).parents[2] / "docs" / "securite.md").read_text(encoding="utf-8")


def test_every_limit_is_in_the_table() -> None:
    names = {name for name in vars(limits) if name.isupper()} - {"MEGABYTE"}
    assert names == set(re.findall(r"^\| `([A-Z_]+)` \|", _PAGE, re.MULTILINE))


def test_every_word_of_a_refusal_is_explained() -> None:
    words = {word for word in get_args(Refus) if word}
    assert words <= set(re.findall(r"`([a-z_]+)`", _PAGE))
