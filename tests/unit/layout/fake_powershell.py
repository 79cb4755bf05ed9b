"""A PowerShell that pretends to have Word: its pages are dxpdf's. Its conduct is in a file beside.

Run as a program: <script> -NoProfile … -File word.ps1 -Source … -Pdf … -Result … -Started …
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

HERE = Path(sys.argv[0]).parent


def main() -> int:
    arguments = sys.argv[1:]
    with (HERE / "appels").open("a", encoding="utf-8") as calls:
        calls.write(" ".join(arguments) + "\n")
    if "-Stop" in arguments:
        return 0
    given = {arguments[n]: arguments[n + 1] for n in range(len(arguments) - 1)}
    conduct = (HERE / "conduite").read_text(encoding="utf-8")
    Path(given["-Started"]).write_text("\ufeff4321", encoding="utf-8")
    if conduct == "hang":
        time.sleep(600)
    if conduct == "crash":
        return 3
    if conduct == "silent":
        return 0
    import dxpdf

    from dossier_builder.pdf import destinations, page_count

    pdf = Path(given["-Pdf"])
    dxpdf.convert_file(given["-Source"], str(pdf))
    pages = page_count(pdf) + (1 if conduct == "lie" else 0)
    places = {name: [at.page, at.top] for name, at in destinations(pdf).items()}
    if conduct == "wild":
        places = {"a": "p. 3", "b": [99, 0.5], "c": [1, "haut"], "d": [True], "e": [1, 7.5]}
    told = (
        "{"
        if conduct == "cut"
        else json.dumps({"version": "16.0", "pages": pages, "places": places})
    )
    Path(given["-Result"]).write_text(told, encoding="utf-8-sig")
    return 0


if __name__ == "__main__":
    sys.exit(main())
