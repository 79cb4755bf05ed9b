"""Facts → Outcomes: what the rules of a pack say of a document, and the verdict.

`CATALOGUE` is what `packs` needs to read a rule pack; `evaluate` judges every rule, passed ones
included; `verdict` sums up. Checks live in rules/checks, one module per family, and do no I/O.
Each is imported when asked for: what compares names or reports needs no check.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dossier_builder.rules.catalogue import CATALOGUE
    from dossier_builder.rules.checks import CHECKS
    from dossier_builder.rules.evaluation import evaluate, verdict

__all__ = ["CATALOGUE", "CHECKS", "evaluate", "verdict"]

_WHERE = {
    "CATALOGUE": "catalogue", "CHECKS": "checks", "evaluate": "evaluation", "verdict": "evaluation"
}  # fmt: skip

if not TYPE_CHECKING:  # for mypy it would stand for any name, misspelled ones too

    def __getattr__(name: str) -> object:
        if name not in _WHERE:
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message)
        return getattr(importlib.import_module(f"{__name__}.{_WHERE[name]}"), name)
