"""`suivre`: from a save to the first figure, and to the confirmed one, over real edits.

    .venv/bin/python bench/suivi.py [--tours 20]

The command runs as a person runs it; the folder and the Word file of the CCP2 example are edited
(paragraphs added, changed, taken away) and saved as editors save: a temporary file, then a
renaming. One bare conversion by soffice gives the scale.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Queue

from docx import Document
from vitesse import ROOT, soffice, timed

DOSSIER = [sys.executable, "-m", "dossier_builder"]
PROMISED_S = 2.0
PATIENCE_S = 180.0
LONG = 200
SENTENCE = (
    "Nous avons relu ensemble le compte rendu de l’entretien, et Mme M. a choisi ce qu’elle "
    "voulait en garder avant de fixer la date suivante. "
)


def put(path: Path, write: Callable[[Path], object]) -> None:
    """Save as editors do: beside, then in place."""
    draft = path.with_name(f"~WRD{path.name}.tmp")
    write(draft)
    draft.replace(path)


def folder_edits(folder: Path, count: int) -> Iterator[None]:
    """One save a turn: a paragraph more, a paragraph less, a sentence changed."""
    texts = sorted((folder / "sections").glob("*.md"))
    for turn in range(count):
        path = texts[turn // 3 % len(texts)]
        text = path.read_text(encoding="utf-8").rstrip()
        if turn % 3 == 0:
            edited = f"{text}\n\n{SENTENCE * (1 + turn % 4)}"
        elif turn % 3 == 1:
            edited = f"{text} {SENTENCE}"
        else:
            edited = text.rpartition("\n\n")[0]
        put(path, lambda draft, edited=edited: draft.write_text(f"{edited}\n", encoding="utf-8"))
        yield


def docx_edits(path: Path, count: int) -> Iterator[None]:
    """The same in a Word file, in the body of the text."""
    for turn in range(count):
        document = Document(str(path))
        long = [p for p in document.paragraphs if len(p.text) > LONG]
        chosen = long[(turn * 7) % len(long)]
        if turn % 3 == 0:
            chosen.insert_paragraph_before(SENTENCE * (1 + turn % 4), style=chosen.style)
        elif turn % 3 == 1:
            chosen.add_run(SENTENCE)
        else:
            chosen.text = chosen.text[:120]
        put(path, lambda draft, document=document: document.save(str(draft)))
        yield


def watched(path: Path, edits: Iterator[None]) -> tuple[list[float], list[float]]:
    """Seconds from each save to its estimate, and to its confirmation."""
    running = subprocess.Popen(
        [*DOSSIER, "suivre", str(path), "--texte-seul"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    said: Queue[tuple[float, str]] = Queue()

    def listen() -> None:
        for line in running.stdout or ():
            said.put((time.perf_counter(), line))

    threading.Thread(target=listen, daemon=True).start()

    def heard(word: str) -> float:
        while True:
            moment, line = said.get(timeout=PATIENCE_S)
            if word in line:
                return moment

    first, last = [], []
    try:
        heard("confirmé")
        time.sleep(1.0)
        while True:
            if next(edits, StopIteration) is StopIteration:
                return first, last
            saved = time.perf_counter()  # after: python-docx takes time of its own
            first.append(heard("estimation") - saved)
            last.append(heard("confirmé") - saved)
    finally:
        running.terminate()
        running.wait()


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser()
    options.add_argument("--tours", type=int, default=20)
    turns = options.parse_args().tours
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        work = Path(name)
        shutil.copytree(ROOT / "examples" / "cip" / "ccp2", work / "ccp2")
        folder = work / "ccp2" / "conforme"
        subprocess.run([*DOSSIER, "generer", str(folder)], check=True, capture_output=True)
        (made,) = (folder / "rendu").glob("*.docx")
        docx = work / "CCP2 - EXEMPLE Camille.docx"
        shutil.copy(made, docx)
        bare = soffice(docx, work / "pdf", work / "profil")
        bare()
        scale = statistics.median(timed(bare) for _ in range(3))
        print(f"Une conversion nue par soffice : {scale:.2f} s. {turns} enregistrements.\n")
        print("| suivi | premier chiffre | confirmé | premier / soffice | confirmé / soffice | |")
        print("|---|---|---|---|---|---|")
        for label, path, edits in (
            ("dossier de fichiers", folder, folder_edits(folder, turns)),
            ("fichier Word", docx, docx_edits(docx, turns)),
        ):
            first, last = (statistics.median(times) for times in watched(path, edits))
            kept = "tenu" if first <= PROMISED_S else "DÉPASSÉ"
            print(
                f"| {label} | {first:.2f} s | {last:.2f} s | {first / scale:.2f} "
                f"| {last / scale:.2f} | {kept} |"
            )


if __name__ == "__main__":
    main()
