"""A promotion as it comes by mail: the built examples under other names, in every format."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pypdf import PdfReader, PdfWriter

from dossier_builder.layout import soffice

from .runs import Made
from .variants import copy_conform

NAMES = (
    ("Essai", "Alix"), ("Fictive", "Maud"), ("Témoin", "Noé"), ("Gabarit", "Inès"),
    ("Brouillon", "Léo"), ("Spécimen", "Zoé"), ("Épreuve", "Théa"), ("Maquette", "Yanis"),
    ("Patron", "Lou"), ("Esquisse", "Elsa"), ("Calque", "Omar"), ("Prototype", "Jade"),
)  # fmt: skip
"""Twelve learners, plainly fictitious: surname, first name."""
OWN = {"ccp2": ("Exemple", "Camille"), "ccp3": ("Fictif", "Dominique"), "dpp": ("Modèle", "Sacha")}
"""Whose the examples are."""
DAMAGED = 5


@dataclass(frozen=True, slots=True)
class Promotion:
    """The folder to check; `documents` counts what must be answered, damaged ones included."""

    folder: Path
    documents: int
    originals: Mapping[Path, bytes]


def renamed(docx: Path, kind: str, who: tuple[str, str], target: Path) -> Path:
    """A copy of a built docx under another learner's name: cover, headers and properties."""
    (nom, prenom), (own, first) = who, OWN[kind]
    swaps = {
        f"{first} {own}": f"{prenom} {nom}", f"{own} {first}": f"{nom} {prenom}",
        f"{own.upper()} {first}": f"{nom.upper()} {prenom}",
        f">{own}<": f">{nom}<", f">{first}<": f">{prenom}<", f">{own.upper()}<": f">{nom.upper()}<",
    }  # fmt: skip
    rule = re.compile("|".join(map(re.escape, swaps)))
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(docx) as source, zipfile.ZipFile(target, "w") as made:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename.endswith(".xml"):
                text = rule.sub(lambda match: swaps[match[0]], data.decode("utf-8"))
                data = text.encode("utf-8")
            made.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return target


def changed(docx: Path, target: Path) -> Path:
    """A later version: the same dossier with a word more in its properties."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(docx) as source, zipfile.ZipFile(target, "w") as made:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename == "docProps/core.xml":
                data = data.replace(b"</dc:title>", b" (relu)</dc:title>")
            made.writestr(entry, data, zipfile.ZIP_DEFLATED)
    assert target.read_bytes() != docx.read_bytes()
    return target


def converted(sources: Sequence[Path], suffix: str, profile: Path) -> list[Path]:
    """The same documents as LibreOffice saves them, beside, in one run; the docx go."""
    program = soffice.find()
    assert program is not None
    for folder in dict.fromkeys(source.parent for source in sources):
        here = [str(source) for source in sources if source.parent == folder]
        subprocess.run(
            [str(program), "--headless", f"-env:UserInstallation={profile.as_uri()}",
             "--convert-to", suffix, "--outdir", str(folder), *here],
            check=True, capture_output=True, timeout=300,
        )  # fmt: skip
    return [source.with_suffix(f".{suffix}") for source in sources]


def small(root: Path, made: Mapping[str, Made]) -> Promotion:
    """Eight docx and PDF that need no LibreOffice, and one that is damaged."""
    folder = root / "promo"
    for who in NAMES[:3]:
        for kind in ("ccp2", "ccp3"):
            renamed(made[kind].docx, kind, who, folder / f"{who[0].upper()} {who[1]} {kind}.docx")
    first = folder / f"{NAMES[0][0].upper()} {NAMES[0][1]} ccp2.docx"
    changed(first, folder / "corrigé" / f"{NAMES[0][0]} {NAMES[0][1]} ccp2 v2.docx")
    shutil.copy(made["ccp3"].pdf, folder / "ccp3 Dominique FICTIF.pdf")
    _cut(made["ccp2"].docx, folder / "abîmé.docx")
    return _promotion(folder, 9)


def whole(root: Path, made: Mapping[str, Made]) -> Promotion:
    """Forty documents: docx, odt, rtf, PDF, a zip, a dossier folder, versions, five damaged."""
    folder, staging = root / "promo", root / "atelier"
    staging.mkdir()

    def named(who: tuple[str, str], kind: str, place: Path) -> Path:
        return renamed(made[kind].docx, kind, who, place / f"{kind}-{who[0]}.docx")

    for who in NAMES:  # 12
        target = folder / f"{who[0].upper()} {who[1]}" / "CCP2.docx"
        renamed(made["ccp2"].docx, "ccp2", who, target)
    for who in NAMES[:4]:  # 4
        renamed(made["ccp3"].docx, "ccp3", who, folder / f"ccp3 {who[1]} {who[0]}.docx")
    for who in NAMES[:4]:  # 4
        renamed(made["dpp"].docx, "dpp", who, folder / "DPP" / f"dpp {who[0]}.docx")
    odt = converted([named(who, "ccp3", staging) for who in NAMES[4:8]], "odt", root / "p")  # 4
    rtf = converted([named(who, "ccp3", staging) for who in NAMES[8:10]], "rtf", root / "p")  # 2
    pdf = converted(
        [named(who, "dpp", staging) for who in NAMES[4:8]]  # 4
        + [named(who, "ccp2", staging) for who in NAMES[:2]],  # 2, beside their docx
        "pdf", root / "p",
    )  # fmt: skip
    for one in (*odt, *rtf, *pdf):
        shutil.copy(one, folder)
    with zipfile.ZipFile(folder / "Depot Moodle.zip", "w") as archive:  # 2
        for number, who in enumerate(NAMES[10:12]):
            one = named(who, "ccp3", staging)
            inside = f"{who[0]} {who[1]}_{4100 + number}_assignsubmission_file_/ccp3.docx"
            archive.write(one, inside)
    copy_conform("ccp2", folder / "dossier de Camille")  # 1
    _damage(folder, made)  # 5
    return _promotion(folder, 40)


def _damage(folder: Path, made: Mapping[str, Made]) -> None:
    _cut(made["ccp2"].docx, folder / "abîmé.docx")
    writer = PdfWriter(clone_from=PdfReader(made["ccp3"].pdf))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(folder / "protégé.pdf")
    with zipfile.ZipFile(folder / "mon dossier.pages", "w") as archive:
        archive.writestr("Index/Document.iwa", b"\0" * 200)
        archive.writestr("preview.jpg", b"\xff\xd8\xff")
    (folder / "texte renommé.docx").write_text("Bonjour, voici mon dossier.\n" * 30)
    (folder / "vide.pdf").write_bytes(b"")


def _cut(docx: Path, target: Path) -> None:
    data = docx.read_bytes()
    target.write_bytes(data[: len(data) * 2 // 3])


def _promotion(folder: Path, documents: int) -> Promotion:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return Promotion(folder, documents, {path: path.read_bytes() for path in files})
