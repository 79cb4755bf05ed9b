"""Every case of a cohort: a few small documents go down the whole line, then are compared.

A case is tests/cases/<CODE>/{ok,ko}-<why>/promotion.yaml (format: tests/cases/README.md), for the
checks that look at a promotion and not at one document.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from dossier_builder.batch.ressemblances import with_passages
from dossier_builder.domain.cohorte import Apprenant, Bilan, Cohorte, Piece
from dossier_builder.domain.modele import Modele
from dossier_builder.layout import ENGINES, LayoutJob
from dossier_builder.pipeline.check import check_documents
from dossier_builder.pipeline.modeles import load, pack_roots
from dossier_builder.pipeline.requests import Options, Request
from dossier_builder.rules.cohort_checks import COHORT_CHECKS

from .cases.builder import build

ROOT = Path(__file__).parent / "cases"
NOW = dt.datetime(2026, 11, 23, 21, 40, tzinfo=dt.timezone(dt.timedelta(hours=1)))


@dataclass(frozen=True)
class Case:
    """One case: `code` is the check under test, `ok` what its folder's name promises."""

    code: str
    name: str
    ok: bool
    values: Mapping[str, Any]


def _read(path: Path) -> Any:
    return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))


CASES = [
    Case(path.parts[-3], path.parts[-2], path.parts[-2].startswith("ok-"), _read(path))
    for path in sorted(ROOT.glob("*/*/promotion.yaml"))
]


def _cohort(case: Case, folder: Path) -> Cohorte:
    """The promotion of the case, compared."""
    modele = case.values.get("modele", "petit")
    texts = _read(ROOT / case.code / "textes.yaml")
    pack = load(modele, pack_roots(ROOT / "modeles"))
    requests = []
    for rank, dossier in enumerate(case.values["dossiers"]):
        blocks = [_block(block, texts, pack) for block in dossier["document"]]
        path = build({"document": blocks}, folder / f"{rank}.docx")
        if dossier.get("format") == "pdf":
            docx, path = path, path.with_suffix(".pdf")
            for laid in ENGINES["dxpdf"].lay_out([LayoutJob(docx, path)]):
                assert laid.result, laid
        requests.append(Request(path, path.name))
    options = Options(
        NOW, modele=modele, moteur="dxpdf", packs=ROOT / "modeles", ressemblances=True
    )
    workspace = folder / "travail"
    workspace.mkdir()
    reports = tuple(check_documents(requests, options, workspace))
    assert [report.erreur for report in reports] == [None] * len(reports)
    owned: dict[str, list[Piece]] = {}
    lost = []
    for rank, dossier in enumerate(case.values["dossiers"]):
        pieces = owned.setdefault(dossier["apprenant"], []) if "apprenant" in dossier else lost
        pieces.append(Piece(rank, modele))
    bilans = tuple(
        Bilan(Apprenant(cle, "Exemple", cle.title()), tuple(pieces))
        for cle, pieces in owned.items()
    )
    return with_passages(Cohorte("essai", bilans, tuple(lost)), reports)


def _block(block: Any, texts: Mapping[str, str], pack: Modele) -> Any:
    if not isinstance(block, dict):
        return block
    kind, value = next(iter(block.items()))
    if kind == "passage":
        return {"texte": texts[value]}
    if kind == "citation":
        return {"texte": f"Selon la charte de Valfictive, « {texts[value]} » (2024, p. 3)."}
    if kind == "aide":
        return {"texte": pack.section(value).aide}
    return block


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}-{case.name}")
def test_the_comparison_says_what_the_case_expects(case: Case, tmp_path: Path) -> None:
    cohort = _cohort(case, tmp_path)
    expected = case.values["attendu"]
    assert case.values["pourquoi"].strip()
    assert bool(expected.get("passages")) == (not case.ok), "the folder's name is a promise"
    assert len(cohort.passages) == len(expected.get("passages", ())), cohort.passages
    for passage, wanted in zip(cohort.passages, expected.get("passages", ()), strict=True):
        assert [passage.premier, passage.second] == wanted["entre"]
        assert [passage.page_premier, passage.page_second] == wanted["pages"]
        assert passage.mots >= wanted["mots_min"], passage
        assert wanted["contient"] in passage.texte
        assert len(passage.texte_second.split()) > wanted["mots_min"]
    assert len(cohort.textes_communs) == len(expected.get("communs", ())), cohort.textes_communs
    for common, wanted in zip(cohort.textes_communs, expected.get("communs", ()), strict=True):
        assert common.apprenants == wanted["apprenants"]
        assert wanted["contient"] in common.texte


def test_every_check_of_a_cohort_has_cases_of_both_kinds() -> None:
    seen = {(case.code, case.ok) for case in CASES}
    assert seen == {(code, ok) for code in COHORT_CHECKS for ok in (True, False)}
