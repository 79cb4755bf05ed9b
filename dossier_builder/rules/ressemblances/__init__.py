"""SIM001: passages that learners of a cohort share. Pure, beside the checks of one document.

`compare` takes what each document brings (`Compared`) and gives passages and common texts: an
information for the trainer, never an outcome, a verdict or a score.
"""

from dossier_builder.rules.ressemblances.compare import Compared, Ressemblances, compare

__all__ = ["Compared", "Ressemblances", "compare"]
