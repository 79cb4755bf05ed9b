"""Facts → Outcomes: what the rules of a pack say of a document, and the verdict.

`CATALOGUE` is what `packs` needs to read a rule pack; `evaluate` judges every rule, passed ones
included; `verdict` sums up. Checks live in rules/checks, one module per family, and do no I/O.
"""

from dossier_builder.rules.checks import CHECKS
from dossier_builder.rules.evaluate import evaluate, verdict

CATALOGUE = {check.code: check.spec for check in CHECKS.values()}

__all__ = ["CATALOGUE", "CHECKS", "evaluate", "verdict"]
