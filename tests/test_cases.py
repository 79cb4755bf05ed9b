"""Every case of tests/cases: a small document goes down the whole line, a rule must say this.

A case is tests/cases/<CODE>/{ok,ko}-<why>/cas.yaml (format: tests/cases/README.md). Documents are
laid out by the embedded engine, two at a time, once for the whole session.
"""

from __future__ import annotations

import datetime as dt
import io
import shutil
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from ruamel.yaml import YAML

from dossier_builder.domain.findings import Outcome
from dossier_builder.domain.report import DocumentReport
from dossier_builder.layout import ENGINES, LayoutJob
from dossier_builder.pdf import page_count, page_image
from dossier_builder.pipeline.check import check_documents
from dossier_builder.pipeline.requests import Options, Request
from dossier_builder.rules import CHECKS

from .cases.builder import build
from .unit.facts.fake_grammalecte import fake_grammalecte
from .unit.facts.form_builder import Example, Form
from .unit.facts.form_builder import build as build_form

ROOT = Path(__file__).parent / "cases"
NOW = dt.datetime(2026, 11, 23, 21, 40, tzinfo=dt.timezone(dt.timedelta(hours=1)))
SOURCE = {"document": "Règle d’essai", "statut": "programme", "date": dt.date(2026, 11, 23)}
_LAID_OUT_AT_ONCE = 2
_KEYS = frozenset(
    {
        "pourquoi", "modele", "surcharge", "format", "proprietes", "pied", "parties", "ordre",
        "premiere_page_sans_numero", "premier_numero", "document", "formulaire", "regle", "attendu",
        "papier", "marges", "grammalecte",
    }
)  # fmt: skip
_EXPECTED_KEYS = frozenset(
    {
        "statut", "pages", "nombre", "message_contient", "preuve_contient", "verdict", "aussi",
        "comptees",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One case: `code` is the check under test, `ok` what its folder's name promises."""

    code: str
    name: str
    ok: bool
    values: Mapping[str, Any]

    @property
    def id(self) -> str:
        return f"{self.code}-{self.name}"

    @property
    def expected(self) -> Mapping[str, Any]:
        expected: Mapping[str, Any] = self.values["attendu"]
        return expected


def _read(path: Path) -> Any:
    return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))


def _cases() -> list[Case]:
    return [
        Case(path.parts[-3], path.parts[-2], path.parts[-2].startswith("ok-"), _read(path))
        for path in sorted(ROOT.glob("*/*/cas.yaml"))
    ]


CASES = _cases()
BASE = _read(ROOT / "base.yaml")


@pytest.fixture(scope="session")
def reports(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, DocumentReport]:
    """The report of every case that this session runs."""
    called = (getattr(item, "callspec", None) for item in request.session.items)
    given = [spec.params["case"] for spec in called if spec and "case" in spec.params]
    cases = [case for case in given if isinstance(case, Case)]  # other tests have cases too
    chosen = {case.id: case for case in cases}
    root = tmp_path_factory.mktemp("cas")
    with ThreadPoolExecutor(_LAID_OUT_AT_ONCE) as pool:
        made = pool.map(lambda case: _check(case, root / case.id), chosen.values())
        return dict(zip(chosen, made, strict=True))


def _check(case: Case, folder: Path) -> DocumentReport:
    folder.mkdir()
    source = _document(case.values, folder)
    modele = case.values.get("modele", "petit")
    packs = ROOT / "modeles"
    if "surcharge" in case.values:
        packs = folder / "modeles"
        modele = _override(case.values["surcharge"], modele, packs)
    options = Options(NOW, modele=modele, moteur="dxpdf", packs=packs)
    if "grammalecte" in case.values:
        program = fake_grammalecte(folder, case.values["grammalecte"])
        options = replace(options, orthographe=program)
    workspace = folder / "travail"
    workspace.mkdir()
    return next(iter(check_documents([Request(source, source.name)], options, workspace)))


def _override(changes: Mapping[str, Any], parent: str, packs: Path) -> str:
    """A pack of the case's own that extends the one it would have had."""
    shutil.copytree(ROOT / "modeles", packs)
    (packs / "cas").mkdir()
    pack = {"id": "cas", "etend": parent, "source": SOURCE, **changes}
    with (packs / "cas" / "modele.yaml").open("w", encoding="utf-8") as file:
        YAML().dump(pack, file)
    return "cas"


