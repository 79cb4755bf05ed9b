"""What the program stands, in figures: hostile files, mutations, writes that fail, load.

    make bench-robustesse     (or: .venv/bin/python bench/robustesse.py [--secondes N] [--page])

Each part may be run alone (--parties); what the others gave stays in build/robustesse.json, and
--page writes docs/robustesse.md from all of it. Fifteen minutes a harness unless told otherwise.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import sys
from pathlib import Path
from typing import Any

from robustesse import epreuves
from robustesse.tableau import page, table

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "build" / "robustesse.json"
PARTS = ("fichiers", "fouille", "pannes", "charge")


def main() -> int:
    """Run the parts asked for; 1 when something that must be zero is not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--secondes", type=float, default=900, help="par harnais")
    parser.add_argument("--parties", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--harnais", nargs="+", choices=epreuves.HARNESSES)
    parser.add_argument("--commandes", nargs="+", default=(), help="« importer »… (pannes)")
    parser.add_argument("--corpus", type=Path, help="un répertoire de fichiers hostiles")
    parser.add_argument("--moteur", default="auto")
    parser.add_argument("--pannes", type=int, default=500)
    parser.add_argument("--morts", type=int, default=100)
    parser.add_argument("--vrai", type=int, default=20, help="avec le vrai LibreOffice")
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--graine", type=int, default=dt.date.today().toordinal())  # noqa: DTZ011
    parser.add_argument("--page", action="store_true", help="écrire docs/robustesse.md")
    chosen = parser.parse_args()
    figures = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    figures["machine"] = {
        "jour": f"{dt.date.today():%d/%m/%Y}",  # noqa: DTZ011 - the day of this machine
        "processeurs": os.cpu_count(),
        "systeme": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
    }
    figures.pop("note", None)
    for part in chosen.parties:
        figures[part] = _part(part, chosen, figures.get(part))
        KEPT.parent.mkdir(exist_ok=True)
        KEPT.write_text(json.dumps(figures, ensure_ascii=False, indent=1), encoding="utf-8")
    lines, wrong = table(figures)
    print("\n".join(lines))
    if chosen.page:
        (ROOT / "docs" / "robustesse.md").write_text(page(figures), encoding="utf-8")
    for one in wrong:
        print(f"à zéro, et ne l’est pas : {one}", file=sys.stderr)
    return 1 if wrong else 0


def _part(part: str, chosen: argparse.Namespace, before: Any) -> object:
    match part:
        case "fichiers":
            corpus = chosen.corpus or ROOT / "tests" / "fuzz" / "corpus"
            return epreuves.hostile_files(corpus, chosen.moteur)
        case "fouille":
            names = chosen.harnais or epreuves.HARNESSES
            known = [one for one in before or () if one["cible"] not in names]
            made = known + epreuves.mutations(chosen.secondes, chosen.graine, names)
            return sorted(made, key=lambda one: epreuves.HARNESSES.index(one["cible"]))
        case "pannes":
            made = epreuves.writes(chosen.pannes, chosen.morts, chosen.vrai, chosen.commandes)
            again = {one["commande"]: one for one in made}
            rest = [again.pop(one["commande"], one) for one in before or ()]
            return [*rest, *again.values()]
        case _:
            return epreuves.load(chosen.documents)


if __name__ == "__main__":
    sys.exit(main())
