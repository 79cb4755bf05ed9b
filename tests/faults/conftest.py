"""A soffice that misbehaves, in place of the real one: same command line, bad manners."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import docx
import pypdfium2
import pytest

from dossier_builder.layout import LayoutJob

_FAKE = """#!{python} -IS
import os, signal, sys, time
here = {folder!r}
arguments = sys.argv[1:]
with open(os.path.join(here, "appels"), "a") as log:
    log.write(str(os.getpid()) + "\\n")
if "--terminate_after_init" in arguments:
    sys.exit(0)
outdir = arguments[arguments.index("--outdir") + 1]
documents = arguments[arguments.index("--outdir") + 2:]
good = open(os.path.join(here, "bon.pdf"), "rb").read()
def write(document, data):
    name = os.path.splitext(os.path.basename(document))[0] + ".pdf"
    with open(os.path.join(outdir, name), "wb") as file:
        file.write(data)
def content(document):
    import zipfile
    return zipfile.ZipFile(document).read("word/document.xml").decode()
{behaviour}
"""


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Install a fake soffice with that behaviour (Python); gives the folder of its log."""
    folder = tmp_path / "faux"
    folder.mkdir()
    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    document.save(str(folder / "bon.pdf"))
    document.close()
    # a cache of its own: a profile that a fake prepared must not serve the real one
    monkeypatch.setenv("DOSSIER_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("DOSSIER_SANS_LIBREOFFICE", raising=False)
    monkeypatch.setenv("DOSSIER_SOFFICE", str(folder / "soffice"))

    def install(behaviour: str) -> Path:
        program = folder / "soffice"
        text = _FAKE.format(python=sys.executable, folder=str(folder), behaviour=behaviour)
        program.write_text(text)
        program.chmod(0o755)
        return folder

    return install


@pytest.fixture
def jobs(tmp_path: Path) -> list[LayoutJob]:
    """Three documents that say their number: document0, document1, document2."""
    made = []
    for number in range(3):
        document = docx.Document()
        document.add_paragraph(f"document{number}")
        source = tmp_path / f"{number}.docx"
        document.save(str(source))
        made.append(LayoutJob(source, tmp_path / f"{number}.pdf"))
    return made
