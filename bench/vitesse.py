"""Speed and memory, as ratios against what a user would otherwise run, in the same run.

    make bench        (or: .venv/bin/python bench/vitesse.py [--tours N])

Every command is a whole process, run in turn with its reference so that a machine that slows
down slows both; the median of the pairs' ratios is the figure. Profiles are warm.
"""

from __future__ import annotations

import argparse
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
PYTHON = sys.executable
DOSSIER = str(Path(PYTHON).with_name("dossier"))
OUR_PAGES = """
import pathlib, sys
from dossier_builder import pdf
pdf.read_pages(pathlib.Path(sys.argv[1]))
"""
PYPDF_PAGES = """
import pypdf, sys
[page.extract_text() for page in pypdf.PdfReader(sys.argv[1]).pages]
"""
FILTER = (
    'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"}}'
)
MEMORY = """
import resource, sys
from dossier_builder.cli import run
run(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""


@dataclass(frozen=True)
class Line:
    """One line of the table; times in seconds, `limit` is the promised ratio."""

    name: str
    ours: float
    reference: float
    ratio: float
    limit: float

    def __str__(self) -> str:
        """A row of the Markdown table."""
        kept = "tenu" if self.ratio <= self.limit else "DÉPASSÉ"
        return (
            f"| {self.name} | {self.ours:.2f} s | {self.reference:.2f} s | {self.ratio:.2f} "
            f"| {self.limit:.2f} | {kept} |"
        )


def timed(run: Callable[[], object]) -> float:
    """Seconds of wall clock of one call."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def command(*words: str) -> Callable[[], object]:
    """A whole process, its output thrown away; exit codes 0 and 1 are both results."""

    def run() -> object:
        done = subprocess.run(words, capture_output=True, check=False)
        if done.returncode not in {0, 1}:
            sys.exit(f"{words} : {done.returncode}\n{done.stderr.decode()}")
        return done

    return run


def pairs(
    name: str,
    ours: Callable[[], object],
    reference: Callable[[], object],
    limit: float,
    *,
    rounds: int,
) -> Line:
    """Ours and the reference in turn, after one run of each that is not counted."""
    ours()
    reference()
    measured = [(timed(ours), timed(reference)) for _ in range(rounds)]
    return Line(
        name,
        statistics.median(a for a, _ in measured),
        statistics.median(b for _, b in measured),
        statistics.median(a / b for a, b in measured),
        limit,
    )


def soffice(source: Path, folder: Path, profile: Path) -> Callable[[], object]:
    """One bare conversion, as a user would script it, with a warm profile of its own."""
    return command(
        "soffice", "--headless", f"-env:UserInstallation={profile.as_uri()}",
        "--convert-to", FILTER, "--outdir", str(folder), str(source),
    )  # fmt: skip


def memory_mib(arguments: Sequence[str]) -> float:
    """Peak resident memory of our own process, children left out, in MiB (Linux: kB units)."""
    done = subprocess.run(
        [PYTHON, "-c", MEMORY, *arguments], capture_output=True, check=False, text=True
    )
    return int(done.stderr.split()[-1]) / 1024


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser()
    options.add_argument("--tours", type=int, default=5)
    rounds = options.parse_args().tours
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        work = Path(name)
        shutil.copytree(ROOT / "examples" / "cip" / "ccp2", work / "ccp2")
        folder = work / "ccp2" / "conforme"
        lines = [
            pairs("dossier --help / import click", command(DOSSIER, "--help"),
                  command(PYTHON, "-c", "import click"), 1.5, rounds=rounds * 3),
            pairs("dossier expliquer / import click", command(DOSSIER, "expliquer", "PAG001"),
                  command(PYTHON, "-c", "import click"), 1.5, rounds=rounds * 3),
        ]  # fmt: skip
        if shutil.which("soffice"):
            lines += with_libreoffice(folder, work, rounds)
        if not (folder / "rendu").exists():
            command(DOSSIER, "generer", str(folder))()
        docx = next((folder / "rendu").glob("*.docx"))
        made = str(docx.with_suffix(".pdf"))
        lines.append(
            pairs("pages d’un PDF de 27 pages / par pypdf", command(PYTHON, "-c", OUR_PAGES, made),
                  command(PYTHON, "-c", PYPDF_PAGES, made), 1.0, rounds=rounds)
        )  # fmt: skip
        print(f"\n{platform.platform()}, Python {platform.python_version()}\n")
        print("| mesure | nous | référence | rapport | promis | |\n|---|---|---|---|---|---|")
        print(*lines, sep="\n")
        print(
            f"\nMémoire de verifier : {memory_mib(['verifier', str(docx)]):.0f} Mio (promis : 200)"
        )


def with_libreoffice(folder: Path, work: Path, rounds: int) -> list[Line]:
    """What is compared with bare conversions."""
    build = command(DOSSIER, "generer", str(folder))
    build()
    docx = next((folder / "rendu").glob("*.docx"))
    annexe = next((folder / "annexes").glob("*.docx"))
    profile = work / "profil"
    bare = soffice(docx, work, profile)
    bare_annex = soffice(annexe, work, profile)

    def needed() -> None:
        """The Word annex once, then two rounds of the dossier."""
        bare_annex()
        bare()
        bare()

    return [
        pairs("generer CCP2 / 3 soffice seuls", build, needed, 1.6, rounds=rounds),
        pairs("verifier docx / 1 soffice seul",
              command(DOSSIER, "verifier", "--sans-cache", "--sans-orthographe", str(docx)), bare,
              1.6, rounds=rounds),
    ]  # fmt: skip


if __name__ == "__main__":
    main()
