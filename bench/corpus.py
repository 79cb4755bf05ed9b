"""Dossiers of 20 to 35 pages for measures, generated once: the examples, lengthened and varied."""

from __future__ import annotations

import io
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

from PIL import Image

from dossier_builder.ooxml import Package, serialize_xml
from dossier_builder.resources import cache_folder

ROOT = Path(__file__).parent.parent
_PROGRAM = "from dossier_builder.cli import main; main()"
_KINDS = ("ccp2", "ccp3")
_LENGTHS = (0, 1, 2)  # how often the longest sections of the example are said again
_LONGEST = 3  # sections
_HEAVY = 60_000  # bytes: no figure of the examples, every page of an annex
_SENTENCE = re.compile(r"(?<=[.!?]) ")


def corpus(count: int) -> Path:
    """A folder of that many docx, no two alike; made at the first call."""
    base = cache_folder() / "bench" / "modeles"
    folder = base.parent / f"corpus-{count}"
    if len(list(folder.glob("*.docx"))) == count:
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    models = [_model(base, kind, length) for length in _LENGTHS for kind in _KINDS]
    for number in range(count):
        varied = _varied(Package.read(models[number % len(models)]), random.Random(number))  # noqa: S311 - no secret
        varied.write(folder / f"promotion-{number:03}.docx")
    return folder


def _model(base: Path, kind: str, length: int) -> Path:
    """An example with some of its sections doubled, built by the real command."""
    made = base / f"{kind}-{length}.docx"
    if made.exists():
        return made
    example = ROOT / "examples" / "cip" / kind
    folder = base / f"{kind}-{length}"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(example / "conforme", folder)
    shutil.copyfile(example / "candidat.yaml", base / "candidat.yaml")
    longest = sorted((folder / "sections").glob("*.md"), key=lambda p: -p.stat().st_size)
    for section in longest[:_LONGEST]:
        text = section.read_text(encoding="utf-8")
        # what names a note, a picture or an annex cannot be said twice
        plain = [b for b in text.split("\n\n") if b[:1].isalpha() and not set("[{!|") & set(b)]
        section.write_text("\n\n".join([text, *plain * length]), encoding="utf-8")
    subprocess.run([sys.executable, "-c", _PROGRAM, "generer", str(folder)],
                   check=True, capture_output=True, cwd=ROOT)  # fmt: skip
    (built,) = (folder / "rendu").glob("*.docx")
    shutil.copyfile(built, made)
    shutil.rmtree(folder)
    return made


def _varied(package: Package, chance: random.Random) -> Package:
    """The same length, other words first: the sentences of each run in another order.

    The pictures of annexes (pages at 150 dpi) become plain ones of the same size on paper: what
    they cost an engine hides what is measured here.
    """
    document = package.xml(package.document_name)
    for text in document.iter("{*}t"):
        sentences = _SENTENCE.split(text.text or "")
        if len(sentences) > 1:
            chance.shuffle(sentences)
            text.text = " ".join(sentences)
    plain = io.BytesIO()
    Image.new("RGB", (8, 8), "lightgrey").save(plain, "PNG")
    heavy = [n for n in package.names if n.endswith(".png") and len(package.part(n)) > _HEAVY]
    return package.with_parts(
        {package.document_name: serialize_xml(document), **dict.fromkeys(heavy, plain.getvalue())}
    )
