"""Documents and packs as bytes, for workers that share no disk with us."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from dossier_builder.batch.worker import check_dated
from dossier_builder.batch.workspaces import workspaces
from dossier_builder.packs.chain import found
from dossier_builder.pipeline.modeles import pack_roots
from dossier_builder.pipeline.requests import Checked, Options, Request
from dossier_builder.processus import own_folder
from dossier_builder.resources import templates_root
from dossier_builder.values import frozen

_CANDIDAT = "candidat.yaml"


@frozen
class Parcel:
    """One request: its name, the file's or folder's own name, its files by relative path.

    A file is alone, under its own name; a dossier folder comes with the candidat.yaml beside it.
    One that could not be read is empty: the worker finds no file and says so.
    """

    name: str
    target: str
    files: tuple[tuple[str, bytes], ...]


def parcels(
    requests: Sequence[Request], options: Options
) -> tuple[tuple[Parcel, ...], Options, tuple[tuple[str, bytes], ...]]:
    """The arguments of `check_parcels`: documents, options, and the packs that are not ours."""
    return tuple(map(_parcel, requests)), replace(options, packs=None), _packs(requests, options)


def check_parcels(
    lot: Sequence[Parcel], options: Options, packs: Sequence[tuple[str, bytes]]
) -> tuple[Checked, ...]:
    """Check a list on a worker: unpack it in a folder of its own, and forget it.

    Raises CannotWriteError when the worker's cache folder cannot be written.
    """
    with own_folder(workspaces()) as room:
        for name in ("documents", "modeles", "travail"):
            (room / name).mkdir()
        requests = []
        for number, parcel in enumerate(lot):
            folder = room / "documents" / str(number)
            _unpack(folder, parcel.files)
            requests.append(Request(folder / parcel.target, parcel.name))
        if packs:
            _unpack(room / "modeles", packs)
            options = replace(options, packs=room / "modeles")
        return tuple(check_dated(requests, options, room / "travail", alone=False))


def _parcel(request: Request) -> Parcel:
    path = request.path
    target = path.absolute().name
    files: list[tuple[str, bytes]] = []
    try:
        if path.is_dir():
            files = [(f"{target}/{name}", data) for name, data in _read(path)]
            beside = path.absolute().parent / _CANDIDAT
            if beside.is_file():
                files.append((_CANDIDAT, beside.read_bytes()))
        elif path.is_file():
            files = [(target, path.read_bytes())]
    except OSError:
        files = []
    return Parcel(request.name, target, tuple(files))


def _packs(requests: Sequence[Request], options: Options) -> tuple[tuple[str, bytes], ...]:
    """The packs of the centre, as one folder: of two with the same name, the one that counts."""
    all_roots = (root for one in requests for root in pack_roots(options.packs, one.path))
    roots = [root for root in dict.fromkeys(all_roots) if root != templates_root()]
    files: dict[str, bytes] = {}
    for root in reversed(roots):
        for identifier, _ in found((root,)):
            files = {k: v for k, v in files.items() if not k.startswith(f"{identifier}/")}
        files |= dict(_read(root))
    return tuple(sorted(files.items()))


def _read(folder: Path) -> Iterator[tuple[str, bytes]]:
    for where, _, names in os.walk(folder):
        for name in sorted(names):
            file = Path(where, name)
            if file.is_file():
                yield file.relative_to(folder).as_posix(), file.read_bytes()


def _unpack(folder: Path, files: Sequence[tuple[str, bytes]]) -> None:
    folder.mkdir(exist_ok=True)
    for name, data in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