def _document(values: Mapping[str, Any], folder: Path) -> Path:
    path = folder / "dossier.docx"
    if "formulaire" in values:
        build_form(_form(values["formulaire"] or {}), path)
    else:
        parts = {**BASE, **values.get("parties", {})}
        order = values.get("ordre", list(parts))
        blocks = values.get("document") or [b for name in order for b in parts[name] or ()]
        build({**values, "document": blocks}, path)
    if "format" not in values:
        return path
    pdf = folder / "dossier.pdf"
    for laid in ENGINES["dxpdf"].lay_out([LayoutJob(path, pdf)]):
        assert laid.result, laid
    return _scanned(pdf) if values["format"] == "numerise" else pdf


def _scanned(pdf: Path) -> Path:
    """The same pages, each a picture."""
    pages = [
        Image.open(io.BytesIO(page_image(pdf, number, dpi=40))).convert("L")
        for number in range(1, page_count(pdf) + 1)
    ]
    path = pdf.with_name("numerise.pdf")
    pages[0].save(path, save_all=True, append_images=pages[1:], resolution=40)
    return path


def _form(values: Mapping[str, Any]) -> Form:
    values = dict(values)
    if "exemples" in values:
        values["exemples"] = tuple(
            Example(**{**e, "sans": frozenset(e.get("sans", ()))}) for e in values["exemples"]
        )
    return Form(**values)


def _outcome(report: DocumentReport, case: Case) -> Outcome:
    """The outcome of the rule under test: the only one of its check, or the one named."""
    wanted = case.values.get("regle")
    found = [o for o in report.outcomes if o.controle == case.code and wanted in {None, o.regle}]
    assert len(found) == 1, [o.regle for o in found] or "no such rule in the pack"
    return found[0]


def _said(report: DocumentReport, outcome: Outcome) -> str:
    return "\n".join(
        [
            f"{outcome.regle} : {outcome.statut} ({outcome.preuve})",
            *(f"  p. {c.page} : {c.message}" for c in outcome.constats),
            f"pagination : {report.pagination}",
        ]
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_the_rule_says_what_the_case_expects(
    case: Case, reports: Mapping[str, DocumentReport]
) -> None:
    report = reports[case.id]
    assert report.erreur is None, report.erreur
    outcome, expected = _outcome(report, case), case.expected
    said = _said(report, outcome)
    assert outcome.statut == expected["statut"], said
    if "pages" in expected:
        assert sorted({c.page for c in outcome.constats}, key=str) == expected["pages"], said
    if "nombre" in expected:
        assert len(outcome.constats) == expected["nombre"], said
    text = " ".join(c.message for c in outcome.constats).replace("\u00a0", " ")
    assert expected.get("message_contient", "") in text, said
    proof = outcome.preuve.replace("\u00a0", " ")
    assert expected.get("preuve_contient", "") in proof, said
    assert expected.get("verdict", report.verdict) == report.verdict, said
    for rule, statut in expected.get("aussi", {}).items():
        other = next(o for o in report.outcomes if o.regle == rule)
        assert other.statut == statut, _said(report, other)
    if "comptees" in expected:
        assert report.pagination is not None
        assert report.pagination.temoins[0].comptees == expected["comptees"], said


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_the_case_keeps_its_folder_s_promise(case: Case) -> None:
    assert set(case.values) <= _KEYS, set(case.values) - _KEYS
    assert set(case.expected) <= _EXPECTED_KEYS, set(case.expected) - _EXPECTED_KEYS
    assert case.values["pourquoi"].strip()
    statut = case.expected["statut"]
    assert (statut == "echouee") == (not case.ok)
    if not case.ok:
        assert {"pages", "message_contient"} <= set(case.expected), "say where and what"


def test_every_check_has_cases_of_both_kinds() -> None:
    seen = {(case.code, case.ok) for case in CASES}
    assert len(CASES) >= 2 * len(CHECKS)
    assert {code for code, _ in seen} <= set(CHECKS)
    missing = {(code, ok) for code in CHECKS for ok in (True, False)} - seen
    assert not missing
