"""A whole promotion, as ratios against what a user would otherwise run, in the same run.

    make bench        (or: .venv/bin/python bench/promotion.py [--documents 24 500] [--tours N])

The corpus is generated once, in the cache folder: dossiers of 20 to 35 pages of fictitious people.
Times are those of whole processes; each is run in turn with its reference. Profiles are warm.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from corpus import corpus
from vitesse import DOSSIER, FILTER, PYTHON, command

ROOT = Path(__file__).resolve().parent.parent
MANY, FEW = 100, 24
PAGE = """# Performance

Écrit par `bench/promotion.py --page` (`make bench`). Des rapports entre deux mesures de la même
exécution, et non des secondes : celles-ci sont celles de la machine dite ici. « À froid » est sans
les vignettes d’un rapport HTML : elles seules demandent que les images soient dessinées.
"""
MEASURE = """
import datetime, json, resource, sys, time
from pathlib import Path
from dossier_builder.batch.run import check_all
from dossier_builder.pipeline.requests import Options, Request
folder, cache, moteur, vignettes = sys.argv[1:]
requests = [Request(path, path.name) for path in sorted(Path(folder).glob("*.docx"))]
now = datetime.datetime.now().astimezone()
options = Options(now=now, moteur=moteur, vignettes=vignettes == "oui")
began = time.perf_counter()
reports = check_all(requests, options, use_cache=cache == "oui")
seconds = time.perf_counter() - began
unreadable = sum(report.erreur is not None for report in reports)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"seconds": seconds, "peak": peak, "illisibles": unreadable}))
"""


def timed(run: Callable[[], object]) -> float:
    """Seconds of wall clock of one call."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def ours(
    folder: Path, *, cache: bool, moteur: str = "auto", vignettes: bool = False
) -> dict[str, float]:
    """One run over the folder in a process of its own: seconds, peak memory of the parent."""
    said = {True: "oui", False: "non"}
    words = [PYTHON, "-c", MEASURE, str(folder), said[cache], moteur, said[vignettes]]
    start = time.perf_counter()
    done = subprocess.run(words, capture_output=True, check=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    if found["illisibles"]:
        sys.exit(f"{found['illisibles']} document(s) illisible(s) : rien n’est mesuré")
    return {**found, "seconds": time.perf_counter() - start}


def bare(sources: Sequence[Path], profile: Path, output: Path) -> None:
    """One soffice for all of them, as a user would script it."""
    command(
        "soffice", "--headless", f"-env:UserInstallation={profile.as_uri()}",
        "--convert-to", FILTER, "--outdir", str(output), *map(str, sources),
    )()  # fmt: skip


def all_made(sources: Sequence[Path], output: Path) -> None:
    """Stop unless every file has its PDF, and take them away: the next one makes its own."""
    made = [output / f"{source.stem}.pdf" for source in sources]
    if not all(pdf.exists() for pdf in made):
        sys.exit("tout n’a pas été converti : rien n’est mesuré")
    for pdf in made:
        pdf.unlink()


def halves(sources: Sequence[Path], work: Path) -> None:
    """Two soffice side by side, half of the files each."""
    with ThreadPoolExecutor(2) as pool:
        for number in range(2):
            pool.submit(bare, sources[number::2], work / f"profil{number}", work / "sortie")
    all_made(sources, work / "sortie")


def in_a_row(sources: Sequence[Path], work: Path) -> None:
    """One soffice a file, one after the other."""
    for source in sources:
        bare([source], work / "profil0", work / "sortie")
    all_made(sources, work / "sortie")


def with_unoserver(sources: Sequence[Path], work: Path) -> float | None:
    """Seconds with unoserver, warm, and one client call a file; None when it is not installed."""
    server, client = shutil.which("unoserver"), shutil.which("unoconvert")
    if server is None or client is None:
        return None
    output = work / "sortie"
    words = [server, "--port", "2093", "--user-installation", str(work / "profil-uno")]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as serving:
        try:
            time.sleep(5)
            calls = [
                command(client, "--port", "2093", str(source), str(output / f"{source.stem}.pdf"))
                for source in sources
            ]
            calls[0]()
            seconds = timed(lambda: [call() for call in calls])
        finally:
            serving.terminate()
    all_made(sources, output)
    return seconds


def row(name: str, ratio: float, promised: str, detail: str) -> str:
    """A row of the Markdown table."""
    return f"| {name} | {ratio:.2f} | {promised} | {detail} |"


def main() -> None:
    """Print the tables; `--page` also writes docs/performance.md."""
    options = argparse.ArgumentParser()
    options.add_argument("--documents", type=int, nargs="+", default=[24, 500])
    options.add_argument("--tours", type=int, default=3)
    options.add_argument("--page", action="store_true", help="écrire docs/performance.md")
    given = options.parse_args()
    if not shutil.which("soffice"):
        sys.exit("LibreOffice n’est pas là : rien à comparer.")
    machine = f"{platform.platform()}, Python {platform.python_version()}, {version()}"
    today = dt.datetime.now().astimezone()
    printed = [f"{machine}, {os.cpu_count()} processeurs, le {today:%d/%m/%Y}."]
    print(printed[0])
    for count in given.documents:
        printed += ["", f"## {count} documents", "", *table(count, given.tours)]
    if given.page:
        (ROOT / "docs" / "performance.md").write_text(
            "\n".join([PAGE, *printed]) + "\n", encoding="utf-8"
        )


def version() -> str:
    """« LibreOffice 7.4.7 », without its build number."""
    said = subprocess.run(["soffice", "--version"], capture_output=True, check=True, text=True)
    return " ".join(said.stdout.split()[:2])


def table(count: int, rounds: int) -> list[str]:
    """The table of a corpus of that many documents, printed row by row."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # a user's Python keeps its bytecode
    folder = corpus(count)
    sources = sorted(folder.glob("*.docx"))
    made = ["| mesure | valeur | promis | |", "|---|---|---|---|"]
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        work = Path(name)
        os.environ["DOSSIER_CACHE"] = str(work / "cache")
        print(f"\n{len(sources)} documents\n", *made, sep="\n")
        rows = lines if count < MANY else many
        for line in rows(folder, sources, work, rounds):
            made.append(line)
            print(line, flush=True)
    return made


def many(folder: Path, sources: Sequence[Path], work: Path, rounds: int) -> list[str]:
    """What a long run tells: time per document, memory, and the run where nothing changed."""
    few = work / "peu"
    few.mkdir()
    for source in sources[:FEW]:
        shutil.copy(source, few)
    ours(few, cache=False)
    short = statistics.median(ours(few, cache=False)["seconds"] for _ in range(rounds)) / FEW
    cold = ours(folder, cache=True)
    verify = command(DOSSIER, "verifier", str(folder))
    verify()
    warm = statistics.median(timed(verify) for _ in range(rounds))
    each = cold["seconds"] / len(sources)
    return [
        row("temps par document / celui de 24", each / short, "≤ 1,1",
            f"{each:.3f} s et {short:.3f} s"),
        row("à froid / rien n’a changé", cold["seconds"] / warm, "≥ 40",
            f"{cold['seconds']:.0f} s et {warm:.2f} s"),
        row("mémoire du parent (Mio)", cold["peak"], "≤ 300", ""),
    ]  # fmt: skip


def lines(folder: Path, sources: Sequence[Path], work: Path, rounds: int) -> list[str]:
    """The rows, measured in turn."""
    ours(folder, cache=False)  # profiles, bytecode, lists of fonts: warm
    halves(sources[:4], work)
    # each round has its share of the files alone: a machine that slows down slows all three
    cold = [(ours(folder, cache=False), timed(lambda: halves(sources, work)),
             timed(lambda n=n: in_a_row(sources[n::rounds], work)))
            for n in range(rounds)]  # fmt: skip
    our_s = statistics.median(mine["seconds"] for mine, *_ in cold)
    half_s = statistics.median(theirs for _, theirs, _ in cold)
    peak = max(mine["peak"] for mine, *_ in cold)
    row_s = sum(alone for *_, alone in cold)
    mean_s = statistics.mean(mine["seconds"] for mine, *_ in cold)
    embedded = ours(folder, cache=False, moteur="dxpdf")["seconds"]
    seen_s = ours(folder, cache=False, vignettes=True)["seconds"]
    ours(folder, cache=True)
    verify = command(DOSSIER, "verifier", str(folder))
    verify()
    helped = command(DOSSIER, "--help")
    again = [(timed(verify), timed(helped)) for _ in range(rounds * 3)]
    warm = statistics.median(mine for mine, _ in again)
    help_s = statistics.median(theirs for _, theirs in again)
    uno = with_unoserver(sources, work)
    each = f"{our_s / len(sources):.3f} s par document"
    return [
        row("à froid / 2 soffice, une moitié chacun",
            statistics.median(m["seconds"] / t for m, t, _ in cold), "≤ 1,6",
            f"{our_s:.1f} s et {half_s:.1f} s, {each}"),
        row("avec les vignettes / 2 soffice", seen_s / half_s, "", f"{seen_s:.1f} s"),
        row("un soffice par fichier / à froid", row_s / mean_s, "≥ 3,5",
            f"{row_s:.1f} s"),
        row("à froid / moteur embarqué seul", our_s / embedded, "", f"{embedded:.1f} s"),
        row("unoserver / à froid", uno / our_s, "", f"{uno:.1f} s")
        if uno is not None else "| unoserver | | | absent de cette machine |",
        row("rien n’a changé / dossier --help",
            statistics.median(mine / theirs for mine, theirs in again), "≤ 4 (24 documents)",
            f"{warm:.2f} s et {help_s:.2f} s"),
        row("à froid / rien n’a changé", our_s / warm, "≥ 40 (500 documents)", ""),
        row("mémoire du parent (Mio)", peak, "≤ 300", ""),
    ]  # fmt: skip


if __name__ == "__main__":
    main()
