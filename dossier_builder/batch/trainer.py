"""Everything that the trainer decided before a run: cohorte.yaml, then the workbook."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from dossier_builder.batch.cohort_inputs import CohortInputs, merged
from dossier_builder.domain.cohorte import COHORTE_YAML

if TYPE_CHECKING:
    from dossier_builder.batch.classeur import Workbook


def trainer_inputs(
    folders: Collection[Path], workbook: Path | None, *, packs: Path | None = None
) -> tuple[CohortInputs, Workbook | None]:
    """The decisions of the cohorte.yaml of these folders and of the workbook that will be written.

    The workbook comes first; it is None when none is asked for. `packs` as the option --modeles:
    rules are known by their codes and ids. Raises InputsError with every problem of one or the
    other file.
    """
    written = any((folder / COHORTE_YAML).is_file() for folder in folders)
    there = workbook is not None and workbook.exists()
    if not written and workbook is None:
        return CohortInputs(), None
    from dossier_builder.batch.classeur import read_workbook
    from dossier_builder.batch.cohort_yaml import known_rules, read_cohort_yaml

    # Reading the packs takes a moment: only for somebody's words to be compared with them.
    regles = known_rules(packs) if written or there else frozenset[str]()
    inputs = read_cohort_yaml(folders, regles=regles) if written else CohortInputs()
    if workbook is None:
        return inputs, None
    before = read_workbook(workbook, regles=regles, others=inputs)
    return merged(inputs, before.inputs), before
