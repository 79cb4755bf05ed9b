"""Whatever soffice does of a document that has to become a docx, the lot has its results."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import pytest

from dossier_builder.layout import ConversionJob, convert_to_docx

Install = Callable[[str], Path]

# The fake of conftest.py names what it writes .pdf; here the suffix is that of the product.
_WRITE = (
    "good = open(os.path.join(here, 'bon.docx'), 'rb').read()\n"
    "def write(d, data):\n"
    "  name = os.path.splitext(os.path.basename(d))[0] + '.docx'\n"
    "  open(os.path.join(outdir, name), 'wb').write(data)\n"
    "def says(d): return open(d).read()\n"
)


@pytest.fixture
def lot(tmp_path: Path, fake: Install) -> list[ConversionJob]:
    """Three RTF files that say their number, and a docx for the fake to give."""
    del fake
    document = docx.Document()
    document.save(str(tmp_path / "faux" / "bon.docx"))
    made = []
    for number in range(3):
        source = tmp_path / f"{number}.rtf"
        source.write_text(f"{{\\rtf1 document{number}}}")
        made.append(ConversionJob(source, ".rtf", tmp_path / f"{number}.docx"))
    return made


def motifs(jobs: Sequence[ConversionJob], timeout_s: float = 20.0) -> list[str]:
    results = {one.job: one.motif for one in convert_to_docx(jobs, timeout_s=timeout_s)}
    assert len(results) == len(jobs)
    for job, motif in results.items():
        assert job.output.exists() == (not motif)
    return [results[job] for job in jobs]


def test_one_that_behaves(fake: Install, lot: list[ConversionJob]) -> None:
    fake(_WRITE + "for d in documents: write(d, good)")
    assert motifs(lot) == ["", "", ""]


def test_copies_bear_the_suffix_of_what_they_are(fake: Install, lot: list[ConversionJob]) -> None:
    fake(_WRITE + "for d in documents:\n  if d.endswith('.rtf'): write(d, good)")
    assert motifs(lot) == ["", "", ""]


def test_half_a_docx_is_none(fake: Install, lot: list[ConversionJob]) -> None:
    fake(_WRITE + "for d in documents: write(d, good[: len(good) // 2])")
    assert motifs(lot) == ["LibreOffice n’a pas su ouvrir ou convertir ce document"] * 3


def test_one_that_hangs_on_a_document(fake: Install, lot: list[ConversionJob]) -> None:
    fake(
        _WRITE + "for d in documents:\n"
        "  if 'document1' in says(d): time.sleep(60)\n"
        "  write(d, good)"
    )
    began = time.monotonic()
    assert motifs(lot, timeout_s=0.5) == ["", "LibreOffice n’a pas fini en 0,5\u00a0s", ""]
    assert time.monotonic() - began < 10


def test_without_libreoffice(lot: list[ConversionJob], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOSSIER_SANS_LIBREOFFICE", "1")
    assert motifs(lot) == ["LibreOffice n’est pas installé"] * 3
