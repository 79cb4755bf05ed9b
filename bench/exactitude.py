"""How often the checker is right on documents whose truth is known; writes docs/exactitude.md.

    make bench   (or: .venv/bin/python bench/exactitude.py [--partie fautes] [--echantillon 30])

The package `exactitude` beside this script makes the documents; nothing of them is kept.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# The builder of the ministry’s form stands with the tests that use it too.
sys.path[:0] = [str(ROOT / "bench"), str(ROOT), str(ROOT / "tests" / "unit" / "facts")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--echantillon", type=int, metavar="N", help="N documents pris du tout")
    parser.add_argument("--partie", choices=["tout", "comptes", "fautes"], default="tout")
    parser.add_argument("--moteur", choices=["auto", "libreoffice", "dxpdf"], default="auto")
    parser.add_argument("--seulement", default="", help="ceux dont le nom ou le groupe le contient")
    parser.add_argument("--json", type=Path, help="écrire les chiffres dans ce fichier")
    parser.add_argument("--manques", type=Path, help="écrire la liste des écarts dans ce fichier")
    parser.add_argument("--garder", type=Path, help="garder les documents dans ce dossier")
    parser.add_argument("--sans-page", action="store_true", help="ne pas écrire docs/exactitude.md")
    options = parser.parse_args()
    start = time.perf_counter()
    from exactitude import banc
    from exactitude.fautes import banc as fautes

    missed: list[str] = []
    with tempfile.TemporaryDirectory(prefix="exactitude-") as temporary:
        folder = options.garder or Path(temporary)
        if options.partie != "fautes":
            counts = banc.run(options, folder / "comptes")
            print(counts.summary)
            if counts.surs_faux:
                missed.append(f"{counts.surs_faux} verdict(s) sûr(s) et faux")
        if options.partie != "comptes":
            planted = fautes.run(_beside(options), folder / "fautes")
            print(planted.summary)
            missed += planted.manques
    print(f"\n{time.perf_counter() - start:.0f} s")
    if missed:
        sys.exit("\n".join(missed))


def _beside(options: argparse.Namespace) -> argparse.Namespace:
    """The same options, with files of their own where both parts write."""
    if options.partie == "fautes":
        return options
    named = vars(options)
    files = {name: named[name] for name in ("json", "manques") if named[name]}
    mine = {n: path.with_stem(f"{path.stem}-fautes") for n, path in files.items()}
    return argparse.Namespace(**{**named, **mine})


if __name__ == "__main__":
    main()
