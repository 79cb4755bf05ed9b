"""The very bytes that were checked, copied before anything is made of them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from dossier_builder.depot.manifest import sha256
from dossier_builder.depot.preuve import received
from dossier_builder.depot.values import Demande, Reglages
from dossier_builder.domain.modele import Modele
from dossier_builder.domain.typographie import insecable
from dossier_builder.errors import InputsError, UnreadableError
from dossier_builder.ouverture.recognition import recognise
from dossier_builder.packs.chain import MODELE
from dossier_builder.packs.positions import parse_yaml, read_text
from dossier_builder.pipeline.engines import usable
from dossier_builder.pipeline.folder import of_generated
from dossier_builder.pipeline.generate import generate
from dossier_builder.pipeline.judge import conclude, prepare
from dossier_builder.pipeline.modeles import pack_roots
from dossier_builder.pipeline.requests import Options, Request
from dossier_builder.pipeline.source import load_source
from dossier_builder.values import frozen


@frozen
class Snapshot:
    """A copy of what was checked: for a dossier folder, the Word file that it makes.

    `word` is a copy of the Word file that goes with a PDF; `told` what the manifest says of it,
    `recu` what the proof says (French).
    """

    path: Path
    empreinte: str
    told: Mapping[str, object]
    recu: str
    word: Path | None = None


def snapshot(demande: Demande, room: Path, reglages: Reglages) -> Snapshot:
    """Copy the document into `room`, and make sure that it is the one of the report.

    Raises UnreadableError when it changed since, and what building a folder raises.
    """
    source, rapport = demande.source, demande.rapport
    name = source.name or source.resolve().name
    if source.is_dir():
        path = _built(demande, room, reglages)
        data = path.read_bytes()
        seen = ""
    else:
        data = _read(source)
        if rapport.empreinte and sha256(data) != rapport.empreinte:
            raise _changed(name)
        path = room / f"document{source.suffix.lower()}"
        path.write_bytes(data)
        seen = recognise(path, name).seen
    word = None
    if demande.word is not None and not source.is_dir() and recognise(path, name).kind == "pdf":
        word = room / f"joint{demande.word.suffix.lower()}"
        word.write_bytes(_read(demande.word))
    digest = sha256(data)
    told = {"nom": name, "octets": len(data), "sha256": digest}
    return Snapshot(path, digest, told, received(source, name, data, seen), word)


def _built(demande: Demande, room: Path, reglages: Reglages) -> Path:
    """The Word file of a dossier folder, built and judged once more: it must be the one checked."""
    source = demande.source
    loaded = load_source(source, pack_roots(reglages.packs, source))
    made = generate(loaded.dossier, loaded.modele, room, usable(reglages.moteur))
    options = Options(now=reglages.now, moteur=reglages.moteur, packs=reglages.packs)
    opened = of_generated(Request(source, demande.rapport.fichier), loaded, made, room)
    again = conclude(prepare(opened, options), options)
    before = [(one.regle, one.statut) for one in demande.rapport.outcomes]
    if [(one.regle, one.statut) for one in again.outcomes] != before:
        raise _changed(source.name)
    path = room / "document.docx"
    path.write_bytes(made.docx)
    return path


def packs_of(modele: Modele) -> tuple[dict[str, str], ...]:
    """The rule packs that judged it: id, version, fingerprint of the file, nearest first."""
    found = []
    for folder in modele.dossiers:
        path = folder / MODELE
        try:
            value = parse_yaml(read_text(path).text, str(path)).value
        except InputsError:
            value = None
        keys = value if isinstance(value, dict) else {}
        found.append(
            {
                "id": str(keys.get("id", folder.name)),
                "version": str(keys.get("version") or modele.version),
                "sha256": hashlib.sha256(_read(path)).hexdigest(),
            }
        )
    return tuple(found)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableError(
            insecable(f"« {path.name} » ne peut plus être lu."),
            "Vérifiez qu’il est toujours là et qu’aucun programme ne le retient, puis relancez.",
        ) from error


def _changed(name: str) -> UnreadableError:
    return UnreadableError(
        insecable(f"« {name} » a changé pendant le contrôle : il n’a pas été déposé."),
        "Enregistrez-le et fermez-le, puis relancez.",
    )
