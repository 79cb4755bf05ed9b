"""How often the checker is right on documents whose truth is known; writes docs/exactitude.md.

    make bench        (or: .venv/bin/python bench/exactitude.py [--echantillon 30])

The package `exactitude` beside this script makes the documents; nothing of them is kept.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "bench"), str(ROOT)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--echantillon", type=int, metavar="N", help="N documents pris du tout")
    parser.add_argument("--moteur", choices=["auto", "libreoffice", "dxpdf"], default="auto")
    parser.add_argument("--seulement", default="", help="ceux dont le nom ou le groupe le contient")
    parser.add_argument("--json", type=Path, help="écrire les chiffres dans ce fichier")
    parser.add_argument("--manques", type=Path, help="écrire la liste des écarts dans ce fichier")
    parser.add_argument("--garder", type=Path, help="garder les documents dans ce dossier")
    parser.add_argument("--sans-page", action="store_true", help="ne pas écrire docs/exactitude.md")
    options = parser.parse_args()
    start = time.perf_counter()
    from exactitude.banc import run

    with tempfile.TemporaryDirectory(prefix="exactitude-") as temporary:
        outcome = run(options, options.garder or Path(temporary))
    print(outcome.summary)
    print(f"\n{time.perf_counter() - start:.0f} s")
    if outcome.surs_faux:
        sys.exit(f"{outcome.surs_faux} verdict(s) sûr(s) et faux")


if __name__ == "__main__":
    main()
