from __future__ import annotations

import subprocess
import sys

import pytest

from dossier_builder.cli import main
from dossier_builder.domain.typographie import insecable
from dossier_builder.rules import CHECKS
from dossier_builder.rules.between import COMPARISONS
from dossier_builder.rules.cohort_checks import COHORT_CHECKS

TITLES = {
    code: check.intitule
    for code, check in (*CHECKS.items(), *COHORT_CHECKS.items(), *COMPARISONS.items())
}


@pytest.mark.parametrize("code", TITLES)
def test_every_check_is_explained(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["expliquer", code]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(insecable(f"{code} – {TITLES[code]}") + "\n")
    for heading in ("CE QUI EST VÉRIFIÉ", "POURQUOI", "COMMENT CORRIGER", "Dans Word"):
        assert heading in shown
    for mark in ("**", "## ", "|--", "```"):
        assert mark not in shown


@pytest.mark.parametrize("spelling", ["pag001", " Pag001 "])
def test_case_and_spaces_do_not_matter(spelling: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["expliquer", spelling]) == 0
    assert capsys.readouterr().out.startswith("PAG001 –")


@pytest.mark.parametrize(("columns", "widest"), [("60", 60), ("300", 100), ("5", 40)])
def test_the_page_fits_the_terminal(
    columns: str,
    widest: int,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert main(["expliquer", "TXT002"]) == 0
    prose = [line for line in capsys.readouterr().out.splitlines() if not line.startswith("    ")]
    assert 0.6 * widest < max(map(len, prose)) <= widest


def test_a_strange_terminal_width_is_ignored(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "large")
    assert main(["expliquer", "TXT002"]) == 0
    assert capsys.readouterr().out


def test_without_code_all_of_them_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["expliquer"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines if line][: len(TITLES)] == sorted(TITLES)
    assert f"SEC004  {TITLES['SEC004']}" in lines


def test_an_unknown_code_gets_a_suggestion(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["expliquer", "PAG01"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "«\u00a0PAG01\u00a0» n’existe pas" in captured.err
    assert "«\u00a0PAG001\u00a0»" in captured.err


def test_a_path_is_no_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["expliquer", "../README"]) == 2
    assert "n’existe pas" in capsys.readouterr().err


def test_nothing_heavy_is_imported() -> None:
    program = (
        "import sys\n"
        "from dossier_builder.cli import main\n"
        "code = main(['expliquer', 'PAG001'])\n"
        "heavy = ('rich', 'pydantic', 'lxml', 'docx', 'ruamel', 'jinja2', 'PIL', 'pypdf',\n"
        "         'dossier_builder.packs', 'dossier_builder.rules', 'dossier_builder.layout')\n"
        "found = [name for name in heavy if name in sys.modules]\n"
        "assert 'dossier_builder.cli.expliquer' in sys.modules\n"
        "sys.exit(f'imported: {found}' if found or code else 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
