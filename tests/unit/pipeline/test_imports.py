"""What a process that checks imports: each one of a promotion pays for it, as one file does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import docx
import pytest

PROGRAM = """
import datetime, sys
from pathlib import Path
from dossier_builder.pipeline.check import check_documents
from dossier_builder.pipeline.requests import Options, Request
room = Path(sys.argv[1])
options = Options(datetime.datetime.now().astimezone(), modele="cip/ccp2", moteur="dxpdf")
(report,) = check_documents([Request(room / "un.docx", "un.docx")], options, room / sys.argv[2])
assert report.modele, report.erreur
assert "dossier_builder.rules.evaluation" in sys.modules
heavy = ("pydantic", "importlib.metadata", "ruamel", "docx", "jinja2", "rich", "PIL", "pypdf")
print(*(name for name in heavy if name in sys.modules))
"""


def test_a_check_imports_no_validation_of_what_people_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once a pack is kept, nothing is left of what reading its YAML takes."""
    monkeypatch.setenv("DOSSIER_CACHE", str(tmp_path / "cache"))
    document = docx.Document()
    document.add_paragraph("Bonjour")
    document.save(str(tmp_path / "un.docx"))
    imported = []
    for room in ("premier", "second"):
        (tmp_path / room).mkdir()
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, str(tmp_path), room],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        imported.append(done.stdout.split())
    assert "pydantic" in imported[0]  # it read the pack
    assert imported[1] == []
